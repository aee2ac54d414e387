import { anthropicTier } from "./anthropic-usage.ts";
import { allPresent, NO_TOKENS, type RecordFormat } from "./format.ts";
import { skippedCost } from "./metered.ts";
import { bucketResults } from "./pages.ts";

/**
 * Anthropic's cost: the Admin API's reports, whose amounts are cents, and the console's CSV in
 * dollars. The price is after discounts and before credits.
 */
export const anthropicCost: RecordFormat = {
  name: "anthropic-cost",
  title: "Anthropic cost",
  obtain:
    "GET /v1/organizations/cost_report with group_by[]=workspace_id, description; " +
    "or Cost → Export in the console",
  carries: "cost",
  bill: "anthropic",
  recognise: (sample) =>
    sample.shape === "csv"
      ? allPresent(sample, ["usage_date_utc", "token_type", "cost_usd"])
      : (allPresent(sample, ["starting_at", "amount", "description"]) ??
        allPresent(sample, ["starting_at", "cost_type", "list_amount"])),
  unfold: bucketResults,
  reader: () => (fields) => {
    const currency = fields.currency("currency", "cost.currency");
    const billedNanos = fields.nanos("cost_usd") ?? fields.nanos(["amount", "cost.amount"], 2);
    const startMicros = fields.startMicros("usage_date_utc", "starting_at");
    const description = fields.text("description") ?? "";
    const kind = fields.text("cost_type", "group.cost_type");
    const named = fields.text("model", "group.model") ?? nameIn(description);
    const model = named === "" ? (kind ?? "") : modelId(named);
    const skipped = skippedCost(billedNanos, {
      startMicros,
      provider: "anthropic",
      model,
      currency,
    });
    if (skipped !== null) return skipped;
    const list =
      fields.nanos("list_price_usd") ?? fields.nanos(["list_amount", "cost.list_amount"], 2);
    const isService = kind === null ? !/^claude/i.test(named) : kind !== "tokens";
    return {
      id: null,
      startMicros,
      provider: "anthropic",
      model,
      feature: fields.text("workspace", "workspace_id", "group.workspace_id"),
      customer: fields.text("user_profile_id", "group.user_profile_id"),
      tier: anthropicTier(fields),
      requests: fields.count("requests", "cost.requests"),
      counts: NO_TOKENS,
      billedNanos,
      currency,
      bill: { list, services: isService ? (list ?? billedNanos) : null },
    };
  },
};

// "Claude Sonnet 4 Usage - Input Tokens" names a model; "Web Search Usage" names none.
function nameIn(description: string): string {
  return /^Claude [A-Za-z]+ \d+(\.\d+)?/.exec(description)?.[0] ?? description;
}

/** The model's id for its display name: version after the family since 4, before it until then. */
function modelId(name: string): string {
  const match = /^Claude ([A-Za-z]+) (\d+)(?:\.(\d+))?$/.exec(name.trim());
  if (match === null) return name;
  const [, family = "", major = "", minor] = match;
  const version = minor === undefined ? major : `${major}-${minor}`;
  const parts = Number(major) < 4 ? [version, family] : [family, version];
  return ["claude", ...parts].join("-").toLowerCase();
}
