import { type Parameter, quantile } from "@faultline/engine";
import {
  type Estimate,
  type Matrix,
  matrixOf,
  morrisDesign,
  morrisEffects,
  sobolDesign,
  sobolIndices,
  varianceShares,
} from "@faultline/engine/analysis";
import { type Basis, basisOf, factsOf } from "../results/basis.ts";
import { count } from "../terminal/numbers.ts";
import { requireDraws, requireVariety } from "./rarity.ts";
import { type Sample, type Study, inTurns, meanOf, nextSeed, varyingOf } from "./study.ts";

/** A share of the outcome's variance; no interval from a regression, which measures none. */
export interface Share {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** How much one parameter, or a group of them, does to the outcome. */
export interface VarianceRow {
  /** Share that would go if it became known. */
  readonly first: Share;
  /** Share that would stay if all else became known; null from a regression. */
  readonly total: Share | null;
}

/** What one parameter does to the outcome. */
export interface ParameterRow {
  readonly id: string;
  readonly basis: Basis;
  readonly facts: readonly string[];
  /** Mean size, mean and spread of its effect over its whole range, in the outcome's unit. */
  readonly screening: {
    readonly muStar: Estimate;
    readonly mu: Estimate;
    readonly sigma: Estimate;
  };
  /** Null for those that screening set aside. */
  readonly variance: VarianceRow | null;
}

/** What the outcome's variance rests on. `chance` is the model's own dice. */
export type BasisRows = Readonly<Record<Basis | "chance", VarianceRow | null>>;

/** Which parameters drive an outcome. */
export interface Sensitivity {
  /** Mean over the futures; for an event its probability. */
  readonly mean: number;
  readonly trajectories: number;
  /** How the variance was split, and in a sentence why that way. */
  readonly method: "sobol" | "regression";
  readonly reason: string;
  /** Share of the variance that the regression explains; null for Sobol' indices. */
  readonly explained: number | null;
  /** Those looked at closely by their share, then the others by what screening found. */
  readonly parameters: readonly ParameterRow[];
  readonly basis: BasisRows;
}

/** Parameters that are looked at closely once screening is done. */
const closely = 10;

/** Draws from which Sobol' indices have intervals narrow enough to rank parameters by. */
const enoughForSobol = 1024;

/** Trajectories of the screening: as many as a block holds, and an eighth of the draws. */
function trajectoriesFor(draws: number): number {
  return Math.max(2, Math.min(draws, Math.max(256, Math.floor(draws / 8))));
}

/** Futures that the analysis runs, for so many parameters that vary. */
export function sensitivityCost(draws: number, varying: number): number {
  const sobol = draws < enoughForSobol ? 1 : 2 + Math.min(closely, varying) + 4;
  return trajectoriesFor(draws) * (varying + 1) + sobol * draws;
}

/**
 * Screens all parameters by Morris' method, then splits the outcome's variance over the first ten
 * and over what they rest on. Each step of the trajectories, and each exchange of parameters, is an
 * ensemble with the same random numbers. Throws {@link InputError} if the draws cannot tell.
 */
export async function analyseSensitivity(study: Study): Promise<Sensitivity> {
  const { graph, settings, draws } = study;
  if (graph.copulas.length > 0) {
    throw new Error("Sensitivity splits variance over parameters drawn independently.");
  }
  const varying = varyingOf(graph, settings);
  requireDraws(draws, varying.length);
  const first = await study.run({});
  requireVariety(first.outcomes, study.outcome, "--outcome");
  const trajectories = trajectoriesFor(draws);
  const effects = await screen(study, varying, trajectories);
  const screened = varying
    .map((parameter, i) => ({ parameter, screening: effects[i]! }))
    .toSorted(
      (a, b) =>
        b.screening.muStar.value - a.screening.muStar.value ||
        (a.parameter.id < b.parameter.id ? -1 : 1),
    );
  const top = screened.slice(0, closely).map(({ parameter }) => parameter.id);
  const groups = groupsOf(varying, study);
  const split =
    draws < enoughForSobol
      ? splitByRegression(first, top, groups)
      : await splitBySobol(study, first, top, groups);
  return {
    mean: meanOf(first.outcomes),
    trajectories,
    method: split.method,
    reason: split.reason,
    explained: split.explained,
    parameters: screened
      .map(({ parameter, screening }) => ({
        id: parameter.id,
        basis: basisOf(parameter, settings),
        facts: factsOf(parameter, settings),
        screening,
        variance: split.rows.get(parameter.id) ?? null,
      }))
      .toSorted((a, b) => Number(weightOf(b) > weightOf(a)) - Number(weightOf(b) < weightOf(a))),
    basis: {
      assumed: split.rows.get(groupKey("assumed")) ?? null,
      judged: split.rows.get(groupKey("judged")) ?? null,
      facts: split.rows.get(groupKey("facts")) ?? null,
      chance: split.rows.get(groupKey("chance")) ?? null,
    },
  };
}

/** What those looked at closely are ordered by; the others keep their order, below them. */
function weightOf({ variance }: ParameterRow): number {
  return variance === null ? Number.NEGATIVE_INFINITY : (variance.total ?? variance.first).value;
}

/** Morris' effects: draw t of ensemble s has the values of step s of trajectory t. */
async function screen(study: Study, varying: readonly Parameter[], trajectories: number) {
  const k = varying.length;
  const design = morrisDesign({ parameters: k, trajectories, seed: study.seed });
  const steps = Array.from({ length: k + 1 }, (_, step) => step);
  const outcomes = new Float64Array(design.rows);
  await inTurns(steps, async (step) => {
    const columns = Object.fromEntries(
      varying.map(({ id, distribution }, i) => [
        id,
        Float64Array.from({ length: trajectories }, (_, t) =>
          quantile(distribution, design.values[(t * (k + 1) + step) * k + i]!),
        ),
      ]),
    );
    const sample = await study.run({ columns, draws: trajectories });
    for (const [t, outcome] of sample.outcomes.entries()) outcomes[t * (k + 1) + step] = outcome;
  });
  return morrisEffects(design, outcomes, { seed: study.seed });
}

/** What is exchanged at a time: parameters, or the model's own dice. */
interface Group {
  readonly key: string;
  readonly members: readonly string[];
}

// A blank keeps the key from being the id of a parameter.
const groupKey = (basis: Basis | "chance"): string => `basis ${basis}`;

function groupsOf(varying: readonly Parameter[], { settings }: Study): readonly Group[] {
  return (["assumed", "judged", "facts"] as const)
    .map((basis) => ({
      key: groupKey(basis),
      members: varying.filter((p) => basisOf(p, settings) === basis).map(({ id }) => id),
    }))
    .filter(({ members }) => members.length > 0);
}

interface Split {
  readonly method: Sensitivity["method"];
  readonly reason: string;
  readonly explained: number | null;
  readonly rows: ReadonlyMap<string, VarianceRow>;
}

/** Sobol' indices of single parameters, of groups of them and of chance, from two ensembles. */
async function splitBySobol(
  study: Study,
  a: Sample,
  top: readonly string[],
  groups: readonly Group[],
): Promise<Split> {
  const { draws, seed } = study;
  const other = nextSeed(seed);
  const b = await study.run({ seed: other });
  const all = groups.flatMap(({ members }) => members);
  const exchanged = [
    ...[...top.map((id) => ({ key: id, members: [id] })), ...groups].map(({ key, members }) => {
      return { key, variation: { columns: pick(b.parameters, members) } };
    }),
    // The dice of the one ensemble with the parameters of the other.
    {
      key: groupKey("chance"),
      variation: { seed: other, columns: pick(a.parameters, all) },
    },
  ];
  const mixed = await inTurns(
    exchanged,
    async ({ variation }) => (await study.run(variation)).outcomes,
    2,
  );
  const k = exchanged.length;
  const outcomes = new Float64Array(draws * (k + 2));
  for (const [place, column] of [a.outcomes, ...mixed, b.outcomes].entries()) {
    for (const [draw, outcome] of column.entries()) outcomes[draw * (k + 2) + place] = outcome;
  }
  const { indices } = sobolIndices(exchangeDesign(draws, k), outcomes, { seed });
  const rows = exchanged.map(({ key }, i) => {
    const { first, total } = indices[i]!;
    return [key, { first: shareOf(first), total: shareOf(total) }] as const;
  });
  return {
    method: "sobol",
    reason:
      `${count(draws, "draw")} afford Sobol' indices, ` +
      "which have intervals and see curvature and interaction",
    explained: null,
    rows: new Map(rows),
  };
}

/** Shares from a regression on ranks, added up by group. */
function splitByRegression(
  sample: Sample,
  top: readonly string[],
  groups: readonly Group[],
): Split {
  const { outcomes, parameters } = sample;
  const { shares, explained } = varianceShares({ draws: outcomes.length, parameters }, outcomes);
  const known = new Map(shares.map(({ id, share }) => [id, share]));
  const row = (members: readonly string[]): VarianceRow => {
    const value = members.reduce((sum, id) => sum + (known.get(id) ?? 0), 0);
    return { first: { value, low: null, high: null }, total: null };
  };
  return {
    method: "regression",
    reason:
      `Sobol' indices need ${enoughForSobol} draws, ` +
      "so shares come from a regression on ranks, which sees straight lines only",
    explained,
    rows: new Map([
      ...top.map((id) => [id, row([id])] as const),
      ...groups.map(({ key, members }) => [key, row(members)] as const),
    ]),
  };
}

/** The design of which columns come from the second ensemble (1) and which from the first (0). */
function exchangeDesign(points: number, k: number): Matrix {
  const values = new Float64Array(points * 2 * k);
  for (let at = 0; at < values.length; at += 1) values[at] = at % (2 * k) < k ? 0 : 1;
  return sobolDesign(matrixOf(points, 2 * k, values));
}

function pick(
  parameters: Sample["parameters"],
  ids: readonly string[],
): Record<string, Float64Array> {
  return Object.fromEntries(ids.map((id) => [id, parameters[id]!]));
}

function shareOf({ value, low, high }: Estimate): Share {
  return { value, low, high };
}
