import type { DisjointCounts, ReportedCounts } from "../../inclusion-rules.ts";
import { FaultyRecord, type RecordFields } from "../record-fields.ts";
import type { Charge, SkippedRecord } from "./format.ts";

/** What a cloud meter counts, one kind a line; null for what has a price but no tokens. */
export type MeteredKind = Exclude<keyof ReportedCounts, "cacheWrite1h"> | null;

/** The first kind whose pattern fits a meter's name; `undefined` when none does. */
export function kindOf(
  name: string,
  patterns: readonly (readonly [RegExp, MeteredKind])[],
): MeteredKind | undefined {
  return patterns.find(([pattern]) => pattern.test(name))?.[1];
}

/** Tokens of one kind as counts, in the bucket that is its own. */
export function metered(kind: MeteredKind, tokens: number): DisjointCounts {
  return {
    inUncached: kind === "input" ? tokens : 0,
    cacheRead: kind === "cacheRead" ? tokens : 0,
    cacheWrite5m: kind === "cacheWrite5m" ? tokens : 0,
    cacheWrite1h: 0,
    outVisible: kind === "output" ? tokens : 0,
    outReasoning: kind === "reasoning" ? tokens : null,
  };
}

/** A quantity in thousands or millions of tokens as tokens, to the nearest one. */
export function wholeTokens(fields: RecordFields, column: string, perUnit: number): number {
  const billionths = fields.nanos(column);
  if (billionths === null) throw new FaultyRecord("an empty count", column);
  if (billionths < 0n) throw new FaultyRecord("a negative count", column, fields.text(column));
  return Number((billionths * BigInt(perUnit) + 500_000_000n) / 1_000_000_000n);
}

/** A cost that is no usage, or null when it is one; what is given back is a credit on the bill. */
export function skippedCost(
  cost: bigint | null,
  line: Omit<Charge, "kind" | "nanos">,
): SkippedRecord | null {
  if (cost === null) return { skipped: "foreign", reason: "a cost line without an amount" };
  if (cost >= 0n) return null;
  const charge = { ...line, kind: "credit", nanos: cost } as const;
  return { skipped: "foreign", reason: "a credit or refund, not usage", charge };
}

/** A line of the bill for something else. */
export const NOT_TOKENS: SkippedRecord = {
  skipped: "foreign",
  reason: "a meter that is not known to count tokens",
};
