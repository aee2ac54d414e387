import { describe, expect, test } from "vitest";
import { build } from "../graph/graph.ts";
import { blockSize } from "../kernel/block.ts";
import { compile } from "../kernel/compile.ts";
import { eq } from "../language/equation.ts";
import { Model } from "../language/model.ts";
import type { Lag, Parameter, Part } from "../language/parts.ts";
import { simultaneous } from "../language/simultaneous.ts";
import { constant } from "../numbers/distributions.ts";
import { sim } from "../testing/sim.ts";

/*
 * Models of Godley and Lavoie, "Monetary Economics" (2007), against the tables of the R package
 * sfcr (MIT), whose period 1 starts from zero: our first month is its period 2.
 */

/** A model under construction, in bare numbers. */
class Book {
  readonly m = new Model();
  private readonly values: Readonly<Record<string, number>>;

  constructor(values: Readonly<Record<string, number>>) {
    this.values = values;
  }

  p(id: string): Parameter {
    const known = this.m.parts.get(id);
    if (known?.kind === "parameter") return known;
    return this.m.parameter(id, constant(this.values[id]!), { assumption: "Of the book." });
  }

  /** What a part was a period ago. */
  before(id: string, of: () => Part): Lag {
    return this.m.lag(`${id} before`, of, { initial: eq`0` });
  }

  run(months: number): (id: string, period: number) => number {
    const block = compile(build(this.m))({ seed: 1, firstDraw: 0, months });
    return (id, period) => block.series[id]![(period - 2) * blockSize]!;
  }
}

describe("SIM", () => {
  const at = (settings: Record<string, number>, month: number): number => {
    const graph = sim();
    const block = compile(graph)({ seed: 1, firstDraw: 0, months: month + 1, settings });
    return block.series["output"]![month * blockSize]!;
  };

  test("output tends to G over the tax rate, and is homogeneous of degree one in G", () => {
    expect(at({}, 400)).toBeCloseTo(100, 9);
    for (const month of [0, 3, 40])
      expect(at({ G: 50 }, month)).toBeCloseTo(2.5 * at({}, month), 9);
  });
});

test("SIMEX: households expect last period's income", () => {
  const b = new Book({ a1: 0.6, a2: 0.4, theta: 0.2, G: 20 });
  const { m } = b;
  const expected = b.before("YD", () => income);
  const wealth = m.stock("H", { initial: eq`0`, change: () => eq`(${income} - ${spent}) / month` });
  const spent = m.variable("C", eq`${b.p("a1")} * ${expected} + ${b.p("a2")} * ${wealth}`);
  const output = m.variable("Y", eq`${spent} + ${b.p("G")}`);
  const income = m.variable("YD", eq`${output} * (1 - ${b.p("theta")})`);
  m.series("Y", output);
  const at = b.run(60);
  for (const [period, value] of [
    [2, 20],
    [3, 36],
    [4, 48.8],
    [10, 86.5782],
    [50, 99.9982],
  ] as const) {
    expect(at("Y", period)).toBeCloseTo(value, 4);
  }
});

test("PC with a weak answer to interest: the table's period 70", () => {
  const b = new Book({
    a1: 0.6,
    a2: 0.4,
    theta: 0.2,
    r: 0.025,
    l0: 0.635,
    l1: 0.05,
    l2: 0.01,
    G: 20,
  });
  const { m } = b;
  const bills = b.before("Bh", () => held);
  const wealth = m.stock("V", { initial: eq`0`, change: () => eq`(${pc.YD} - ${pc.C}) / month` });
  const interest = eq`${b.p("r")} * ${bills}`;
  const pc = simultaneous(m, "pc", { Y: {}, YD: {}, C: {} }, ({ Y, YD, C }) => ({
    Y: eq`${C} + ${b.p("G")}`,
    YD: eq`(${Y} + ${interest}) * (1 - ${b.p("theta")})`,
    C: eq`${b.p("a1")} * ${YD} + ${b.p("a2")} * ${wealth}`,
  }));
  const next = eq`(${wealth} + ${pc.YD} - ${pc.C})`;
  const held = m.variable(
    "Bh",
    eq`${next} * (${b.p("l0")} + ${b.p("l1")} * ${b.p("r")}) - ${b.p("l2")} * ${pc.YD}`,
  );
  m.series("Y", pc.Y);
  m.series("V", wealth);
  m.series("Bh", held);
  m.series("Hh", eq`${wealth} - ${held}`);
  const at = b.run(70);
  expect(at("Y", 70)).toBeCloseTo(105.343, 3);
  expect(at("V", 70)).toBeCloseTo(85.3429, 3);
  expect(at("Bh", 70)).toBeCloseTo(53.446, 3);
  expect(at("Hh", 70)).toBeCloseTo(31.8969, 3);
});

