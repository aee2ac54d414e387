import {
  type Graph,
  type Run,
  type SeriesSummary,
  describeDistribution,
  probabilityBy,
} from "@faultline/engine";
import type { Ensemble } from "../ensemble/pool.ts";
import type { EnsembleOptions } from "../options/ensemble-options.ts";
import { type ParameterCount, basisOf, countParameters, factsOf } from "./basis.ts";
import { type RunDescription, describeRun, sorted } from "./run-description.ts";

/** How often an event happens. */
export interface EventResult {
  readonly probability: number;
  /** Index of the month, 0 the first, by which it has in half of the futures; null if never. */
  readonly medianMonth: number | null;
  /** Probability that it has happened by the end of each month. */
  readonly cumulative: readonly number[];
}

/** A number that no published fact settles: what it is drawn from, and why. */
export interface Assumption {
  readonly id: string;
  readonly distribution: string;
  readonly why: string;
  /** Facts it leans on all the same. */
  readonly facts: readonly string[];
}

/** The same run with confidence held at its start. */
export interface FrozenResult {
  readonly events: Readonly<Record<string, EventResult>>;
  /** Settings that have no lever in it. */
  readonly ignored: readonly string[];
}

/** The result of `faultline simulate`; `schema/simulate.json` describes it as JSON. */
export interface SimulateResult extends RunDescription {
  readonly series: Readonly<Record<string, SeriesSummary>>;
  readonly events: Readonly<Record<string, EventResult>>;
  readonly parameters: ParameterCount;
  readonly assumptions: readonly Assumption[];
  /** Ids of the facts that its parameters rest on. */
  readonly facts: readonly string[];
  readonly absent: readonly string[];
  /** Not there when M3 is left out anyway. */
  readonly frozen?: FrozenResult;
}

/** An ensemble with confidence frozen, and what was dropped to run it. */
export interface FrozenEnsemble {
  readonly ensemble: Ensemble;
  readonly ignored: readonly string[];
}

/** Puts a result together from its ensembles. A pure function, keys in a stable order. */
export function simulateResult(
  options: EnsembleOptions,
  { run, graph, absent }: Ensemble,
  frozen?: FrozenEnsemble,
): SimulateResult {
  return {
    ...describeRun(options, run.worstResidual),
    series: present(run.series, absent),
    events: eventsOf(run, absent),
    parameters: countParameters(graph, options.settings),
    assumptions: assumptionsOf(graph, options),
    facts: [
      ...new Set(graph.parameters.flatMap((parameter) => factsOf(parameter, options.settings))),
    ].sort(),
    absent,
    ...(frozen && {
      frozen: {
        events: eventsOf(frozen.ensemble.run, frozen.ensemble.absent),
        ignored: frozen.ignored,
      },
    }),
  };
}

function eventsOf(run: Run, absent: readonly string[]): Record<string, EventResult> {
  const months = Array.from({ length: run.months }, (_, month) => month);
  const events = Object.entries(present(run.events, absent)).map(([id, event]) => {
    const at = run.eventMonths[id]!;
    return [id, { ...event, cumulative: months.map((month) => probabilityBy(at, month)) }] as const;
  });
  return Object.fromEntries(events);
}

// A left-out mechanism's event may still be in the graph, unable to happen: absent is not "never".
function present<T>(
  all: Readonly<Record<string, T>>,
  absent: readonly string[],
): Record<string, T> {
  return sorted(Object.fromEntries(Object.entries(all).filter(([id]) => !absent.includes(id))));
}

function assumptionsOf(graph: Graph, options: EnsembleOptions): Assumption[] {
  return graph.parameters
    .filter((parameter) => basisOf(parameter, options.settings) !== "facts")
    .map((parameter) => {
      const setting = options.settings[parameter.id] as number | undefined;
      const drawn = describeDistribution(parameter.distribution);
      return {
        id: parameter.id,
        distribution: setting === undefined ? drawn : `always ${setting}`,
        why: setting === undefined ? parameter.assumption! : whySet(parameter.id, options),
        facts: factsOf(parameter, options.settings),
      };
    });
}

function whySet(id: string, { set, scenario }: EnsembleOptions): string {
  return set[id] === undefined ? `Set by scenario ${scenario.name}.` : "Set by --set.";
}
