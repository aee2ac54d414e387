import { fillUniform, hashName } from "../numbers/draws.ts";

/** How the sampling error of an analysis is measured. */
export interface BootstrapOptions {
  /** Integer from 0 to 2^53 - 1, 1 unless given: the same seed, the same intervals. */
  readonly seed?: number;
  /** How many times the units are drawn anew, 200 unless given; at least 2. */
  readonly resamples?: number;
}

/**
 * Standard deviations of some statistics when the `units` they are made of are drawn anew with
 * replacement (Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7,
 * 1979), with divisor `resamples - 1`, times √(n / (n - 1)) for n units, which is what resampling
 * understates the error of a mean by. Place i of resample r depends on seed, r, i and n alone.
 *
 * @param units at least 2
 * @param statistics how many numbers `measure` writes
 * @param measure writes the statistics of the units at `chosen`, which may repeat, to `out`
 */
export function bootstrapDeviations(
  units: number,
  statistics: number,
  measure: (chosen: Int32Array, out: Float64Array) => void,
  { seed = 1, resamples = 200 }: BootstrapOptions = {},
): Float64Array {
  if (!Number.isInteger(resamples) || resamples < 2) {
    throw new RangeError(`resamples must be a whole number above 1, not ${resamples}.`);
  }
  const name = hashName("analysis bootstrap");
  const places = new Float64Array(units);
  const chosen = new Int32Array(units);
  const results = new Float64Array(resamples * statistics);
  for (let resample = 0; resample < resamples; resample += 1) {
    fillUniform(places, 0, units, seed, 0, resample, name);
    for (let i = 0; i < units; i += 1) chosen[i] = Math.floor(places[i]! * units);
    measure(chosen, results.subarray(resample * statistics, (resample + 1) * statistics));
  }
  const deviations = new Float64Array(statistics);
  for (let statistic = 0; statistic < statistics; statistic += 1) {
    let mean = 0;
    for (let i = statistic; i < results.length; i += statistics) mean += results[i]! / resamples;
    let squares = 0;
    for (let i = statistic; i < results.length; i += statistics) {
      squares += (results[i]! - mean) * (results[i]! - mean);
    }
    deviations[statistic] = Math.sqrt((squares / (resamples - 1)) * (units / (units - 1)));
  }
  return deviations;
}
