import { INCLUSION_RULES } from "../../inclusion-rules.ts";
import { disjoint, pricedNanos, type RecordFields, tokensIn } from "../record-fields.ts";
import { allPresent, type RecordFormat } from "./format.ts";
import { dataItems } from "./pages.ts";

/**
 * LiteLLM's spend logs (`LiteLLM_SpendLogs`), one row a call. Its spend comes from its own price
 * list: 0 for a call with tokens means a model without a price, and stays unknown.
 */
export const litellm: RecordFormat = {
  name: "litellm",
  title: "LiteLLM spend logs",
  obtain:
    "its database, as postgres://user@host/db; GET /spend/logs of the proxy; " +
    "or COPY (SELECT * FROM \"LiteLLM_SpendLogs\") TO 'logs.csv' CSV HEADER",
  carries: "both",
  recognise: (sample) =>
    allPresent(sample, ["request_id", "startTime", "prompt_tokens", "completion_tokens", "spend"]),
  unfold: dataItems,
  reader: () => (fields) => {
    if (fields.text("cache_hit")?.toLowerCase() === "true") {
      return { skipped: "foreign", reason: "answered from the gateway's cache, not by a provider" };
    }
    const counts = countsOf(fields);
    const spend = fields.nanos("spend");
    if (tokensIn(counts) === 0 && (spend ?? 0n) === 0n) {
      return { skipped: "foreign", reason: "a call without tokens or cost" };
    }
    const provider = fields.text("custom_llm_provider") ?? "";
    const model = fields.text("model") ?? "";
    return {
      id: fields.text("request_id"),
      startMicros: fields.startMicros("startTime"),
      provider,
      model: model.startsWith(`${provider}/`) ? model.slice(provider.length + 1) : model,
      feature: fields.firstOf("request_tags"),
      customer: fields.text("end_user"),
      tier: fields.object("metadata")?.object("usage_object")?.text("service_tier") ?? "",
      requests: 1,
      counts,
      billedNanos: pricedNanos(spend, counts),
    };
  },
};

// Only the provider's own usage, kept inside the metadata, tells cache and reasoning.
function countsOf(fields: RecordFields) {
  const usage = fields.object("metadata")?.object("usage_object");
  return disjoint(
    {
      input: fields.requiredCount("prompt_tokens"),
      output: fields.requiredCount("completion_tokens"),
      cacheRead:
        usage?.count("cache_read_input_tokens", "prompt_tokens_details.cached_tokens") ?? 0,
      cacheWrite5m:
        usage?.count(
          "cache_creation_input_tokens",
          "prompt_tokens_details.cache_creation_tokens",
        ) ?? 0,
      reasoning: usage?.optionalCount("completion_tokens_details.reasoning_tokens") ?? null,
    },
    INCLUSION_RULES.litellm,
  );
}
