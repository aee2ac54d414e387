import { allPresent, NO_TOKENS, type RecordFormat } from "./format.ts";
import { skippedCost } from "./metered.ts";
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
    const currency = fields.currency("amount_currency", "amount.currency");
    const billedNanos = fields.nanos(["amount_value", "amount.value"]);
    const lineItem = fields.text("line_item") ?? "";
    const line = {
      startMicros: fields.startMicros("start_time", "start_time_iso"),
      provider: "openai",
      model: modelOf(lineItem),
      currency,
    };
    const skipped = skippedCost(billedNanos, line);
    if (skipped !== null) return skipped;
    return {
      id: null,
      ...line,
      feature: fields.text("project_name", "project_id"),
      customer: null,
      tier: "",
      requests: 0,
      counts: NO_TOKENS,
      billedNanos,
      bill: { services: TOKEN_LINE.test(lineItem) ? null : billedNanos },
    };
  },
};

/** A line for a model's tokens says of which kind; one for a tool call or a session does not. */
const TOKEN_LINE = /, [^,]*\b(input|output|training|tokens?)\b[^,]*$/i;

// The model stands before the kind of token: "gpt-4o-2024-08-06, cached input".
function modelOf(lineItem: string): string {
  const comma = lineItem.lastIndexOf(", ");
  return comma < 0 ? lineItem : lineItem.slice(0, comma);
}
