import { normalQuantile } from "../numbers/normal-quantile.ts";

/** A number found by sampling, with the interval that likely holds the true one; all one unit. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Confidence of an interval unless its caller asks for another. */
export const usualConfidence = 0.95;

/**
 * Half the width, in standard deviations, of the symmetric interval that holds a share `confidence`
 * of a normal distribution: 1.96 for 0.95. Throws a RangeError unless 0 < confidence < 1.
 */
export function normalWidth(confidence: number): number {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`A confidence must lie between 0 and 1, but it is ${confidence}.`);
  }
  return normalQuantile(0.5 + confidence / 2);
}

/** The interval `width` standard deviations to either side of `value`. */
export function estimateAround(value: number, deviation: number, width: number): Estimate {
  return { value, low: value - width * deviation, high: value + width * deviation };
}

/** Whether an interval leaves out zero; one that touches it does not. */
export function excludesZero({ low, high }: Estimate): boolean {
  return low > 0 || high < 0;
}
