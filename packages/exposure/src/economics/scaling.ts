import type { Company } from "../company/company.ts";
import { InputError } from "../input-error.ts";
import { DAYS_PER_MONTH, MIN_DAYS_FOR_A_MONTH } from "../profile/period.ts";
import type { ProfilePeriod } from "../profile/profile.ts";

/** How measured usage becomes the figures of a report. */
export interface Scaling {
  /** `month`: figures are USD a month. `measured`: they are of the measured period only. */
  readonly basis: "month" | "measured";
  /** What measured usage is multiplied by. */
  readonly usage: number;
  /** What the company's monthly figures are multiplied by, to cover the same time. */
  readonly monthly: number;
  /** How the factors came about, in words. */
  readonly reason: string;
}

/**
 * Chooses the factors. Under 28 days of usage without a `monthlyFactor` the figures stay those of
 * the measured period, and the company's monthly revenue is cut to it.
 */
export function scalingOf(period: ProfilePeriod, company: Company): Scaling {
  const sampling = company.sampling ?? 1;
  const sampled = sampling === 1 ? "" : `; divided by the sampling rate ${sampling}`;
  if (company.monthlyFactor !== undefined) {
    const usage = company.monthlyFactor / sampling;
    return {
      basis: "month",
      usage,
      monthly: 1,
      reason: `monthlyFactor ${company.monthlyFactor}${sampled}`,
    };
  }
  if (period.days < MIN_DAYS_FOR_A_MONTH) {
    const monthly = period.days / DAYS_PER_MONTH;
    return { basis: "measured", usage: 1 / sampling, monthly, reason: `as measured${sampled}` };
  }
  if (period.wholeMonths !== null) {
    const months = period.wholeMonths === 1 ? "month" : "months";
    const reason = `${period.wholeMonths} whole calendar ${months}${sampled}`;
    return { basis: "month", usage: 1 / period.wholeMonths / sampling, monthly: 1, reason };
  }
  const reason = `${period.days} days at ${DAYS_PER_MONTH} a month${sampled}`;
  return { basis: "month", usage: DAYS_PER_MONTH / period.days / sampling, monthly: 1, reason };
}

/** Throws `InputError` when the usage is too short to stand for a month and nothing says how. */
export function requireMonthly(period: ProfilePeriod, company: Company, companyName: string): void {
  if (scalingOf(period, company).basis === "month") return;
  throw new InputError(
    companyName,
    `the usage covers ${period.days.toFixed(2)} days, too few to stand for a month`,
    "give monthlyFactor: what that usage is to be multiplied by to make a month",
  );
}
