import { expect, test } from "vitest";
import { philoxKey } from "./philox-key.ts";

test("splits a seed into two words", () => {
  expect(philoxKey(0)).toEqual({ low: 0, high: 0 });
  expect(philoxKey(0x123489abcdef)).toEqual({ low: 0x89abcdef, high: 0x1234 });
  expect(philoxKey(2 ** 53 - 1)).toEqual({ low: 0xffffffff, high: 0x1fffff });
});

test.each([-1, 0.5, 2 ** 53, NaN, Infinity])("refuses the seed %d", (seed) => {
  expect(() => philoxKey(seed)).toThrow(/seed must be an integer from 0 to 2\^53 - 1/);
});
