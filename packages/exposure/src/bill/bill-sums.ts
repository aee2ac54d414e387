import type { UsageDatabase } from "../port.ts";

/** A record's cost at the provider's list prices where the bill says it, else as billed. */
const LISTED = "coalesce(list_cost, billed_cost)";
/** Part of that for tokens. */
const FOR_TOKENS = `(${LISTED} - coalesce(services_cost, 0))`;

/** SQL that is true for records that a bill covers, by themselves or by records of their own. */
const ON_BILL = "(billed_cost IS NOT NULL OR billed_apart)";

const SUMS = {
  bill_listed: `sum(${LISTED})`,
  bill_services: "sum(services_cost)",
  bill_own_key: "sum(own_key_cost)",
  bill_paid_ahead: "sum(paid_ahead_cost)",
  bill_credit: "sum(credit)",
  bill_priced: `sum(CASE WHEN tokens > 0 AND estimated IS NOT NULL THEN ${FOR_TOKENS} END)`,
  bill_unpriced: `sum(CASE WHEN tokens > 0 AND estimated IS NULL THEN ${FOR_TOKENS} END)`,
  bill_bare: `sum(CASE WHEN tokens = 0 THEN ${FOR_TOKENS} END)`,
  bill_estimated: `sum(CASE WHEN ${ON_BILL} THEN estimated END)`,
  apart_tokens: "sum(CASE WHEN billed_apart THEN tokens ELSE 0 END)",
  bill_records: `count(CASE WHEN ${ON_BILL} THEN 1 END)`,
} as const;

/**
 * SQL for the sums over priced usage that a reconciliation is made of; dollars, but
 * `bill_estimated`, which is in millionths. Where nothing is billed they are all nothing, as
 * summing takes as long as pricing does.
 */
export async function billSums(db: UsageDatabase): Promise<string> {
  const [billed] = await db.all(`SELECT 1 AS one FROM usage WHERE ${ON_BILL} LIMIT 1`);
  return Object.entries(SUMS)
    .map(([name, sql]) => `${billed === undefined ? "0" : sql} AS ${name}`)
    .join(",\n    ");
}

/** SQL for sums of `usage` rows `u` at standard rates, whose estimate is given as SQL. */
export function standardSums(estimate: string): string {
  const listed = "coalesce(u.list_cost, u.billed_cost) - coalesce(u.services_cost, 0)";
  return `sum(${estimate}) AS standard,
    sum(CASE WHEN u.billed_apart THEN ${estimate} END) AS standard_apart,
    sum(CASE WHEN ${estimate} IS NOT NULL THEN ${listed} END) AS listed_standard`;
}
