import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Choices } from "../testing/choices.ts";
import { orderStatistics } from "./order-statistics.ts";

function check(values: Float64Array, ranks: readonly number[]): void {
  const sorted = values.toSorted();
  const kept = values.slice();
  expect([...orderStatistics(values, ranks)]).toEqual(ranks.map((rank) => sorted[rank]));
  expect(values).toEqual(kept);
}

test("finds at every rank what sorting would put there, and moves nothing", () => {
  const size = fc.integer({ min: 1, max: 3000 });
  const kinds: readonly ((choices: Choices) => number)[] = [
    (choices) => choices.share(),
    (choices) => choices.whole(0, 3),
    (choices) => choices.pick([-Infinity, -1, 0, 5e-324, 1, Infinity]),
    (choices) => choices.pick([0, 5e-324, 1e-323, 2e-323]),
    (choices) => (choices.share() - 0.5) * 1.7e308,
    (choices) => (choices.share() - 0.5) * 2 * Number.MAX_VALUE,
    (choices) => 2 ** choices.whole(-1000, 1000),
    (choices) => 1 + choices.whole(0, 3) * Number.EPSILON,
    () => 1,
  ];
  fc.assert(
    fc.property(
      size,
      fc.integer(),
      fc.nat(kinds.length - 1),
      fc.nat(12),
      (n, seed, kind, count) => {
        const choices = new Choices(seed);
        const values = Float64Array.from({ length: n }, () => kinds[kind]!(choices));
        const ranks = Array.from({ length: count }, () => choices.whole(0, n - 1));
        check(
          values,
          ranks.toSorted((a, b) => a - b),
        );
      },
    ),
    { numRuns: 500, seed: 11 },
  );
});

test.each([
  ["rising", (i: number) => i],
  ["falling", (i: number) => -i],
  ["rising and falling", (i: number) => Math.min(i, 2000 - i)],
  ["with the greatest last", (i: number) => (i === 1999 ? 1 : 0)],
  ["with the least first", (i: number) => (i === 0 ? 0 : 1)],
])("values %s", (_, at) => {
  const values = Float64Array.from({ length: 2000 }, (_value, i) => at(i));
  check(values, [0, 0, 1, 99, 100, 999, 1000, 1000, 1899, 1998, 1999]);
});
