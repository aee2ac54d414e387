import { DAYS_PER_MONTH } from "../profile/period.ts";
import type { ProfilePeriod } from "../profile/profile.ts";
import type { Billing, BillingRow } from "./billing-file.ts";
import type { BillingSpec, Revenue } from "./revenue.ts";

/** How a billing export became revenue a month. */
export interface BillingBasis {
  readonly file: string;
  /** The rule, in words. */
  readonly rule: string;
  /** Calendar months, `YYYY-MM`, whose mean it is; null when the export is read without dates. */
  readonly months: readonly string[] | null;
  /** Rows that count, those of other months, and those that `where` leaves out. */
  readonly rows: number;
  readonly otherMonths: number;
  readonly leftOut: number;
  /** Sum of the rows that count, USD. */
  readonly sumUsd: number;
  /** What that sum is divided by to make a month of it. */
  readonly divisor: number;
}

/** A billing export as revenue a month, with how it came about. */
export interface MonthlyRevenue {
  readonly revenue: Revenue;
  readonly basis: BillingBasis;
}

/**
 * Sums a billing export to a month. With dates it is the mean of the calendar months that the usage
 * touches, as far as the export holds them, else of all months that it holds. Without dates all of
 * it is taken to be of the usage's own period, and with a `monthlyFactor` of one month.
 */
export function monthlyRevenue(
  billing: Billing,
  spec: BillingSpec,
  period: ProfilePeriod,
  monthlyFactor: number | undefined,
): MonthlyRevenue {
  const { rule, months, divisor } =
    spec.date === undefined
      ? undated(period, monthlyFactor)
      : dated(billing.rows, monthsBetween(period.start.slice(0, 7), lastMonth(period)));
  const counted = billing.rows.filter(
    ({ day }) => months === null || (day !== null && months.includes(day.slice(0, 7))),
  );
  const perMonth = (nanos: bigint) => Number(nanos) / 1e9 / divisor;
  const byName = (pick: (row: BillingRow) => string | null) => {
    const sums = new Map<string, bigint>();
    for (const row of counted) {
      const name = pick(row);
      if (name !== null) sums.set(name, (sums.get(name) ?? 0n) + row.nanos);
    }
    return Object.fromEntries([...sums].map(([name, nanos]) => [name, perMonth(nanos)]));
  };
  const sum = counted.reduce((all, { nanos }) => all + nanos, 0n);
  return {
    revenue: {
      ...(spec.customer !== undefined && { customers: byName(({ customer }) => customer) }),
      ...(spec.feature !== undefined && { features: byName(({ feature }) => feature) }),
      total: perMonth(sum),
    },
    basis: {
      file: spec.csv,
      rule,
      months,
      rows: counted.length,
      otherMonths: billing.rows.length - counted.length,
      leftOut: billing.leftOut,
      sumUsd: Number(sum) / 1e9,
      divisor,
    },
  };
}

interface Span {
  readonly rule: string;
  readonly months: readonly string[] | null;
  readonly divisor: number;
}

function undated(period: ProfilePeriod, monthlyFactor: number | undefined): Span {
  if (monthlyFactor !== undefined) {
    return { rule: "without dates, taken as one month", months: null, divisor: 1 };
  }
  const divisor = period.wholeMonths ?? period.days / DAYS_PER_MONTH;
  const rule = "without dates, taken as of the period of the usage";
  return { rule, months: null, divisor };
}

function dated(rows: readonly BillingRow[], wanted: readonly string[]): Span {
  const days = rows.flatMap(({ day }) => day ?? []).toSorted();
  const held = monthsBetween((days[0] ?? "").slice(0, 7), (days.at(-1) ?? "").slice(0, 7));
  const both = wanted.filter((month) => held.includes(month));
  const months = both.length === 0 ? held : both;
  const named = spanOf(months);
  const missing = wanted.filter((month) => !both.includes(month));
  const mean = months.length === 1 ? named : `the mean of ${named}`;
  const rule =
    both.length === 0
      ? `${mean}, as none of the usage's months (${spanOf(wanted)}) is in it`
      : missing.length > 0
        ? `${mean}, as nothing of the usage's ${spanOf(missing)} is in it`
        : `${mean}, the months of the usage`;
  return { rule, months, divisor: months.length };
}

function spanOf(months: readonly string[]): string {
  const [first = "", last = ""] = [months[0], months.at(-1)];
  return first === last ? first : `${first} to ${last}`;
}

// The end that a mapping declares is exclusive: midnight of a first is of the month before.
function lastMonth({ start, end }: ProfilePeriod): string {
  const last = end > start ? new Date(Date.parse(end) - 1).toISOString() : end;
  return last.slice(0, 7);
}

function monthsBetween(first: string, last: string): string[] {
  const index = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  const count = index(last) - index(first) + 1;
  return Array.from({ length: count }, (_, i) => {
    const at = index(first) + i;
    return `${String(Math.floor(at / 12)).padStart(4, "0")}-${String((at % 12) + 1).padStart(2, "0")}`;
  });
}
