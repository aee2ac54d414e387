import type { Accounting } from "../importers/accounting.ts";
import type { RejectCount } from "../importers/rejects.ts";
import type { UnpricedModel, UsedPrice } from "../prices/price-usage.ts";
import type { Vendor } from "../prices/vendor.ts";

/** The time a profile covers. */
export interface ProfilePeriod {
  /** First instant of usage, ISO. */
  readonly start: string;
  /** Last instant of usage, or the exclusive end a mapping declares, ISO. */
  readonly end: string;
  /** Calendar days touched; for usage within a day, the elapsed part of one. */
  readonly days: number;
  /** Number of months when the usage covers whole calendar months, else null. */
  readonly wholeMonths: number | null;
}

/** What came of the calls that tell it. */
export interface ProfileOutcome {
  /** Calls whose outcome is told. */
  readonly requests: number;
  /** Attempts at a task that these calls stand for. */
  readonly attempts: number;
  /** Attempts of them at a task that was tried before. */
  readonly retries: number;
  /** Attempts of them that succeeded; a fraction where the source gives a rate. */
  readonly succeeded: number;
  /** What these calls cost, failures and retries included, USD; null when it is not known. */
  readonly costUsd: number | null;
  /** Tokens of these calls whose cost is unknown and missing from `costUsd`. */
  readonly uncostedTokens: number;
}

/**
 * Usage of one month × provider × model × feature × customer, as measured: neither scaled to a
 * month nor by a sampling rate. Token buckets are disjoint.
 */
export interface ProfileRow {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly provider: string;
  readonly vendor: Vendor;
  readonly model: string;
  readonly feature: string | null;
  readonly customer: string | null;
  readonly requests: number;
  readonly inUncached: number;
  readonly cacheRead: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  /** Whether any source of the row tells cache reads: without, zero of them says nothing. */
  readonly cacheTold: boolean;
  /** Visible output of calls that report reasoning. */
  readonly outVisible: number;
  /** Reported reasoning; null when no call of the row reports it. */
  readonly outReasoning: number | null;
  /** Output of calls that do not report reasoning: visible and hidden together. */
  readonly outUnsplit: number;
  /** What providers billed, USD; null when no record says. */
  readonly billedUsd: number | null;
  /** Price-list estimate, USD; null when nothing of the row has a price. */
  readonly estimatedUsd: number | null;
  /** Best figure record by record, USD: billed, else estimated; null when neither is known. */
  readonly costUsd: number | null;
  /** Part of `estimatedUsd` for reported reasoning, USD; null when none is reported or priced. */
  readonly reasoningUsd: number | null;
  /** Part of `estimatedUsd` for output that is not split into visible and hidden, USD. */
  readonly unsplitUsd: number;
  /** Tokens without a price; their cost is unknown, not zero. */
  readonly unpricedTokens: number;
  /** Tokens with neither a price nor a bill; they are missing from `costUsd`. */
  readonly uncostedTokens: number;
  /** Null when no call of the row tells its outcome. */
  readonly outcome: ProfileOutcome | null;
}

/**
 * All that a stress test needs to know of a company's usage. Holds no prompt, no key, and no text
 * from the data that the company file or the price list does not name.
 */
export interface Profile {
  readonly version: 1;
  readonly period: ProfilePeriod;
  readonly accounting: Accounting;
  readonly rejects: readonly RejectCount[];
  readonly prices: readonly UsedPrice[];
  /** Models without a price; by pseudonym where nobody but the data names them. */
  readonly unpriced: readonly UnpricedModel[];
  readonly rows: readonly ProfileRow[];
}

/** All tokens of a profile row. */
export function tokensOf(row: ProfileRow): number {
  return (
    row.inUncached +
    row.cacheRead +
    row.cacheWrite5m +
    row.cacheWrite1h +
    row.outVisible +
    (row.outReasoning ?? 0) +
    row.outUnsplit
  );
}
