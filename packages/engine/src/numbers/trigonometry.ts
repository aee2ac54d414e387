import { reduceByQuarterTurns } from "./quarter-turns.ts";

/*
 * sin, cos, tan and atan from IEEE 754 addition, subtraction, multiplication, division and
 * comparison alone, so they give the same bits on every machine. A twin in another language must
 * perform the same operations in the order written here, with contraction switched off.
 */

/** Below this, 2^-27, sin x, tan x and atan x round to x and cos x rounds to 1. */
const tiny = 7.450580596923828e-9;

const largest = 1.7976931348623157e308;

/** 2^27 + 1, Veltkamp's constant: splits a double into two halves of at most 26 bits. */
const splitter = 134217729;

/** Adding and subtracting 1.5 × 2^52 rounds to a whole number, ties to even. */
const toWhole = 6755399441055744;

const halfPi = 1.5707963267948966;

/** arctan(c / 8) for c from 0 to 8, then π/2 less the same: the nearest doubles. */
const arcs: readonly number[] = [
  0, 0, 0, 0.35877067027057225, 0.4636476090008061, 0.5585993153435624, 0.6435011087932844,
  0.7188299996216245, 0.7853981633974483, 1.5707963267948966, 1.446441332248135, 1.3258176636680326,
  1.2120256565243244, 1.1071487177940904, 1.0121970114513341, 0.9272952180016122,
  0.8519663271732721, 0.7853981633974483,
];

/** What the entries of `arcs` leave out. */
const arcTails: readonly number[] = [
  0, 0, 0, -2.4623815582638635e-17, 2.2698777452961687e-17, -5.4556305485916264e-18,
  1.5834785051444286e-17, -2.1478388444456983e-17, 3.061616997868383e-17, 6.123233995736766e-17,
  9.211323971545052e-17, -8.824429373951136e-17, 3.034500430874847e-17, 9.40447137356638e-17,
  6.668797050595929e-17, 4.5397554905923374e-17, -2.831157406069101e-17, 3.061616997868383e-17,
];

/** An angle less whole quarter turns, as an unevaluated sum of two doubles. */
const rest = new Float64Array(2);

/**
 * Sine of x radians. Less than 1 ulp from the true value for every finite x (0.81 at most over
 * 10^8 points). sin(-x) is exactly -sin(x), zeros keep their sign, and infinities and NaN give
 * NaN.
 *
 * Method: x less the nearest multiple of π/2 leaves r + c with |r| at most π/4; then the Taylor
 * series of sine or cosine about 0.
 */
export function sin(x: number): number {
  if (x > -tiny && x < tiny) return x;
  if (!(x >= -largest && x <= largest)) return NaN;
  const turns = reduceByQuarterTurns(x, rest);
  const r = rest[0]!;
  const c = rest[1]!;
  const size = turns === 0 || turns === 2 ? sine(r, c) : cosine(r, c);
  return turns < 2 ? size : -size;
}

/**
 * Cosine of x radians. Less than 1 ulp from the true value for every finite x (0.81 at most over
 * 10^8 points). cos(-x) is exactly cos(x), and infinities and NaN give NaN. The method is that
 * of `sin`.
 */
export function cos(x: number): number {
  if (x > -tiny && x < tiny) return 1;
  if (!(x >= -largest && x <= largest)) return NaN;
  const turns = reduceByQuarterTurns(x, rest);
  const r = rest[0]!;
  const c = rest[1]!;
  const size = turns === 0 || turns === 2 ? cosine(r, c) : sine(r, c);
  return turns === 0 || turns === 3 ? size : -size;
}

/**
 * Tangent of x radians. Less than 1 ulp from the true value for every finite x (0.97 at most
 * over 10^8 points). tan(-x) is exactly -tan(x), zeros keep their sign, and infinities and NaN
 * give NaN; no double is close enough to an odd multiple of π/2 for the result to overflow.
 *
 * Method: the quotient of sine and cosine, each held as a double and the rest that it leaves out,
 * corrected by its own exact remainder.
 */
export function tan(x: number): number {
  if (x > -tiny && x < tiny) return x;
  if (!(x >= -largest && x <= largest)) return NaN;
  const turns = reduceByQuarterTurns(x, rest);
  const r = rest[0]!;
  const c = rest[1]!;

  const sineRest = sineLessAngle(r, c);
  const sineHigh = r + sineRest;
  const sineLow = r - sineHigh + sineRest;
  const near = 1 - 0.5 * (r * r);
  const cosineRest = cosineLessNear(r, c, near);
  const cosineHigh = near + cosineRest;
  const cosineLow = near - cosineHigh + cosineRest;

  const even = turns === 0 || turns === 2;
  const above = even ? sineHigh : -cosineHigh;
  const aboveLow = even ? sineLow : -cosineLow;
  const below = even ? cosineHigh : sineHigh;
  const belowLow = even ? cosineLow : sineLow;

  const quotient = above / below;
  const quotientSplit = splitter * quotient;
  const quotientHead = quotientSplit - (quotientSplit - quotient);
  const quotientTail = quotient - quotientHead;
  const belowSplit = splitter * below;
  const belowHead = belowSplit - (belowSplit - below);
  const belowTail = below - belowHead;
  const remainder =
    above -
    quotientHead * belowHead -
    quotientHead * belowTail -
    quotientTail * belowHead -
    quotientTail * belowTail;
  return quotient + (remainder + aboveLow - quotient * belowLow) / below;
}

