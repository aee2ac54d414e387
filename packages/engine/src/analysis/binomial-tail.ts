import { exp, log } from "../numbers/elementary.ts";

/** Logarithms of the factorials 0! to n!, for {@link binomialTail}. */
export function logFactorials(n: number): Float64Array {
  const logs = new Float64Array(n + 1);
  let lost = 0;
  for (let i = 2; i <= n; i += 1) {
    // Kahan's compensated sum, so that the error does not grow with n.
    const term = log(i) - lost;
    const sum = logs[i - 1]! + term;
    lost = sum - logs[i - 1]! - term;
    logs[i] = sum;
  }
  return logs;
}

/**
 * Probability of at least `least` successes in `trials` independent ones of probability `p` each.
 * Relative error about 1e-10 for trials up to 100,000 and results down to 1e-300; smaller ones
 * come out as 0.
 *
 * @param factorials of at least `trials`, from {@link logFactorials}
 */
export function binomialTail(
  trials: number,
  least: number,
  p: number,
  factorials: Float64Array,
): number {
  if (!(p >= 0 && p <= 1)) {
    throw new RangeError(`A probability must lie between 0 and 1, but it is ${p}.`);
  }
  if (least <= 0) return 1;
  if (least > trials || p === 0) return 0;
  if (p === 1) return 1;
  const odds = p / (1 - p);
  const term = (k: number): number =>
    exp(
      factorials[trials]! -
        factorials[k]! -
        factorials[trials - k]! +
        k * log(p) +
        (trials - k) * log(1 - p),
    );
  // From the side on which terms only fall, so that the sum may stop when they no longer count.
  if (least > trials * p) {
    let sum = 0;
    let t = term(least);
    for (let k = least; k <= trials && t > sum * 1e-17; k += 1) {
      sum += t;
      t *= ((trials - k) / (k + 1)) * odds;
    }
    return Math.min(1, sum);
  }
  let below = 0;
  let t = term(least - 1);
  for (let k = least - 1; k >= 0 && t > below * 1e-17; k -= 1) {
    below += t;
    t *= k / (trials - k + 1) / odds;
  }
  return Math.max(0, 1 - below);
}
