import {
  type BreakingPoint,
  type CompanyStress,
  type CreditCliff,
  type MarginAtRisk,
  type VendorFailure,
  you,
} from "@faultline/exposure";
import { firmOf } from "../results/labels.ts";
import { decimal, dollars, ofHundred, percent } from "../terminal/numbers.ts";
import type { Paint } from "../terminal/paint.ts";
import { wrap } from "../terminal/text.ts";
import { multiple, signedDollars, spreadOf } from "./words.ts";

/** Vendors, credits, margin at risk and what alone would break the company, below a title. */
export function riskLines(company: CompanyStress, columns: number, ink: Paint): string[] {
  const sentences = riskSentences(company);
  if (sentences.length === 0) return [];
  return [
    ink.bold("WHAT COULD GO WRONG"),
    ...sentences.flatMap((line) => wrap(line, { columns, rest: "  " })),
    "",
  ];
}

/** The same, a sentence each. */
export function riskSentences(company: CompanyStress): string[] {
  return [
    ...(company.vendorFailures ?? []).map(failureLine),
    ...(company.credits ?? []).map(creditLine),
    ...(company.marginAtRisk ?? []).map(marginLine),
    ...breakingLine(company.breakingPoints),
  ];
}

const nameOfVendor = (vendor: string): string => firmOf(`${vendor}.default`) ?? "another vendor";

function failureLine({ vendor, share, by, change }: VendorFailure): string {
  const name = nameOfVendor(vendor);
  const told = (["12", "24", "60"] as const).flatMap((month) =>
    by[month] === null ? [] : [`${ofHundred(by[month])} by month ${month}`],
  );
  const often =
    told.length === 0 ? "how often is not known" : `in how many of 100: ${told.join(", ")}`;
  const money =
    change === null
      ? "too few futures to tell what the bill would do"
      : `the token bill then moves by ${spreadOf(change, signedDollars)} a month`;
  return `${name} fails, with ${percent(share)} of your tokens: ${often}; ${money}.`;
}

function creditLine({ vendor, balance, expires, lasts, lost, cliff }: CreditCliff): string {
  const name = nameOfVendor(vendor);
  const end =
    expires === null ? "they do not expire within the run" : `they expire in month ${expires + 1}`;
  const gone = lost === null ? "" : `; lost then: ${spreadOf(lost, dollars)}`;
  return (
    `Credits of ${dollars(balance)} with ${name} last ${spreadOf(lasts, (n) => decimal(n))} months ` +
    `(${end})${gone}; after them up to ${spreadOf(cliff, dollars)} a month is due in cash.`
  );
}

function marginLine(risk: MarginAtRisk): string {
  const { months, expected, atRisk, expectedShortfall } = risk;
  return (
    `Margin at risk over ${months} months: ${dollars(Math.max(0, atRisk))} of an expected ` +
    `${dollars(expected)} is missing or more in 5 of 100 futures, and there ` +
    `${dollars(Math.max(0, expectedShortfall))} on average.`
  );
}

function breakingLine(points: readonly BreakingPoint[]): string[] {
  if (points.length === 0) return [];
  const parts = points.map(pointInWords);
  return [`The least that alone makes insolvency as likely as not: ${parts.join("; ")}.`];
}

function pointInWords({ lever, at, atEnd }: BreakingPoint): string {
  const end = `${ofHundred(atEnd)} of 100`;
  switch (lever) {
    case you.priceMultiple:
      if (at === null) return `no token price up to ×100 (${end})`;
      return at === "unmoved" ? "token prices as they are" : `token prices ×${multiple(at)}`;
    case you.salesKept:
      if (at === null) return `no loss of sales (${end} without any)`;
      return at === "unmoved" ? "sales as they are" : `sales ${percent(1 - at)} lower`;
    default:
      if (at === null) return `not a raise that fails (${end})`;
      return at === "unmoved" ? "the raise or not" : "a raise that fails";
  }
}
