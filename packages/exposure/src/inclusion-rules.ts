/** Whether a source's totals already contain the parts it also lists. */
export interface InclusionRule {
  /** Whether the input count already contains the cached reads. */
  readonly inputContainsCacheReads: boolean;
  /** Whether the input count already contains the cache writes. */
  readonly inputContainsCacheWrites: boolean;
  /** Whether the output count already contains the reasoning tokens. */
  readonly outputContainsReasoning: boolean;
}

/**
 * The one table of what each source's totals contain. No importer may add or subtract two token
 * fields except by this table: most real counting bugs are a private guess about one of its cells.
 */
export const INCLUSION_RULES = {
  /** OpenTelemetry GenAI semantic conventions: totals contain all of their parts. */
  otel: {
    inputContainsCacheReads: true,
    inputContainsCacheWrites: true,
    outputContainsReasoning: true,
  },
} as const satisfies Record<string, InclusionRule>;

/** Counts as a source reports them, before they are taken apart. */
export interface ReportedCounts {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  /** Null when the source does not report reasoning. */
  readonly reasoning: number | null;
}

/** The same counts in disjoint buckets. */
export interface DisjointCounts {
  readonly inUncached: number;
  readonly cacheRead: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly outVisible: number;
  readonly outReasoning: number | null;
}

/**
 * Takes totals apart into disjoint buckets by a source's rule.
 * Returns the reason as text when a part is larger than the total that contains it.
 */
export function splitCounts(
  reported: ReportedCounts,
  rule: InclusionRule,
): DisjointCounts | string {
  const writes = reported.cacheWrite5m + reported.cacheWrite1h;
  const inUncached =
    reported.input -
    (rule.inputContainsCacheReads ? reported.cacheRead : 0) -
    (rule.inputContainsCacheWrites ? writes : 0);
  if (inUncached < 0) return "cached count larger than the input that contains it";
  const outVisible =
    reported.output - (rule.outputContainsReasoning ? (reported.reasoning ?? 0) : 0);
  if (outVisible < 0) return "reasoning count larger than the output that contains it";
  return {
    inUncached,
    cacheRead: reported.cacheRead,
    cacheWrite5m: reported.cacheWrite5m,
    cacheWrite1h: reported.cacheWrite1h,
    outVisible,
    outReasoning: reported.reasoning,
  };
}
