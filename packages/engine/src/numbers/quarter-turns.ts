/*
 * Reduction of an angle by quarter turns, from IEEE 754 addition, subtraction, multiplication and
 * comparison alone, so it gives the same bits on every machine. A twin in another language must
 * perform the same operations in the order written here, with contraction switched off.
 */

/** Greatest |x| that the three-part reduction takes: the whole number below 2^20 π/2. */
const greatestPlain = 1647099;

/**
 * π/2 in three parts of 33 significant bits and a remainder: a whole number below 2^20 times any
 * of the three is exact, and the four together err by less than 2^-156.
 */
const halfPi1 = 1.5707963267341256;
const halfPi2 = 6.077100506303966e-11;
const halfPi3 = 2.0222662487111665e-21;
const halfPi4 = 8.4784276603689e-32;

/** π/2 as the unevaluated sum of two doubles, and the first of them as two halves. */
const halfPiHigh = 1.5707963267948966;
const halfPiLow = 6.123233995736766e-17;
const halfPiHead = 1.5707963407039642;
const halfPiTail = -1.3909067675399456e-8;

const twoOverPi = 0.6366197723675814;

/** Adding and subtracting 1.5 × 2^52 rounds to a whole number, ties to even, below 2^51. */
const toWhole = 6755399441055744;

/** The same for multiples of 4, below 2^53. */
const toFours = 27021597764222976;

/** 2^27 + 1, Veltkamp's constant: splits a double into two halves of at most 26 bits. */
const splitter = 134217729;

const twoTo24 = 16777216;
const twoTo45 = 35184372088832;
const twoTo53 = 9007199254740992;
const twoToMinus24 = 5.9604644775390625e-8;

/** The binary digits of 2/π, 24 to an entry, behind two entries of zeros. */
const twoOverPiDigits: readonly number[] = [
  0, 0, 10680707, 7228996, 1387004, 2578385, 16069853, 12639074, 9804092, 4427841, 16666979,
  11263675, 12935607, 2387514, 4345298, 14681673, 3074569, 13734428, 16653803, 1880361, 10960616,
  8533493, 3062596, 8710556, 7349940, 6258241, 3772886, 3769171, 3798172, 8675211, 12450088,
  3874808, 9961438, 366607, 15675153, 9132554, 7151469, 3571407, 2607881, 12013382, 4155038,
  6285869, 7677882, 13102053, 15825725, 473591, 9065106, 15363067, 6271263, 9264392, 5636912,
];

/**
 * Writes x less its nearest multiple of π/2 as the unevaluated sum `rest[0] + rest[1]`, and returns
 * how many quarter turns that multiple is, modulo 4: 0, 1, 2 or 3. The sum is in
 * [-π/4, π/4] to within 1e-9 and has a relative error below 2^-64 for every finite x; x must be
 * finite. Reducing -x gives exactly the negated sum and turn.
 *
 * Up to |x| = 1647099: Cody and Waite, "Software manual for the elementary functions" (1980),
 * chapter 8, with the rounding error of each subtraction kept. Above: Payne and Hanek, "Radian
 * reduction for trigonometric functions" (1983), which multiplies by as many digits of 2/π as x
 * calls for.
 */
export function reduceByQuarterTurns(x: number, rest: Float64Array): number {
  if (!(x >= -greatestPlain && x <= greatestPlain)) return reduceLarge(x, rest);
  const turns = x * twoOverPi + toWhole - toWhole;
  // The products and the first difference are exact.
  const first = x - turns * halfPi1;
  const second = turns * halfPi2;
  const third = turns * halfPi3;

  // Knuth's two-sum of first - second, then of that less third.
  const difference = first - second;
  const back = difference - first;
  const lost = first - (difference - back) - (second + back);
  const difference2 = difference - third;
  const back2 = difference2 - difference;
  const lost2 = difference - (difference2 - back2) - (third + back2);

  const tail = lost + lost2 - turns * halfPi4;
  const sum = difference2 + tail;
  rest[0] = sum;
  rest[1] = difference2 - sum + tail;
  return moduloFour(turns);
}

function reduceLarge(x: number, rest: Float64Array): number {
  // x 2/π modulo 4, from scaled × 2^(24 skipped) with scaled below 2^45. Digits so far to the left
  // that their products are multiples of 4 are skipped, and ten entries of digits remain.
  let scaled = x < 0 ? -x : x;
  let skipped = 0;
  while (scaled >= twoTo45) {
    scaled *= twoToMinus24;
    skipped += 1;
  }
  const split = splitter * scaled;
  const head = split - (split - scaled);
  const tail = scaled - head;

  // The sum of twenty exact products, kept in three doubles.
  let high = 0;
  let middle = 0;
  let low = 0;
  let unit = twoTo24;
  for (let entry = 0; entry < 10; entry += 1) {
    const digits = twoOverPiDigits[skipped + entry]! * unit;
    for (let part = 0; part < 2; part += 1) {
      const term = lessFours((part === 0 ? head : tail) * digits);
      const sum = high + term;
      const back = sum - high;
      const lost = high - (sum - back) + (term - back);
      const sum2 = middle + lost;
      const back2 = sum2 - middle;
      low += middle - (sum2 - back2) + (lost - back2);
      high = sum;
      middle = sum2;
    }
    unit *= twoToMinus24;
  }

  // The fraction of a turn that is left, as y + yLost.
  const turns = high + toWhole - toWhole;
  const fraction = high - turns;
  const near = fraction + middle;
  const back = near - fraction;
  const left = fraction - (near - back) + (middle - back) + low;
  const y = near + left;
  const yLost = near - y + left;

  // Times π/2, by Dekker's product.
  const ySplit = splitter * y;
  const yHead = ySplit - (ySplit - y);
  const yTail = y - yHead;
  const product = y * halfPiHigh;
  const productLost =
    yTail * halfPiTail - (product - yHead * halfPiHead - yTail * halfPiHead - yHead * halfPiTail);
  const correction = productLost + (y * halfPiLow + yLost * halfPiHigh);
  const sum = product + correction;
  const sumLost = product - sum + correction;
  rest[0] = x < 0 ? -sum : sum;
  rest[1] = x < 0 ? -sumLost : sumLost;
  return moduloFour(x < 0 ? -turns : turns);
}

/** `term` less its nearest multiple of 4; above 2^53 a product of 50 bits is such a multiple. */
function lessFours(term: number): number {
  if (!(term > -twoTo53 && term < twoTo53)) return 0;
  return term - (term + toFours - toFours);
}

/** A whole number below 2^51 modulo 4: 0, 1, 2 or 3. */
function moduloFour(turns: number): number {
  const left = turns - (turns + toFours - toFours);
  return left + (left < 0 ? 4 : 0);
}
