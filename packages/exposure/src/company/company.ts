import { z } from "zod";
import { exchangeRateSchema } from "../currency/exchange-rates.ts";
import { ownPriceSchema } from "../prices/prices-file.ts";
import { readYaml } from "../yaml-input.ts";
import { contractKeys, contracts } from "./contracts-schema.ts";
import { fraction, money, month, vendor } from "./fields.ts";
import { hedgeKeys, hedges } from "./hedges-schema.ts";
import { requireRevenue, revenueSchema } from "./revenue.ts";

const months = z.number().int().nonnegative();
const byName = z.record(z.string().min(1), money);

const plannedRaise = z.strictObject({ month, amount: money });
const credit = z.strictObject({ vendor, balance: money, expires: month });
const fixedAi = z.union([money, z.strictObject({ features: byName })]);
const reasoningShare = z.union([
  fraction,
  z.strictObject({
    models: z.record(z.string(), fraction).optional(),
    features: z.record(z.string(), fraction).optional(),
  }),
]);
const schema = z.strictObject({
  /** Name of the company, for reports. */
  name: z.string().optional(),
  /** True for a company that does not exist. */
  invented: z.boolean().optional(),
  note: z.string().optional(),
  /** Cash at the start, USD. */
  cash: money.optional(),
  /** Debt at the start, USD. */
  debt: money.optional(),
  plannedRaise: plannedRaise.optional(),
  /** USD a month, by feature, by customer, or both; or the columns of a billing export. */
  revenue: revenueSchema.optional(),
  /** Growth of revenue and usage, fraction a month. */
  growth: z.number().gt(-1).max(10).optional(),
  /** Costs of revenue other than AI, fraction of revenue. */
  otherCogs: z.number().min(0).max(10).optional(),
  /** Operating costs other than AI, USD a month. */
  opex: money.optional(),
  /** Growth of opex, fraction a month. */
  opexGrowth: z.number().gt(-1).max(10).optional(),
  /** AI costs that no token price moves (reserved capacity, seats, own machines), USD a month. */
  fixedAi: fixedAi.optional(),
  credits: z.array(credit).optional(),
  /** What keeps its price until it renews: seats, reserved capacity, locked token prices. */
  contracts: contracts.optional(),
  /** Change of usage for a change of its price, as an elasticity; zero or negative. */
  priceElasticity: z.number().max(0).min(-10).optional(),
  /** Months of a vendor's work that are lost when it fails, until others do it. */
  outageMonths: z.number().min(0).max(60).optional(),
  /** Months between a sale and its cash. */
  paymentLagMonths: months.optional(),
  /** Months until a price of our own can be changed. */
  noticeMonths: months.optional(),
  /** What the exported usage is to be multiplied by to make a month of it. */
  monthlyFactor: z.number().positive().finite().optional(),
  /** Fraction of all calls that the export holds; its figures are divided by it. */
  sampling: z.number().gt(0).max(1).optional(),
  /** Assumed share of output that is hidden reasoning, where the export does not report it. */
  reasoningShare: reasoningShare.optional(),
  /** What the company knows of what it could do; the rest is assumed. */
  hedges: hedges.optional(),
  /** Own prices by model, USD per million tokens. */
  prices: z.record(z.string(), ownPriceSchema).optional(),
  /** Rates for money that exports tell in other currencies; amounts of this file are dollars. */
  exchangeRates: z.array(exchangeRateSchema).optional(),
});

/** What a company tells about itself. Everything is optional; see `companyDefaults` for what is missing. */
export type Company = z.infer<typeof schema>;

/** Reads `company.yaml` (or JSON); throws `InputError` with file, line and the nearest right key. */
export function parseCompany(text: string, name: string): Company {
  const company = readYaml(text, name, schema, keysAt);
  requireRevenue(company.revenue, name);
  return company;
}

const KEYS_BELOW: Readonly<Record<string, readonly string[]>> = {
  plannedRaise: Object.keys(plannedRaise.shape),
  revenue: Object.keys(revenueSchema.shape),
  contracts: contractKeys,
  credits: Object.keys(credit.shape),
  fixedAi: ["features"],
  reasoningShare: ["models", "features"],
  prices: Object.keys(ownPriceSchema.shape),
  exchangeRates: Object.keys(exchangeRateSchema.shape),
};

function keysAt(path: readonly PropertyKey[]): readonly string[] {
  const [top, next] = path;
  if (top === "hedges") return hedgeKeys(next === undefined ? undefined : String(next));
  return top === undefined ? Object.keys(schema.shape) : (KEYS_BELOW[String(top)] ?? []);
}
