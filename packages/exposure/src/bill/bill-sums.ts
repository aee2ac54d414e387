/** A record's cost at the provider's list prices where the bill says it, else as billed. */
const LISTED = "coalesce(list_cost, billed_cost)";
/** Part of that for tokens. */
const FOR_TOKENS = `(${LISTED} - coalesce(services_cost, 0))`;

/** SQL that is true for records that a bill covers, by themselves or by records of their own. */
const ON_BILL = "(billed_cost IS NOT NULL OR billed_apart)";

/** SQL for the sums over priced usage that a reconciliation is made of; dollars, but `bill_estimated`. */
export const BILL_SUMS = `sum(${LISTED}) AS bill_listed,
    sum(services_cost) AS bill_services,
    sum(own_key_cost) AS bill_own_key,
    sum(paid_ahead_cost) AS bill_paid_ahead,
    sum(credit) AS bill_credit,
    sum(CASE WHEN tokens > 0 AND estimated IS NOT NULL THEN ${FOR_TOKENS} END) AS bill_priced,
    sum(CASE WHEN tokens > 0 AND estimated IS NULL THEN ${FOR_TOKENS} END) AS bill_unpriced,
    sum(CASE WHEN tokens = 0 THEN ${FOR_TOKENS} END) AS bill_bare,
    sum(CASE WHEN ${ON_BILL} THEN estimated END) AS bill_estimated,
    sum(CASE WHEN billed_apart THEN tokens ELSE 0 END) AS apart_tokens,
    count(CASE WHEN ${ON_BILL} THEN 1 END) AS bill_records`;

/** SQL for the same of `usage` rows `u` at standard rates, whose estimate is given as SQL. */
export function standardSums(estimate: string): string {
  const listed = "coalesce(u.list_cost, u.billed_cost) - coalesce(u.services_cost, 0)";
  return `sum(${estimate}) AS standard,
    sum(CASE WHEN u.billed_apart THEN ${estimate} END) AS standard_apart,
    sum(CASE WHEN ${estimate} IS NOT NULL THEN ${listed} END) AS listed_standard`;
}
