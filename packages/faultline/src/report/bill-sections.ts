import type { Assessment, Reason, ReconciledLine, Reconciliation } from "@faultline/exposure";
import { count, decimal, dollars } from "../terminal/numbers.ts";
import type { Paint } from "../terminal/paint.ts";
import { type Cell, table } from "../terminal/table.ts";
import { wrap } from "../terminal/text.ts";
import { nameOf } from "./words.ts";

/** What each reason is called where a difference is split. */
const reasonNames: Readonly<Record<Reason, string>> = {
  tier: "batch and flex",
  tierUnlisted: "tier without a listed price",
  free: "free quota",
  discount: "discount",
  services: "searches and other services",
  withoutTokens: "lines without tokens",
  unpriced: "models without a price",
  ownKey: "own key, billed elsewhere",
  paidAhead: "paid ahead",
  purchases: "purchases",
  credits: "credits",
  taxes: "taxes",
  adjustments: "adjustments",
  unexplained: "unexplained",
};

/** Shares of a line, and of the whole bill, below which a difference is not worth a line. */
const leastShare = 0.005;
const leastOfBill = 0.001;

/** Lines of models that a terminal shows; the JSON and the tables have all. */
const mostRows = 8;

/** Lines whose difference, or any part of it, is worth looking at. */
function differing({ rows, total }: Reconciliation): readonly ReconciledLine[] {
  return rows.filter((line) => {
    const part = line.reasons.reduce((size, { usd }) => Math.max(size, Math.abs(usd)), 0);
    return part > 0 && part >= leastShare * sizeOf(line) && part >= leastOfBill * sizeOf(total);
  });
}

/** The greater of what is due and the list price. */
function sizeOf({ estimatedUsd, dueUsd }: ReconciledLine): number {
  return Math.max(Math.abs(estimatedUsd), Math.abs(dueUsd));
}

/** Cells of a line: whose it is, list price, what is due, their difference, and why. */
export function billCells(line: ReconciledLine): string[] {
  const { provider, model, estimatedUsd, dueUsd, differenceUsd, reasons } = line;
  const why = reasons.map(({ reason, usd }) => `${reasonNames[reason]} ${signed(usd)}`);
  return [
    provider === null || model === null ? "all" : `${provider} ${nameOf(model)}`.trim(),
    cents(estimatedUsd),
    cents(dueUsd),
    signed(differenceUsd),
    why.join(", "),
  ];
}

/** Titles of {@link billCells}. */
export const billTitles = ["list, $", "due, $", "difference", "why"] as const;

/** One sentence on what was billed against the list prices; null when nothing was. */
export function billSentence({ reconciliation }: Assessment): string | null {
  if (reconciliation === null) return null;
  const { total } = reconciliation;
  const { estimatedUsd, billedUsd, dueUsd } = total;
  const due = billedUsd === dueUsd ? "" : `, ${dollars(dueUsd)} due with all else on the bill`;
  const against =
    estimatedUsd === 0
      ? "the bill tells no tokens that a list price could be held against"
      : `the same tokens at list prices are ${dollars(estimatedUsd)}`;
  return `Billed as measured: ${dollars(billedUsd)}${due}; ${against}.`;
}

/** The bill against the list prices, a blank line after it; empty where no difference is worth it. */
export function billLines(assessment: Assessment, columns: number, ink: Paint): string[] {
  const { reconciliation } = assessment;
  if (reconciliation === null) return [];
  const rows = differing(reconciliation);
  if (rows.length === 0) return [];
  const shown = [...rows.slice(0, mostRows), ...(rows.length > 1 ? [reconciliation.total] : [])];
  const more = rows.length - mostRows;
  const left = reconciliation.rows.length - rows.length;
  const rest = [
    ...(more > 0 ? [`${count(more, "more line")} in the JSON`] : []),
    ...(left > 0 ? [`${count(left, "model")} close to the list`] : []),
  ];
  const sentence = billSentence(assessment) ?? "";
  return [
    ...table(
      [
        { title: "BILL", shrinks: true },
        ...billTitles.slice(0, 3).map((title) => ({ title, align: "right" }) as const),
      ],
      shown.map((line): Cell[] => billCells(line).slice(0, 4)),
      { columns, title: ink.bold },
    ).flatMap((line, i) => {
      // The titles come first; each line's reasons stand below it, however many they are.
      const why = i === 0 ? "" : (billCells(shown[i - 1]!)[4] ?? "");
      return why === "" ? [line] : [line, ...wrap(why, { columns, first: "  ", rest: "  " })];
    }),
    ...wrap([sentence, ...(rest.length === 0 ? [] : [`${rest.join("; ")}.`])].join(" "), {
      columns,
      rest: "  ",
    }),
    "",
  ];
}

function cents(usd: number): string {
  const size = Math.abs(usd);
  return decimal(usd, size === 0 || size >= 100 ? 0 : size >= 0.095 ? 2 : 4);
}

function signed(usd: number): string {
  const text = cents(usd);
  return usd > 0 && !text.startsWith("−") ? `+${text}` : text;
}