/**
 * Angle in radians, from -π/2 to π/2, whose tangent is x. Less than 1 ulp from the true value for
 * every x (0.78 at most over 10^8 points). atan(-x) is exactly -atan(x), zeros keep their
 * sign, infinities give ±π/2 rounded, and NaN gives NaN.
 *
 * Method: with v = |x| or 1/|x|, whichever is at most 1, and c the multiple of 1/8 nearest to v
 * (0 up to 5/16), arctan v = arctan c + arctan t where t = (v - c) / (1 + c v) is at most 1/16
 * (5/16 where c = 0); arctan c comes from a table and arctan t from its Taylor series to t³³/33.
 */
export function atan(x: number): number {
  if (x > -tiny && x < tiny) return x;
  const size = x < 0 ? -x : x;
  // From 2^60 on, π/2 - 1/x rounds to π/2.
  if (!(size < 1152921504606846976)) return x > 0 ? halfPi : x < 0 ? -halfPi : NaN;

  // v = above / below.
  const inverted = size > 1;
  const above = inverted ? 1 : size;
  const below = inverted ? size : 1;
  const v = above / below;
  const eighths = v <= 0.3125 && !inverted ? 0 : v * 8 + toWhole - toWhole;
  const c = eighths * 0.125;
  const split = splitter * below;
  const head = split - (split - below);
  // The first product and difference are exact, and so is c times the tail.
  const t = (above - c * head - c * (below - head)) / (below + c * above);

  const z = t * t;
  const z2 = z * z;
  const z4 = z2 * z2;
  const z8 = z4 * z4;
  const series =
    1 / 3 -
    (z * (1 / 5) -
      (z2 * (1 / 7 - z * (1 / 9)) +
        z4 * (1 / 11 - z * (1 / 13) + z2 * (1 / 15 - z * (1 / 17))) +
        z8 *
          (1 / 19 -
            z * (1 / 21) +
            z2 * (1 / 23 - z * (1 / 25)) +
            z4 * (1 / 27 - z * (1 / 29) + z2 * (1 / 31 - z * (1 / 33))))));
  const cube = t * z * series;

  const entry = inverted ? eighths + 9 : eighths;
  const arc = arcs[entry]!;
  const arcTail = arcTails[entry]!;
  const angle = inverted ? arc - (t - cube - arcTail) : arc + (t - cube + arcTail);
  return x < 0 ? -angle : angle;
}

/** sin(r + c) for |r| at most π/4 and |c| at most half an ulp of r. */
function sine(r: number, c: number): number {
  return r + sineLessAngle(r, c);
}

/** cos(r + c) for |r| at most π/4 and |c| at most half an ulp of r. */
function cosine(r: number, c: number): number {
  const near = 1 - 0.5 * (r * r);
  return near + cosineLessNear(r, c, near);
}

/** sin(r + c) - r, from sin r + c cos r with the Taylor series of sine to r¹⁹/19!. */
function sineLessAngle(r: number, c: number): number {
  const z = r * r;
  const z2 = z * z;
  const z4 = z2 * z2;
  const series =
    -1 / 6 +
    (z * (1 / 120) +
      (z2 * (-1 / 5040 + z * (1 / 362880)) +
        z4 *
          (-1 / 39916800 +
            z * (1 / 6227020800) +
            z2 * (-1 / 1307674368000 + z * (1 / 355687428096000)) -
            z4 * (1 / 121645100408832000))));
  return r * z * series + c * (1 - 0.5 * z);
}

/**
 * cos(r + c) - near where near is 1 - r²/2 rounded, from cos r - c sin r with the Taylor series of
 * cosine to r²⁰/20!. The rounding errors of near and of r² are recovered.
 */
function cosineLessNear(r: number, c: number, near: number): number {
  const z = r * r;
  const split = splitter * r;
  const head = split - (split - r);
  const tail = r - head;
  const zLost = head * head - z + 2 * head * tail + tail * tail;
  const z2 = z * z;
  const z4 = z2 * z2;
  const series =
    1 / 24 -
    z * (1 / 720) +
    z2 * (1 / 40320 - z * (1 / 3628800)) +
    z4 *
      (1 / 479001600 -
        z * (1 / 87178291200) +
        z2 * (1 / 20922789888000 - z * (1 / 6402373705728000)) +
        z4 * (1 / 2432902008176640000));
  return 1 - near - 0.5 * z + (z2 * series - (0.5 * zLost + r * c));
}
