import { modelVersion, origin } from "@faultline/economy";
import {
  type Graph,
  type Parameter,
  type Run,
  type SeriesSummary,
  describeDistribution,
  probabilityBy,
} from "@faultline/engine";
import type { Ensemble } from "../ensemble/pool.ts";
import type { EnsembleOptions } from "../options/ensemble-options.ts";

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
export interface SimulateResult {
  readonly scenario: string;
  readonly title: string;
  readonly story: string;
  /** Null for a scenario from a file. */
  readonly severity: string | null;
  /** Whether the scenario's size lies beyond anything known by the knowledge date. */
  readonly tail: boolean;
  readonly from: string;
  readonly knowledgeDate: string;
  readonly months: number;
  readonly draws: number;
  readonly seed: number;
  readonly modelVersion: string;
  readonly without: readonly string[];
  readonly settings: Readonly<Record<string, number>>;
  readonly series: Readonly<Record<string, SeriesSummary>>;
  readonly events: Readonly<Record<string, EventResult>>;
  readonly conservation: { readonly worstResidual: number };
  readonly parameters: ParameterCount;
  readonly assumptions: readonly Assumption[];
  readonly absent: readonly string[];
  readonly ignored: readonly string[];
  /** Not there when M3 is left out anyway. */
  readonly frozen?: FrozenResult;
}

/** What the parameters of a run rest on. */
export interface ParameterCount {
  readonly total: number;
  /** On facts and nothing else. */
  readonly facts: number;
  /** On facts, and on a judgement of how they apply. */
  readonly judged: number;
  /** On no fact. */
  readonly assumed: number;
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
  const { scenario, severity, from, months, draws, seed, without, settings, ignored } = options;
  const { name, title, story, tail } = scenario;
  return {
    scenario: name,
    title,
    story,
    severity,
    tail,
    from,
    knowledgeDate: origin.knowledgeDate,
    months,
    draws,
    seed,
    modelVersion,
    without,
    settings: sorted(settings as Readonly<Record<string, number>>),
    series: present(run.series, absent),
    events: eventsOf(run, absent),
    conservation: { worstResidual: run.worstResidual },
    parameters: countParameters(graph, options),
    assumptions: assumptionsOf(graph, options),
    absent,
    ignored,
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

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function countParameters(graph: Graph, options: EnsembleOptions): ParameterCount {
  const all = graph.parameters;
  const judged = all.filter((p) => isAssumed(p, options) && factsOf(p, options).length > 0).length;
  const assumed = all.filter((p) => factsOf(p, options).length === 0).length;
  return { total: all.length, facts: all.length - judged - assumed, judged, assumed };
}

function assumptionsOf(graph: Graph, options: EnsembleOptions): Assumption[] {
  return graph.parameters
    .filter((parameter) => isAssumed(parameter, options))
    .map((parameter) => {
      const setting = options.settings[parameter.id] as number | undefined;
      const drawn = describeDistribution(parameter.distribution);
      return {
        id: parameter.id,
        distribution: setting === undefined ? drawn : `always ${setting}`,
        why: setting === undefined ? parameter.assumption! : whySet(parameter.id, options),
        facts: factsOf(parameter, options),
      };
    });
}

/** A number set by hand is an assumption, whatever facts it stood on before. */
function isAssumed({ id, assumption }: Parameter, { settings }: EnsembleOptions): boolean {
  return assumption !== undefined || settings[id] !== undefined;
}

function factsOf({ id, facts }: Parameter, { settings }: EnsembleOptions): readonly string[] {
  return settings[id] === undefined ? facts.map((fact) => fact.id) : [];
}

function whySet(id: string, { set, scenario }: EnsembleOptions): string {
  return set[id] === undefined ? `Set by scenario ${scenario.name}.` : "Set by --set.";
}
