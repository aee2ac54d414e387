import { hashName, uniform } from "../numbers/draws.ts";
import { type BootstrapOptions, bootstrapDeviations } from "./bootstrap.ts";
import { type Estimate, estimateAround, normalWidth, usualConfidence } from "./estimate.ts";
import { type Matrix, matrixOf, requireOutcomes } from "./matrix.ts";

/** What {@link morrisDesign} is to lay out. */
export interface MorrisRequest {
  readonly parameters: number;
  /** Each costs `parameters + 1` evaluations; 10 to 50 are usual. */
  readonly trajectories: number;
  /** Even number of levels that each parameter takes, 4 unless given. */
  readonly levels?: number;
  /** Integer from 0 to 2^53 - 1, 1 unless given. */
  readonly seed?: number;
  /**
   * Where the levels lie in 0 to 1. `midpoints`, unless given: (i + ½) / levels, so that no
   * unbounded parameter is asked for its 0- or 1-quantile. `ends`: i / (levels - 1), as Morris has.
   */
  readonly grid?: "midpoints" | "ends";
}

/** How {@link morrisEffects} measures its sampling error. */
export interface MorrisOptions extends BootstrapOptions {
  /** Confidence of the intervals, 0.95 unless given. */
  readonly confidence?: number;
}

/**
 * Elementary effects of one parameter, in the outcome's unit: what the outcome would change by if
 * it went on as it does over a step from one end of the parameter's range to the other.
 */
export interface MorrisEffect {
  /** Mean of the effects; small beside `muStar` if effects differ in sign. */
  readonly mu: Estimate;
  /** Mean size of the effects: how much the parameter matters. */
  readonly muStar: Estimate;
  /** Standard deviation of the effects, divisor r - 1: curvature and interaction. */
  readonly sigma: Estimate;
}

/**
 * Trajectories for screening (Morris, "Factorial sampling plans for preliminary computational
 * experiments", Technometrics 33, 1991): walks through a grid in the unit cube that change one
 * parameter at a time, each once, by half the levels. Trajectory t takes rows t (k + 1) to
 * t (k + 1) + k, and the same seed gives it the same rows whatever the number of trajectories.
 *
 * @throws RangeError for counts that are no whole numbers above zero and for odd levels
 */
export function morrisDesign(request: MorrisRequest): Matrix {
  const { parameters: k, trajectories, levels = 4, seed = 1, grid = "midpoints" } = request;
  requireCount("parameters", k);
  requireCount("trajectories", trajectories);
  if (!Number.isInteger(levels) || levels < 2 || levels % 2 !== 0) {
    throw new RangeError(`levels must be an even number above 0, not ${levels}.`);
  }
  const place = (level: number): number =>
    grid === "ends" ? level / (levels - 1) : (level + 0.5) / levels;
  const names = ["level", "start", "order"].map((name) => hashName(`morris ${name}`));
  const values = new Float64Array(trajectories * (k + 1) * k);
  for (let t = 0; t < trajectories; t += 1) {
    const [lower, start, order] = names.map((name) =>
      Float64Array.from({ length: k }, (_, i) => uniform(seed, t, i, name)),
    ) as [Float64Array, Float64Array, Float64Array];
    const low = lower.map((u) => Math.floor(u * (levels / 2)));
    const row = low.map((level, i) => place(start[i]! < 0.5 ? level : level + levels / 2));
    const turns = Array.from(order.keys()).toSorted((a, b) => order[a]! - order[b]! || a - b);
    values.set(row, t * (k + 1) * k);
    for (const [step, i] of turns.entries()) {
      row[i] = place(start[i]! < 0.5 ? low[i]! + levels / 2 : low[i]!);
      values.set(row, (t * (k + 1) + step + 1) * k);
    }
  }
  return matrixOf(trajectories * (k + 1), k, values);
}

