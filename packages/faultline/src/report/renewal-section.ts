import { type CompanyStress, type Renewal, vendorNames } from "@faultline/exposure";
import { decimal, dollars, ofHundred, range } from "../terminal/numbers.ts";
import type { Paint } from "../terminal/paint.ts";
import { table } from "../terminal/table.ts";
import { wrap } from "../terminal/text.ts";
import { multiple, spreadOf } from "./words.ts";

/** What renews when, and what it costs then; nothing without contracts. */
export function renewalLines(company: CompanyStress, columns: number, ink: Paint): string[] {
  if (company.renewals === null) return [];
  return [
    ...table(
      renewalColumns.map(({ title, isText }, i) => ({
        title: i === 0 ? "WHAT RENEWS" : title,
        shrinks: i === 0,
        align: isText ? ("left" as const) : ("right" as const),
      })),
      company.renewals.contracts.map(renewalCells),
      { columns, title: ink.bold },
    ),
    ...renewalSentences(company).flatMap((line) => wrap(line, { columns, rest: "  " })),
    "",
  ];
}

/** Columns of the table of renewals. */
export const renewalColumns: readonly { readonly title: string; readonly isText: boolean }[] = [
  { title: "what renews", isText: true },
  { title: "when", isText: true },
  { title: "$/month", isText: false },
  { title: "then", isText: false },
  { title: "5–95%", isText: false },
  { title: "× old price", isText: false },
];

/** A contract as cells of that table. */
export function renewalCells(renewal: Renewal): readonly string[] {
  const { name, vendor, renews, month, now, atRenewal, rise } = renewal;
  return [
    `${name}, ${vendorNames[vendor]}`,
    month === null ? `${renews} (later)` : renews,
    decimal(now),
    atRenewal === null ? "–" : decimal(atRenewal.p50),
    atRenewal === null ? "–" : range(decimal(atRenewal.p05), decimal(atRenewal.p95)),
    rise === null ? "–" : `×${multiple(rise.p50)}`,
  ];
}

/** What all renewals together do to margin and runway. */
export function renewalSentences(company: CompanyStress): string[] {
  const { renewals, runway, verdict, withinMonths: within } = company;
  const effect = renewals?.effect;
  if (renewals === null) return [];
  if (effect === null || effect === undefined) return ["None renews within the run."];
  const { grossProfit, insolvencyHeld, runwayHeld } = effect;
  const profit = `Renewals move the gross profit of ${within} months by ${spreadOf(
    grossProfit,
    (value) => dollars(Math.round(value)),
  )}`;
  if (insolvencyHeld === null || runwayHeld === null || runway === null) return [`${profit}.`];
  const end = (month: number | null): string =>
    month === null ? `beyond month ${runway.horizon}` : `in month ${month + 1}`;
  const cash =
    runway.p50 === runwayHeld.p50
      ? `cash would end ${end(runway.p50)} at the median all the same`
      : `cash would end ${end(runwayHeld.p50)} at the median, not ${end(runway.p50)}`;
  return [
    `${profit}; with every price held, ${ofHundred(insolvencyHeld)} of 100 would be out of cash ` +
      `instead of ${ofHundred(verdict.insolvency?.probability ?? 0)}, and ${cash}.`,
  ];
}
