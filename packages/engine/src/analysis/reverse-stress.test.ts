import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalQuantile } from "../numbers/normal-quantile.ts";
import { Choices } from "../testing/choices.ts";
import { type Matrix, matrixOf, rowOf } from "./matrix.ts";
import { normalCdf } from "../numbers/normal-cdf.ts";
import {
  type ReverseStress,
  type ReverseStressRequest,
  reverseStress,
  reverseStressSearch,
} from "./reverse-stress.ts";
import { shiftPositions } from "./shift-positions.ts";

/** Quantile positions that a seed decides. */
function positionsOf(draws: number, parameters: number, seed: number): Matrix {
  const choices = new Choices(seed);
  const values = Float64Array.from({ length: draws * parameters }, () => choices.share() || 0.5);
  return matrixOf(draws, parameters, values);
}

/** By draw, whether something happens at its normal scores. */
function marksOf(positions: Matrix, event: (z: Float64Array) => boolean): number[] {
  return Array.from({ length: positions.rows }, (_, draw) =>
    event(rowOf(positions, draw).map(normalQuantile)) ? 1 : 0,
  );
}

function requireFound(result: ReverseStress): Extract<ReverseStress, { found: true }> {
  if (!result.found) throw new Error(result.reason);
  return result;
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, v, i) => sum + v * b[i]!, 0);

describe("a half-space, w·z > c with |w| = 1: the least shock is w, c + Φ⁻¹(p) long", () => {
  test("with the probability in closed form, Φ(w·shift - c)", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 }),
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        fc.constantFrom(0.25, 0.5, 0.9),
        fc.nat(),
        (raw, c, target, seed) => {
          const length = Math.sqrt(dot(raw, raw));
          fc.pre(length > 0.1);
          const w = raw.map((v) => v / length);
          const exact = c + normalQuantile(target);
          fc.pre(exact > 0.05 && exact < 4.9);
          const parameters = positionsOf(200, w.length, seed);
          const happened = marksOf(parameters, (z) => dot(w, z) > c);
          fc.pre(happened.includes(1));
          const found = requireFound(
            reverseStress({ parameters, happened, probability: target }, (shift) =>
              normalCdf(dot(w, shift) - c),
            ),
          );
          expect(found.size).toBeGreaterThan(exact - 1e-9);
          expect(found.size).toBeLessThan(exact + 0.03);
          expect(found.probability).toBeGreaterThanOrEqual(target);
          expect(dot(found.direction, w)).toBeGreaterThan(0.97);
        },
      ),
      { numRuns: 1000, seed: 1 },
    );
  });

  test("with the draws of an ensemble, and parameters that do not matter", () => {
    const positions = positionsOf(2000, 20, 7);
    const event = (z: Float64Array): boolean => 0.6 * z[2]! - 0.8 * z[11]! > 1.5;
    // The parameters themselves are lognormal and uniform; only their order counts.
    const parameters = matrixOf(
      2000,
      20,
      positions.values.map((u, at) => (at % 2 === 0 ? Math.exp(normalQuantile(u)) : 100 * u)),
    );
    const request: ReverseStressRequest = {
      parameters,
      happened: marksOf(positions, event),
      probability: 0.5,
    };
    const evaluate = (shift: Float64Array): number =>
      dot(marksOf(shiftPositions(positions, shift), event), new Float64Array(2000).fill(1)) / 2000;
    const found = requireFound(reverseStress(request, evaluate));
    expect(Math.abs(found.size - 1.5)).toBeLessThan(0.08);
    expect(0.6 * found.direction[2]! - 0.8 * found.direction[11]!).toBeGreaterThan(0.98);
    expect(found.probability).toBeGreaterThanOrEqual(0.5);
    expect(found.evaluations).toBeLessThan(130);
    expect(reverseStress(request, evaluate)).toEqual(found);
    expect(evaluate(found.shift)).toBe(found.probability);
    expect(Math.sqrt(dot(found.shift, found.shift))).toBeCloseTo(found.size, 12);
  });
});

test("a corner, where two parameters must both be high", () => {
  // P = Φ(a - 1) Φ(b - 1) is at least a half first at a = b = 1 + Φ⁻¹(√½).
  const parameters = positionsOf(1000, 3, 2);
  const happened = marksOf(parameters, (z) => z[0]! > 1 && z[1]! > 1);
  const found = requireFound(
    reverseStress(
      { parameters, happened, probability: 0.5 },
      ([a, b]) => normalCdf(a! - 1) * normalCdf(b! - 1),
    ),
  );
  const exact = Math.SQRT2 * (1 + normalQuantile(Math.SQRT1_2));
  expect(found.size).toBeGreaterThan(exact - 1e-9);
  expect(found.size).toBeLessThan(exact + 0.02);
});

