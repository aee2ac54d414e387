import { DAYS_PER_MONTH } from "../profile/period.ts";
import type { Profile } from "../profile/profile.ts";
import { type Vendor, VENDORS } from "../prices/vendor.ts";

/** Hours of an average month: what a machine that is rented around the clock is paid for. */
export const hoursPerMonth = DAYS_PER_MONTH * 24;

/** Tokens a second, averaged over a month. */
export interface TokenRate {
  /** Read and not found in a cache. */
  readonly input: number;
  /** Written, hidden reasoning included. */
  readonly output: number;
}

/**
 * Tokens a second that machines of one's own would have to serve for a vendor's work, on average
 * over the month. Cache reads are left out, as machines of one's own keep a cache too.
 *
 * @param factor what makes a month of the usage
 */
export function tokenRates(profile: Profile, factor: number): Readonly<Record<Vendor, TokenRate>> {
  const rateOf = (vendor: Vendor): TokenRate => {
    const rows = profile.rows.filter((row) => row.vendor === vendor && row.costUsd !== null);
    const sum = (pick: (row: (typeof rows)[number]) => number): number =>
      (rows.reduce((total, row) => total + pick(row), 0) * factor) / (hoursPerMonth * 3600);
    return {
      input: sum((row) => row.inUncached + row.cacheWrite5m + row.cacheWrite1h),
      output: sum((row) => row.outVisible + (row.outReasoning ?? 0) + row.outUnsplit),
    };
  };
  const [openai, anthropic, other] = VENDORS.map(rateOf) as [TokenRate, TokenRate, TokenRate];
  return { openai, anthropic, other };
}

/** Copies of a model that are busy all the time at a load: input and output each take their part. */
export function busyCopies(load: TokenRate, speed: TokenRate): number {
  return load.input / speed.input + load.output / speed.output;
}
