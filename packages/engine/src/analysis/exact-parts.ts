/** Parts of a total that add up to it without any rounding left over, unless `rounding` says so. */
export interface ExactParts {
  readonly parts: Float64Array;
  /** What is left of the total after the parts; zero save where no parts could hold it. */
  readonly rounding: number;
}

/** Doubles hold each whole number up to this one. */
const wholeNumbers = 9007199254740992;

/**
 * Changes parts that add up to a total but for rounding so that they do so in every bit: summed in
 * order, `parts[0] + parts[1] + … + rounding === total`.
 *
 * All parts are first rounded down to multiples of one power of two, the finest of which sums of
 * these sizes lose nothing. What is then missing, again a multiple, is handed out a step at a
 * time, first to the parts that rounding took most from (Hamilton's method of largest remainders).
 * Only parts of zero, such as those of a cause without effect, get nothing. Each part changes by
 * about 2^-52 of the sum of their sizes at most, if the total was right to that precision.
 *
 * A total that is small beside its parts may have bits below that step. They go to the smallest
 * part with which the sum in order comes out, and where there is none, to `rounding`: 16.1 and
 * -15.8, say, cannot add up to the double nearest to 0.3, for doubles of that size are too coarse.
 *
 * @throws RangeError for no parts, and for numbers that are not finite or that overflow when added
 */
export function exactParts(raw: Float64Array, total: number): ExactParts {
  const sizes = raw.reduce((sum, part) => sum + Math.abs(part), 0);
  if (raw.length === 0 || !(sizes + Math.abs(total) < Infinity)) {
    throw new RangeError(`${raw.length} parts of size ${sizes} cannot be made to add to ${total}.`);
  }
  let step = Math.max(5e-324, powerUpTo(Math.max(sizes, Math.abs(total))) / (wholeNumbers / 2));
  let steps = inSteps(raw, total, step);
  while (steps.reduce((sum, n) => sum + Math.abs(n), 0) > wholeNumbers) {
    step *= 2;
    steps = inSteps(raw, total, step);
  }
  const parts = Float64Array.from(steps, (n) => n * step);
  const rounding = total - sumInOrder(parts);
  if (rounding === 0) return { parts, rounding: 0 };
  const bySize = Array.from(parts.keys())
    .filter((i) => parts[i] !== 0)
    .toSorted((a, b) => Math.abs(parts[a]!) - Math.abs(parts[b]!) || a - b);
  for (const i of bySize) {
    const finer = parts.with(i, parts[i]! + rounding);
    if (sumInOrder(finer) === total) return { parts: finer, rounding: 0 };
  }
  return { parts, rounding };
}

/** Whole numbers near `raw / step` that add up to the whole number nearest to `total / step`. */
function inSteps(raw: Float64Array, total: number, step: number): number[] {
  const steps = Array.from(raw, (part) => Math.floor(part / step) + 0);
  const missing = steps.reduce((left, n) => left - n, Math.round(total / step));
  const lost = (i: number): number => raw[i]! / step - steps[i]!;
  const taking = Array.from(raw.keys())
    .filter((i) => raw[i] !== 0)
    .toSorted((a, b) => lost(b) - lost(a) || a - b);
  // Only where every part is below the least double; the total is then all `rounding`.
  if (taking.length === 0) return steps;
  const each = Math.floor(missing / taking.length);
  const more = missing - each * taking.length;
  for (const [place, i] of taking.entries()) steps[i]! += each + (place < more ? 1 : 0);
  return steps;
}

function sumInOrder(parts: Float64Array): number {
  let sum = 0;
  for (const part of parts) sum += part;
  return sum;
}

/** The largest power of two that is at most `size`; the least double for zero. */
function powerUpTo(size: number): number {
  let power = 1;
  while (power <= size / 2) power *= 2;
  while (power > size && power > 5e-324) power /= 2;
  return power;
}
