import { Model, build, compile, constant, eq, run } from "@faultline/engine";
import { expect, test } from "vitest";
import { priceList } from "./price-list.ts";

const m = new Model();
const standing = m.parameter("standing", constant(6), { unit: "month", assumption: "x" });
const step = m.variable("step", eq`0.5`);
m.series("list", priceList(m, "lab", { standing, step }));
m.series("other", priceList(m, "rival", { standing, step }));
const graph = build(m);
const months = 60;
const futures = run(graph, compile(graph), { draws: 2000, months, seed: 1, settings: {} });
const lists = (id: string) => Array.from({ length: months }, (_, i) => futures.column(id, i));

test("binds in the first month, and moves by whole steps only", () => {
  const list = lists("list");
  expect(new Set(list[0])).toEqual(new Set([1]));
  for (let i = 1; i < months; i += 1) {
    for (const [draw, value] of list[i]!.entries()) {
      expect([1, 0.5]).toContain(value / list[i - 1]![draw]!);
    }
  }
});

test("stands for as long as it is told to, on average", () => {
  const steps = lists("list")
    .at(-1)!
    .map((value) => -Math.log2(value));
  const mean = steps.reduce((sum, n) => sum + n, 0) / steps.length;
  // 59 months at a sixth each, give or take four deviations of the mean.
  expect(Math.abs(mean - 59 / 6)).toBeLessThan(4 * Math.sqrt((59 * (1 / 6) * (5 / 6)) / 2000));
});

test("has chances of its own for each lab", () => {
  const [one, other] = [lists("list").at(-1)!, lists("other").at(-1)!];
  expect(one.filter((value, draw) => value === other[draw]).length).toBeLessThan(600);
});
