import { describe, expect, test } from "vitest";
import { build } from "../graph/graph.ts";
import { blockSize } from "../kernel/block.ts";
import { compile } from "../kernel/compile.ts";
import { interpret } from "../kernel/interpret.ts";
import { constant, uniform } from "../numbers/distributions.ts";
import { differenceOf } from "../testing/bits.ts";
import { eq } from "./equation.ts";
import { Model } from "./model.ts";
import { simultaneous } from "./simultaneous.ts";

const why = { assumption: "of this test" };

function first(m: Model, months = 1): Record<string, number[]> {
  const graph = build(m);
  const request = { seed: 1, firstDraw: 0, months };
  const block = compile(graph)(request);
  expect(differenceOf(block, interpret(graph)(request))).toBeUndefined();
  return Object.fromEntries(
    Object.entries(block.series).map(([id, values]) => [
      id,
      Array.from({ length: months }, (_, i) => values[i * blockSize]!),
    ]),
  );
}

describe("linear blocks", () => {
  test("the trap of signed relative tests: x = 0.5 y − 10, y = 0.9 x has x = −18.1818…", () => {
    const m = new Model();
    const { x } = simultaneous(m, "trap", { x: {}, y: {} }, ({ x, y }) => ({
      x: eq`0.5 * ${y} - 10`,
      y: eq`0.9 * ${x}`,
    }));
    m.series("x", x);
    expect(first(m)["x"]![0]).toBeCloseTo(-10 / 0.55, 12);
  });

  test("any well-posed system of three satisfies its equations, in every draw", () => {
    const m = new Model();
    const c = (id: string) => m.parameter(id, uniform(-0.3, 0.3), why);
    const [a, b, d, e, f, g] = ["a", "b", "d", "e", "f", "g"].map(c);
    const solved = simultaneous(m, "s", { x: {}, y: {}, z: {} }, ({ x, y, z }) => ({
      x: eq`${a!} * ${y} + ${b!} * (${z} - ${x}) + 1`,
      y: eq`if(${a!} > 0, ${d!} * ${x}, ${e!} * ${z}) - 2`,
      z: eq`-(${f!} * ${x} + ${g!} * ${y}) / 2 + 3`,
    }));
    m.series(
      "gap",
      eq`abs(${solved.x} - (${a!} * ${solved.y} + ${b!} * (${solved.z} - ${solved.x}) + 1))
      + abs(${solved.z} + (${f!} * ${solved.x} + ${g!} * ${solved.y}) / 2 - 3)`,
    );
    const graph = build(m);
    const block = compile(graph)({ seed: 2, firstDraw: 0, months: 1 });
    expect(Math.max(...block.series["gap"]!)).toBeLessThan(1e-13);
    expect(Math.max(...block.eventMonths["s.unsolved"]!)).toBe(-1);
  });

  test("a draw without a solution says so, and only that draw", () => {
    const m = new Model();
    const slope = m.parameter("slope", constant(1), why);
    const { x } = simultaneous(m, "s", { x: {} }, ({ x }) => ({ x: eq`${slope} * ${x} + 1` }));
    m.series("x", x);
    const kernel = compile(build(m));
    const at = (value: number) =>
      kernel({ seed: 1, firstDraw: 0, months: 1, settings: { slope: value } }).eventMonths[
        "s.unsolved"
      ]![0];
    expect(at(0.5)).toBe(-1);
    expect(at(1)).toBe(0);
  });

  test("what is not linear is named", () => {
    const m = new Model();
    const build2 = () =>
      simultaneous(m, "s", { x: {}, y: {} }, ({ x, y }) => ({ x: eq`${y} * ${x}`, y: eq`1` }));
    expect(build2).toThrow('"s.x" is not linear in x, y: s.y * s.x');
  });
});

describe("Godley and Lavoie, Monetary Economics, as published (R package sfcr)", () => {
  /** Model PC: households hold money and bills. */
  test("PC settles at the closed form: Y* 106.486486, V* 86.486486", () => {
    const m = new Model();
    const p = (id: string, value: number) => m.parameter(id, constant(value), why);
    const [alpha1, alpha2, theta] = [p("alpha1", 0.6), p("alpha2", 0.4), p("theta", 0.2)];
    const [r, lambda0, lambda1, lambda2] = [
      p("r", 0.025),
      p("l0", 0.635),
      p("l1", 5),
      p("l2", 0.01),
    ];
    const spending = p("G", 20);
    const bills = m.lag("bills", () => held, { initial: eq`0` });
    const wealth = m.stock("V", {
      initial: eq`0`,
      change: () => eq`(${flows.YD} - ${flows.C}) / month`,
    });
    const interest = eq`${r} * ${bills}`;
    const flows = simultaneous(m, "pc", { Y: {}, T: {}, YD: {}, C: {} }, ({ Y, T, YD, C }) => ({
      Y: eq`${C} + ${spending}`,
      T: eq`${theta} * (${Y} + ${interest})`,
      YD: eq`${Y} - ${T} + ${interest}`,
      C: eq`${alpha1} * ${YD} + ${alpha2} * ${wealth}`,
    }));
    const next = eq`(${wealth} + ${flows.YD} - ${flows.C})`;
    const held = m.variable(
      "Bh",
      eq`${next} * (${lambda0} + ${lambda1} * ${r}) - ${lambda2} * ${flows.YD}`,
    );
    m.series("Y", flows.Y);
    m.series("V", wealth);
    m.series("Bh", held);
    const got = first(m, 200);
    expect(got["Y"]!.at(-1)).toBeCloseTo(106.486486, 5);
    expect(got["V"]!.at(-1)).toBeCloseTo(86.486486, 5);
    expect(got["Bh"]!.at(-1)).toBeCloseTo(64.864865, 5);
  });
});
