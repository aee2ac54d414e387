import { allPresent, NO_TOKENS, type RecordFormat } from "./format.ts";
import { bucketResults } from "./pages.ts";

const RESULT = "organization.costs.result";

/** OpenAI's organization costs: the API's pages, and the dashboard's CSV. Money without tokens. */
export const openaiCost: RecordFormat = {
  name: "openai-cost",
  title: "OpenAI costs",
  obtain:
    "GET /v1/organization/costs with group_by=line_item,project_id; " +
    "or Usage → Export → Costs in the dashboard",
  carries: "cost",
  bill: "openai",
  recognise: (sample) =>
    sample.shape === "csv"
      ? allPresent(sample, ["amount_value", "amount_currency", "line_item"])
      : sample.hasText(`"${RESULT}"`)
        ? RESULT
        : null,
  unfold: bucketResults,
  reader: () => (fields) => {
    fields.requireDollars("amount_currency", "amount.currency");
    const billedNanos = fields.nanos(["amount_value", "amount.value"]);
    if (billedNanos === null)
      return { skipped: "foreign", reason: "a cost line without an amount" };
    if (billedNanos < 0n) return { skipped: "foreign", reason: "a credit or refund, not usage" };
    return {
      id: null,
      startMicros: fields.startMicros("start_time", "start_time_iso"),
      provider: "openai",
      model: modelOf(fields.text("line_item") ?? ""),
      feature: fields.text("project_name", "project_id"),
      customer: null,
      tier: "",
      requests: 0,
      counts: NO_TOKENS,
      billedNanos,
    };
  },
};

// The model stands before the kind of token: "gpt-4o-2024-08-06, cached input".
function modelOf(lineItem: string): string {
  const comma = lineItem.lastIndexOf(", ");
  return comma < 0 ? lineItem : lineItem.slice(0, comma);
}
