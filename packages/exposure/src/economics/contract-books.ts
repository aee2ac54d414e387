import { type Contract, monthlyCost } from "../company/contracts-schema.ts";
import { type Amounts, type CostCell, type Name, allocate, shareOut, sumBy } from "./allocation.ts";

/** Costs laid out on both axes, so that both add up to the same. */
export interface TwoAxes {
  readonly feature: Amounts;
  readonly customer: Amounts;
}

/**
 * What contracts cost until they renew, by feature and by customer. One that names features is
 * theirs, any other of all, each in proportion to token cost.
 *
 * @param factor what a month is brought to the period by
 */
export function contractBooks(
  cells: readonly CostCell[],
  contracts: readonly Contract[],
  factor: number,
): TwoAxes {
  let feature: Amounts = new Map();
  let customer: Amounts = new Map();
  const costs = (axis: "feature" | "customer"): Amounts =>
    sumBy(
      cells,
      (cell) => cell[axis],
      (cell) => cell.cost,
    );
  for (const contract of contracts) {
    const amount = monthlyCost(contract) * factor;
    if (amount === 0) continue;
    const own = contractAmounts(contract, amount, costs("feature"));
    const toCustomers =
      contract.features === undefined
        ? shareOut(amount, costs("customer"))
        : allocate(own, cells, "feature");
    feature = plus(feature, own);
    customer = plus(customer, toCustomers);
  }
  return { feature, customer };
}

/** A contract's amount by the features it serves, in proportion to what their tokens cost. */
export function contractAmounts(
  { features }: Contract,
  amount: number,
  costs: Amounts,
): ReadonlyMap<Name, number> {
  if (features === undefined) return shareOut(amount, costs);
  const named = new Map<Name, number>(features.map((name) => [name, costs.get(name) ?? 0]));
  const even = new Map<Name, number>(features.map((name) => [name, 1]));
  return shareOut(amount, [...named.values()].some((cost) => cost > 0) ? named : even);
}

/** Amounts of both by name. */
export function plus(one: Amounts, other: Amounts): Amounts {
  const sum = new Map(one);
  for (const [name, amount] of other) sum.set(name, (sum.get(name) ?? 0) + amount);
  return sum;
}
