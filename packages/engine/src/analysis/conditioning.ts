import { exp, log } from "../numbers/elementary.ts";

/** Something measured that the model also says, in one unit. */
export interface Observation {
  /** For messages, such as "openai.revenue 2025-06". */
  readonly name: string;
  /** What each draw of the ensemble says it is. */
  readonly modelled: Float64Array;
  readonly observed: number;
  /** Standard deviation of the measurement and of what the model leaves out; above 0. */
  readonly error: number;
}

/** Draws weighted by how well they fit what was observed, or why they cannot be. */
export type Conditioned =
  | {
      readonly ok: true;
      /** By draw; they add up to 1 but for rounding. */
      readonly weights: Float64Array;
      /** How many equally weighted draws would be as good: 1 / Σ weight² (Kish, 1965). */
      readonly effective: number;
      /** log of the mean likelihood, so of the observations' density under the model. */
      readonly logEvidence: number;
    }
  | {
      readonly ok: false;
      readonly effective: number;
      /** Least `effective` that was asked for. */
      readonly needed: number;
      /** A full sentence. */
      readonly reason: string;
    };

/** A number under the observations, beside the same without them. */
export interface Compared {
  readonly conditional: number;
  readonly unconditional: number;
}

const logRootTwoPi = 0.9189385332046728;

/**
 * Log-likelihood of the observations by draw, their errors normal and independent of each other.
 *
 * @throws RangeError for no observation, draws that differ in number, values that are not finite,
 *   and an error not above zero
 */
export function logLikelihoods(observations: readonly Observation[]): Float64Array {
  const draws = observations[0]?.modelled.length ?? 0;
  if (draws === 0) throw new RangeError("There is no observation to condition on.");
  const total = new Float64Array(draws);
  for (const { name, modelled, observed, error } of observations) {
    if (modelled.length !== draws) {
      throw new RangeError(`"${name}" has ${modelled.length} draws, but others have ${draws}.`);
    }
    if (!Number.isFinite(observed)) {
      throw new RangeError(`The observed "${name}" must be finite, but it is ${observed}.`);
    }
    if (!(error > 0 && error < Infinity)) {
      throw new RangeError(`The error of "${name}" must be above zero, but it is ${error}.`);
    }
    const constant = log(error) + logRootTwoPi;
    for (let draw = 0; draw < draws; draw += 1) {
      const z = (modelled[draw]! - observed) / error;
      if (Number.isNaN(z) || !Number.isFinite(modelled[draw]!)) {
        throw new RangeError(
          `"${name}" must be finite in draw ${draw}, but it is ${modelled[draw]}.`,
        );
      }
      total[draw]! -= z * z * 0.5 + constant;
    }
  }
  return total;
}

/**
 * Importance weights of an ensemble's draws, in proportion to their likelihood: what the model says
 * once the observations are known. Refuses when so few draws carry the weight that the answer would
 * be theirs alone.
 *
 * @param logLikelihood by draw, such as {@link logLikelihoods} gives; -Infinity for the impossible
 * @param needed least effective sample size, 100 unless given
 * @throws RangeError for no draws, and for a log-likelihood that is NaN or Infinity
 * @example
 * // The model says 0 to 10, equally likely; 4 was measured, give or take 1.
 * const modelled = latinHypercube(1000, 1, 1).map((u) => 10 * u);
 * const fit = logLikelihoods([{ name: "sales", modelled, observed: 4, error: 1 }]);
 * const known = condition(fit);
 * if (!known.ok) throw new Error(known.reason);
 * compareMeans(modelled, known.weights).conditional.toFixed(1); // → "4.0"
 */
export function condition(logLikelihood: Float64Array, needed = 100): Conditioned {
  const draws = logLikelihood.length;
  if (draws === 0) throw new RangeError("There are no draws to condition.");
  let most = -Infinity;
  for (const [draw, value] of logLikelihood.entries()) {
    if (!(value < Infinity)) {
      throw new RangeError(`The log-likelihood of draw ${draw} must be finite, not ${value}.`);
    }
    if (value > most) most = value;
  }
  if (most === -Infinity) {
    return {
      ok: false,
      effective: 0,
      needed,
      reason: `What was observed is impossible in each of ${draws} draws.`,
    };
  }
  const weights = logLikelihood.map((value) => exp(value - most));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  for (let draw = 0; draw < draws; draw += 1) weights[draw]! /= sum;
  const effective = effectiveSize(weights);
  if (!(effective >= needed)) {
    return {
      ok: false,
      effective,
      needed,
      reason:
        `Of ${draws} draws, only as many fit what was observed as ${effective.toFixed(1)} equal ` +
        `ones would; at least ${needed} are needed. Use more draws, or doubt the model or the ` +
        `observations' errors.`,
    };
  }
  return { ok: true, weights, effective, logEvidence: most + log(sum / draws) };
}

