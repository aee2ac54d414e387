import type { BreakEven, Name, Spread } from "@faultline/exposure";
import { decimal, dollars, range } from "../terminal/numbers.ts";
import { cut, sanitise } from "../terminal/text.ts";

/** Columns of a name in a sentence: one from data may go on for a megabyte. */
const longestName = 60;

/** A name from data for a sentence, safe to print and not too long. */
export function shortName(name: Name): string {
  // Cut roughly first: to measure a megabyte takes half a minute.
  return cut(nameOf(name).slice(0, 10 * longestName), longestName);
}

/** A feature's or customer's name, safe to print; what belongs to none is said so. */
export function nameOf(name: Name): string {
  return name === null ? "(unattributed)" : sanitise(name);
}

/** A model's name for a sentence; an export may name none. */
export function modelName(model: string): string {
  return shortName(model === "" ? "a model that is not named" : model);
}

/** A multiple of a price: `1.47`, `6.0`, `25`. */
export function multiple(value: number): string {
  return decimal(value, value < 2 ? 2 : value < 20 ? 1 : 0);
}

/** A break-even multiple as a cell. */
export function breakEvenCell(result: BreakEven): string {
  switch (result.kind) {
    case "multiple":
      return `×${multiple(result.value)}`;
    case "underwater":
      return "already";
    case "noLimit":
      return "no limit";
    default:
      return "unknown";
  }
}

/** Multiples at which the bar of a break-even multiple is empty and full, on a log scale. */
const fullBar = 100;

/** How far along from ×1 to ×100 a break-even multiple lies, in logs, 0 to 1. */
export function breakEvenShare(result: BreakEven): number {
  if (result.kind === "noLimit") return 1;
  if (result.kind !== "multiple") return 0;
  return Math.min(1, Math.log(result.value) / Math.log(fullBar));
}

/** Names in words: `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** A sampling error in points of a hundred; under a half it is told as `<1`. */
export function pointsOf(error: number): string {
  return error < 0.005 ? "<1" : decimal(error * 100);
}

/** A change of money with its sign. */
export function signedDollars(value: number): string {
  return `${value > 0 ? "+" : ""}${dollars(value)}`;
}

/** A median with its range: `12 (3 – 40)`. */
export function spreadOf({ p05, p50, p95 }: Spread, words: (value: number) => string): string {
  return `${words(p50)} (${range(words(p05), words(p95))})`;
}
