import { INCLUSION_RULES } from "../../inclusion-rules.ts";
import { disjoint, type RecordFields } from "../record-fields.ts";
import { allPresent, type RecordFormat } from "./format.ts";
import { dataItems } from "./pages.ts";

function sum(fields: RecordFields, names: readonly string[]): bigint {
  return names.reduce((all, name) => all + (fields.nanos(name) ?? 0n), 0n);
}

/**
 * OpenRouter's activity: one row a generation, or one a day and model. What calls with a key of
 * one's own cost at the vendor is part of the cost here; the vendor's own export would repeat it.
 */
export const openrouter: RecordFormat = {
  name: "openrouter",
  title: "OpenRouter activity",
  obtain: "Activity → Export as CSV; or GET /api/v1/activity",
  carries: "both",
  recognise: (sample) =>
    sample.shape === "csv"
      ? (allPresent(sample, ["generation_id", "tokens_prompt", "cost_total"]) ??
        allPresent(sample, ["Slug", "BYOK Usage", "Prompt Tokens"]))
      : allPresent(sample, ["model_permaslug", "byok_usage_inference", "prompt_tokens"]),
  unfold: dataItems,
  reader: () => (fields) => {
    const cost = fields.nanos(["cost_total", "usage", "Usage"]);
    const ownKey = fields.nanos(["byok_usage_inference", "BYOK Usage"]) ?? 0n;
    const id = fields.text("generation_id");
    return {
      id,
      startMicros: fields.startMicros("created_at", "date", "Date"),
      provider: "openrouter",
      model: fields.text("model_permaslug", "model", "Slug") ?? "",
      feature: fields.text("app_name"),
      customer: fields.text("user"),
      tier: "",
      requests: id === null ? fields.count("requests", "Requests") : 1,
      counts: disjoint(
        {
          input: fields.requiredCount("tokens_prompt", "prompt_tokens", "Prompt Tokens"),
          output: fields.requiredCount(
            "tokens_completion",
            "completion_tokens",
            "Completion Tokens",
          ),
          cacheRead: fields.count("tokens_cached"),
          reasoning: fields.optionalCount(
            "tokens_reasoning",
            "reasoning_tokens",
            "Reasoning Tokens",
          ),
        },
        INCLUSION_RULES.openrouter,
      ),
      billedNanos: cost === null ? null : cost + ownKey,
      bill: { ownKey, services: sum(fields, ["cost_web_search", "cost_file_processing"]) },
    };
  },
};
