/*
 * exp, log and pow from IEEE 754 binary64 addition, subtraction, multiplication, division and
 * floor alone. Each of those is exactly rounded everywhere, and ECMAScript never contracts them
 * into fused operations, so these functions give the same bits on every machine; Math.exp,
 * Math.log and Math.pow do not promise that. A twin in another language must perform the same
 * operations in the order written here, with contraction switched off.
 */

/** The 64 bits of one double, read in two parts through `halves`. */
const scratch = new Float64Array(1);
const halves = new Uint32Array(scratch.buffer);
scratch[0] = 1;
/** Index in `halves` of the half that holds sign and exponent: 1 on little-endian machines. */
const highHalf = halves[1] === 0 ? 0 : 1;

/** Exponent of the smallest positive double, 2^-1074. */
const leastExponent = -1074;

/**
 * Every power of two that a double can hold: entry e + 1074 is 2^e. A table, because composing
 * a double from its halves stalls on the load that follows the store.
 */
const powerTable = powersOfTwo();

/** ln 2 in two parts; the first has 42 significant bits, so k × ln2High is exact for |k| < 2048. */
const ln2High = 0.6931471805598903;
const ln2Low = 5.497923018708371e-14;

/** 2^27 + 1, Veltkamp's constant: splits a double into two halves of at most 26 bits. */
const splitter = 134217729;

const largest = 1.7976931348623157e308;
const leastNormal = 2.2250738585072014e-308;

/**
 * Exponential, e^x. Less than 1 ulp from the true value for every x, subnormal results included
 * (0.79 at most over 10^8 points). Overflows to Infinity above 709.78 and underflows to 0 below
 * -745.13; NaN gives NaN.
 */
export function exp(x: number): number {
  return expOfSum(x, 0);
}

/**
 * Natural logarithm. Less than 1 ulp from the true value for every x, subnormal x included
 * (0.85 at most over 10^8 points). log(0) is -Infinity, log(Infinity) is Infinity, and a negative
 * x or NaN gives NaN.
 *
 * Method: x = 2^k (1 + f) with 1 + f in [√½, √2), and with s = f / (2 + f),
 * log(1 + f) = 2 atanh(s) = f - s (f - R) where R = 2 (s²/3 + s⁴/5 + …). Because
 * s f = f²/2 - s f²/2, that is f - (f²/2 - s (f²/2 + R)), whose rounding errors all fall on
 * terms far smaller than f.
 */
export function log(x: number): number {
  let normal = x;
  let shift = 0;
  if (!(x >= leastNormal && x <= largest)) {
    if (x === 0) return -Infinity;
    if (!(x > 0)) return NaN;
    if (x > largest) return x;
    normal = x * 18014398509481984; // 2^54
    shift = -54;
  }
  const exponent = nearestExponent(normal);
  const f = normal * powerTable[-exponent - leastExponent]! - 1;
  const k = exponent + shift;

  const s = f / (2 + f);
  const s2 = s * s;
  const s4 = s2 * s2;
  const s8 = s4 * s4;
  const r =
    s2 *
    (2 / 3 +
      s2 * (2 / 5) +
      s4 * (2 / 7 + s2 * (2 / 9)) +
      s8 *
        (2 / 11 + s2 * (2 / 13) + s4 * (2 / 15 + s2 * (2 / 17)) + s8 * (2 / 19 + s2 * (2 / 21))));
  const half = 0.5 * f * f;

  // |k ln 2| exceeds |f| unless k = 0, so the error of the first sum is recovered exactly.
  const whole = k * ln2High;
  const sum = whole + f;
  const lost = whole - sum + f;
  return sum + (lost - (half - (s * (half + r) + k * ln2Low)));
}

/**
 * x to the power y. Less than 1 ulp from the true value over the whole range, subnormal operands
 * and results included (0.83 at most over 2 × 10^7 points).
 *
 * Special cases follow IEEE 754 pow, save that a NaN operand gives NaN unless y is 0:
 * pow(x, 0) = 1, pow(1, y) = 1, pow(-1, ±Infinity) = 1, pow(0, y > 0) = 0,
 * pow(0, y < 0) = Infinity, with the sign of a zero or negative x kept for odd integer y;
 * a negative finite x with y not an integer gives NaN.
 *
 * Method: log|x| as an unevaluated sum of two doubles with a relative error of about 2^-64, times
 * y by Dekker's product ("A floating-point technique for extending the available precision",
 * 1971), then the exponential of the sum.
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (x !== x || y !== y) return NaN;
  if (x === 1) return 1;
  if (!(x >= leastNormal && x <= largest) || !(y >= -1e20 && y <= 1e20)) {
    return powOutsideOrdinary(x, y);
  }
  return powOfNormal(x, y, 0);
}

/**
 * e^(x + tail) for |tail| at most half an ulp of x.
 *
 * Method: x + tail = k ln 2 + r + c with k the nearest integer to x / ln 2, r a double in
 * [-0.3466, 0.3466] and c the rounding error of r; e^(r + c) = 1 + r + c (1 + r) + r² q(r), q being
 * the Taylor series to r¹³/13! (truncation below 2^-57) summed by Estrin's scheme; then scaling
 * by 2^k. The sum 1 + r keeps its rounding error, so only the last addition rounds at full size.
 */
