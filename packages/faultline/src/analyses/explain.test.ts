import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { constant, eq, uniform } from "@faultline/engine";
import { analyseExplanation, causesOf } from "./explain.ts";
import { smallGraph, smallStudy } from "./testing/small-study.ts";

const graph = smallGraph({
  parameters: { a: constant(0), b: constant(0), c: constant(0), u: uniform(0, 1) },
  levers: ["a", "b", "c"],
  series: (of) => {
    const [a, b, c, u] = [of("a"), of("b"), of("c"), of("u")];
    return eq`${u} + 2 * ${a} + ${b} + ${a} * ${b} + ${u} * ${c}`;
  },
});

describe("explanation", () => {
  it("shares an interaction evenly", async () => {
    const settings = { a: 1, b: 1 };
    const found = await analyseExplanation(smallStudy(graph, "series", { draws: 400, settings }));
    expect(found.total).toBeCloseTo(4, 12);
    expect(found.causes.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(found.causes[0]!.part).toBeCloseTo(2.5, 12);
    expect(found.causes[1]!.part).toBeCloseTo(1.5, 12);
    expect(found.causes[0]).toMatchObject({ setting: 1, baseline: 0 });
    expect(found.pairs[0]!.interaction).toBeCloseTo(1, 12);
  });

  it("is as sure as its futures agree", async () => {
    const settings = { a: 1, c: 1 };
    const { causes } = await analyseExplanation(
      smallStudy(graph, "series", { draws: 400, settings }),
    );
    const [a, c] = causes;
    expect(a!.high - a!.low).toBeLessThan(1e-9);
    // c adds u, whose standard deviation is the root of a twelfth.
    expect(c!.high - c!.low).toBeCloseTo((2 * 1.96) / Math.sqrt(12 * 400), 2);
    expect(c!.low).toBeLessThan(0.5);
    expect(c!.high).toBeGreaterThan(0.5);
  });

  it("adds up in every bit, whatever the settings", async () => {
    const size = fc.double({ min: -5, max: 5, noNaN: true });
    await fc.assert(
      fc.asyncProperty(size, size, size, async (a, b, c) => {
        const settings = { a, b, c, u: 0.3 };
        const { causes, rounding, total, baseline, changed } = await analyseExplanation(
          smallStudy(graph, "series", { draws: 3, settings }),
        );
        expect(causes.reduce((sum, { part }) => sum + part, 0) + rounding).toBe(total);
        expect(total).toBe(changed - baseline);
      }),
      { numRuns: 30, seed: 1 },
    );
  });

  it("needs one to eight causes", () => {
    const many = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`p${i}`, 1]));
    expect(() => causesOf({})).toThrow(/^--scenario: nothing differs from the baseline/);
    expect(() => causesOf(many)).toThrow(/^--scenario: 9 settings differ/);
  });
});
