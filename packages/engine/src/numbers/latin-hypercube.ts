import { philox } from "./philox.ts";
import { philoxKey } from "./philox-key.ts";
import type { PhiloxKey } from "./philox-key.ts";

/** Fourth counter words, which keep these draws apart from others under the same key. */
const forOrder = 0x4c48536f; // "LHSo"
const forJitter = 0x4c48536a; // "LHSj"

/** Rounds of the Feistel network; a multiple of 4, as one call of Philox gives four round keys. */
const rounds = 24;

const mostDraws = 1073741824; // 2^30
const mostDimensions = 4294967296;
const twoTo21 = 2097152;
const wordSpan = 4294967296;

const words = new Uint32Array(4);

/** What the draws of one hypercube have in common. */
interface Hypercube {
  readonly count: number;
  /**
   * Strata are written as left + lefts × right, with left < lefts and right < rights. `lefts` is
   * even, because a network on two odd halves makes no odd permutation.
   */
  readonly lefts: number;
  readonly rights: number;
  /** Places within one stratum: a power of two, so that stratum plus place is exact. */
  readonly places: number;
  readonly key: PhiloxKey;
}

/**
 * A Latin hypercube of `count` points, row by row: coordinate j of point i is at
 * i × dimensions + j, and is the `latinHypercubePoint` of (i, j). In every dimension each of the
 * strata [k / count, (k + 1) / count) holds exactly one point, at a random place.
 *
 * McKay, Beckman and Conover, "A comparison of three methods for selecting values of input
 * variables in the analysis of output from a computer code" (1979).
 *
 * @param count integer from 1 to 2^30
 * @param dimensions integer from 1
 * @param seed integer from 0 to 2^53 - 1
 */
export function latinHypercube(count: number, dimensions: number, seed: number): Float64Array {
  const cube = hypercube(count, seed);
  if (!(dimensions >= 1 && Math.floor(dimensions) === dimensions)) {
    throw new RangeError(
      `The dimensions of a Latin hypercube must be an integer from 1, but there are ${dimensions}.`,
    );
  }
  const points = new Float64Array(count * dimensions);
  for (let dimension = 0; dimension < dimensions; dimension += 1) {
    const roundKeys = roundKeysOf(cube, dimension);
    for (let draw = 0; draw < count; draw += 1) {
      points[draw * dimensions + dimension] = pointAt(cube, roundKeys, draw, dimension);
    }
  }
  return points;
}

/**
 * Coordinate `dimension` of point `draw` of the Latin hypercube of `count` points that belongs to
 * `seed`. Depends on nothing but its arguments, so any draw can be made alone, in any order, on any
 * thread. Strictly between 0 and 1, and strictly inside its stratum. Its place there is one of at
 * least 2^21 that are equally likely.
 *
 * The strata are put in order by a Feistel network on pairs (left, right) that stand for whole
 * numbers below `count` or a little above; numbers that come out above go through again until one
 * is below. That is method 3, a generalised Feistel cipher with cycle walking, of Black and
 * Rogaway, "Ciphers with arbitrary finite domains" (2002). The round function is the finaliser of
 * Appleby's MurmurHash3 over the other half and a round key; the 24 round keys are the words of
 * Philox4x32-10 at the counters (0 to 5, 0, dimension, 0x4c48536f). The place in the stratum is the
 * first word at (draw, 0, dimension, 0x4c48536a).
 *
 * @param draw integer from 0 to count - 1
 * @param dimension integer from 0 to 2^32 - 1
 * @param count integer from 1 to 2^30
 * @param seed integer from 0 to 2^53 - 1
 */
export function latinHypercubePoint(
  draw: number,
  dimension: number,
  count: number,
  seed: number,
): number {
  const cube = hypercube(count, seed);
  if (!(draw >= 0 && draw < count && Math.floor(draw) === draw)) {
    throw new RangeError(
      `The draw must be an integer from 0 to ${count - 1}, one less than the count of points, ` +
        `but it is ${draw}.`,
    );
  }
  if (!(dimension >= 0 && dimension < mostDimensions && Math.floor(dimension) === dimension)) {
    throw new RangeError(
      `The dimension must be an integer from 0 to 2^32 - 1, but it is ${dimension}.`,
    );
  }
  return pointAt(cube, roundKeysOf(cube, dimension), draw, dimension);
}

function hypercube(count: number, seed: number): Hypercube {
  if (!(count >= 1 && count <= mostDraws && Math.floor(count) === count)) {
    throw new RangeError(
      `The count of points in a Latin hypercube must be an integer from 1 to 2^30, ` +
        `but it is ${count}.`,
    );
  }
  const lefts = 2 * Math.ceil(Math.sqrt(count) / 2);
  let places = twoTo21;
  // With count × places at most 2^51, neither the division by count nor its reverse can carry a
  // point over the edge of its stratum.
  while (places < wordSpan && count * places <= 1125899906842624) places *= 2;
  return { count, lefts, rights: Math.ceil(count / lefts), places, key: philoxKey(seed) };
}

function roundKeysOf(cube: Hypercube, dimension: number): Uint32Array {
  const keys = new Uint32Array(rounds);
  for (let first = 0; first < rounds; first += 4) {
    philox(first / 4, 0, dimension, forOrder, cube.key.low, cube.key.high, words);
    keys.set(words, first);
  }
  return keys;
}

function pointAt(cube: Hypercube, roundKeys: Uint32Array, draw: number, dimension: number): number {
  const stratum = stratumAt(cube, roundKeys, draw);
  philox(draw, 0, dimension, forJitter, cube.key.low, cube.key.high, words);
  const place = Math.floor(words[0]! * (cube.places / wordSpan));
  return (stratum + (place + 0.5) / cube.places) / cube.count;
}

/** The stratum of point `draw`: a permutation of 0 to count - 1. */
function stratumAt(cube: Hypercube, roundKeys: Uint32Array, draw: number): number {
  const { count, lefts, rights } = cube;
  let left = draw % lefts;
  let right = Math.floor(draw / lefts);
  for (;;) {
    for (let round = 0; round < rounds; round += 2) {
      left += Math.floor((mix(right ^ roundKeys[round]!) * lefts) / wordSpan);
      if (left >= lefts) left -= lefts;
      right += Math.floor((mix(left ^ roundKeys[round + 1]!) * rights) / wordSpan);
      if (right >= rights) right -= rights;
    }
    const stratum = left + lefts * right;
    if (stratum < count) return stratum;
  }
}

/** The 32-bit finaliser of MurmurHash3: a bijection of words in which every bit meets every bit. */
function mix(word: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
