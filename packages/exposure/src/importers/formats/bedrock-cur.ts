import { allPresent, type ChargeKind, type RecordFormat } from "./format.ts";
import { kindOf, metered, skippedCost, wholeTokens } from "./metered.ts";

const KINDS = [
  [/cache-?read/i, "cacheRead"],
  [/cache-?write/i, "cacheWrite5m"],
  [/input-?_?token/i, "input"],
  [/output-?_?token/i, "output"],
] as const;

/**
 * AWS's cost and usage report 2.0: Bedrock's lines. Marketplace lines are counted in units whose
 * size AWS does not tell, so they carry cost and no tokens.
 */
export const bedrockCur: RecordFormat = {
  name: "bedrock-cur",
  title: "AWS cost and usage report (Bedrock)",
  obtain: "Billing → Data Exports → CUR 2.0, CSV with the columns line_item_* and pricing_unit",
  carries: "both",
  recognise: (sample) =>
    allPresent(sample, [
      "line_item_usage_type",
      "line_item_usage_amount",
      "line_item_unblended_cost",
    ]),
  reader: () => (fields) => {
    const usageType = fields.text("line_item_usage_type") ?? "";
    const kind = kindOf(usageType, KINDS);
    if (kind === undefined) {
      return { skipped: "foreign", reason: "a charge for something other than a model's tokens" };
    }
    const lineType = fields.text("line_item_line_item_type") ?? "Usage";
    const cost = fields.nanos("line_item_unblended_cost");
    const line = {
      startMicros: fields.startMicros("line_item_usage_start_date"),
      provider: "aws",
      model: modelOf(usageType),
      currency: fields.currency("line_item_currency_code"),
    };
    if (!/^(Discounted)?Usage$/.test(lineType)) {
      const reason = "a tax, fee, credit or refund, not usage";
      const charge = { ...line, kind: chargeOf(lineType), nanos: cost ?? 0n };
      return { skipped: "foreign", reason, charge };
    }
    const skipped = skippedCost(cost, line);
    if (skipped !== null) return skipped;
    const unit = fields.text("pricing_unit") ?? "";
    const perUnit = /^1K tokens?$/i.test(unit) ? 1000 : /^1M tokens?$/i.test(unit) ? 1_000_000 : 0;
    const tokens = perUnit === 0 ? 0 : wholeTokens(fields, "line_item_usage_amount", perUnit);
    return {
      id: null,
      ...line,
      feature: fields.text("line_item_usage_account_name", "line_item_usage_account_id"),
      customer: null,
      tier: /-(batch|flex|priority)\b/.exec(usageType)?.[1] ?? "",
      requests: 0,
      counts: metered(perUnit === 0 ? null : kind, tokens),
      billedNanos: cost,
      bill: { list: fields.nanos("pricing_public_on_demand_cost") },
    };
  },
};

function chargeOf(lineType: string): ChargeKind {
  if (lineType === "Tax") return "tax";
  // EdpDiscount, PrivateRateDiscount, BundledDiscount, SppDiscount.
  if (lineType.endsWith("Discount")) return "discount";
  return lineType === "Credit" || lineType === "Refund" ? "credit" : "adjustment";
}

/** "USE1-Claude4.6Opus-input-tokens" is claude-opus-4-6; other names stay as AWS writes them. */
function modelOf(usageType: string): string {
  const named = /^[A-Z]{2,4}\d-(.+?)(?:-mantle)?-(?:cache|input|output)/.exec(usageType)?.[1];
  if (named === undefined) return usageType;
  const claude = /^Claude(\d)(?:\.(\d+))?([A-Z][a-z]+)$/.exec(named);
  if (claude === null) return named;
  const [, major = "", minor, family = ""] = claude;
  const version = minor === undefined ? major : `${major}-${minor}`;
  const parts = Number(major) < 4 ? [version, family] : [family, version];
  return ["claude", ...parts].join("-").toLowerCase();
}
