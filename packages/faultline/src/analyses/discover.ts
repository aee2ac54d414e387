import { type Parameter, describeDistribution, formatUnit } from "@faultline/engine";
import {
  type Limit,
  type Matrix,
  type PrimStep,
  matrixOf,
  prim,
  varianceShares,
} from "@faultline/engine/analysis";
import { InputError } from "@faultline/exposure";
import { type Basis, basisOf, factsOf } from "../results/basis.ts";
import { fewestCases, requireDraws, requireVariety } from "./rarity.ts";
import { type Sample, type Study, meanOf, nextSeed, varyingOf } from "./study.ts";

/** One end of the box. */
export interface BoxLimit {
  readonly id: string;
  readonly unit: string;
  /** What the parameter is drawn from. */
  readonly distribution: string;
  readonly basis: Basis;
  readonly facts: readonly string[];
  /** `above`: values from the limit up are inside; `below`: values up to it. */
  readonly side: "above" | "below";
  readonly value: number;
  /** Share of all futures that the limit alone lets in. */
  readonly support: number;
  /** How likely a limit that is good for nothing would look as good; above 0.05, maybe chance. */
  readonly quasiP: number;
}

/** How a box does in one set of futures. */
export interface BoxFit {
  readonly draws: number;
  readonly inside: number;
  readonly hits: number;
  /** Share of the futures with the event that is inside. */
  readonly coverage: number;
  /** Share of the futures inside that has the event; null when none is inside. */
  readonly density: number | null;
  /** Share of all futures that is inside. */
  readonly mass: number;
}

/** A box on the way from all futures to the densest. */
export interface TrajectoryStep extends BoxFit {
  readonly kind: PrimStep["kind"];
  /** Density in the futures by which a box is chosen. */
  readonly checkedDensity: number | null;
  /** Parameters with a limit. */
  readonly restricted: readonly string[];
}

/** Where in the space of parameters an event happens. */
export interface Discovery {
  /** Probability of the event in all futures. */
  readonly probability: number;
  /** Least density that the box was to have: half-way from the probability to certainty. */
  readonly aim: number;
  /** Whether the chosen box has it in the futures that it was chosen by. */
  readonly reached: boolean;
  /** Parameters that the box may limit. */
  readonly candidates: readonly string[];
  readonly limits: readonly BoxLimit[];
  /** How the box does where it was found. */
  readonly box: BoxFit;
  /** And in as many futures of another seed, which had no part in finding or choosing it. */
  readonly fresh: BoxFit & { readonly seed: number };
  readonly trajectory: readonly TrajectoryStep[];
}

/** Least mass of a box where the event is common; half of the event's share where it is rarer. */
const usualMass = 0.05;

/** Most parameters that a box may limit: a box with more cannot be told in a sentence. */
const mostCandidates = 10;

/** Futures that the analysis runs: to find boxes, to choose one, and to try it. */
export function discoverCost(draws: number): number {
  return 3 * draws;
}

/**
 * Finds the box of parameters in which an event happens. Of the parameters that a regression tells
 * from chance the ten with the largest share are peeled by PRIM; the box is chosen by a second
 * ensemble, since the first flatters those that were fitted to it, and tried on a third. Throws
 * {@link InputError} where the event is too rare or too common.
 */
export async function analyseDiscovery(study: Study): Promise<Discovery> {
  const { graph, settings, outcome, draws, seed } = study;
  const varying = varyingOf(graph, settings);
  requireDraws(draws, varying.length);
  const sample = await study.run({});
  requireVariety(sample.outcomes, outcome, "--event");
  const probability = meanOf(sample.outcomes);
  const candidates = candidatesOf(sample, varying);
  if (candidates.length === 0) {
    throw new InputError(
      "--event",
      `no parameter can be told from chance as a cause of ${outcome.id}`,
      "give more --draws",
    );
  }
  const steps = prim(pointsOf(sample, candidates), sample.outcomes, {
    minimumMass: Math.min(usualMass, probability / 2),
  });
  const choosing = await study.run({ seed: nextSeed(seed) });
  const fits = steps.map((step) => fitOn(choosing, step, candidates));
  const aim = (1 + probability) / 2;
  const chosen = choose(fits, aim);
  const found = steps[chosen]!;
  const other = nextSeed(nextSeed(seed));
  const fresh = await study.run({ seed: other });
  return {
    probability,
    aim,
    reached: densityOf(fits[chosen]!) >= aim,
    candidates: candidates.map(({ id }) => id),
    limits: found.limits
      .map((limit) => describeLimit(limit, candidates[limit.column]!, sample, study))
      .toSorted((a, b) => a.quasiP - b.quasiP || (a.id < b.id ? -1 : 1)),
    box: fitOf(found, draws),
    fresh: { ...fitOn(fresh, found, candidates), seed: other },
    trajectory: steps.map((step, i) => ({
      kind: step.kind,
      ...fitOf(step, draws),
      checkedDensity: fits[i]!.density,
      restricted: step.dimensions.map((column) => candidates[column]!.id),
    })),
  };
}