/**
 * The weighted q-quantile of values in any order: type 7 of Hyndman and Fan carried over to weights
 * by Akinshin, "Weighted quantile estimators" (arXiv:2304.07265, 2023), and the plain type 7, but
 * for rounding, if weights are equal.
 *
 * @param weights by value, at least zero; only their proportions count
 * @throws RangeError for no values, weights that do not match them or add up to nothing, NaN, and
 *   a q outside 0 to 1
 */
export function weightedQuantile(values: Float64Array, weights: Float64Array, q: number): number {
  return weightedQuantiles(values, weights, [q])[0]!;
}

/** {@link weightedQuantile} at each of `qs` with the weights, beside the same without. */
export function compareQuantiles(
  values: Float64Array,
  weights: Float64Array,
  qs: readonly number[],
): readonly Compared[] {
  const equal = new Float64Array(values.length).fill(1);
  const conditional = weightedQuantiles(values, weights, qs);
  const unconditional = weightedQuantiles(values, equal, qs);
  return qs.map((_, i) => ({ conditional: conditional[i]!, unconditional: unconditional[i]! }));
}

/**
 * Mean of one number per draw with the weights, beside the same without: a probability if it is 1
 * where something happens and 0 elsewhere.
 */
export function compareMeans(values: ArrayLike<number>, weights: Float64Array): Compared {
  const total = requireWeights(values, weights);
  let conditional = 0;
  let unconditional = 0;
  for (let i = 0; i < values.length; i += 1) {
    conditional += weights[i]! * values[i]!;
    unconditional += values[i]!;
  }
  return { conditional: conditional / total, unconditional: unconditional / values.length };
}

function weightedQuantiles(
  values: Float64Array,
  weights: Float64Array,
  qs: readonly number[],
): readonly number[] {
  const total = requireWeights(values, weights);
  const order = Int32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b);
  const size = effectiveSize(weights);
  return qs.map((q) => {
    if (!(q >= 0 && q <= 1)) {
      throw new RangeError(`The q of a quantile must lie between 0 and 1, but it is ${q}.`);
    }
    // The window of width 1 / size, in cumulated weight, over which sorted values are averaged.
    const from = ((size - 1) * q) / size;
    let result = 0;
    let before = 0;
    let reached = 0;
    let last = values[order[0]!]!;
    for (const i of order) {
      if (weights[i] === 0) continue;
      reached += weights[i]! / total;
      const share = Math.min(1, Math.max(0, (reached - from) * size));
      if (share > before) {
        last = values[i]!;
        result += (share - before) * last;
        before = share;
      }
    }
    // Rounding may leave the end of the window unreached.
    return before < 1 ? result + (1 - before) * last : result;
  });
}

function effectiveSize(weights: Float64Array): number {
  let sum = 0;
  let squares = 0;
  for (const weight of weights) {
    sum += weight;
    squares += weight * weight;
  }
  return (sum * sum) / squares;
}

function requireWeights(values: ArrayLike<number>, weights: Float64Array): number {
  if (values.length === 0 || values.length !== weights.length) {
    throw new RangeError(`There are ${weights.length} weights for ${values.length} values.`);
  }
  let total = 0;
  for (let i = 0; i < weights.length; i += 1) {
    if (Number.isNaN(values[i]!)) throw new RangeError(`The value of draw ${i} is not a number.`);
    if (!(weights[i]! >= 0 && weights[i]! < Infinity)) {
      throw new RangeError(`The weight of draw ${i} must be at least zero, not ${weights[i]}.`);
    }
    total += weights[i]!;
  }
  if (!(total > 0)) throw new RangeError("The weights of all draws are zero.");
  return total;
}
