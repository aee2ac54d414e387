import { wasm } from "./instructions.ts";
import type { Operand, VectorFunction } from "./vector-function.ts";

/*
 * exp, log and pow of numbers/elementary.ts, operation by operation, for two numbers at once. What
 * branches there is selected here. Powers of two come from their bits instead of a table.
 */

const ln2High = 0.6931471805598903;
const ln2Low = 5.497923018708371e-14;
const splitter = 134217729;
const largest = 1.7976931348623157e308;
const leastNormal = 2.2250738585072014e-308;
const twoTo52 = 4503599627370496;
const twoTo54 = 18014398509481984;

/** Added to a whole number, leaves that number plus 1023 in the low bits. */
const toExponentBits = 1.5 * twoTo52 + 1023;

/** A double with these bits; none of those in use is a NaN. */
function fromBits(high: number, low: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(0, high);
  view.setUint32(4, low);
  return view.getFloat64(0);
}

/** The bits of sign and exponent. */
const exponentMask = -Infinity;
/** Carries into the exponent exactly when the fraction reaches √2. */
const rootCarry = fromBits(0x95f62, 0);
/** The bits of sign alone. */
const signMask = -0;
const one = 1;

/** Writes e^x. */
export function writeExp(f: VectorFunction): void {
  f.give(expOfSum(f, f.parameter(0), undefined));
}

/** Writes the natural logarithm of x. */
export function writeLog(f: VectorFunction): void {
  const c = (value: number): Operand => f.number(value);
  const x = f.parameter(0);
  const isOrdinary = f.isAll(
    f.apply(wasm.and, f.apply(wasm.ge, x, c(leastNormal)), f.apply(wasm.le, x, c(largest))),
  );
  const normal = f.variable(x);
  const shift = f.variable(c(0));
  f.unless(isOrdinary, () => {
    const isSmall = f.apply(wasm.lt, x, c(leastNormal));
    f.set(normal, f.select(isSmall, f.mul(x, c(twoTo54)), x));
    f.set(shift, f.apply(wasm.and, isSmall, c(-54)));
  });
  const { exponent, fraction } = nearestExponent(f, normal);
  const g = f.sub(fraction, c(1));
  const k = f.add(exponent, shift);

  const s = f.apply(wasm.div, g, f.add(c(2), g));
  const s2 = f.mul(s, s);
  const s4 = f.mul(s2, s2);
  const s8 = f.mul(s4, s4);
  const pair = (at: Operand, a: number, b: number): Operand => f.add(c(a), f.mul(at, c(b)));
  const r = f.mul(
    s2,
    f.add(
      pair(s2, 2 / 3, 2 / 5),
      f.mul(s4, pair(s2, 2 / 7, 2 / 9)),
      f.mul(
        s8,
        f.add(
          pair(s2, 2 / 11, 2 / 13),
          f.mul(s4, pair(s2, 2 / 15, 2 / 17)),
          f.mul(s8, pair(s2, 2 / 19, 2 / 21)),
        ),
      ),
    ),
  );
  const half = f.mul(f.mul(c(0.5), g), g);

  const whole = f.mul(k, c(ln2High));
  const sum = f.add(whole, g);
  const lost = f.add(f.sub(whole, sum), g);
  const tail = f.add(f.mul(s, f.add(half, r)), f.mul(k, c(ln2Low)));
  const result = f.variable(f.add(sum, f.sub(lost, f.sub(half, tail))));
  f.unless(isOrdinary, () => {
    const found = f.select(f.apply(wasm.gt, x, c(largest)), x, result);
    const positive = f.select(f.apply(wasm.gt, x, c(0)), found, c(NaN));
    f.set(result, f.select(f.apply(wasm.eq, x, c(0)), c(-Infinity), positive));
  });
  f.give(result);
}

/** Writes x to the power y. */
export function writePow(f: VectorFunction): void {
  const c = (value: number): Operand => f.number(value);
  const x = f.parameter(0);
  const y = f.parameter(1);
  const size = f.variable(x);
  const shift = f.variable(c(0));
  const isOrdinary = f.isAll(
    f.apply(
      wasm.and,
      f.apply(wasm.and, f.apply(wasm.ge, x, c(leastNormal)), f.apply(wasm.le, x, c(largest))),
      f.apply(wasm.le, f.apply(wasm.abs, y), c(1e20)),
    ),
  );
  f.unless(isOrdinary, () => {
    f.set(size, f.apply(wasm.abs, x));
    const isSmall = f.apply(wasm.lt, size, c(leastNormal));
    f.set(size, f.select(isSmall, f.mul(size, c(twoTo54)), size));
    f.set(shift, f.apply(wasm.and, isSmall, c(-54)));
  });
  const result = f.variable(powOfNormal(f, size, y, shift));
  f.unless(isOrdinary, () => f.set(result, powOutsideOrdinary(f, x, y, result)));
  f.give(result);
}

