import { expect, test } from "vitest";
import { primitivePolynomials, sobolDimensions, sobolDirections } from "./sobol-directions.ts";

const sobolPolynomials = primitivePolynomials(sobolDimensions - 1);
const directions = sobolDirections();

/** x to the power `exponent`, modulo the polynomial, over the integers modulo 2. */
function powerOfX(exponent: number, polynomial: number): number {
  const top = 1 << (31 - Math.clz32(polynomial));
  let power = 1;
  for (let step = 0; step < exponent; step += 1) {
    power <<= 1;
    if ((power & top) !== 0) power ^= polynomial;
  }
  return power;
}

function degreeOf(dimension: number): number {
  return dimension === 0 ? 0 : 31 - Math.clz32(sobolPolynomials[dimension - 1]!);
}

test("every polynomial is primitive, and each is there once", () => {
  expect(sobolPolynomials).toHaveLength(sobolDimensions - 1);
  expect(new Set(sobolPolynomials).size).toBe(sobolDimensions - 1);
  for (const polynomial of sobolPolynomials) {
    const order = 2 ** (31 - Math.clz32(polynomial)) - 1;
    expect(powerOfX(order, polynomial)).toBe(1);
    for (let divisor = 2; divisor <= order; divisor += 1) {
      if (order % divisor === 0 && order > 1) {
        expect(powerOfX(order / divisor, polynomial)).not.toBe(1);
      }
    }
  }
});

test("polynomials come in order of degree, and all of a degree before the next", () => {
  const counts = new Map<number, number>();
  for (let dimension = 1; dimension < sobolDimensions; dimension += 1) {
    const degree = degreeOf(dimension);
    expect(degree).toBeGreaterThanOrEqual(degreeOf(dimension - 1));
    counts.set(degree, (counts.get(degree) ?? 0) + 1);
  }
  // Euler's function of 2^n - 1, over n; the last degree is cut short.
  expect([...counts.values()].slice(0, -1)).toEqual([1, 1, 2, 2, 6, 6, 18, 16, 48, 60]);
});

test("direction number j has its last digit at place j + 1", () => {
  for (let dimension = 0; dimension < sobolDimensions; dimension += 1) {
    for (let j = 0; j < 32; j += 1) {
      const direction = directions[32 * dimension + j]!;
      expect(31 - Math.clz32(direction & -direction)).toBe(31 - j);
    }
  }
});

/*
 * Joe and Kuo chose their numbers so that Sobol's property A holds up to dimension 1111: the first
 * 2^d points have one in each of the 2^d boxes made by halving every one of d dimensions. That is
 * so when the first digits of the first d direction numbers of d dimensions make a matrix that can
 * be inverted modulo 2.
 */
test("property A holds in every number of dimensions", () => {
  // Row by row, the leading digits, which follow the recurrence without its shifted term.
  const reduced: Uint8Array[] = [];
  for (let dimension = 0; dimension < sobolDimensions; dimension += 1) {
    const row = new Uint8Array(sobolDimensions);
    const degree = degreeOf(dimension);
    for (let j = 0; j < sobolDimensions; j += 1) {
      if (j < Math.max(degree, 1)) {
        row[j] = directions[32 * dimension + j]! >>> 31;
      } else if (dimension > 0) {
        row[j] = row[j - degree]!;
        for (let back = 1; back < degree; back += 1) {
          row[j]! ^= ((sobolPolynomials[dimension - 1]! >>> (degree - back)) & 1) * row[j - back]!;
        }
      }
    }
    // Elimination without exchanges: each pivot on the diagonal means each leading minor is odd.
    reduced.forEach((earlier, pivot) => {
      if (row[pivot] === 1) earlier.forEach((digit, j) => (row[j]! ^= digit));
    });
    expect(row[dimension]).toBe(1);
    reduced.push(row);
  }
});

// The first rows of new-joe-kuo-6, and the last that is used here.
test.each([
  [1, [1]],
  [2, [1, 3]],
  [3, [1, 3, 1]],
  [4, [1, 1, 1]],
  [5, [1, 1, 3, 3]],
  [6, [1, 3, 5, 13]],
  [7, [1, 1, 5, 5, 17]],
  [8, [1, 1, 5, 5, 5]],
  [9, [1, 1, 7, 11, 19]],
  [255, [1, 1, 1, 5, 19, 3, 53, 133, 97, 863, 983]],
])("dimension %d starts with the published numbers", (dimension, numbers) => {
  expect(numbers.map((_, j) => directions[32 * dimension + j]! >>> (31 - j))).toEqual(numbers);
});
