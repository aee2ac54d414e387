import { FaultyRecord, RecordFields } from "../record-fields.ts";
import type { RecordFormat } from "./format.ts";
import { kindOf, metered, NOT_TOKENS, skippedCost, wholeTokens } from "./metered.ts";

const NEEDED = ["metername", "unitofmeasure", "quantity"];

// Meter names have no grammar, so the patterns are tried in order; a cached meter also says "Inp".
const KINDS = [
  [/\bcach(e|ed|d)\b.*\binp/i, "cacheRead"],
  [/\binp(t|ut)?\b/i, "input"],
  [/\b(outp?|outpt|opt|output)\b/i, "output"],
] as const;

/** Azure's actual cost export in its own shape: meters of Azure OpenAI with tokens and cost. */
export const azureCost: RecordFormat = {
  name: "azure-cost",
  title: "Azure cost export",
  obtain: "Cost Management → Exports → Cost and usage details (actual), CSV",
  carries: "both",
  recognise: (sample) => {
    if (sample.shape !== "csv") return null;
    const columns = new Set(sample.columns.map((name) => name.toLowerCase()));
    const found = NEEDED.every((name) => columns.has(name));
    return found ? "the columns MeterName, UnitOfMeasure, Quantity" : null;
  },
  reader: () => (record) => {
    // Agreements differ in the case of their column names, and in nothing else that is read here.
    const entries = Object.entries(record.raw).map(([key, value]) => [key.toLowerCase(), value]);
    const fields = new RecordFields(Object.fromEntries(entries) as Record<string, unknown>);
    const meter = fields.text("metername") ?? "";
    const kind = /\btokens?\b/i.test(meter) ? kindOf(meter, KINDS) : undefined;
    if (kind === undefined) return NOT_TOKENS;
    const dollars = fields.nanos(["costinusd"]);
    const cost = dollars ?? fields.nanos(["costinbillingcurrency", "pretaxcost", "cost"]);
    const line = {
      startMicros: dayOf(fields),
      provider: "azure",
      model: modelOf(meter),
      currency:
        dollars === null
          ? fields.currency("billingcurrency", "billingcurrencycode", "currency")
          : "USD",
    };
    const skipped = skippedCost(cost, line);
    if (skipped !== null) return skipped;
    return {
      id: null,
      ...line,
      feature: fields.text("resourcegroupname", "resourcegroup"),
      customer: null,
      tier: /\bbatch\b/i.test(meter) ? "batch" : "",
      requests: 0,
      counts: metered(kind, wholeTokens(fields, "quantity", perUnit(fields, meter))),
      billedNanos: cost,
      bill: {
        list: fields.nanos(dollars === null ? "paygcostinbillingcurrency" : "paygcostinusd"),
      },
    };
  },
};

// Azure documents month/day/year for some agreements and ISO for the others.
function dayOf(fields: RecordFields): bigint {
  const text = fields.text("date", "usagedatetime", "usagedate") ?? "";
  const date = text.replace(/^(\d\d)\/(\d\d)\/(\d{4})$/, "$3-$1-$2");
  return new RecordFields({ date }).startMicros("date");
}

function perUnit(fields: RecordFields, meter: string): number {
  const unit = fields.text("unitofmeasure") ?? "";
  // A unit of "1" leaves it to the meter's name, which then ends in "1M Tokens".
  const scale = /^1\s*([KM])/i.exec(unit)?.[1] ?? /^1$/.exec(unit)?.[0];
  const named = scale === "1" ? (/\b1([KM])\b/i.exec(meter)?.[1] ?? scale) : scale;
  if (named === undefined)
    throw new FaultyRecord("a unit that is not known", "UnitOfMeasure", unit);
  return { K: 1000, M: 1_000_000, "1": 1 }[named.toUpperCase()] ?? 1;
}

/** "gpt 4o 1120 cached Inp glbl Tokens" is gpt-4o: what is before the kind, but its date. */
function modelOf(meter: string): string {
  const before =
    meter.split(/\b(?:cach(?:e|ed|d)|inp|inpt|input|outp?|outpt|opt|output)\b/i, 1)[0] ?? "";
  const words = before
    .split(/\s+/)
    .filter((word) => !/^(|\d{4}|shortco|longco|batch)$/i.test(word));
  const name = words.join("-").toLowerCase();
  // From 5.5 on the meters leave the family out.
  return /^\d/.test(name) ? `gpt-${name}` : name;
}