function expOfSum(x: number, tail: number): number {
  if (!(x <= 710 && x >= -746)) return x > 710 ? Infinity : x < -746 ? 0 : NaN;
  const k = Math.floor(x * Math.LOG2E + 0.5);
  const rounded = x - k * ln2High;
  const correction = k * ln2Low - tail;
  const r = rounded - correction;
  const c = rounded - r - correction;

  const r2 = r * r;
  const r4 = r2 * r2;
  const q =
    1 / 2 +
    r * (1 / 6) +
    r2 * (1 / 24 + r * (1 / 120)) +
    r4 * (1 / 720 + r * (1 / 5040) + r2 * (1 / 40320 + r * (1 / 362880))) +
    r4 * r4 * (1 / 3628800 + r * (1 / 39916800) + r2 * (1 / 479001600 + r * (1 / 6227020800)));

  const sum = 1 + r;
  const lost = 1 - sum + r;
  const power = sum + (lost + (c * sum + r2 * q));

  if (k > 1023) return power * powerTable[1023 - leastExponent]! * 2;
  // The first product is normal and exact, so the result rounds once.
  if (k < -1022) return power * powerTable[k + 64 - leastExponent]! * 5.421010862427522e-20;
  return power * powerTable[k - leastExponent]!;
}

/**
 * (x 2^shift)^y for a normal x > 0 and |y| at most 1e20.
 *
 * With f and s as in `log`, log(1 + f) = s (2 + s² (2/3 + s² (2/5 + …))). Each factor that the
 * result feels is held as a head of at most 26 bits, whose products are exact, plus a tail.
 */
function powOfNormal(x: number, y: number, shift: number): number {
  const exponent = nearestExponent(x);
  const f = x * powerTable[-exponent - leastExponent]! - 1;
  const k = exponent + shift;

  // s = f / (2 + f) = sHead + sTail, by one division and its exact remainder.
  const d = 2 + f;
  const inverse = 1 / d;
  const s = f * inverse;
  const sSplit = splitter * s;
  const sHead = sSplit - (sSplit - s);
  const dSplit = splitter * d;
  const dHead = dSplit - (dSplit - d);
  const dTail = d - dHead + (f - (d - 2));
  const sTail = (f - sHead * dHead - sHead * dTail) * inverse;

  // w = s² = wHead + wTail.
  const square = sHead * sHead;
  const squareTail = (2 * sHead + sTail) * sTail;
  const w = square + squareTail;
  const wSplit = splitter * w;
  const wHead = wSplit - (wSplit - w);
  const wTail = square - wHead + squareTail;

  // u = 2/3 + w (2/5 + w (2/7 + …)) = uHead + uTail.
  const w2 = w * w;
  const w4 = w2 * w2;
  const rest =
    w *
    (2 / 5 +
      w * (2 / 7) +
      w2 * (2 / 9 + w * (2 / 11)) +
      w4 * (2 / 13 + w * (2 / 15) + w2 * (2 / 17 + w * (2 / 19)) + w4 * (2 / 21 + w * (2 / 23))));
  const u = 2 / 3 + rest;
  const uSplit = splitter * u;
  const uHead = uSplit - (uSplit - u);
  const uTail = 2 / 3 - uHead + rest + 3.700743415417188e-17; // the last term is 2/3 - RN(2/3)

  // g = 2 + w u = gHead + gTail.
  const product = wHead * uHead;
  const productTail = wHead * uTail + wTail * u;
  const g = 2 + (product + productTail);
  const gSplit = splitter * g;
  const gHead = gSplit - (gSplit - g);
  const gTail = 2 - gHead + product + productTail;

  // log x = k ln 2 + s g = logHead + logTail.
  const main = sHead * gHead;
  const mainTail = sHead * gTail + sTail * g;
  const whole = k * ln2High;
  const sum = whole + main;
  const sumTail = whole - sum + main + (mainTail + k * ln2Low);
  const logX = sum + sumTail;
  const logSplit = splitter * logX;
  const logHead = logSplit - (logSplit - logX);
  const logTail = sum - logHead + sumTail;

  // y log x = total + totalTail.
  const ySplit = splitter * y;
  const yHead = ySplit - (ySplit - y);
  const yTail = y - yHead;
  const leading = yHead * logHead;
  const leadingTail = yTail * logHead + y * logTail;
  const total = leading + leadingTail;
  return expOfSum(total, leading - total + leadingTail);
}

/** `pow` where an operand is zero, negative, subnormal, infinite, or |y| exceeds 1e20. */
function powOutsideOrdinary(x: number, y: number): number {
  const size = Math.abs(x);
  const odd = isOddInteger(y);
  const negative = x < 0 || (x === 0 && 1 / x < 0);
  const sign = negative && odd ? -1 : 1;
  if (size === 0 || size === Infinity) return sign * ((size === 0) === y > 0 ? 0 : Infinity);
  if (negative && Math.floor(y) !== y) return NaN;
  if (size === 1) return sign;
  // |log size| is at least 2^-53, so the result is beyond the range of a double.
  if (!(y >= -1e20 && y <= 1e20)) return size > 1 === y > 0 ? Infinity : 0;
  if (size < leastNormal) return sign * powOfNormal(size * 18014398509481984, y, -54);
  return sign * powOfNormal(size, y, 0);
}

/** True for odd integers; false for infinities, and for doubles beyond 2^53, which are even. */
function isOddInteger(y: number): boolean {
  const half = y / 2;
  return Math.floor(y) === y && Math.floor(half) !== half;
}

/** The integer e for which x 2^-e lies in [√½, √2), to 2^-20, for a positive normal x. */
function nearestExponent(x: number): number {
  scratch[0] = x;
  // 0x95f62 carries into the exponent exactly when the fraction reaches √2.
  return ((halves[highHalf]! + 0x95f62) >>> 20) - 1023;
}

function powersOfTwo(): Float64Array {
  const powers = new Float64Array(1024 - leastExponent);
  let power = 5e-324;
  for (let index = 0; index < powers.length; index += 1) {
    powers[index] = power;
    power *= 2;
  }
  return powers;
}