test("two ways to the same event: takes the cheaper one", () => {
  const chance = (a: number, b: number): number => 1 - normalCdf(2 - a) * normalCdf(3 - b);
  let exact = Infinity;
  for (let a = 0; a <= 3; a += 0.005) {
    for (let b = 0; b <= 3; b += 0.005) {
      if (chance(a, b) >= 0.5) exact = Math.min(exact, Math.sqrt(a * a + b * b));
    }
  }
  const parameters = positionsOf(4000, 4, 3);
  const happened = marksOf(parameters, (z) => z[0]! > 2 || z[1]! > 3);
  const found = requireFound(
    reverseStress({ parameters, happened, probability: 0.5 }, ([a, b]) => chance(a!, b!)),
  );
  expect(found.size).toBeGreaterThan(exact - 0.01);
  expect(found.size).toBeLessThan(exact + 0.03);
});

test("turning the direction makes up for what few draws show", () => {
  const w = [0.5, 0.5, 0.5, 0.5, 0, 0, 0, 0];
  const parameters = positionsOf(25, 8, 5);
  const happened = marksOf(parameters, (z) => dot(w, z) > 1);
  const request = { parameters, happened, probability: 0.5 };
  const evaluate = (shift: Float64Array): number => normalCdf(dot(w, shift) - 1);
  const rough = requireFound(reverseStress({ ...request, refinements: 0 }, evaluate));
  const turned = requireFound(reverseStress(request, evaluate));
  expect(rough.size).toBeGreaterThan(1.03);
  expect(turned.size).toBeLessThan(1.02);
});

describe("says so", () => {
  const parameters = positionsOf(200, 2, 4);
  const happened = marksOf(parameters, (z) => z[0]! > 1);

  test("when the event is likely enough already", () => {
    const found = reverseStress({ parameters, happened, probability: 0.1 }, () => 0.2);
    expect(found).toEqual({
      found: true,
      shift: new Float64Array(2),
      direction: new Float64Array(2),
      size: 0,
      probability: 0.2,
      evaluations: 1,
    });
  });

  test("when no shock in reach is enough, with the one that came nearest", () => {
    const found = reverseStress({ parameters, happened, probability: 0.5, maxSize: 2 }, ([a]) =>
      normalCdf(a! - 4),
    );
    if (found.found) throw new Error("It found one.");
    expect(found.nearest.size).toBe(2);
    expect(found.nearest.probability).toBeLessThan(0.03);
    expect(found.reason).toBe(
      "No shock up to 2 standard deviations was found that makes the event happen in 50% of the " +
        `draws; 2 standard deviations reach ${100 * found.nearest.probability}%.`,
    );
  });

  test("when the draws show no direction", () => {
    const found = reverseStress(
      { parameters, happened: new Float64Array(200), probability: 0.5 },
      () => 0,
    );
    expect(found).toMatchObject({
      found: false,
      reason:
        "The event is marked in all of 200 draws or in none, or no parameter varies, so the " +
        "draws show no direction; mark those that come nearest to it.",
      nearest: { size: 0, probability: 0 },
      evaluations: 1,
    });
  });
});

test("can be driven step by step, as by one who waits for each answer", async () => {
  const parameters = positionsOf(300, 2, 6);
  const happened = marksOf(parameters, (z) => z[1]! < -1);
  const request = { parameters, happened, probability: 0.5 };
  const evaluate = (shift: Float64Array): number => normalCdf(-shift[1]! - 1);
  const search = reverseStressSearch(request);
  let next = search.next();
  while (next.done !== true) {
    const answer = await Promise.resolve(evaluate(next.value));
    next.value.fill(NaN);
    next = search.next(answer);
  }
  expect(next.value).toEqual(reverseStress(request, evaluate));
});

describe("refuses", () => {
  const parameters = matrixOf(2, 1, Float64Array.of(1, 2));
  const good = { parameters, happened: [0, 1], probability: 0.5 };
  test.each<[string, Partial<ReverseStressRequest>, number]>([
    ["The probability asked for must lie between 0 and 1, not 1.", { probability: 1 }, 0],
    ["maxSize must be above zero, but it is 0.", { maxSize: 0 }, 0],
    ["tolerance must be above zero, but it is -1.", { tolerance: -1 }, 0],
    ["Row 0 must be marked 0 or 1, but it is marked 2.", { happened: [2, 1] }, 0],
    ["An evaluation must give a probability from 0 to 1, but it gave NaN.", {}, NaN],
  ])("with %j", (message, change, answer) => {
    expect(() => reverseStress({ ...good, ...change }, () => answer)).toThrow(
      new RangeError(message),
    );
  });
});
