import type { RecordFields } from "../record-fields.ts";
import {
  allPresent,
  type Charge,
  type ChargeKind,
  NO_TOKENS,
  type RecordFormat,
  type SkippedRecord,
} from "./format.ts";

/** Columns that reading rests on; all versions of the specification make them mandatory. */
const MANDATORY = [
  "BilledCost",
  "EffectiveCost",
  "BillingCurrency",
  "ChargeCategory",
  "ChargePeriodStart",
  "ChargePeriodEnd",
  "ServiceCategory",
  "ServiceName",
];

/** What the specification calls the services that this is about. */
const AI = "AI and Machine Learning";

/**
 * A cloud bill in the FinOps Open Cost and Usage Specification, 1.0 to 1.4. The cost is the
 * effective one: what was paid ahead for a commitment counts where it is used.
 */
export const focus: RecordFormat = {
  name: "focus",
  title: "FOCUS cost and usage",
  obtain: "the FOCUS export of AWS, Azure, Google Cloud or Oracle, as CSV",
  carries: "cost",
  recognise: (sample) =>
    sample.shape === "csv"
      ? allPresent(sample, ["BilledCost", "ChargeCategory", "ChargePeriodStart"])
      : null,
  requireColumns: (columns) => {
    const missing = MANDATORY.find((name) => !columns.includes(name));
    if (missing !== undefined) return `no column ${missing}, which FOCUS makes mandatory`;
    const provider = ["ProviderName", "ServiceProviderName"];
    if (provider.some((name) => columns.includes(name))) return null;
    return "no column ProviderName (to FOCUS 1.3) or ServiceProviderName (from 1.3)";
  },
  reader: () => (fields) => {
    // Read before anything is left out: a file in another notation is faulty as a whole.
    const startMicros = fields.startMicros("ChargePeriodStart");
    const cost = fields.nanos("EffectiveCost");
    const billed = fields.nanos("BilledCost");
    if (fields.text("ServiceCategory") !== AI) {
      return { skipped: "foreign", reason: "a charge for something other than AI" };
    }
    const line = {
      startMicros,
      provider: fields.text("ServiceProviderName", "ProviderName") ?? "",
      model: fields.text("SkuMeter", "ChargeDescription", "SkuId") ?? "",
      currency: fields.currency("BillingCurrency"),
    };
    const skipped = skippedCharge(fields, cost, { ...line, nanos: billed ?? cost ?? 0n });
    if (skipped !== null || cost === null) return skipped ?? NO_COST;
    const tags = fields.object("Tags");
    return {
      id: null,
      ...line,
      feature: tags?.text("feature", "Feature") ?? fields.text("SubAccountName", "SubAccountId"),
      customer: tags?.text("customer", "Customer") ?? null,
      tier: "",
      requests: 0,
      counts: NO_TOKENS,
      billedNanos: cost,
      bill: { list: fields.nanos("ListCost"), paidAhead: billed === null ? null : cost - billed },
    };
  },
};

const NO_COST: SkippedRecord = { skipped: "foreign", reason: "a cost line without an amount" };

const CREDIT = ["credit", "a credit or refund, not usage"] as const;
const CORRECTION = ["adjustment", "a correction of an earlier period's charge"] as const;
const OTHER = ["adjustment", "a charge that is not usage"] as const;

const CATEGORIES: Readonly<Record<string, readonly [ChargeKind, string]>> = {
  Purchase: ["purchase", "a purchase, which no token price moves: give it as fixedAi"],
  Tax: ["tax", "a tax"],
  Credit: CREDIT,
  Adjustment: ["adjustment", "an adjustment of the invoice"],
};

function skippedCharge(
  fields: RecordFields,
  cost: bigint | null,
  line: Omit<Charge, "kind">,
): SkippedRecord | null {
  const skip = ([kind, reason]: readonly [ChargeKind, string]): SkippedRecord => ({
    skipped: "foreign",
    reason,
    charge: { ...line, kind },
  });
  const category = fields.text("ChargeCategory") ?? "";
  if (category !== "Usage") return skip(CATEGORIES[category] ?? OTHER);
  if (fields.text("ChargeClass") === "Correction") return skip(CORRECTION);
  return cost !== null && cost < 0n ? skip(CREDIT) : null;
}
