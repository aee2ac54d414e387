import { expect, test } from "vitest";
import { binomialTail, logFactorials } from "./binomial-tail.ts";

test.each([
  [10, 3, 0.3, 0.6172172136],
  [10, 9, 0.5, 0.0107421875],
])("%i trials, at least %i, p = %f, against arithmetic by hand", (n, k, p, expected) => {
  expect(binomialTail(n, k, p, logFactorials(n))).toBeCloseTo(expected, 13);
});

test("agrees with the sum of binomial terms in exact arithmetic", () => {
  const factorials = logFactorials(60);
  for (const n of [1, 7, 60]) {
    for (const percent of [1n, 30n, 50n, 99n]) {
      let tail = 0n;
      for (let k = n; k >= 0; k -= 1) {
        tail += choose(n, k) * percent ** BigInt(k) * (100n - percent) ** BigInt(n - k);
        const digits = 10n ** 40n;
        const exact = Number((tail * digits) / 100n ** BigInt(n)) / 1e40;
        const found = binomialTail(n, k, Number(percent) / 100, factorials);
        expect(Math.abs(found - exact)).toBeLessThanOrEqual(1e-12 * exact + 1e-38);
      }
    }
  }
});

test("ends", () => {
  const factorials = logFactorials(100_000);
  expect(binomialTail(5, 0, 0.5, factorials)).toBe(1);
  expect(binomialTail(5, 6, 0.5, factorials)).toBe(0);
  expect(binomialTail(5, 5, 1, factorials)).toBe(1);
  expect(binomialTail(5, 1, 0, factorials)).toBe(0);
  expect(binomialTail(100_000, 50_000, 0.001, factorials)).toBe(0);
  expect(() => binomialTail(5, 1, 1.5, factorials)).toThrow(
    "A probability must lie between 0 and 1, but it is 1.5.",
  );
});

function choose(n: number, k: number): bigint {
  let result = 1n;
  for (let i = 1n; i <= BigInt(k); i += 1n) result = (result * (BigInt(n) - i + 1n)) / i;
  return result;
}
