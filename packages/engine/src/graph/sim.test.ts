import { expect, test } from "vitest";
import { Model, blockSize, build, compile, constant, eq, interpret, run } from "../index.ts";

/** Model SIM of Godley and Lavoie, Monetary Economics, chapter 3, solved in closed form each period. */
function sim() {
  const m = new Model();
  const why = { assumption: "Godley and Lavoie (2007), chapter 3" };
  const households = m.institution("households");
  const government = m.institution("government");
  const firms = m.institution("firms");
  const money = m.account("households.money", {
    institution: households,
    side: "asset",
    instrument: "money",
    initial: eq`0`,
    overdraft: "never",
  });
  const issued = m.account("government.money", {
    institution: government,
    side: "liability",
    instrument: "money",
    initial: eq`0`,
  });
  const till = m.account("firms.money", {
    institution: firms,
    side: "asset",
    instrument: "money",
    initial: eq`0`,
    overdraft: "never",
  });
  const alpha1 = m.parameter("alpha1", constant(0.6), why);
  const alpha2 = m.parameter("alpha2", constant(0.4), { ...why, unit: "1/month" });
  const theta = m.parameter("theta", constant(0.2), why);
  const spending = m.parameter("G", constant(20), { ...why, unit: "USD/month" });
  const output = m.variable(
    "Y",
    eq`(${spending} + ${alpha2} * ${money}) / (1 - ${alpha1} * (1 - ${theta}))`,
    { unit: "USD/month" },
  );
  const taxes = m.variable("T", eq`${theta} * ${output}`, { unit: "USD/month" });
  m.flow("government spending", {
    rate: eq`${spending}`,
    to: till,
    books: [
      { kind: "balance", account: issued, sign: 1 },
      { kind: "income", institution: firms, sign: 1 },
      { kind: "income", institution: government, sign: -1 },
    ],
  });
  m.flow("wages", { from: till, to: money, rate: eq`${output}` });
  m.flow("consumption", {
    from: money,
    to: till,
    rate: eq`${alpha1} * (${output} - ${taxes}) + ${alpha2} * ${money}`,
  });
  m.flow("taxes", {
    from: money,
    rate: eq`${taxes}`,
    books: [
      { kind: "balance", account: issued, sign: -1 },
      { kind: "income", institution: households, sign: -1 },
      { kind: "income", institution: government, sign: 1 },
    ],
  });
  m.series("output", output, { unit: "USD/month" });
  m.series("wealth", money, { unit: "USD" });
  return build(m);
}

test("model SIM meets the published table (Godley and Lavoie; R package sfcr)", () => {
  const graph = sim();
  const result = run(graph, compile(graph), { draws: 1, months: 60, seed: 1 });
  // The book's period 2 is our first month; there output is what a month produces.
  const output = result.series["output"]!.p50;
  const published = new Map([
    [2, 38.461538],
    [3, 47.928994],
    [4, 55.939918],
    [5, 62.718392],
    [10, 83.828835],
    [50, 99.979736],
  ]);
  for (const [period, value] of published) expect(output[period - 2]).toBeCloseTo(value, 6);
  const wealth = result.series["wealth"]!.p50;
  expect(wealth[0]).toBeCloseTo(12.307692, 6);
  expect(wealth[3]).toBeCloseTo(38.990231, 6);
  expect(wealth[59]).toBeCloseTo(80, 1);
  expect(result.worstResidual).toBeLessThan(1e-9);
});

test("kernel and interpreter agree on SIM bit for bit", () => {
  const graph = sim();
  const request = { seed: 1, firstDraw: blockSize, months: 24 };
  expect(compile(graph)(request)).toEqual(interpret(graph)(request));
});
