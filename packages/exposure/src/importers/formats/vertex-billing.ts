import type { RecordFields } from "../record-fields.ts";
import { allPresent, type RecordFormat } from "./format.ts";
import { kindOf, metered, NOT_TOKENS, skippedCost } from "./metered.ts";

const KINDS = [
  [/Caching Storage/i, null],
  [/Thinking .*Output/i, "reasoning"],
  [/Input Caching|Cached .*Input/i, "cacheRead"],
  [/Input/i, "input"],
  [/Output/i, "output"],
] as const;

/** Google Cloud's billing export from BigQuery: Vertex AI's models, one line a kind of token. */
export const vertexBilling: RecordFormat = {
  name: "vertex-billing",
  title: "Google Cloud billing export (Vertex AI)",
  obtain: "Billing → BigQuery export; SELECT * of gcp_billing_export_v1_…, saved as JSONL or CSV",
  carries: "both",
  recognise: (sample) => {
    if (sample.shape === "csv") {
      return allPresent(sample, ["service.description", "sku.description", "usage.amount", "cost"]);
    }
    return allPresent(sample, ["service", "sku", "description", "usage_start_time", "cost"]);
  },
  reader: () => (fields) => {
    const sku = fields.text("sku.description") ?? "";
    const isModel = /\b(Gemini|Claude|Llama|Mistral)\b/i.test(sku);
    const kind = isModel ? kindOf(sku, KINDS) : undefined;
    if (kind === undefined) return NOT_TOKENS;
    const costType = fields.text("cost_type") ?? "regular";
    // Gross: credits stand in a list beside the cost, and run out.
    const cost = fields.nanos("cost");
    const line = {
      startMicros: fields.startMicros("usage_start_time"),
      provider: "google",
      model: modelOf(sku),
      currency: fields.currency("currency"),
    };
    if (costType !== "regular") {
      const reason = "a tax, adjustment or rounding error, not usage";
      const kind = costType === "tax" ? "tax" : "adjustment";
      return { skipped: "foreign", reason, charge: { ...line, kind, nanos: cost ?? 0n } };
    }
    const skipped = skippedCost(cost, line);
    if (skipped !== null) return skipped;
    const counts = fields.text("usage.unit") === "count";
    return {
      id: null,
      ...line,
      feature: labelOf(fields, "feature") ?? fields.text("project.name", "project.id"),
      customer: labelOf(fields, "customer"),
      tier: /\bBatch\b/i.test(sku) ? "batch" : "",
      requests: 0,
      counts: metered(counts ? kind : null, counts ? fields.requiredCount("usage.amount") : 0),
      billedNanos: cost,
      bill: { list: fields.nanos("cost_at_list"), credit: creditsOf(fields) },
    };
  },
};

function creditsOf(fields: RecordFields): bigint {
  return fields
    .itemsOf("credits")
    .reduce((all, credit) => all + (credit.nanos("amount") ?? 0n), 0n);
}

/** "Gemini 2.5 Flash GA Text Input - Predictions" is gemini-2.5-flash. */
function modelOf(sku: string): string {
  const gemini = /^Gemini [\d.]+ (?:Flash[ -]Lite|Flash|Pro)/i.exec(sku)?.[0];
  return gemini?.replaceAll(" ", "-").toLowerCase() ?? sku.split(" - ", 1)[0] ?? sku;
}

function labelOf(fields: RecordFields, key: string): string | null {
  return (
    fields
      .itemsOf("labels")
      .find((label) => label.text("key") === key)
      ?.text("value") ?? null
  );
}
