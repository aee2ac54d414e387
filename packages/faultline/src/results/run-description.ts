import { isUsedBy, modelVersion, staleParameters } from "@faultline/economy";
import type { EnsembleOptions } from "../options/ensemble-options.ts";

/** What was run: the head of every result and report. */
export interface RunDescription {
  readonly scenario: string;
  readonly title: string;
  readonly story: string;
  /** Null for a scenario from a file. */
  readonly severity: string | null;
  /** Whether the scenario's size lies beyond anything known by the knowledge date. */
  readonly tail: boolean;
  readonly from: string;
  readonly knowledgeDate: string;
  /** Ids of the user's own facts: those that were used, and those that came too late. */
  readonly ownFacts: { readonly used: readonly string[]; readonly late: readonly string[] };
  /** Start values whose latest reading is older than the start by a year or more. */
  readonly stale: readonly string[];
  readonly months: number;
  readonly draws: number;
  readonly seed: number;
  readonly modelVersion: string;
  readonly without: readonly string[];
  readonly settings: Readonly<Record<string, number>>;
  readonly conservation: { readonly worstResidual: number };
  /** Settings of the scenario whose lever went with a mechanism that is left out. */
  readonly ignored: readonly string[];
}

/** Describes a run by its options and the worst residual of its books. */
export function describeRun(options: EnsembleOptions, worstResidual: number): RunDescription {
  const {
    scenario,
    severity,
    from,
    knowledgeDate,
    ownFacts,
    months,
    draws,
    seed,
    without,
    settings,
    ignored,
  } = options;
  const { name, title, story, tail } = scenario;
  return {
    scenario: name,
    title,
    story,
    severity,
    tail,
    from,
    knowledgeDate,
    ownFacts: {
      used: idsOf(ownFacts.filter((own) => isUsedBy(own, from))),
      late: idsOf(ownFacts.filter((own) => !isUsedBy(own, from))),
    },
    stale: staleParameters(from, ownFacts).map(({ id }) => id),
    months,
    draws,
    seed,
    modelVersion,
    without,
    settings: sorted(settings as Readonly<Record<string, number>>),
    conservation: { worstResidual },
    ignored,
  };
}

function idsOf(ownFacts: EnsembleOptions["ownFacts"]): readonly string[] {
  return [...new Set(ownFacts.map(({ fact }) => fact.id))].sort();
}

/** The record with its keys in order. */
export function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