/**
 * Mean, mean size and standard deviation of each parameter's elementary effects (Morris 1991; the
 * mean size from Campolongo, Cariboni and Saltelli, "An effective screening design for sensitivity
 * analysis of large models", Environmental Modelling & Software 22, 2007). Intervals are normal
 * ones, with the standard deviation over resampled trajectories; those of `muStar` and `sigma`
 * stop at zero.
 *
 * @param design points in the unit cube as {@link morrisDesign} lays them out; any trajectories in
 *   which each step changes one parameter, and each parameter changes once, will do
 * @param outcomes the model's outcome at each row
 * @throws RangeError for other matrices, fewer than two trajectories, or an outcome not finite
 * @example
 * // y = 3 a - b: a step through a's whole range adds 3, one through b's takes 1.
 * const design = morrisDesign({ parameters: 2, trajectories: 10 });
 * const y = Float64Array.from({ length: design.rows }, (_, row) => {
 *   const [a, b] = rowOf(design, row);
 *   return 3 * a - b;
 * });
 * morrisEffects(design, y).map(({ mu }) => mu.value.toFixed(3)); // → ["3.000", "-1.000"]
 */
export function morrisEffects(
  design: Matrix,
  outcomes: Float64Array,
  options: MorrisOptions = {},
): readonly MorrisEffect[] {
  requireOutcomes(design, outcomes);
  const k = design.columns;
  const width = normalWidth(options.confidence ?? usualConfidence);
  const effects = elementaryEffects(design, outcomes);
  const trajectories = effects.length / k;
  const measure = (chosen: Int32Array, out: Float64Array): void =>
    measureEffects(effects, k, chosen, out);

  const values = new Float64Array(3 * k);
  measure(
    Int32Array.from({ length: trajectories }, (_, t) => t),
    values,
  );
  const deviations = bootstrapDeviations(trajectories, 3 * k, measure, options);
  const estimate = (at: number): Estimate => estimateAround(values[at]!, deviations[at]!, width);
  const fromZero = ({ value, low, high }: Estimate): Estimate => {
    return { value, low: Math.max(0, low), high };
  };
  return Array.from({ length: k }, (_, i) => ({
    mu: estimate(i),
    muStar: fromZero(estimate(k + i)),
    sigma: fromZero(estimate(2 * k + i)),
  }));
}

/** By trajectory and parameter: change of the outcome over change of the parameter. */
function elementaryEffects(design: Matrix, outcomes: Float64Array): Float64Array {
  const { rows, columns: k, values } = design;
  const trajectories = rows / (k + 1);
  if (!Number.isInteger(trajectories) || trajectories < 2) {
    throw new RangeError(
      `Trajectories of ${k} parameters have ${k + 1} rows each and are at least 2, ` +
        `but this matrix has ${rows} rows.`,
    );
  }
  const effects = new Float64Array(trajectories * k).fill(NaN);
  for (let row = 1; row < rows; row += 1) {
    if (row % (k + 1) === 0) continue;
    const t = Math.floor(row / (k + 1));
    let changed = -1;
    for (let i = 0; i < k; i += 1) {
      if (values[row * k + i] === values[(row - 1) * k + i]) continue;
      if (changed >= 0) {
        throw new RangeError(
          `Row ${row} changes parameters ${changed} and ${i}, but a step may change only one.`,
        );
      }
      changed = i;
    }
    if (changed < 0) throw new RangeError(`Row ${row} changes no parameter.`);
    const at = t * k + changed;
    // A parameter that changes twice leaves another one without a step.
    if (!Number.isNaN(effects[at]!)) {
      throw new RangeError(`Trajectory ${t} changes parameter ${changed} twice.`);
    }
    const step = values[row * k + changed]! - values[(row - 1) * k + changed]!;
    effects[at] = (outcomes[row]! - outcomes[row - 1]!) / step;
  }
  return effects;
}

/** Writes all means, then all mean sizes, then all standard deviations. */
function measureEffects(
  effects: Float64Array,
  k: number,
  chosen: Int32Array,
  out: Float64Array,
): void {
  const n = chosen.length;
  for (let i = 0; i < k; i += 1) {
    let sum = 0;
    let size = 0;
    for (const t of chosen) {
      sum += effects[t * k + i]!;
      size += Math.abs(effects[t * k + i]!);
    }
    const mean = sum / n;
    let squares = 0;
    for (const t of chosen) squares += (effects[t * k + i]! - mean) * (effects[t * k + i]! - mean);
    out[i] = mean;
    out[k + i] = size / n;
    out[2 * k + i] = Math.sqrt(squares / (n - 1));
  }
}

function requireCount(what: string, count: number): void {
  if (Number.isInteger(count) && count >= 1) return;
  throw new RangeError(`${what} must be a whole number above 0, not ${count}.`);
}