/** (x 2^shift)^y. A base of 1 and an exponent of 0 give 1, as they should. */
function powOfNormal(f: VectorFunction, x: Operand, y: Operand, shift: Operand): Operand {
  const c = (value: number): Operand => f.number(value);
  const head = (value: Operand): Operand => {
    const split = f.mul(c(splitter), value);
    return f.sub(split, f.sub(split, value));
  };
  const { exponent, fraction } = nearestExponent(f, x);
  const g0 = f.sub(fraction, c(1));
  const k = f.add(exponent, shift);

  const d = f.add(c(2), g0);
  const inverse = f.apply(wasm.div, c(1), d);
  const s = f.mul(g0, inverse);
  const sHead = head(s);
  const dHead = head(d);
  const dTail = f.add(f.sub(d, dHead), f.sub(g0, f.sub(d, c(2))));
  const sTail = f.mul(f.sub(g0, f.mul(sHead, dHead), f.mul(sHead, dTail)), inverse);

  const square = f.mul(sHead, sHead);
  const squareTail = f.mul(f.add(f.mul(c(2), sHead), sTail), sTail);
  const w = f.add(square, squareTail);
  const wHead = head(w);
  const wTail = f.add(f.sub(square, wHead), squareTail);

  const w2 = f.mul(w, w);
  const w4 = f.mul(w2, w2);
  const pair = (a: number, b: number): Operand => f.add(c(a), f.mul(w, c(b)));
  const rest = f.mul(
    w,
    f.add(
      pair(2 / 5, 2 / 7),
      f.mul(w2, pair(2 / 9, 2 / 11)),
      f.mul(
        w4,
        f.add(
          pair(2 / 13, 2 / 15),
          f.mul(w2, pair(2 / 17, 2 / 19)),
          f.mul(w4, pair(2 / 21, 2 / 23)),
        ),
      ),
    ),
  );
  const u = f.add(c(2 / 3), rest);
  const uHead = head(u);
  const uTail = f.add(f.sub(c(2 / 3), uHead), rest, c(3.700743415417188e-17));

  const product = f.mul(wHead, uHead);
  const productTail = f.add(f.mul(wHead, uTail), f.mul(wTail, u));
  const g = f.add(c(2), f.add(product, productTail));
  const gHead = head(g);
  const gTail = f.add(f.sub(c(2), gHead), product, productTail);

  const main = f.mul(sHead, gHead);
  const mainTail = f.add(f.mul(sHead, gTail), f.mul(sTail, g));
  const whole = f.mul(k, c(ln2High));
  const sum = f.add(whole, main);
  const sumTail = f.add(f.sub(whole, sum), main, f.add(mainTail, f.mul(k, c(ln2Low))));
  const logX = f.add(sum, sumTail);
  const logHead = head(logX);
  const logTail = f.add(f.sub(sum, logHead), sumTail);

  const yHead = head(y);
  const yTail = f.sub(y, yHead);
  const leading = f.mul(yHead, logHead);
  const leadingTail = f.add(f.mul(yTail, logHead), f.mul(y, logTail));
  const total = f.add(leading, leadingTail);
  return expOfSum(f, total, f.add(f.sub(leading, total), leadingTail));
}

/** The power where an operand is zero, negative, subnormal, infinite or NaN, or |y| exceeds 1e20. */
function powOutsideOrdinary(f: VectorFunction, x: Operand, y: Operand, ordinary: Operand): Operand {
  const c = (value: number): Operand => f.number(value);
  const size = f.apply(wasm.abs, x);
  const isRising = f.apply(wasm.gt, y, c(0));
  const isZero = f.apply(wasm.eq, size, c(0));
  const isUnlike = (a: Operand): Operand => f.apply(wasm.xor, a, isRising);
  const isNegative = f.apply(
    wasm.or,
    f.apply(wasm.lt, x, c(0)),
    f.apply(wasm.lt, f.apply(wasm.div, c(1), x), c(0)),
  );
  const halfY = f.mul(y, c(0.5));
  const isBroken = f.apply(wasm.ne, f.apply(wasm.floor, y), y);
  const isOddOrBroken = f.apply(wasm.ne, f.apply(wasm.floor, halfY), halfY);

  // Each line overrides those above it.
  const isHuge = f.apply(wasm.gt, f.apply(wasm.abs, y), c(1e20));
  const isShrinking = isUnlike(f.apply(wasm.gt, size, c(1)));
  let found = f.select(isHuge, f.select(isShrinking, c(0), c(Infinity)), ordinary);
  found = f.select(f.apply(wasm.eq, size, c(1)), c(1), found);
  found = f.select(f.apply(wasm.and, isNegative, isBroken), c(NaN), found);
  const isExtreme = f.apply(wasm.or, isZero, f.apply(wasm.eq, size, c(Infinity)));
  found = f.select(isExtreme, f.select(isUnlike(isZero), c(Infinity), c(0)), found);
  const isOdd = f.apply(wasm.andNot, isOddOrBroken, isBroken);
  const sign = f.apply(wasm.and, f.apply(wasm.and, isNegative, isOdd), c(signMask));
  found = f.apply(wasm.xor, found, sign);
  found = f.select(f.apply(wasm.eq, x, c(1)), c(1), found);
  const isNumber = f.apply(wasm.and, f.apply(wasm.eq, x, x), f.apply(wasm.eq, y, y));
  found = f.select(isNumber, found, c(NaN));
  return f.select(f.apply(wasm.eq, y, c(0)), c(1), found);
}

