import type { Profile, ProfileRow } from "./profile.ts";
import { tokensOf } from "./profile.ts";
import { countsOf, sharesOf } from "./shares.ts";

/** What a profile can be grouped by. */
export type GroupKey = "feature" | "customer" | "model" | "vendor" | "provider" | "month";

/** Measured usage of one group; not scaled to a month. */
export interface UsageGroup {
  /** Null for usage that belongs to no feature or customer. */
  readonly name: string | null;
  readonly requests: number;
  readonly tokens: number;
  readonly inUncached: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  /** Cache reads as a fraction of the input of calls that tell them; null when none does. */
  readonly cacheShare: number | null;
  /** All output, hidden reasoning included. */
  readonly output: number;
  /** Null when no call of the group reports reasoning. */
  readonly outReasoning: number | null;
  /** Reasoning as a fraction of the output of calls that report it; null when none does. */
  readonly reasoningShare: number | null;
  readonly billedUsd: number | null;
  readonly estimatedUsd: number | null;
  readonly costUsd: number | null;
  readonly unpricedTokens: number;
}

/** Sums a profile by one key, dearest group first. */
export function groupProfile(profile: Profile, by: GroupKey): UsageGroup[] {
  const groups = new Map<string | null, ProfileRow[]>();
  for (const row of profile.rows) {
    const known = groups.get(row[by]);
    if (known === undefined) groups.set(row[by], [row]);
    else known.push(row);
  }
  return [...groups]
    .map(([name, rows]) => sumRows(name, rows))
    .toSorted(
      (a, b) =>
        (b.costUsd ?? 0) - (a.costUsd ?? 0) ||
        b.tokens - a.tokens ||
        ((a.name ?? "") < (b.name ?? "") ? -1 : 1),
    );
}

/** Sums a whole profile. */
export function totalUsage(profile: Profile): UsageGroup {
  return sumRows(null, profile.rows);
}

function sumRows(name: string | null, rows: readonly ProfileRow[]): UsageGroup {
  const sum = (pick: (row: ProfileRow) => number) =>
    rows.reduce((total, row) => total + pick(row), 0);
  // Nothing known stays unknown: a sum of no figures is not zero.
  const sumKnown = (pick: (row: ProfileRow) => number | null) =>
    rows.some((row) => pick(row) !== null) ? sum((row) => pick(row) ?? 0) : null;
  return {
    name,
    requests: sum((row) => row.requests),
    tokens: sum(tokensOf),
    inUncached: sum((row) => row.inUncached),
    cacheRead: sum((row) => row.cacheRead),
    cacheWrite: sum((row) => row.cacheWrite5m + row.cacheWrite1h),
    ...sharesOf(rows.map(countsOf)),
    output: sum((row) => row.outVisible + (row.outReasoning ?? 0) + row.outUnsplit),
    outReasoning: sumKnown((row) => row.outReasoning),
    billedUsd: sumKnown((row) => row.billedUsd),
    estimatedUsd: sumKnown((row) => row.estimatedUsd),
    costUsd: sumKnown((row) => row.costUsd),
    unpricedTokens: sum((row) => row.unpricedTokens),
  };
}
