import type { ChargeKind } from "../importers/formats/format.ts";
import type { ResultRow, UsageDatabase } from "../port.ts";
import type { PriceCatalogue } from "../prices/catalogue.ts";
import {
  ALL_TOKENS,
  createRateTable,
  ESTIMATE,
  priceQuestions,
  rateJoin,
  rateRows,
  slotExpression,
} from "../prices/rate-table.ts";
import { tierMultiplier } from "../prices/service-tiers.ts";
import { insertValues, literal, readCount, readText } from "../sql.ts";
import { standardSums } from "./bill-sums.ts";
import {
  BillGroup,
  type Femtos,
  type Reason,
  type Reconciliation,
  reconciliationOf,
} from "./reconciliation.ts";

/**
 * Holds what was billed against the list prices of the same tokens, and splits the difference by
 * reasons. Null when no record carries a bill. Call after `priceUsage`, with the same catalogue.
 */
export async function reconcile(
  db: UsageDatabase,
  catalogue: PriceCatalogue,
): Promise<Reconciliation | null> {
  const cells = await db.all(`SELECT provider, model_raw, tier,
    ${SUMS.map((name) => `CAST(sum(${name}) AS VARCHAR) AS ${name}`).join(", ")}
    FROM usage_cell WHERE bill_records > 0 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`);
  const charges = await db.all(`SELECT provider, model_raw, kind,
    CAST(sum(amount) AS VARCHAR) AS amount FROM bill_charge GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`);
  if (charges.length === 0 && cells.every((cell) => cell["billed"] === null)) return null;
  const standard = await standardEstimates(db, catalogue);
  const groups = new Groups(await namesOf(db));
  for (const cell of cells) addCell(groups.of(cell), cell, standard.get(keyOf(cell)));
  for (const charge of charges) {
    const amount = usdFemtos(charge["amount"]);
    const group = groups.of(charge);
    group.due += amount;
    group.add(CHARGE_REASONS[readText(charge["kind"]) as ChargeKind], amount);
  }
  return reconciliationOf(groups.all.map((group) => group.close()));
}

const SUMS = [
  "billed",
  "bill_listed",
  "bill_services",
  "bill_own_key",
  "bill_paid_ahead",
  "bill_credit",
  "bill_priced",
  "bill_unpriced",
  "bill_bare",
  "bill_estimated",
  "apart_tokens",
];

const CHARGE_REASONS: Readonly<Record<ChargeKind, Reason>> = {
  credit: "credits",
  discount: "discount",
  tax: "taxes",
  purchase: "purchases",
  adjustment: "adjustments",
};

// Every cell's parts add up to what it adds to `due` less what it adds to `estimated`.
function addCell(group: BillGroup, cell: ResultRow, standard: ResultRow | undefined): void {
  const money = (name: string) => usdFemtos(cell[name]);
  const billed = money("billed");
  const credit = money("bill_credit");
  group.billed += billed;
  group.due += billed - money("bill_own_key") - money("bill_paid_ahead") + credit;
  group.add("ownKey", -money("bill_own_key"));
  group.add("paidAhead", -money("bill_paid_ahead"));
  group.add("credits", credit);
  group.add("discount", billed - money("bill_listed"));
  group.add("services", money("bill_services"));
  group.bare += money("bill_bare");
  const estimated = microFemtos(cell["bill_estimated"]);
  const apart = readCount(cell["apart_tokens"]) > 0;
  const multiplier = tierMultiplier(readText(cell["tier"]) ?? "");
  const atStandard = microFemtos(standard?.["standard"]);
  const isListed = multiplier !== null && cell["bill_estimated"] !== null;
  if (multiplier === 1 || standard === undefined || isListed) {
    const list = multiplier === 1 || standard === undefined ? estimated : atStandard;
    group.estimated += list;
    if (list !== estimated) group.add(multiplier === 0 ? "free" : "tier", estimated - list);
    group.add("unexplained", money("bill_priced") - estimated);
    group.add("unpriced", money("bill_unpriced"));
    group.hasPricedTokens ||= apart && list !== 0n;
  } else {
    // No rate is known for the tier, so all that it adds to the standard price is put down to it.
    const ofApart = microFemtos(standard["standard_apart"]);
    const listed = usdFemtos(standard["listed_standard"]);
    group.estimated += atStandard;
    group.add("tierUnlisted", listed - (atStandard - ofApart));
    group.add("unexplained", money("bill_priced") - ofApart);
    group.add("unpriced", money("bill_unpriced") - listed);
    group.hasPricedTokens ||= ofApart !== 0n;
  }
  group.hasUnpricedTokens ||= apart;
}

