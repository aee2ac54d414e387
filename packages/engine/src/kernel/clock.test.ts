import { describe, expect, test } from "vitest";
import { type BuildOptions, build } from "../graph/graph.ts";
import { eq, quantity } from "../language/equation.ts";
import { delay, pulse, ramp, smooth, step } from "../language/dynamics.ts";
import { lookup } from "../language/lookup.ts";
import { Model } from "../language/model.ts";
import type { Stock } from "../language/parts.ts";
import { constant } from "../numbers/distributions.ts";
import { differenceOf } from "../testing/bits.ts";
import { randomModel } from "../testing/random-model.ts";
import { blockSize } from "./block.ts";
import { compile } from "./compile.ts";
import { interpret } from "./interpret.ts";

const why = { assumption: "of this test" };

/** First draw of each series, sample by sample. */
function paths(m: Model, samples: number, options: BuildOptions = {}): Record<string, number[]> {
  const block = compile(build(m, options))({ seed: 1, firstDraw: 0, months: samples });
  return Object.fromEntries(
    Object.entries(block.series).map(([id, values]) => [
      id,
      Array.from({ length: samples }, (_, i) => values[i * blockSize]!),
    ]),
  );
}

describe("the clock", () => {
  test.each([
    [0.05, 10, 41],
    [1 / 12, 12, 11],
  ])("a step of %d: every save point is there, at its time", (size, stepsPerSample, samples) => {
    const m = new Model();
    m.series("now", eq`time`, { unit: "month" });
    const clock = { start: 3, step: size, stepsPerSample, sampleAt: "start" } as const;
    const { now } = paths(m, samples, { clock });
    for (const [i, time] of now!.entries()) {
      expect(time).toBeCloseTo(3 + i * size * stepsPerSample, 12);
    }
  });

  test("steps within a month move balances as far as one step does, and conserve money", () => {
    const m = new Model();
    const [a, b] = [m.institution("a"), m.institution("b")];
    const cash = (id: string, institution: typeof a, amount: number) =>
      m.account(id, {
        institution,
        side: "asset",
        initial: quantity(amount, "USD"),
        overdraft: "owed",
      });
    const [from, to] = [cash("a.cash", a, 100), cash("b.cash", b, 0)];
    m.flow("rent", { from, to, rate: quantity(7, "USD/month") });
    m.series("left", from, { unit: "USD" });
    const options: BuildOptions = { clock: { step: 0.25, stepsPerSample: 4 } };
    expect(paths(m, 3, options)["left"]).toEqual([93, 86, 79]);
    const block = compile(build(m, options))({ seed: 1, firstDraw: 0, months: 3 });
    expect(Math.max(...block.residual)).toBeLessThan(1e-12);
  });

  test("an event's month is the sample it trips in", () => {
    const m = new Model();
    m.event("late", { when: eq`time >= 2.4 * month` });
    const graph = build(m, { clock: { step: 0.1, stepsPerSample: 10 } });
    const block = compile(graph)({ seed: 1, firstDraw: 0, months: 5 });
    expect(block.eventMonths["late"]![0]).toBe(2);
  });

  test("a clock that cannot run is refused", () => {
    expect(() => build(new Model(), { clock: { step: 0 } })).toThrow(/step above 0/);
    expect(() => build(new Model(), { clock: { stepsPerSample: 1.5 } })).toThrow(/not 1 and 1.5/);
  });
});

describe("Runge–Kutta", () => {
  const decay = (): Model => {
    const m = new Model();
    const rate = m.parameter("rate", constant(0.7), { ...why, unit: "1/month" });
    const left = m.stock("left", { initial: eq`1`, change: (self) => eq`0 - ${rate} * ${self}` });
    m.series("left", left);
    return m;
  };

  test("it converges with the fourth power of the step, Euler with the first", () => {
    const error = (method: "euler" | "rk4", steps: number): number => {
      const clock = { step: 1 / steps, stepsPerSample: steps };
      return Math.abs(paths(decay(), 1, { clock, method })["left"]![0]! - Math.exp(-0.7));
    };
    expect(Math.log2(error("rk4", 4) / error("rk4", 8))).toBeGreaterThan(3.8);
    expect(Math.log2(error("euler", 64) / error("euler", 128))).toBeCloseTo(1, 1);
  });

  test("predators and prey (Minsky's example, its logged values)", () => {
    const m = new Model();
    const rate = (id: string, value: number) =>
      m.parameter(id, constant(value), { ...why, unit: "1/month" });
    const [births, deaths] = [rate("births", 0.16), rate("deaths", 0.12)];
    const [eaten, fed] = [rate("eaten", 0.0008), rate("fed", 0.001)];
    const prey: Stock = m.stock("prey", {
      initial: eq`164.2`,
      change: (self) => eq`${self} * (${births} - ${eaten} * ${predator})`,
    });
    const predator = m.stock("predator", {
      initial: eq`111.9`,
      change: (self) => eq`${self} * (${fed} * ${prey} - ${deaths})`,
    });
    m.series("prey", prey);
    m.series("predator", predator);
    const clock = { step: 0.01, stepsPerSample: 10 };
    const got = paths(m, 66, { clock, method: "rk4" });
    expect(got["predator"]![9]! / 117.63743375).toBeCloseTo(1, 6);
    expect(got["prey"]![9]! / 175.80547222).toBeCloseTo(1, 6);
    expect(got["predator"]![65]! / 188.11034176).toBeCloseTo(1, 6);
    expect(got["prey"]![65]! / 223.15108566).toBeCloseTo(1, 6);
  });

  test("a rate that depends on time is looked at within the step", () => {
    const m = new Model();
    const x = m.stock("x", {
      initial: eq`0`,
      change: eq`3 * time * time / (month * month * month)`,
    });
    m.series("x", x);
    const got = paths(m, 3, { method: "rk4" })["x"]!;
    for (const [i, value] of got.entries()) expect(value).toBeCloseTo((i + 1) ** 3, 10);
  });
});

