import { publishedIds } from "@faultline/economy";
import type { Graph, Run } from "@faultline/engine";
import { varianceSplitter } from "@faultline/engine/analysis";

/** A result that moves with what is not known of a fact. */
export interface FactEffect {
  /** Published series in the last month, or published event. */
  readonly result: string;
  /** Share of its variance that goes with the parameters that rest on the fact. */
  readonly share: number;
}

/** Least share of a variance that is told: less may be chance. */
const leastShare = 0.01;

/**
 * Finds which published results depend on a fact: those of whose variance the parameters that name it
 * carry a hundredth or more, largest first. A fact that fixes a parameter at one value carries none.
 *
 * @param run an ensemble of the graph, with its parameters
 */
export function factEffects(graph: Graph, run: Run): (id: string) => readonly FactEffect[] {
  const split = varianceSplitter(run);
  const results = publishedIds.flatMap((result) => {
    const outcome = outcomeOf(run, result);
    if (outcome === undefined) return [];
    const shares = new Map(split(outcome).shares.map(({ id, share }) => [id, share]));
    return [{ result, shares }];
  });
  return (fact) => {
    const resting = graph.parameters.filter(({ facts }) => facts.some(({ id }) => id === fact));
    return results
      .map(({ result, shares }) => ({
        result,
        share: resting.reduce((sum, { id }) => sum + (shares.get(id) ?? 0), 0),
      }))
      .filter(({ share }) => share >= leastShare)
      .toSorted((a, b) => b.share - a.share || (a.result < b.result ? -1 : 1));
  };
}

function outcomeOf(run: Run, result: string): Float64Array | undefined {
  const months = run.eventMonths[result];
  if (months !== undefined) return Float64Array.from(months, (month) => (month < 0 ? 0 : 1));
  return run.series[result] === undefined ? undefined : run.column(result, run.months - 1);
}
