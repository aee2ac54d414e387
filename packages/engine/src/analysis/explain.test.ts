import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exactParts } from "./exact-parts.ts";
import { type Attribution, shapley } from "./explain.ts";

function sumOf(numbers: Iterable<number>): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}

/** A game by the outcome of each coalition. */
const gameOf = (outcome: fc.Arbitrary<number>): fc.Arbitrary<number[]> =>
  fc
    .integer({ min: 1, max: 8 })
    .chain((n) => fc.array(outcome, { minLength: 2 ** n, maxLength: 2 ** n }));

const causesOf = (game: readonly number[]): number => Math.log2(game.length);

const split = (game: readonly number[]): Attribution<number> =>
  shapley((coalition) => game[coalition]!, causesOf(game));

/** Shapley values by the definition: over all orders in which the causes may join. */
function byOrders(game: readonly number[]): number[] {
  const n = causesOf(game);
  const parts = Array.from({ length: n }, () => 0);
  let orders = 0;
  const join = (coalition: number, order: readonly number[]): void => {
    if (order.length === n) {
      orders += 1;
      let before = 0;
      for (const i of order) {
        parts[i]! += game[before | (2 ** i)]! - game[before]!;
        before |= 2 ** i;
      }
      return;
    }
    for (let i = 0; i < n; i += 1) {
      if ((coalition & (2 ** i)) === 0) join(coalition | (2 ** i), [...order, i]);
    }
  };
  join(0, []);
  return parts.map((part) => part / orders);
}

describe("adds up exactly", () => {
  test("whatever the outcomes, with the rounding after the parts", () => {
    fc.assert(
      fc.property(
        gameOf(
          fc.oneof(
            fc.double({ min: -1e300, max: 1e300, noNaN: true }),
            fc.double({ min: -1e3, max: 1e3, noNaN: true }),
            fc.double({ min: -1e-300, max: 1e-300, noNaN: true }),
          ),
        ),
        (game) => {
          const { parts, rounding, total } = split(game);
          expect(total).toBe(game.at(-1)! - game[0]! + 0);
          expect(sumOf([...parts, rounding])).toBe(total);
          // What is left over is less than the last digit of the largest part.
          const size = Math.max(...parts.map(Math.abs));
          expect(Math.abs(rounding)).toBeLessThanOrEqual(8 * size * Number.EPSILON + 1e-321);
        },
      ),
      { numRuns: 1500, seed: 1 },
    );
  });

  // Money of like size under every coalition, as a model has it: nothing is left over.
  test("without rounding, in any order, when outcomes are of a size", () => {
    fc.assert(
      fc.property(
        gameOf(fc.double({ min: 5e9, max: 7.9e9, noNaN: true })),
        fc.nat(),
        (game, turn) => {
          const { parts, rounding, total } = split(game);
          expect(rounding).toBe(0);
          expect(sumOf(parts)).toBe(total);
          expect(sumOf(parts.toReversed())).toBe(total);
          const from = turn % parts.length;
          expect(sumOf([...parts.slice(from), ...parts.slice(0, from)])).toBe(total);
        },
      ),
      { numRuns: 1500, seed: 2 },
    );
  });

  test("month by month", () => {
    fc.assert(
      fc.property(
        fc.array(gameOf(fc.double({ min: 50, max: 100, noNaN: true })), {
          minLength: 2,
          maxLength: 2,
        }),
        ([one, other]) => {
          const n = Math.min(causesOf(one!), causesOf(other!));
          const games = [one!.slice(0, 2 ** n), other!.slice(0, 2 ** n)];
          const found = shapley((s) => Float64Array.from(games, (game) => game[s]!), n);
          for (const [month, game] of games.entries()) {
            const alone = split(game);
            expect(found.parts.map((part) => part[month])).toEqual(alone.parts);
            expect(found.total[month]).toBe(alone.total);
            expect(sumOf(found.parts.map((part) => part[month]!))).toBe(found.total[month]);
            expect(found.remainder[month]).toBe(alone.remainder);
            for (const [i, row] of found.causes.entries()) {
              expect(row.alone[month]).toBe(alone.causes[i]!.alone);
              expect(row.last[month]).toBe(alone.causes[i]!.last);
              expect(row.interaction[month]).toBe(alone.causes[i]!.interaction);
            }
          }
        },
      ),
      { numRuns: 1000, seed: 3 },
    );
  });

  test("and says so when doubles cannot", () => {
    const { parts, rounding } = exactParts(Float64Array.of(16.1, -15.8), 0.3);
    expect(rounding).not.toBe(0);
    expect(Math.abs(rounding)).toBeLessThan(4e-15);
    expect(parts[0]! + parts[1]! + rounding).toBe(0.3);
    expect(Math.abs(parts[0]! - 16.1)).toBeLessThan(8e-15);
  });

  test("with a small part taking the last bits where one can", () => {
    const { parts, rounding } = exactParts(Float64Array.of(10.1, -9.9, 0.1), 0.3);
    expect(rounding).toBe(0);
    expect(parts[0]! + parts[1]! + parts[2]!).toBe(0.3);
  });

  test("but not beyond what doubles hold", () => {
    expect(() => exactParts(Float64Array.of(1e308, 1e308), 1)).toThrow(
      "2 parts of size Infinity cannot be made to add to 1.",
    );
  });
});

