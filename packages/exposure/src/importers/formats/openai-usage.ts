import { INCLUSION_RULES } from "../../inclusion-rules.ts";
import { disjoint } from "../record-fields.ts";
import { allPresent, type RecordFormat } from "./format.ts";
import { bucketResults } from "./pages.ts";

const RESULT = "organization.usage.completions.result";

/** OpenAI's organization usage of completions: the API's pages, and the dashboard's CSV. */
export const openaiUsage: RecordFormat = {
  name: "openai-usage",
  title: "OpenAI usage",
  obtain:
    "GET /v1/organization/usage/completions with group_by=model,project_id,batch,service_tier; " +
    "or Usage → Export in the dashboard",
  carries: "tokens",
  bill: "openai",
  recognise: (sample) =>
    sample.shape === "csv"
      ? allPresent(sample, ["num_model_requests", "input_tokens", "output_tokens"])
      : sample.hasText(`"${RESULT}"`)
        ? RESULT
        : null,
  unfold: bucketResults,
  reader: () => (fields) => {
    const tier = fields.text("batch")?.toLowerCase() === "true" ? "batch" : null;
    return {
      id: null,
      startMicros: fields.startMicros("start_time", "start_time_iso"),
      provider: "openai",
      model: fields.text("model") ?? "",
      feature: fields.text("project_name", "project_id"),
      customer: null,
      tier: tier ?? fields.text("service_tier") ?? "",
      requests: fields.count("num_model_requests"),
      counts: disjoint(
        {
          input: fields.requiredCount("input_tokens"),
          output: fields.requiredCount("output_tokens"),
          cacheRead: fields.count("input_cached_tokens"),
          // The report does not say how long an entry lives; five minutes is the shorter rate.
          cacheWrite5m: fields.count("input_cache_write_tokens"),
        },
        INCLUSION_RULES["openai-usage"],
      ),
      billedNanos: null,
    };
  },
};