test("LP: long bonds and bills", () => {
  const b = new Book({
    a1: 0.8,
    a2: 0.2,
    theta: 0.1938,
    G: 20,
    r: 0.03,
    p: 20,
    l20: 0.44196,
    l22: 1.1,
    l23: -1,
    l24: -0.03,
    l30: 0.3997,
    l32: -1,
    l33: 1.1,
    l34: -0.03,
  });
  const { m } = b;
  const expected = b.before("YD", () => income);
  const bills = b.before("B", () => held);
  const bonds = b.before("BL", () => heldBonds);
  const wealth = m.stock("V", { initial: eq`0`, change: () => eq`(${income} - ${spent}) / month` });
  const spent = m.variable("C", eq`${b.p("a1")} * ${expected} + ${b.p("a2")} * ${wealth}`);
  const output = m.variable("Y", eq`${spent} + ${b.p("G")}`);
  const interest = eq`(${b.p("r")} * ${bills} + ${bonds})`;
  const income = m.variable("YD", eq`(${output} + ${interest}) * (1 - ${b.p("theta")})`);
  const plan = m.variable("Ve", eq`${wealth} + ${expected} - ${spent}`);
  const yieldOf = eq`(1 / ${b.p("p")})`;
  const share = (i: 2 | 3) =>
    eq`(${plan} * (${b.p(`l${i}0`)} + ${b.p(`l${i}2`)} * ${b.p("r")} + ${b.p(`l${i}3`)} * ${yieldOf})
      + ${b.p(`l${i}4`)} * ${expected})`;
  const held = m.variable("B", share(2));
  const heldBonds = m.variable("BL", eq`${share(3)} / ${b.p("p")}`);
  m.series("Y", output);
  m.series("V", wealth);
  const at = b.run(100);
  for (const [id, period, value] of [
    ["Y", 2, 20],
    ["V", 2, 16.124],
    ["Y", 3, 36.124],
    ["Y", 10, 92.9236],
    ["Y", 100, 115.784],
    ["V", 100, 95.784],
  ] as const) {
    expect(at(id, period) / value, `${id} of period ${period}`).toBeCloseTo(1, 5);
  }
});

test.each([
  [
    20,
    [
      [2, 80],
      [3, 128],
      [10, 175.7713],
      [50, 160.0003],
    ],
    160,
  ],
  [30, [], 240],
] as const)("BMW: bank money and fixed capital, autonomous spending of %d", (a0, table, limit) => {
  const b = new Book({ a0, a1: 0.75, a2: 0.1, delta: 0.1, kappa: 1, gamma: 0.15, r: 0.04 });
  const { m } = b;
  const outputBefore = b.before("Y", () => bmw.Y);
  const capital = m.stock("K", { initial: eq`0`, change: () => eq`(${invest} - ${worn}) / month` });
  const loans = m.stock("L", { initial: eq`0`, change: () => eq`(${invest} - ${worn}) / month` });
  const money = m.stock("M", { initial: eq`0`, change: () => eq`(${bmw.YD} - ${bmw.C}) / month` });
  const worn = m.variable("DA", eq`${b.p("delta")} * ${capital}`);
  const invest = m.variable(
    "I",
    eq`${b.p("gamma")} * (${b.p("kappa")} * ${outputBefore} - ${capital}) + ${worn}`,
  );
  const bmw = simultaneous(m, "bmw", { Y: {}, YD: {}, C: {} }, ({ Y, YD, C }) => ({
    Y: eq`${C} + ${invest}`,
    YD: eq`${Y} - ${b.p("r")} * ${loans} - ${worn} + ${b.p("r")} * ${money}`,
    C: eq`${b.p("a0")} + ${b.p("a1")} * ${YD} + ${b.p("a2")} * ${money}`,
  }));
  m.series("Y", bmw.Y);
  const at = b.run(400);
  for (const [period, value] of table) expect(at("Y", period) / value).toBeCloseTo(1, 5);
  expect(at("Y", 400)).toBeCloseTo(limit, 5);
});