test("kernel and interpreter agree bit for bit on any clock and method", () => {
  const options: BuildOptions[] = [
    { method: "rk4" },
    { clock: { step: 0.25, stepsPerSample: 4 } },
    { clock: { start: 2, step: 0.1, stepsPerSample: 5, sampleAt: "start" }, method: "rk4" },
  ];
  for (let seed = 1; seed <= 40; seed += 1) {
    for (const option of options) {
      const graph = build(randomModel(seed), option);
      const request = { seed, firstDraw: 0, months: 2 };
      const difference = differenceOf(compile(graph)(request), interpret(graph)(request));
      expect(difference, `model ${seed} ${JSON.stringify(option)}`).toBeUndefined();
    }
  }
});

describe("lookups and delays", () => {
  const points = [
    [0, 1],
    [2, 5],
    [3, 4],
  ] as const;

  test.each([
    [-1, "hold", 1],
    [0.5, "hold", 2],
    [2, "hold", 5],
    [2.5, "hold", 4.5],
    [9, "hold", 4],
    [-1, "extend", -1],
    [5, "extend", 2],
  ] as const)("at %d, %s, the table gives %d", (x, outside, y) => {
    const m = new Model();
    const at = m.parameter("at", constant(x), why);
    m.series("y", lookup(at, points, { outside }));
    expect(paths(m, 1)["y"]![0]).toBeCloseTo(y, 14);
  });

  test("a table must rise, and have two points", () => {
    expect(() => lookup(1, [[0, 1]])).toThrow(/two points/);
    expect(() =>
      lookup(1, [
        [0, 1],
        [0, 2],
      ]),
    ).toThrow(/0 follows 0/);
  });

  test("smooths and delays of either order pass a step on in full; a delay loses nothing", () => {
    const m = new Model();
    const input = m.variable("input", step(quantity(12, "1/month"), quantity(1, "month")), {
      unit: "1/month",
    });
    const options = { input, unit: "1/month", time: quantity(3, "month") };
    for (const order of [1, 3] as const) {
      m.series(`smooth${order}`, smooth(m, `s${order}`, { ...options, order }), {
        unit: "1/month",
      });
      const out = delay(m, `d${order}`, { ...options, order });
      m.series(`delay${order}`, out, { unit: "1/month" });
      const gone = m.stock(`gone${order}`, { initial: eq`0`, change: eq`${out}` });
      m.series(`gone${order}`, gone);
    }
    const clock = { step: 1 / 16, stepsPerSample: 16 };
    const got = paths(m, 40, { clock });
    for (const id of ["smooth1", "smooth3", "delay1", "delay3"]) {
      expect(got[id]!.at(-1)).toBeCloseTo(12, 3);
    }
    // 39 months of 12 went in; what the mean delay of 3 months holds is still on its way.
    for (const order of [1, 3]) expect(got[`gone${order}`]!.at(-1)).toBeCloseTo(39 * 12 - 36, 1);
    // At the mean delay a first-order delay has passed 1 − 1/e on, a third-order one less.
    expect(got["delay1"]![3]! / 12).toBeCloseTo(1 - Math.exp(-1), 1);
    expect(got["delay3"]![1]! / 12).toBeLessThan(0.15);
  });

  test("pulses and ramps", () => {
    const m = new Model();
    const months = (value: number) => quantity(value, "month");
    m.series("once", pulse(3, months(1), months(2)));
    m.series("again", pulse(1, months(1), months(1), months(3)));
    m.series("ramp", ramp(quantity(2, "1/month"), months(1), months(3)));
    const got = paths(m, 7);
    expect(got["once"]).toEqual([0, 3, 3, 0, 0, 0, 0]);
    expect(got["again"]).toEqual([0, 1, 0, 0, 1, 0, 0]);
    expect(got["ramp"]).toEqual([0, 0, 2, 4, 4, 4, 4]);
  });
});
