import { monthName, parsePeriod } from "../backtest/period.ts";
import type { Fact } from "../evidence/fact.ts";

/** Whether a fact, all of it, was published by a day. */
export function isKnownBy(fact: { readonly published: string }, day: string): boolean {
  return fact.published <= day;
}

/**
 * What of a fact was published by a day: the fact, a dated series without its later values, or
 * undefined.
 */
export function knownPart(fact: Fact, day: string): Fact | undefined {
  if (isKnownBy(fact, day)) return fact;
  const { value, firstPublished } = fact;
  if (firstPublished === undefined || typeof value === "number" || Array.isArray(value)) {
    return undefined;
  }
  const periods = Object.keys(value).filter((period) => {
    const published = firstPublished[period];
    return published !== undefined && published <= day;
  });
  const last = periods.at(-1);
  if (last === undefined) return undefined;
  const dated = value as Readonly<Record<string, number>>;
  return {
    ...fact,
    value: Object.fromEntries(periods.map((period) => [period, dated[period]!])),
    asOf: last,
    published: periods
      .map((period) => firstPublished[period]!)
      .toSorted()
      .at(-1)!,
  };
}

/** Last day of the month after a month `YYYY-MM`: what a run that starts in it may know. */
export function knowledgeDateOf(from: string): string {
  const next = parsePeriod(from)!.first + 1;
  const month = monthName(next);
  const days = [
    31,
    isLeap(Math.floor(next / 12)) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ];
  return `${month}-${days[next % 12]}`;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