/** Estimates at the standard tier of what was used in another, by provider, model and tier. */
async function standardEstimates(
  db: UsageDatabase,
  catalogue: PriceCatalogue,
): Promise<Map<string, ResultRow>> {
  await createRateTable(db, "standard_rate");
  const rows = await db.all("SELECT DISTINCT tier FROM usage_cell WHERE bill_records > 0");
  const tiers = rows
    .map((row) => readText(row["tier"]) ?? "")
    .filter((tier) => tierMultiplier(tier) !== 1);
  if (tiers.length === 0) return new Map();
  const slot = await slotExpression(db, catalogue);
  const where = `u.tier IN (${tiers.map(literal).join(", ")})
    AND (u.billed_cost IS NOT NULL OR u.billed_apart) AND ${ALL_TOKENS} > 0`;
  const values: string[] = [];
  for (const question of await priceQuestions(db, slot, where)) {
    const quote = catalogue.quote({ ...question, tier: "" });
    if (quote !== null) values.push(...rateRows(question, quote));
  }
  await insertValues(db, "standard_rate", values);
  const sums = await db.all(`SELECT provider, model_raw, tier,
      CAST(standard AS VARCHAR) AS standard, CAST(standard_apart AS VARCHAR) AS standard_apart,
      CAST(listed_standard AS VARCHAR) AS listed_standard
    FROM (SELECT u.provider AS provider, u.model_raw AS model_raw, u.tier AS tier,
        ${standardSums(ESTIMATE)}
      FROM usage u ${rateJoin("standard_rate", slot)} WHERE ${where} GROUP BY 1, 2, 3) AS sums`);
  return new Map(
    sums.filter((row) => row["standard"] !== null).map((row) => [keyOf(row), row] as const),
  );
}

function keyOf(row: ResultRow): string {
  return JSON.stringify([row["provider"], row["model_raw"], row["tier"]]);
}

/** The price list's names by the data's. */
async function namesOf(db: UsageDatabase): Promise<Map<string, readonly [string, string]>> {
  const rows = await db.all(`SELECT provider, model_raw, min(provider_key) AS provider_key,
    min(model_key) AS model_key FROM (
      SELECT provider, model_raw, provider_key, model_key FROM standard_rate
      UNION ALL SELECT provider, model_raw, provider_key, model_key FROM price_rate)
    GROUP BY 1, 2`);
  return new Map(
    rows.map((row) => [
      JSON.stringify([row["provider"], row["model_raw"]]),
      [readText(row["provider_key"]) ?? "", readText(row["model_key"]) ?? ""],
    ]),
  );
}

class Groups {
  readonly #names: ReadonlyMap<string, readonly [string, string]>;
  readonly #groups = new Map<string, BillGroup>();

  constructor(names: ReadonlyMap<string, readonly [string, string]>) {
    this.#names = names;
  }

  get all(): readonly BillGroup[] {
    return [...this.#groups.values()];
  }

  /** The group of a row with a provider and a model, made when it is asked for first. */
  of(row: ResultRow): BillGroup {
    const raw = [readText(row["provider"]) ?? "", readText(row["model_raw"]) ?? ""] as const;
    const [provider, model] = this.#names.get(JSON.stringify(raw)) ?? raw;
    const key = JSON.stringify([provider, model]);
    const group = this.#groups.get(key) ?? new BillGroup(provider, model);
    this.#groups.set(key, group);
    return group;
  }
}

/** Dollars with nine decimal places, as text; nothing is nothing. */
function usdFemtos(value: unknown): Femtos {
  return decimal(value, 15);
}

/** Millionths of a dollar, as text. */
function microFemtos(value: unknown): Femtos {
  return decimal(value, 9);
}

function decimal(value: unknown, places: number): Femtos {
  const text = readText(value);
  if (text === null) return 0n;
  const [whole = "", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.slice(0, places).padEnd(places, "0"));
}
