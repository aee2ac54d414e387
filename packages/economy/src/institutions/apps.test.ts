import { type Equation, type Settings, compile, constant, eq, run, trait } from "@faultline/engine";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildEconomy } from "../economy.ts";
import type { AppGroup } from "./app-groups.ts";
import { appTraits, runwayClasses } from "./app-cells.ts";

const massOf = (groups: readonly AppGroup[]): Equation =>
  groups.map(({ mass }) => eq`${mass}`).reduce((a, b) => eq`${a} + ${b}`);
const cashOf = (groups: readonly AppGroup[]): Equation =>
  groups.map(({ cash }) => eq`sum(${cash})`).reduce((a, b) => eq`${a} + ${b}`);

/** The whole economy with what is inside the app companies published. */
const { graph } = buildEconomy({
  extend: (model, { apps, capital, openai, anthropic }) => {
    const m = model.section("apps.test.ts");
    const weigh = (groups: readonly AppGroup[]): Equation =>
      eq`sum(${trait(apps.kinds, "weight")} * (${massOf(groups)}))`;
    const ofAge = (age: AppGroup["age"]) => apps.groups.filter((group) => group.age === age);
    const born = apps.groups.filter(({ isBorn }) => isBorn);
    m.series("test.young", weigh(ofAge("young")));
    m.series("test.all", weigh(apps.groups));
    m.series("test.born", weigh(born));
    m.series("test.bornCash", cashOf(born), { unit: "USD" });
    m.series("test.cash", cashOf(apps.groups), { unit: "USD" });
    m.series("test.till", apps.till, { unit: "USD" });
    m.series("test.paidIn", eq`sum(${apps.paidIn.young} + ${apps.paidIn.grown})`, { unit: "USD" });
    m.series("test.stakes", capital.appStakes, { unit: "USD" });
    // A price that follows from nothing else, so that it can be moved alone.
    const price = m.lever("test.price", constant(1), { assumption: "None" });
    for (const lab of [openai, anthropic]) {
      m.extend(lab.apiPricePolicy, "moved", eq`if(time >= 6 * month, ${price}, 1)`);
    }
  },
});
const kernel = compile(graph);

const ensemble = (settings: Settings = {}, months = 37, draws = 64) =>
  run(graph, kernel, { draws, months, seed: 1, settings });
const base = ensemble();

/** Nobody leaves, so that mass moves by births and age alone. */
const noExit = { "apps.baseExit": 0, "apps.shortExit": 0 };

test("there are at least 256 cells, and their shares add up", () => {
  const traits = appTraits();
  const groups = (runwayClasses.length + 1) * 2;
  expect(traits.weight.length * groups).toBeGreaterThanOrEqual(256);
  for (const shares of [traits.weight, traits.ofOpenai, traits.ofAnthropic]) {
    expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  }
  expect(runwayClasses.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
});

describe("births", () => {
  test("need money: with none in the funds nobody is founded", () => {
    const poor = ensemble({ "capital.dryPowder": 0, "capital.inflow": 0 });
    for (const month of [0, 12, 36]) {
      expect(Math.max(...poor.column("apps.born", month))).toBe(0);
      expect(Math.max(...poor.column("test.born", month))).toBe(0);
      expect(Math.min(...base.column("apps.born", month))).toBeGreaterThan(0);
    }
  });

  test("need confidence: they fall with it, and end where it does", () => {
    const [doubt, none] = [2, 40].map((shock) => ensemble({ "confidence.shock": shock }));
    const at = (of: typeof base) => of.series["apps.born"]!.p50[8]!;
    expect(at(doubt!)).toBeLessThan(0.7 * at(base));
    expect(Math.max(...none!.column("apps.born", 8))).toBeLessThan(1e-9);
  });

  test("bring cash from the funds, and size to the companies there are", () => {
    const rich = ensemble({ "apps.birthRate": 0.02, "apps.birthSize": 0.5 }, 1);
    for (const [draw, mass] of rich.column("test.born", 0).entries()) {
      expect(mass).toBeCloseTo(0.5 * rich.column("apps.born", 0)[draw]!, 12);
      expect(rich.column("test.bornCash", 0)[draw]).toBeGreaterThan(0);
    }
    const [more, less] = [24, 12].map((months) => ensemble({ "apps.birthCash": months }, 1));
    for (const [draw, cash] of more!.column("test.bornCash", 0).entries()) {
      expect(cash / less!.column("test.bornCash", 0)[draw]!).toBeCloseTo(2, 9);
    }
  });

  test("do not count among the start's companies", () => {
    const many = ensemble({ ...noExit, "apps.birthRate": 0.05, "apps.birthSize": 1 });
    expect(Math.min(...many.column("test.all", 36))).toBeGreaterThan(1.2);
    expect(Math.max(...many.column("apps.failedShare", 36))).toBeLessThan(1e-12);
    // The share gone is told of a month's start, masses of its end.
    for (const [draw, all] of base.column("test.all", 35).entries()) {
      const left = all - base.column("test.born", 35)[draw]!;
      expect(base.column("apps.failedShare", 36)[draw]).toBeCloseTo(1 - left, 12);
    }
  });
});

describe("age", () => {
  test("moves companies on and loses none", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 6, max: 60, noNaN: true }),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        (youngFor, youngShare) => {
          const aged = ensemble(
            {
              ...noExit,
              "apps.birthRate": 0,
              "apps.youngFor": youngFor,
              "apps.youngShare": youngShare,
            },
            13,
            2,
          );
          expect(aged.column("test.all", 12)[0]).toBeCloseTo(1, 12);
          const left = youngShare * (1 - 1 / youngFor) ** 13;
          expect(aged.column("test.young", 12)[0]).toBeCloseTo(left, 12);
        },
      ),
      { numRuns: 20 },
    );
  });

  test("the young leave more often, by the ratio, and the mean stays", () => {
    const settings = {
      "apps.baseExit": 0.02,
      "apps.shortExit": 0,
      "apps.birthRate": 0,
      "apps.youngShare": 0.5,
      "apps.youngExit": 3,
      "apps.youngFor": 1e12,
    };
    const one = ensemble(settings, 1);
    expect(one.column("test.young", 0)[0]).toBeCloseTo(0.5 * (1 - 0.03), 9);
    expect(one.column("test.all", 0)[0]).toBeCloseTo(1 - 0.02, 9);
  });

  test("the young need more of a next round", () => {
    // Alike in all else, more who are young and burn for growth mean that more is paid in.
    const paidIn = (ratio: number) =>
      ensemble({ "apps.youngBurn": ratio, "apps.youngFor": 1e12, "apps.youngShare": 0.6 }, 1);
    const [alike, apart] = [paidIn(1), paidIn(2)].map((of) => of.series["test.paidIn"]!.p50[0]!);
    expect(apart).toBeGreaterThan(alike!);
  });
});

