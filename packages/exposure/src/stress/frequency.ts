import { type Graph, type Run, probabilityBy } from "@faultline/engine";
import { type VarianceShares, varianceShares } from "@faultline/engine/analysis";

/** How often something happens by a month, and how far the number can be trusted. */
export interface Frequency {
  /** Months from the start. */
  readonly withinMonths: number;
  /** Fraction of futures. */
  readonly probability: number;
  /** Half-width of the 95% interval that sampling alone gives. */
  readonly samplingError: number;
  /**
   * The frequency in the tenth of futures whose assumptions are kindest, and in the tenth whose
   * assumptions are harshest; null with too few futures to order them by their assumptions.
   */
  readonly assumptionSpan: readonly [low: number, high: number] | null;
}

/** Share of an outcome's variance by where the parameters come from and by mechanism. */
export interface Causes {
  /** Fraction of the variance that rests on parameters called assumptions. */
  readonly assumptions: number;
  /** Fraction that rests on parameters with facts. */
  readonly facts: number;
  /** Fraction that is noise, interaction or curvature. */
  readonly rest: number;
  /** Parameters by share, largest first. */
  readonly parameters: readonly Cause[];
}

/** One parameter's part in what sets the futures apart. */
export interface Cause {
  readonly id: string;
  /** What the parameter means. */
  readonly doc: string;
  /** Whether it is an assumption, or a judgement of how its facts apply. */
  readonly assumed: boolean;
  /** Fraction of the variance. */
  readonly share: number;
}

/**
 * Frequency of an event within so many months, with what sampling and the assumptions do to it. The
 * futures are ordered by what a regression on the parameters called assumptions gives each, so the
 * span holds observed frequencies, not fitted ones.
 */
export function frequencyOf(
  run: Run,
  graph: Graph,
  event: string,
  withinMonths: number,
): Frequency & { readonly causes: Causes } {
  const months = run.eventMonths[event] ?? new Int32Array(run.draws).fill(-1);
  const probability = probabilityBy(months, withinMonths - 1);
  const outcome = Float64Array.from(months, (month) =>
    month >= 0 && month < withinMonths ? 1 : 0,
  );
  const shares = sharesOf(run, outcome);
  const parameters = new Map(graph.parameters.map((parameter) => [parameter.id, parameter]));
  const isAssumed = (id: string): boolean => parameters.get(id)?.assumption !== undefined;
  const docOf = (id: string): string => parameters.get(id)?.doc ?? "";
  return {
    withinMonths,
    probability,
    samplingError: 1.96 * Math.sqrt((probability * (1 - probability)) / run.draws),
    assumptionSpan:
      shares === undefined ? null : spanBy(shares.fitted(isAssumed), outcome, probability),
    causes: causesOf(shares, isAssumed, docOf),
  };
}

function sharesOf(run: Run, outcome: Float64Array): VarianceShares | undefined {
  const varying = Object.values(run.parameters).filter((values) =>
    values.some((value) => value !== values[0]),
  ).length;
  return run.draws < 4 * varying ? undefined : varianceShares(run, outcome);
}

/** Splits the variance by where parameters come from; an ensemble too small explains nothing. */
function causesOf(
  shares: VarianceShares | undefined,
  isAssumed: (parameter: string) => boolean,
  docOf: (parameter: string) => string,
): Causes {
  if (shares === undefined) return { assumptions: 0, facts: 0, rest: 1, parameters: [] };
  const assumed = shares.shares
    .filter(({ id }) => isAssumed(id))
    .reduce((sum, { share }) => sum + share, 0);
  return {
    assumptions: Math.min(1, assumed),
    facts: Math.min(1, Math.max(0, shares.explained - assumed)),
    rest: Math.max(0, 1 - shares.explained),
    parameters: shares.shares.map(({ id, share }) => ({
      id,
      doc: docOf(id),
      assumed: isAssumed(id),
      share,
    })),
  };
}

/** Mean outcome in the lowest and the highest tenth of the draws by score. */
function spanBy(
  score: Float64Array,
  outcome: Float64Array,
  mean: number,
): readonly [low: number, high: number] {
  if (score.every((value) => value === 0)) return [mean, mean];
  const order = Array.from(score.keys()).toSorted(
    (a, b) => (score[a] ?? 0) - (score[b] ?? 0) || a - b,
  );
  const tenth = Math.max(1, Math.floor(order.length / 10));
  const meanOf = (draws: readonly number[]): number =>
    draws.reduce((sum, draw) => sum + (outcome[draw] ?? 0), 0) / draws.length;
  return [meanOf(order.slice(0, tenth)), meanOf(order.slice(-tenth))];
}
