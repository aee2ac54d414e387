import type { ProfileRow } from "./profile.ts";

/** Tokens of a profile row whose kind is told, for shares that leave out what nobody tells. */
export interface ToldCounts {
  /** Input of sources that tell cache reads. */
  readonly input: number;
  readonly cacheRead: number;
  /** Output of calls that report reasoning. */
  readonly output: number;
  readonly outReasoning: number;
}

/** Shares of tokens; null where no call tells them, which is not zero. */
export interface TokenShares {
  /** Cache reads as a fraction of the input of calls that tell them. */
  readonly cacheShare: number | null;
  /** Reasoning as a fraction of the output of calls that report it. */
  readonly reasoningShare: number | null;
}

/** The told tokens of a row. */
export function countsOf(row: ProfileRow): ToldCounts {
  const input = row.inUncached + row.cacheRead + row.cacheWrite5m + row.cacheWrite1h;
  return {
    input: row.cacheTold ? input : 0,
    cacheRead: row.cacheTold ? row.cacheRead : 0,
    output: row.outReasoning === null ? 0 : row.outVisible + row.outReasoning,
    outReasoning: row.outReasoning ?? 0,
  };
}

/** The shares of many rows together. */
export function sharesOf(rows: readonly ToldCounts[]): TokenShares {
  const sum = (pick: (row: ToldCounts) => number): number =>
    rows.reduce((total, row) => total + pick(row), 0);
  const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
  return {
    cacheShare: share(
      sum((row) => row.cacheRead),
      sum((row) => row.input),
    ),
    reasoningShare: share(
      sum((row) => row.outReasoning),
      sum((row) => row.output),
    ),
  };
}