describe("books", () => {
  test("what cells spend is what all of them pay, to rounding, in every month", () => {
    for (const settings of [{}, { "test.price": 4 }, { "confidence.shock": 4 }]) {
      const one = ensemble(settings);
      for (const month of [0, 12, 36]) {
        for (const [draw, till] of one.column("test.till", month).entries()) {
          const size = Math.abs(base.column("test.cash", 0)[draw]!);
          expect(Math.abs(till) / size).toBeLessThan(1e-12);
        }
      }
      expect(one.worstResidual).toBeLessThan(1e-9);
    }
  });

  test("capital paid in, by age, is what the funds hold of app companies", () => {
    for (const month of [0, 12, 36]) {
      for (const [draw, paidIn] of base.column("test.paidIn", month).entries()) {
        expect(base.column("test.stakes", month)[draw]! / paidIn).toBeCloseTo(1, 10);
      }
    }
  });
});

describe("the share that fails", () => {
  // Nothing but the price may move: no lab fails, none answers, confidence stands still.
  const still = buildEconomy({
    without: ["M1", "M2", "M3"],
    extend: (model, { openai, anthropic }) => {
      const m = model.section("apps.test.ts");
      const price = m.lever("test.price", constant(1), { assumption: "None" });
      for (const lab of [openai, anthropic]) {
        m.extend(lab.apiPricePolicy, "moved", eq`if(time >= 6 * month, ${price}, 1)`);
      }
    },
  }).graph;
  const stillKernel = compile(still);
  const steps = 60;
  const prices = Array.from({ length: steps + 1 }, (_, i) => 1 + (4 * i) / steps);
  const runs = prices.map((price) =>
    run(still, stillKernel, {
      draws: 32,
      months: 25,
      seed: 3,
      settings: { "test.price": price },
    }),
  );

  test.each([
    [12, 0.01],
    [18, 0.02],
    [24, 0.03],
  ])("rises with price, without jumps or waves, by month %i", (month, bend) => {
    const paths = runs.map((one) => one.column("apps.failedShare", month));
    for (let draw = 0; draw < 32; draw += 1) {
      const path = paths.map((column) => column[draw]!);
      const rises = path.slice(1).map((share, i) => share - path[i]!);
      const bends = rises.slice(1).map((rise, i) => Math.abs(rise - rises[i]!));
      const range = path.at(-1)! - path[0]!;
      expect(Math.min(...rises)).toBeGreaterThanOrEqual(-1e-12);
      expect(Math.max(...rises) / range).toBeLessThan(6 / steps);
      expect(Math.max(...bends) / range).toBeLessThan(bend);
    }
  });
});
