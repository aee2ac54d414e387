/**
 * Continuous ranked probability score of an ensemble against what happened, in the unit of the
 * values; 0 is perfect, and for a single draw it is the absolute error. `sorted` ascends, so with
 * the sorting it takes O(n log n).
 *
 * Gneiting and Raftery, "Strictly proper scoring rules, prediction, and estimation", Journal of the
 * American Statistical Association 102 (2007), section 4.2: the integral of (F(z) − 1{z ≥ value})²,
 * which equals E|X − value| − E|X − X'| / 2. Summed over the gaps between draws, where F is
 * constant: no term is negative, so none cancels another.
 */
export function crps(sorted: Float64Array, value: number): number {
  const n = sorted.length;
  if (n === 0) throw new RangeError("An empty ensemble has no score.");
  let total = Math.max(0, sorted[0]! - value, value - sorted[n - 1]!);
  for (let i = 1; i < n; i++) {
    const [below, above] = [sorted[i - 1]!, sorted[i]!];
    // Equal infinities have no difference.
    if (below === above) continue;
    const middle = Math.min(Math.max(value, below), above);
    const share = i / n;
    total += share * share * (middle - below) + (1 - share) * (1 - share) * (above - middle);
  }
  return total;
}

/**
 * Probability-integral transform: the share of draws below what happened, 0 to 1, ties counted
 * half; uniform over many observations if the ensemble is calibrated.
 *
 * Czado, Gneiting and Held, "Predictive model assessment for count data", Biometrics 65 (2009),
 * for the half of the ties: draws of a defaulted firm are all 0.
 */
export function probabilityIntegral(draws: Float64Array, value: number): number {
  if (draws.length === 0) throw new RangeError("An empty ensemble has no distribution.");
  let halves = 0;
  for (const draw of draws) halves += draw < value ? 2 : draw === value ? 1 : 0;
  return halves / (2 * draws.length);
}

/** Share of a rival's score that is saved, negative if worse; null against a perfect rival. */
export function skillOver(score: number, rival: number): number | null {
  return rival > 0 ? 1 - score / rival : null;
}
