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
  const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5))];
  return new Date(Date.UTC(year, month + 1, 0)).toISOString().slice(0, 10);
}