/** e^(x + tail), or e^x without a tail. */
function expOfSum(f: VectorFunction, x: Operand, tail: Operand | undefined): Operand {
  const c = (value: number): Operand => f.number(value);
  const k = f.apply(wasm.floor, f.add(f.mul(x, c(Math.LOG2E)), c(0.5)));
  const rounded = f.sub(x, f.mul(k, c(ln2High)));
  const low = f.mul(k, c(ln2Low));
  const correction = tail === undefined ? low : f.sub(low, tail);
  const r = f.sub(rounded, correction);
  const lostOfR = f.sub(rounded, r, correction);

  const r2 = f.mul(r, r);
  const r4 = f.mul(r2, r2);
  const pair = (a: number, b: number): Operand => f.add(c(a), f.mul(r, c(b)));
  const q = f.add(
    pair(1 / 2, 1 / 6),
    f.mul(r2, pair(1 / 24, 1 / 120)),
    f.mul(r4, f.add(pair(1 / 720, 1 / 5040), f.mul(r2, pair(1 / 40320, 1 / 362880)))),
    f.mul(
      f.mul(r4, r4),
      f.add(pair(1 / 3628800, 1 / 39916800), f.mul(r2, pair(1 / 479001600, 1 / 6227020800))),
    ),
  );
  const sum = f.add(c(1), r);
  const lost = f.add(f.sub(c(1), sum), r);
  const power = f.add(sum, f.add(lost, f.add(f.mul(lostOfR, sum), f.mul(r2, q))));

  const scale = f.variable(k);
  const isOrdinary = f.isAll(f.apply(wasm.le, f.apply(wasm.abs, x), c(708)));
  const result = f.variable(power);
  // Beyond, 2^k is no normal number, and a second factor is needed.
  const isLow = (): Operand => f.apply(wasm.lt, k, c(-1022));
  const isHigh = (): Operand => f.apply(wasm.gt, k, c(1023));
  f.unless(isOrdinary, () => {
    const raised = f.select(isLow(), f.add(k, c(64)), k);
    f.set(scale, f.select(isHigh(), c(1023), raised));
  });
  f.set(result, f.mul(result, powerOfTwo(f, scale)));
  f.unless(isOrdinary, () => {
    const rest = f.select(isLow(), c(5.421010862427522e-20), c(one));
    const scaled = f.mul(result, f.select(isHigh(), c(2), rest));
    const bounded = f.select(f.apply(wasm.gt, x, c(710)), c(Infinity), scaled);
    const low = f.select(f.apply(wasm.lt, x, c(-746)), c(0), bounded);
    f.set(result, f.select(f.apply(wasm.eq, x, x), low, c(NaN)));
  });
  return result;
}

/** 2^k for a whole number k from -1022 to 1023. */
function powerOfTwo(f: VectorFunction, k: Operand): Operand {
  return f.shift(wasm.shiftLeft, f.add(k, f.number(toExponentBits)), 52);
}

/** The whole number e for which x 2^-e lies in [√½, √2), and x 2^-e, for a positive normal x. */
function nearestExponent(
  f: VectorFunction,
  x: Operand,
): { readonly exponent: Operand; readonly fraction: Operand } {
  const carried = f.apply(wasm.addBits, x, f.number(rootCarry));
  const biased = f.shift(wasm.shiftRight, carried, 52);
  // A small whole number in the low bits of 2^52 is that number above it.
  const exponent = f.sub(f.apply(wasm.or, biased, f.number(twoTo52)), f.number(twoTo52 + 1023));
  const scale = f.apply(wasm.and, carried, f.number(exponentMask));
  const fraction = f.apply(wasm.addBits, f.apply(wasm.subBits, x, scale), f.number(one));
  return { exponent, fraction };
}
