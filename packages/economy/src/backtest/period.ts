/** The months a figure describes, first and last included, each counted from January of year 0. */
export interface Period {
  readonly first: number;
  readonly last: number;
}

/** What a period may look like, for the words of an error. */
export const periodForms = "2025-03, 2025Q1, 2025 or 2024-11/2025-01";

const month = String.raw`(\d{4})-(0[1-9]|1[0-2])`;
const monthOnly = new RegExp(`^${month}$`);
const monthRange = new RegExp(`^${month}/${month}$`);

/**
 * Reads a month (`2025-03`), a quarter (`2025Q1`), a year (`2025`) or a range of months
 * (`2024-11/2025-01`), for fiscal periods that are no calendar quarter. Undefined for any other
 * text, and for a range that ends before it begins.
 */
export function parsePeriod(text: string): Period | undefined {
  const one = monthOnly.exec(text);
  if (one !== null) {
    const at = monthIndex(one[1]!, one[2]!);
    return { first: at, last: at };
  }
  const range = monthRange.exec(text);
  if (range !== null) {
    const [first, last] = [monthIndex(range[1]!, range[2]!), monthIndex(range[3]!, range[4]!)];
    return first <= last ? { first, last } : undefined;
  }
  const quarter = /^(\d{4})Q([1-4])$/.exec(text);
  if (quarter !== null) {
    const first = monthIndex(quarter[1]!, "1") + 3 * (Number(quarter[2]) - 1);
    return { first, last: first + 2 };
  }
  if (!/^\d{4}$/.test(text)) return undefined;
  const first = monthIndex(text, "1");
  return { first, last: first + 11 };
}

/** Months in a period. */
export function monthsIn({ first, last }: Period): number {
  return last - first + 1;
}

/** A month, counted from January of year 0, as `YYYY-MM`. */
export function monthName(index: number): string {
  const year = String(Math.floor(index / 12)).padStart(4, "0");
  return `${year}-${String((index % 12) + 1).padStart(2, "0")}`;
}

/** A period as its month, or its first and last. */
export function periodName({ first, last }: Period): string {
  return first === last ? monthName(first) : `${monthName(first)}/${monthName(last)}`;
}

function monthIndex(year: string, monthOfYear: string): number {
  return 12 * Number(year) + Number(monthOfYear) - 1;
}
