/**
 * Whether a source's totals already contain the parts it also lists; null where the source lists no
 * such part, so that nothing is there to be contained.
 */
export interface InclusionRule {
  /** Whether the input count already contains the cached reads. */
  readonly inputContainsCacheReads: boolean | null;
  /** Whether the input count already contains the cache writes. */
  readonly inputContainsCacheWrites: boolean | null;
  /** Whether the output count already contains the reasoning tokens. */
  readonly outputContainsReasoning: boolean | null;
}

const rule = (
  inputContainsCacheReads: boolean | null,
  inputContainsCacheWrites: boolean | null,
  outputContainsReasoning: boolean | null,
): InclusionRule => ({
  inputContainsCacheReads,
  inputContainsCacheWrites,
  outputContainsReasoning,
});

/**
 * The one table of what each source's totals contain: cached reads in the input, cache writes in
 * the input, reasoning in the output. No importer may add or subtract two token fields except by
 * this table: most real counting bugs are a private guess about one of its cells. Cloud bills have
 * no row: they meter each kind of token on a line of its own, so there is nothing to take apart.
 */
export const INCLUSION_RULES = {
  /** OpenTelemetry GenAI semantic conventions: totals contain all of their parts. */
  otel: rule(true, true, true),
  /** OpenAI's organization usage, JSON and CSV: the output holds reasoning but never tells it. */
  "openai-usage": rule(true, true, null),
  /** Anthropic's usage reports, JSON and CSV: `uncached_input_tokens` is what it says. */
  "anthropic-usage": rule(false, false, null),
  /** OpenRouter's activity: `tokens_cached` and `tokens_reasoning` are subsets. */
  openrouter: rule(true, null, true),
  /** LiteLLM's spend logs follow OpenAI's shape, whoever the provider is. */
  litellm: rule(true, true, true),
  /** Langfuse asks for disjoint keys. */
  langfuse: rule(false, false, false),
  /** Langfuse rows whose own total says that the parts are inside input and output. */
  "langfuse-inclusive": rule(true, true, true),
  /** Helicone keeps cache counts in columns of their own and has none for reasoning. */
  helicone: rule(false, false, null),
  /** Claude Code's session logs carry Anthropic's per-call usage. */
  "claude-code": rule(false, false, null),
  /** Codex's session logs carry OpenAI's per-call usage. */
  codex: rule(true, null, true),
} as const satisfies Record<string, InclusionRule>;

/**
 * Sources whose records always carry a count of cache reads, so that a zero is one. Elsewhere a
 * missing count may mean that nobody counted.
 */
export const SOURCES_TELLING_CACHE_READS: readonly (keyof typeof INCLUSION_RULES)[] = [
  "openai-usage",
  "anthropic-usage",
  "openrouter",
  "helicone",
  "claude-code",
  "codex",
];

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

/** Reason of a record whose cached tokens are more than the input that is said to contain them. */
export const CACHED_PAST_INPUT = "cached count larger than the input that contains it";
/** Reason of a record whose reasoning is more than the output that is said to contain it. */
export const REASONING_PAST_OUTPUT = "reasoning count larger than the output that contains it";

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
    (rule.inputContainsCacheReads === true ? reported.cacheRead : 0) -
    (rule.inputContainsCacheWrites === true ? writes : 0);
  if (inUncached < 0) return CACHED_PAST_INPUT;
  const outVisible =
    reported.output - (rule.outputContainsReasoning === true ? (reported.reasoning ?? 0) : 0);
  if (outVisible < 0) return REASONING_PAST_OUTPUT;
  return {
    inUncached,
    cacheRead: reported.cacheRead,
    cacheWrite5m: reported.cacheWrite5m,
    cacheWrite1h: reported.cacheWrite1h,
    outVisible,
    outReasoning: reported.reasoning,
  };
}
