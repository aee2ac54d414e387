import type { Outcome } from "../options/outcome-option.ts";
import type { Basis } from "../results/basis.ts";
import { amountOf, displayOf } from "../results/display.ts";
import { labelOf } from "../results/labels.ts";
import { decimal, percent, range } from "../terminal/numbers.ts";

/** What a parameter rests on, in words. */
export const basisWords: Readonly<Record<Basis | "chance", string>> = {
  assumed: "assumption",
  judged: "facts, judged",
  facts: "facts",
  chance: "chance",
};

/** What an outcome is, as the subject of a sentence. */
export function outcomeWords({ id, kind, month, unit }: Outcome): string {
  if (kind === "event") return `how likely by month ${month}: ${labelOf(id)}`;
  const shown = displayOf(id, unit ?? "").unit;
  return `${labelOf(id)} in month ${month}${shown === "" ? "" : `, ${shown}`}`;
}

/** A value of an outcome; of an event a probability. */
export function outcomeValue({ id, kind, unit }: Outcome, value: number): string {
  return kind === "event" ? percentFigures(value) : displayOf(id, unit ?? "").show(value);
}

/** A change of an outcome, with its sign; of an event in points of a hundred. */
export function outcomeChange(outcome: Outcome, change: number): string {
  const text = outcome.kind === "event" ? decimal(change * 100, 1) : outcomeValue(outcome, change);
  return change > 0 ? `+${text}` : text;
}

/** A probability to a tenth of a percent. */
export function percentFigures(share: number): string {
  return `${decimal(share * 100, 1)}%`;
}

/** An interval of shares. */
export function shareRange(low: number, high: number): string {
  return range(percent(low), percent(high));
}

/** A parameter's value with its unit. */
export function parameterValue(value: number, unit: string): string {
  const { amount, rest } = amountOf(unit);
  if (unit === "1/month") return `${amountOf("").amount(value)} a month`;
  return `${amount(value)}${rest}`;
}
