import { INCLUSION_RULES } from "../../inclusion-rules.ts";
import { disjoint, type RecordFields } from "../record-fields.ts";
import { allPresent, type RecordFormat } from "./format.ts";
import { bucketResults } from "./pages.ts";

/** Anthropic's usage: the Admin API's reports, older and newer, and the console's CSV. */
export const anthropicUsage: RecordFormat = {
  name: "anthropic-usage",
  title: "Anthropic usage",
  obtain:
    "GET /v1/organizations/usage_report/messages with group_by[]=model, workspace_id, service_tier; " +
    "or Usage → Export in the console",
  carries: "tokens",
  bill: "anthropic",
  recognise: (sample) =>
    sample.shape === "csv"
      ? allPresent(sample, ["usage_input_tokens_no_cache", "usage_output_tokens"])
      : allPresent(sample, ["uncached_input_tokens", "cache_read_input_tokens", "output_tokens"]),
  unfold: bucketResults,
  reader: () => (fields) => {
    const count = (csv: string, json: string) => fields.count(csv, json, `usage.${json}`);
    return {
      id: null,
      startMicros: fields.startMicros("usage_date_utc", "starting_at"),
      provider: "anthropic",
      model: fields.text("model_version", "model", "group.model") ?? "",
      feature: fields.text("workspace", "workspace_id", "group.workspace_id"),
      customer: fields.text("user_profile_id", "group.user_profile_id"),
      tier: anthropicTier(fields),
      requests: fields.count("requests", "usage.requests"),
      counts: disjoint(
        {
          input: fields.requiredCount(
            "usage_input_tokens_no_cache",
            "uncached_input_tokens",
            "usage.uncached_input_tokens",
          ),
          output: fields.requiredCount(
            "usage_output_tokens",
            "output_tokens",
            "usage.output_tokens",
          ),
          cacheRead: count("usage_input_tokens_cache_read", "cache_read_input_tokens"),
          cacheWrite5m: count(
            "usage_input_tokens_cache_write_5m",
            "cache_creation.ephemeral_5m_input_tokens",
          ),
          cacheWrite1h: count(
            "usage_input_tokens_cache_write_1h",
            "cache_creation.ephemeral_1h_input_tokens",
          ),
        },
        INCLUSION_RULES["anthropic-usage"],
      ),
      billedNanos: null,
    };
  },
};

/** The service tier of a row; fast mode has prices of its own and so is one too. */
export function anthropicTier(fields: RecordFields): string {
  if (fields.text("speed", "group.speed") === "fast") return "fast";
  const tier = fields.text("service_tier", "group.service_tier", "usage_type") ?? "";
  return /batch/i.test(tier) ? "batch" : /^(standard|messages?)$/i.test(tier) ? "" : tier;
}
