import { owenScramble } from "./owen-scrambling.ts";
import { philoxKey } from "./philox-key.ts";
import { sobolDimensions, sobolDirections } from "./sobol-directions.ts";

const wordSpan = 4294967296;
const lastIndex = 4294967295;

/** Which points of the sequence to make, and whether to scramble them. */
export interface SobolOptions {
  /** Integer from 0 to 2^53 - 1 that picks the scrambling; 0 unless given. */
  readonly seed?: number;
  /** Whether to scramble the points; by default, exactly when a seed is given. */
  readonly scramble?: boolean;
  /** Index of the first point; 0 unless given. */
  readonly skip?: number;
}

/**
 * Points `skip` to `skip + count - 1` of the Sobol' sequence, row by row: coordinate j of the i-th
 * of them is at i × dimensions + j. Each is the `sobolPoint` of its index and dimension, so blocks
 * made apart fit together.
 *
 * The first 2^m points, and each further block of 2^m, have exactly one point in every interval
 * [k / 2^m, (k + 1) / 2^m) of every dimension; other counts give up part of that balance.
 *
 * Sobol', "On the distribution of points in a cube and the approximate evaluation of integrals"
 * (1967), in the Gray-code order of Antonov and Saleev, "An economic method of computing
 * LP-tau sequences" (1979), with the direction numbers of Joe and Kuo (2008).
 *
 * @param count integer from 0, with skip + count at most 2^32
 * @param dimensions integer from 1 to 256
 */
export function sobolPoints(
  count: number,
  dimensions: number,
  options: SobolOptions = {},
): Float64Array {
  const skip = options.skip ?? 0;
  if (!(count >= 0 && Math.floor(count) === count)) {
    throw new RangeError(
      `The count of Sobol' points must be an integer from 0, but it is ${count}.`,
    );
  }
  if (
    !(dimensions >= 1 && dimensions <= sobolDimensions) ||
    Math.floor(dimensions) !== dimensions
  ) {
    throw new RangeError(
      `Sobol' points have 1 to ${sobolDimensions} dimensions, but ${dimensions} were asked for.`,
    );
  }
  if (!(skip >= 0 && Math.floor(skip) === skip && skip + count <= wordSpan)) {
    throw new RangeError(
      `The Sobol' sequence has 2^32 points, but ${count} were asked for from number ${skip}.`,
    );
  }
  const scramble = options.scramble ?? options.seed !== undefined;
  const key = scramble ? philoxKey(options.seed ?? 0) : undefined;
  const points = new Float64Array(count * dimensions);
  const directions = sobolDirections();
  for (let dimension = 0; dimension < dimensions; dimension += 1) {
    let fraction = fractionAt(skip, dimension);
    for (let row = 0; row < count; row += 1) {
      if (row > 0) {
        // Neighbours in Gray code differ in one bit: the lowest that is set in the index.
        const index = (skip + row) | 0;
        fraction ^= directions[32 * dimension + 31 - Math.clz32(index & -index)]!;
      }
      const word = fraction >>> 0;
      points[row * dimensions + dimension] =
        key === undefined ? word / wordSpan : owenScramble(word, dimension, key);
    }
  }
  return points;
}

/**
 * Coordinate `dimension` of point `index` of the Sobol' sequence; depends on nothing but its
 * arguments. Without a seed it is a multiple of 2^-32 from 0 to 1 - 2^-32, and point 0 is 0 in
 * every dimension. With a seed it is scrambled, and lies strictly between 0 and 1.
 *
 * @param index integer from 0 to 2^32 - 1
 * @param dimension integer from 0 to 255
 * @param seed integer from 0 to 2^53 - 1
 */
export function sobolPoint(index: number, dimension: number, seed?: number): number {
  if (!(index >= 0 && index <= lastIndex && Math.floor(index) === index)) {
    throw new RangeError(
      `The index of a Sobol' point must be an integer from 0 to 2^32 - 1, but it is ${index}.`,
    );
  }
  if (!(dimension >= 0 && dimension < sobolDimensions) || Math.floor(dimension) !== dimension) {
    throw new RangeError(
      `The dimension of a Sobol' point must be an integer from 0 to ${sobolDimensions - 1}, ` +
        `but it is ${dimension}.`,
    );
  }
  const word = fractionAt(index, dimension) >>> 0;
  return seed === undefined ? word / wordSpan : owenScramble(word, dimension, philoxKey(seed));
}

/** The coordinate as a 32-bit binary fraction: the exclusive or over the Gray code of `index`. */
function fractionAt(index: number, dimension: number): number {
  const directions = sobolDirections();
  let gray = index ^ (index >>> 1);
  let fraction = 0;
  for (let place = 32 * dimension; gray !== 0; place += 1) {
    if ((gray & 1) === 1) fraction ^= directions[place]!;
    gray >>>= 1;
  }
  return fraction;
}
