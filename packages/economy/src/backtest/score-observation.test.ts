import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crps } from "./proper-scores.ts";
import { scoreObservation } from "./score-observation.ts";

// 0, 1, … 100: its quantiles are its percentages.
const hundred = Float64Array.from({ length: 101 }, (_, i) => i);

describe("scoreObservation", () => {
  it("gives quantiles and where the figure lies among them", () => {
    const score = scoreObservation(hundred, { value: 80 });
    expect(score).toMatchObject({ p05: 5, p25: 25, p50: 50, p75: 75, p95: 95 });
    expect(score).toMatchObject({ inside50: false, inside90: true, bounded: null });
    expect(score.pit).toBeCloseTo(80.5 / 101, 14);
    expect(score.crps).toBe(crps(hundred, 80));
  });

  it.each([
    [25, true, true],
    [75, true, true],
    [24.9, false, true],
    [5, false, true],
    [4.9, false, false],
    [95.1, false, false],
  ])("counts the ends of an interval as inside: %d", (value, inside50, inside90) => {
    expect(scoreObservation(hundred, { value })).toMatchObject({ inside50, inside90 });
  });

  it.each([
    [30, 70, "yes", "yes"],
    [70, 80, "partly", "yes"],
    [76, 94, "no", "yes"],
    [0, 100, "partly", "partly"],
    [96, 99, "no", "no"],
  ])("tells what a figure from %d to %d leaves open", (lo, hi, inside50, inside90) => {
    const { bounded } = scoreObservation(hundred, { value: lo, bounds: { lo, hi } });
    expect(bounded).toMatchObject({ inside50, inside90 });
    expect(bounded!.pit).toEqual([(lo + 0.5) / 101, (hi + 0.5) / 101]);
  });

  it("bounds the score of every figure between the bounds", () => {
    const number = fc.integer({ min: -100, max: 100 });
    fc.assert(
      fc.property(
        fc.array(number, { minLength: 1, maxLength: 20 }),
        fc.tuple(number, number, number),
        (values, three) => {
          const [lo, value, hi] = three.toSorted((a, b) => a - b) as [number, number, number];
          const draws = Float64Array.from(values).sort();
          const { bounded, ...score } = scoreObservation(draws, { value, bounds: { lo, hi } });
          expect(score.crps).toBeGreaterThanOrEqual(bounded!.crps[0] - 1e-9);
          expect(score.crps).toBeLessThanOrEqual(bounded!.crps[1] + 1e-9);
          expect(score.pit).toBeGreaterThanOrEqual(bounded!.pit[0]);
          expect(score.pit).toBeLessThanOrEqual(bounded!.pit[1]);
        },
      ),
    );
  });
});
