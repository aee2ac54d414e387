import * as fc from "fast-check";
import { expect, test } from "vitest";
import { normalCdf } from "./normal-cdf.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { Oracle, digest, exact, generator, nextUp, worst } from "./testing/ulps.ts";

const rootTwoPi = Oracle.acos(0).times(4).sqrt();

/** Share of a standard normal beyond |x|, to about 60 digits. */
function upperTail(x: number): InstanceType<typeof Oracle> {
  const size = new Oracle(exact(x)).abs();
  const square = size.times(size);
  const density = square.div(-2).exp().div(rootTwoPi);
  if (size.lt(9)) {
    // Φ(x) - ½ = φ(x) (x + x³/3 + x⁵/15 + …), all of whose terms have one sign.
    let term = size;
    let sum = size;
    for (let odd = 3; term.gt(1e-70); odd += 2) {
      term = term.times(square).div(odd);
      sum = sum.plus(term);
    }
    return new Oracle(0.5).minus(density.times(sum));
  }
  // Laplace's continued fraction φ(x) / (x + 1/(x + 2/(x + 3/(x + …)))).
  let fraction = size;
  for (let level = 80; level > 0; level -= 1) fraction = size.plus(new Oracle(level).div(fraction));
  return density.div(fraction);
}

function error(x: number): number {
  const tail = upperTail(x);
  const truth = x < 0 ? tail : new Oracle(1).minus(tail);
  return exact(normalCdf(x)).minus(truth).div(truth).abs().toNumber();
}

const { unit } = generator(17);

test.each([
  [-0.01, 0.01],
  [-0.7, 0.7],
  [-6, -0.6],
  [0.6, 9],
  [-37.5, -5],
])("normalCdf has a relative error below 1.1e-15 from %d to %d", (low, high) => {
  expect(worst(200, () => error(low + (high - low) * unit()))).toBeLessThan(1.1e-15);
});

// Published to these digits: Abramowitz and Stegun, "Handbook of mathematical functions" (1964),
// table 26.1 for the first four and table 26.2, -log10 of the tail, for the others.
test.each([
  [1, 0.841344746068543],
  [2, 0.977249868051821],
  [0.5, 0.691462461274013],
  [3, 0.99865010196837],
])("normalCdf(%d) is %d", (x, share) => {
  expect(normalCdf(x)).toBeCloseTo(share, 14);
  expect(normalCdf(-x)).toBeCloseTo(1 - share, 14);
});

test.each([
  [5, 6.54265],
  [10, 23.11805],
  [20, 88.5601],
  [30, 197.30921],
])("normalCdf(-%d) is 10 to the power -%d", (x, digits) => {
  expect(-Math.log10(normalCdf(-x))).toBeCloseTo(digits, 4);
});

test("normalCdf is one half at zero, 0 and 1 at the ends, and NaN of NaN", () => {
  expect(normalCdf(0)).toBe(0.5);
  expect(normalCdf(-0)).toBe(0.5);
  expect(normalCdf(-Infinity)).toBe(0);
  expect(normalCdf(Infinity)).toBe(1);
  expect(normalCdf(-39)).toBe(0);
  expect(normalCdf(-38.4)).toBeGreaterThan(0);
  expect(normalCdf(1e300)).toBe(1);
  expect(normalCdf(NaN)).toBeNaN();
});

test("normalCdf of opposites adds up to 1", () => {
  fc.assert(
    fc.property(fc.double({ min: -40, max: 40, noNaN: true }), (x) => {
      expect(Math.abs(normalCdf(x) + normalCdf(-x) - 1)).toBeLessThanOrEqual(2 ** -52);
    }),
    { numRuns: 2000, seed: 9 },
  );
});

test("normalCdf grows across its joins, to one part in 10^15", () => {
  for (const join of [0.46875, 4, 40 / Math.SQRT2]) {
    for (const sign of [-1, 1]) {
      let x = sign * join * Math.SQRT2 * (1 - sign * 1e-14);
      for (let step = 0; step < 200; step += 1) {
        const next = nextUp(x);
        expect(normalCdf(next)).toBeGreaterThanOrEqual(normalCdf(x) * (1 - 1e-15));
        x = next;
      }
    }
  }
});

test("normalCdf and normalQuantile undo each other", () => {
  for (let index = 0; index < 5000; index += 1) {
    const u = index % 2 === 0 ? unit() : 10 ** (-300 * unit());
    // The quantile's last digit weighs as much as its size, squared, in the tail.
    const z = normalQuantile(u);
    expect(Math.abs(normalCdf(z) / u - 1)).toBeLessThan(2e-15 * (1 + z * z));
  }
});

test("normalCdf gives the same bits as every other machine", () => {
  const { unit } = generator(18);
  const results = Float64Array.from({ length: 20_000 }, () => normalCdf(unit() * 60 - 40));
  expect(digest(results)).toBe("525b523c");
});
