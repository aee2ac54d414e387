import {
  type DisjointCounts,
  INCLUSION_RULES,
  type ReportedCounts,
} from "../../inclusion-rules.ts";
import { disjoint, FaultyRecord, pricedNanos, type RecordFields } from "../record-fields.ts";
import { allPresent, type RecordFormat } from "./format.ts";
import { dataItems } from "./pages.ts";

/** Names that the SDKs give to each kind of token. */
export const LANGFUSE_KEYS: Readonly<Record<string, keyof ReportedCounts | "total">> = {
  input: "input",
  prompt_tokens: "input",
  input_tokens: "input",
  output: "output",
  completion_tokens: "output",
  output_tokens: "output",
  input_cached_tokens: "cacheRead",
  input_cache_read: "cacheRead",
  cache_read_input_tokens: "cacheRead",
  input_cache_creation: "cacheWrite5m",
  cache_creation_input_tokens: "cacheWrite5m",
  input_cache_creation_5m: "cacheWrite5m",
  input_cache_creation_1h: "cacheWrite1h",
  output_reasoning: "reasoning",
  output_reasoning_tokens: "reasoning",
  reasoning_tokens: "reasoning",
  total: "total",
  total_tokens: "total",
};

/**
 * Langfuse's observations, from the blob export or the API. What its cost is 0 for, with tokens,
 * is a model that it knows no price of.
 */
export const langfuse: RecordFormat = {
  name: "langfuse",
  title: "Langfuse observations",
  obtain: "Project settings → Exports → blob storage (observations, CSV, JSON or JSONL)",
  carries: "both",
  recognise: (sample) =>
    allPresent(sample, ["trace_id", "start_time", "provided_model_name", "usage_details"]),
  unfold: dataItems,
  reader: () => (fields) => {
    const usage = fields.object("usage_details");
    if (usage === null || Object.keys(usage.raw).length === 0) {
      return { skipped: "foreign", reason: "an observation without token usage" };
    }
    const counts = countsOf(usage);
    return {
      id: fields.text("id"),
      startMicros: fields.startMicros("start_time"),
      provider: "",
      model: fields.text("provided_model_name") ?? "",
      feature: fields.text("trace_name", "name"),
      customer: fields.text("user_id"),
      tier: "",
      requests: 1,
      counts,
      billedNanos: pricedNanos(fields.nanos("total_cost"), counts),
    };
  },
};

// Disjoint keys are asked for and not enforced; the row's own total tells which kind it is.
function countsOf(usage: RecordFields): DisjointCounts {
  const found: Partial<Record<keyof ReportedCounts | "total", number>> = {};
  for (const key of Object.keys(usage.raw)) {
    const field = LANGFUSE_KEYS[key];
    const count = usage.optionalCount(key);
    if (count === null || (field === undefined && count === 0)) continue;
    if (field === undefined) {
      throw new FaultyRecord("a kind of token that is not known", key, String(count));
    }
    if (found[field] !== undefined && found[field] !== count) {
      throw new FaultyRecord("one kind of token under two names", key, String(count));
    }
    found[field] = count;
  }
  const { total, ...reported } = found;
  const { input = 0, output = 0, ...parts } = reported;
  const sum = Object.values(parts).reduce((all, part) => all + part, input + output);
  if (total === undefined || total === sum) return disjoint(reported, INCLUSION_RULES.langfuse);
  if (total === input + output) return disjoint(reported, INCLUSION_RULES["langfuse-inclusive"]);
  throw new FaultyRecord("a total that its parts do not add up to", "usage_details", String(total));
}
