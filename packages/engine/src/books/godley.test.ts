import { expect, test } from "vitest";
import { build } from "../graph/graph.ts";
import { randomModel } from "../testing/random-model.ts";
import { sim } from "../testing/sim.ts";
import { type GodleyRow, godley } from "./godley.ts";

const total = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0);

/** Largest sum of a row or a column, over the largest entry. */
function imbalance(rows: readonly GodleyRow[]): number {
  const size = Math.max(1, ...rows.flatMap(({ values }) => values.map(Math.abs)));
  const columns = rows[0]!.values.map((_, i) => total(rows.map(({ values }) => values[i]!)));
  const sums = [...rows.map(({ values }) => total(values)), ...columns];
  return Math.max(...sums.map(Math.abs)) / size;
}

test("the books of SIM are those of the published table in its first period", () => {
  const { columns, transactions, balances } = godley(sim(), { seed: 1, draw: 0, month: 0 });
  expect(columns).toEqual(["firms", "government", "households", "nobody"]);
  const row = (rows: readonly GodleyRow[], name: string) =>
    rows.find((each) => each.name === name)!.values.map((v) => Number(v.toFixed(6)));
  expect(row(transactions, "wages")).toEqual([-38.461538, 0, 38.461538, 0]);
  expect(row(transactions, "taxes")).toEqual([0, 7.692308, -7.692308, 0]);
  expect(row(transactions, "change in money")).toEqual([0, 12.307692, -12.307692, 0]);
  expect(row(balances, "money")).toEqual([0, -12.307692, 12.307692, 0]);
  expect(imbalance(transactions)).toBeLessThan(1e-12);
  expect(imbalance(balances)).toBeLessThan(1e-12);
});

test("rows and columns sum to zero in any well-formed model, machines included", () => {
  for (let seed = 1; seed <= 150; seed += 1) {
    const graph = build(randomModel(seed));
    if (graph.accounts.length === 0) continue;
    const { transactions, balances } = godley(graph, { seed, draw: 3, month: 2 });
    expect(imbalance(transactions), `transactions of model ${seed}`).toBeLessThan(1e-9);
    expect(imbalance(balances), `balances of model ${seed}`).toBeLessThan(1e-9);
  }
});

test("a draw's table does not depend on the block it is in", () => {
  const graph = sim();
  expect(godley(graph, { seed: 1, draw: 300, month: 5 }).balances).toEqual(
    godley(graph, { seed: 1, draw: 0, month: 5 }).balances,
  );
});