describe("Shapley's axioms", () => {
  const outcome = fc.double({ min: -100, max: 100, noNaN: true });

  test("the average over all orders of joining", () => {
    fc.assert(
      fc.property(gameOf(outcome), (game) => {
        if (game.length > 64) game.length = 64;
        const { parts } = split(game);
        for (const [i, part] of byOrders(game).entries()) {
          expect(Math.abs(parts[i]! - part)).toBeLessThan(1e-11);
        }
      }),
      { numRuns: 1000, seed: 4 },
    );
  });

  test("a cause that changes nothing has a part of exactly nothing", () => {
    fc.assert(
      fc.property(gameOf(outcome), fc.nat(), (game, pick) => {
        const dummy = 2 ** (pick % causesOf(game));
        const found = split(game.map((_, s) => game[s & ~dummy]!));
        const row = Math.log2(dummy);
        expect(found.parts[row]).toBe(0);
        expect(found.causes[row]).toEqual({ alone: 0, last: 0, interaction: 0 });
        for (const { first, second, interaction } of found.pairs) {
          if (first === row || second === row) expect(interaction).toBe(0);
        }
      }),
      { numRuns: 1000, seed: 5 },
    );
  });

  test("causes that do the same have the same part, but for the last digit", () => {
    fc.assert(
      fc.property(gameOf(outcome), (game) => {
        if (game.length === 2) return;
        // Causes 0 and 1 count by how many of them there are.
        const twins = game.map((_, s) => game[(s & 3) === 2 ? s - 1 : s]!);
        const { parts } = split(twins);
        const size = parts.reduce((sum, part) => sum + Math.abs(part), 0);
        expect(Math.abs(parts[0]! - parts[1]!)).toBeLessThanOrEqual(4e-16 * size + 1e-13);
      }),
      { numRuns: 1000, seed: 6 },
    );
  });

  test("parts of a sum of games are sums of parts, but for rounding", () => {
    fc.assert(
      fc.property(gameOf(outcome), fc.double({ min: -3, max: 3, noNaN: true }), (game, scale) => {
        const other = game.map((v, s) => scale * Math.cos(v + s));
        const both = split(game.map((v, s) => v + other[s]!));
        const [one, two] = [split(game), split(other)];
        for (const [i, part] of both.parts.entries()) {
          expect(Math.abs(part - one.parts[i]! - two.parts[i]!)).toBeLessThan(1e-11);
        }
        for (const [i, { interaction }] of both.pairs.entries()) {
          const sum = one.pairs[i]!.interaction + two.pairs[i]!.interaction;
          expect(Math.abs(interaction - sum)).toBeLessThan(1e-11);
        }
      }),
      { numRuns: 1000, seed: 7 },
    );
  });
});

// The glove market of the textbooks: one left glove (cause 0), two right ones; a pair is worth 1.
test("the glove market", () => {
  const found = shapley((s) => ((s & 1) !== 0 && (s & 6) !== 0 ? 1 : 0), 3);
  const expected = [4 / 6, 1 / 6, 1 / 6];
  for (const [i, part] of found.parts.entries()) expect(part).toBeCloseTo(expected[i]!, 15);
  expect(sumOf(found.parts)).toBe(1);
  expect(found.remainder).toBe(1);
  expect(found.causes.map(({ alone, last }) => [alone, last])).toEqual([
    [0, 1],
    [0, 0],
    [0, 0],
  ]);
});

test("interactions: a product has them, a sum has none", () => {
  const sum = shapley((s) => (s & 1 ? 3 : 0) + (s & 2 ? 5 : 0) + (s & 4 ? 7 : 0), 3);
  expect([...sum.parts]).toEqual([3, 5, 7]);
  expect(sum.causes.map(({ interaction }) => interaction)).toEqual([0, 0, 0]);
  expect(sum.pairs.map(({ interaction }) => interaction)).toEqual([0, 0, 0]);
  expect(sum.remainder).toBe(0);

  // Price times volume, with a third cause that adds 1: 2 × 10 → 3 × 14 + 1.
  const product = shapley((s) => (s & 1 ? 3 : 2) * (s & 2 ? 14 : 10) + (s & 4 ? 1 : 0), 3);
  expect(product.total).toBe(23);
  expect([...product.parts]).toEqual([12, 10, 1]);
  expect(product.causes).toEqual([
    { alone: 10, last: 14, interaction: 2 },
    { alone: 8, last: 12, interaction: 2 },
    { alone: 1, last: 1, interaction: 0 },
  ]);
  expect(product.pairs).toEqual([
    { first: 0, second: 1, interaction: 4 },
    { first: 0, second: 2, interaction: 0 },
    { first: 1, second: 2, interaction: 0 },
  ]);
  expect(product.remainder).toBe(4);
});

test("asks once for each coalition, and keeps no hold of what it is given", () => {
  const asked: number[] = [];
  const buffer = new Float64Array(1);
  const found = shapley((s) => {
    asked.push(s);
    buffer[0] = s;
    return buffer;
  }, 3);
  expect(asked).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(found.parts.map((part) => part[0])).toEqual([1, 2, 4]);
});

describe("refuses", () => {
  const tooMany = (n: number): string =>
    "A change can be split over 1 to 8 causes, since each further one doubles the runs, but " +
    `there are ${n}; put some together.`;
  test.each<[string, () => unknown]>([
    [tooMany(9), () => shapley(() => 0, 9)],
    [tooMany(0), () => shapley(() => 0, 0)],
    [tooMany(1.5), () => shapley(() => 0, 1.5)],
    [
      "The outcome of coalition 2 must be finite, but it is NaN.",
      () => shapley((s) => (s === 2 ? NaN : 1), 2),
    ],
    [
      "The outcome of coalition 1 has 3 numbers, but that of coalition 0 has 2; " +
        "all need the same, at least 1.",
      () => shapley((s) => new Float64Array(2 + s), 1),
    ],
  ])("with %j", (message, ask) => {
    expect(ask).toThrow(new RangeError(message));
  });
});