/** The parameters whose share of the variance can be told from chance, greatest first. */
function candidatesOf(sample: Sample, varying: readonly Parameter[]): readonly Parameter[] {
  const draws = sample.outcomes.length;
  const { shares, explained } = varianceShares(
    { draws, parameters: sample.parameters },
    sample.outcomes,
  );
  // A share has chance taken off; so three times chance is what t = 2 is, squared.
  const least = (3 * (1 - explained)) / draws;
  const byId = new Map(varying.map((parameter) => [parameter.id, parameter]));
  return shares
    .filter(({ id, share }) => share > least && byId.has(id))
    .slice(0, mostCandidates)
    .map(({ id }) => byId.get(id)!);
}

/**
 * Of the boxes dense enough the one with the largest product of coverage and density; if there is
 * none, the densest that is large enough.
 */
function choose(fits: readonly BoxFit[], aim: number): number {
  const places = Array.from(fits.keys());
  const dense = places.filter((i) => densityOf(fits[i]!) >= aim);
  if (dense.length > 0) return best(dense, (i) => fits[i]!.coverage * densityOf(fits[i]!));
  const large = places.filter((i) => fits[i]!.inside >= fewestCases);
  return best(large, (i) => densityOf(fits[i]!));
}

function best(places: readonly number[], worth: (place: number) => number): number {
  return places.reduce((top, place) => (worth(place) > worth(top) ? place : top));
}

function densityOf({ density }: BoxFit): number {
  return density ?? 0;
}

/** A row for each draw, a column for each parameter. */
function pointsOf({ outcomes, parameters }: Sample, columns: readonly Parameter[]): Matrix {
  const points = matrixOf(outcomes.length, columns.length);
  for (const [i, { id }] of columns.entries()) {
    for (const [draw, value] of parameters[id]!.entries()) {
      points.values[draw * columns.length + i] = value;
    }
  }
  return points;
}

function describeLimit(
  { side, value, quasiP }: Limit,
  parameter: Parameter,
  sample: Sample,
  { settings }: Study,
): BoxLimit {
  const values = sample.parameters[parameter.id]!;
  const isIn = (v: number): boolean => (side === "low" ? v >= value : v <= value);
  return {
    id: parameter.id,
    unit: formatUnit(parameter.unit),
    distribution: describeDistribution(parameter.distribution),
    basis: basisOf(parameter, settings),
    facts: factsOf(parameter, settings),
    side: side === "low" ? "above" : "below",
    value,
    support: values.filter(isIn).length / values.length,
    quasiP,
  };
}

function fitOf({ inside, hits, coverage, density, mass }: PrimStep, draws: number): BoxFit {
  return { draws, inside, hits, coverage, density, mass };
}

/** How a box does in futures that it was not fitted to. */
function fitOn(sample: Sample, { limits }: PrimStep, columns: readonly Parameter[]): BoxFit {
  const draws = sample.outcomes.length;
  const isInside = (draw: number): boolean =>
    limits.every(({ column, side, value }) => {
      const drawn = sample.parameters[columns[column]!.id]![draw]!;
      return side === "low" ? drawn >= value : drawn <= value;
    });
  let inside = 0;
  let hits = 0;
  let cases = 0;
  for (const [draw, happened] of sample.outcomes.entries()) {
    cases += happened;
    if (!isInside(draw)) continue;
    inside += 1;
    hits += happened;
  }
  return {
    draws,
    inside,
    hits,
    coverage: cases === 0 ? 0 : hits / cases,
    density: inside === 0 ? null : hits / inside,
    mass: inside / draws,
  };
}
