import type { Graph, Parameter, Run, RunRequest, Settings } from "@faultline/engine";
import type { EnsemblePool, OnProgress } from "../ensemble/pool.ts";
import type { EnsembleOptions } from "../options/ensemble-options.ts";
import type { Outcome } from "../options/outcome-option.ts";
import { runChecked, specOf } from "../results/run-simulation.ts";

/** How an ensemble of a study differs from the one that its options ask for. */
export type Variation = Partial<
  Pick<RunRequest, "settings" | "columns" | "shifts" | "seed" | "draws">
>;

/** A model, the outcome that is looked at, and a way to run it in other ways than the first. */
export interface Study {
  readonly graph: Graph;
  readonly outcome: Outcome;
  readonly settings: Settings;
  readonly draws: number;
  readonly seed: number;
  /** Runs an ensemble with the same random numbers, but for what the variation changes. */
  readonly run: (variation: Variation) => Promise<Sample>;
}

/** What a study reads of an ensemble. */
export interface Sample {
  /** By draw; 0 or 1 for an event. */
  readonly outcomes: Float64Array;
  readonly parameters: Run["parameters"];
}

/** A study on a pool, with an account of what it cost. */
export interface PoolStudy extends Study {
  /** Futures run so far. */
  readonly spent: () => number;
  readonly worstResidual: () => number;
}

/**
 * Starts a study of an outcome of what options ask for.
 *
 * @param expected futures that the whole study is expected to run, which progress is measured by
 */
export function openStudy(
  pool: EnsemblePool,
  options: EnsembleOptions,
  outcome: Outcome,
  onProgress: OnProgress,
  expected: (graph: Graph) => number,
): PoolStudy {
  // What comes after the outcome's month changes nothing in it.
  const spec = { ...specOf(options), months: outcome.month };
  const { graph } = pool.model(spec);
  const all = expected(graph);
  const keep = outcome.kind === "series" ? [outcome.id] : [];
  let done = 0;
  let worst = 0;
  return {
    graph,
    outcome,
    settings: options.settings,
    draws: options.draws,
    seed: options.seed,
    run: async (variation) => {
      const { run } = await runChecked(pool, { ...spec, keep, ...variation }, options);
      done += run.draws;
      worst = Math.max(worst, run.worstResidual);
      onProgress(Math.min(1, done / all));
      return { outcomes: outcomesOf(run, outcome), parameters: run.parameters };
    },
    spent: () => done,
    worstResidual: () => worst,
  };
}

/** The outcome of each draw of a run. */
export function outcomesOf(run: Run, { id, kind, month }: Outcome): Float64Array {
  if (kind === "series") return run.column(id, month - 1);
  return Float64Array.from(run.eventMonths[id]!, (at) => Number(at >= 0 && at < month));
}

/** Parameters that differ from draw to draw. */
export function varyingOf(graph: Graph, settings: Settings): readonly Parameter[] {
  return graph.parameters.filter(
    ({ id, distribution }) => distribution.kind !== "constant" && settings[id] === undefined,
  );
}

/** A seed whose random numbers have nothing to do with those of another. */
export function nextSeed(seed: number): number {
  return (seed + 1) % 2 ** 53;
}

/** Does jobs in order, some at a time, so that threads are busy and memory is not. */
export async function inTurns<T, R>(
  items: readonly T[],
  job: (item: T, index: number) => Promise<R>,
  width = 4,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (;;) {
      const index = next;
      if (index >= items.length) return;
      next += 1;
      // oxlint-disable-next-line no-await-in-loop -- one after the other is the point.
      results[index] = await job(items[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return results;
}

/** Mean of some numbers; 0 of none. */
export function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
