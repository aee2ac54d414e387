/** A name of a feature or customer; null is what belongs to none. */
export type Name = string | null;

/** Known dollars by name. */
export type Amounts = ReadonlyMap<Name, number>;

/** Token cost of one pair of feature and customer, USD. */
export interface CostCell {
  readonly feature: Name;
  readonly customer: Name;
  readonly cost: number;
}

/** Sums numbers by name, in order of first appearance. */
export function sumBy<T>(
  items: Iterable<T>,
  name: (item: T) => Name,
  value: (item: T) => number,
): Map<Name, number> {
  const sums = new Map<Name, number>();
  for (const item of items) sums.set(name(item), (sums.get(name(item)) ?? 0) + value(item));
  return sums;
}

/** Groups items by name, in order of first appearance; `Map.groupBy` is younger than Node 20. */
export function groupBy<T>(items: Iterable<T>, name: (item: T) => Name): Map<Name, T[]> {
  const groups = new Map<Name, T[]>();
  for (const item of items) {
    const group = groups.get(name(item));
    if (group === undefined) groups.set(name(item), [item]);
    else group.push(item);
  }
  return groups;
}

/**
 * Hands amounts known on one axis (say revenue by customer) to the other (features), each in
 * proportion to the token cost of the pairs. What has no token cost goes to the unattributed line,
 * so the total never changes.
 */
export function allocate(
  amounts: Amounts,
  cells: readonly CostCell[],
  from: "feature" | "customer",
): Map<Name, number> {
  const to = from === "feature" ? "customer" : "feature";
  const totals = sumBy(
    cells,
    (cell) => cell[from],
    (cell) => cell.cost,
  );
  const result = new Map<Name, number>();
  const add = (name: Name, amount: number) => result.set(name, (result.get(name) ?? 0) + amount);
  for (const cell of cells) {
    const amount = amounts.get(cell[from]);
    const total = totals.get(cell[from]) ?? 0;
    if (amount !== undefined && total > 0) add(cell[to], amount * (cell.cost / total));
  }
  for (const [name, amount] of amounts) {
    if ((totals.get(name) ?? 0) <= 0) add(null, amount);
  }
  return result;
}

/** Hands one total out in proportion to cost; all of it to the unattributed line when nothing costs. */
export function shareOut(total: number, costs: Amounts): Map<Name, number> {
  const sum = [...costs.values()].reduce((whole, cost) => whole + cost, 0);
  if (total === 0) return new Map();
  if (sum <= 0) return new Map([[null, total]]);
  return new Map([...costs].map(([name, cost]) => [name, total * (cost / sum)]));
}
