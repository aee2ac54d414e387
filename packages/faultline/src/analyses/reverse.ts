import { uniform } from "@faultline/engine";
import {
  type Estimate,
  type Matrix,
  type ReverseStress,
  matrixOf,
  reverseStressSearch,
  survival,
} from "@faultline/engine/analysis";
import type { StressInput, Unmoved } from "./stress-inputs.ts";
import { type Study, meanOf, nextSeed } from "./study.ts";

/** How far one input is moved. */
export interface Move {
  readonly id: string;
  /** Share of a lever's range, 0 to 1; standard deviations of a spread. */
  readonly by: number;
  /** Where the lever then stands; null for a spread. */
  readonly value: number | null;
}

/** A shock to some inputs, and how likely it makes the event. */
export interface ShockResult {
  readonly moves: readonly Move[];
  /** Root of the sum of the squares of what inputs are moved by. */
  readonly size: number;
  readonly probability: Estimate;
}

/** What one input would have to do by itself. */
export interface AloneResult {
  readonly id: string;
  /** False if no move of it is enough. */
  readonly found: boolean;
  /** The least move that is enough, or the one that came nearest. */
  readonly shock: ShockResult;
}

/** The least shock that makes an event as likely as was asked. */
export interface ReverseResult {
  readonly target: number;
  readonly inputs: readonly StressInput[];
  readonly unmoved: readonly Unmoved[];
  /** Probability without any shock. */
  readonly start: Estimate;
  /** Probability with levers drawn from all of their range, which the search takes its way from. */
  readonly anywhere: number;
  readonly found: boolean;
  /** The least shock found, or the one that came nearest. */
  readonly shock: ShockResult;
  /** The same shock in as many futures of another seed, which the search did not see. */
  readonly fresh: { readonly seed: number; readonly probability: Estimate };
  readonly alone: readonly AloneResult[];
  /** Different shocks that were run. */
  readonly evaluations: number;
}

/** How much larger than need be a shock may be. */
const tolerance = 0.01;

/** Largest shock tried where parameters are shifted in their own spread. */
const largestShift = 5;

/** Futures that the analysis runs, about: what a search finds decides how many shocks it tries. */
export function reverseCost(draws: number, inputs: number): number {
  const alone = inputs > 1 ? inputs * 8 : 0;
  return draws * (20 + 2 * (2 * Math.min(16, inputs) + 4) + alone);
}

/**
 * Searches the least shock to inputs that makes the study's event happen with a probability, and
 * the least to each input alone. Directions come from an ensemble in which levers are drawn from
 * all of their range.
 */
export async function analyseReverse(
  study: Study,
  inputs: readonly StressInput[],
  target: number,
  unmoved: readonly Unmoved[] = [],
): Promise<ReverseResult> {
  const known = new Map<string, number>();
  const evaluate = async (shift: readonly number[]): Promise<number> => {
    const moves = movesOf(inputs, shift);
    const key = JSON.stringify(moves.map(({ by, value }) => value ?? by));
    const probability =
      known.get(key) ?? meanOf((await study.run(variationOf(moves, study))).outcomes);
    known.set(key, probability);
    return probability;
  };
  const zero = inputs.map(() => 0);
  const start = await evaluate(zero);
  const scattered = await scatter(study, inputs);
  /** The search over some of the inputs, the others left alone. */
  const search = async (columns: readonly number[]): Promise<readonly [boolean, number[]]> => {
    const steps = reverseStressSearch({
      parameters: columnsOf(scattered.points, columns),
      happened: scattered.happened,
      probability: target,
      maxSize: columns.every((i) => inputs[i]!.kind === "lever")
        ? Math.sqrt(columns.length)
        : largestShift,
      tolerance,
    });
    const whole = (shift: Float64Array): number[] => {
      const all = [...zero];
      for (const [i, column] of columns.entries()) all[column] = shift[i]!;
      return all;
    };
    let step: IteratorResult<Float64Array, ReverseStress> = steps.next();
    while (step.done !== true) {
      // oxlint-disable-next-line no-await-in-loop -- each shock depends on what the last one did.
      step = steps.next(await evaluate(whole(step.value)));
    }
    const { value } = step;
    return [value.found, whole(value.found ? value.shift : value.nearest.shift)];
  };
  const probe = async (found: boolean, shift: readonly number[]): Promise<Found> => {
    const moves = movesOf(inputs, shift).filter(({ by }) => by !== 0);
    const probability = estimateOf(await evaluate(shift), study.draws);
    return { found, shift, shock: { moves, size: sizeOf(moves), probability } };
  };
  const every = inputs.map((_, i) => i);
  let best = await probe(...(await search(every)));
  if (!best.found && inputs.every(({ kind }) => kind === "lever")) {
    best = await diagonal(best, inputs, target, probe);
  }
  const alone: AloneResult[] = [];
  for (const i of inputs.length > 1 && best.shock.size > 0 ? every : []) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, for the bar and memory.
    const one = await probe(...(await search([i])));
    alone.push({ id: inputs[i]!.id, found: one.found, shock: one.shock });
    const isBetter = one.found
      ? !best.found || one.shock.size < best.shock.size
      : !best.found && one.shock.probability.value > best.shock.probability.value;
    if (isBetter) best = one;
  }
  const other = nextSeed(study.seed);
  const variation = { ...variationOf(movesOf(inputs, best.shift), study), seed: other };
  const fresh = meanOf((await study.run(variation)).outcomes);
  return {
    target,
    inputs,
    unmoved,
    start: estimateOf(start, study.draws),
    anywhere: meanOf(scattered.happened),
    found: best.found,
    shock: best.shock,
    fresh: { seed: other, probability: estimateOf(fresh, study.draws) },
    alone,
    evaluations: known.size,
  };
}

interface Found {
  readonly found: boolean;
  readonly shift: readonly number[];
  readonly shock: ShockResult;
}

/**
 * All levers together, as far as the same share of their range: a direction that reaches further
 * than those which leave some of them behind. Gives what is better, it or what was found before.
 */
async function diagonal(
  before: Found,
  inputs: readonly StressInput[],
  target: number,
  probe: (found: boolean, shift: readonly number[]) => Promise<Found>,
): Promise<Found> {
  const at = (share: number): Promise<Found> =>
    probe(
      true,
      inputs.map(() => share),
    );
  let enough = await at(1);
  if (enough.shock.probability.value < target) {
    const isNearer = enough.shock.probability.value > before.shock.probability.value;
    return isNearer ? { ...enough, found: false } : before;
  }
  let [low, high] = [0, 1];
  while (high - low > tolerance) {
    const middle = (low + high) / 2;
    // oxlint-disable-next-line no-await-in-loop -- each share depends on what the last one did.
    const tried = await at(middle);
    if (tried.shock.probability.value >= target) [enough, high] = [tried, middle];
    else low = middle;
  }
  return enough;
}

/** What a shift does to each input: a lever stays within its range and, if a month, whole. */
function movesOf(inputs: readonly StressInput[], shift: readonly number[]): Move[] {
  return inputs.map(({ id, from, to, whole }, i) => {
    const by = shift[i]!;
    if (from === null || to === null) return { id, by, value: null };
    const share = Math.min(1, Math.max(0, by));
    const value = from + share * (to - from);
    return { id, by: share, value: whole ? Math.round(value) : value };
  });
}

function variationOf(moves: readonly Move[], { settings }: Study) {
  const set = moves.filter(({ by, value }) => value !== null && by !== 0);
  const shifted = moves.filter(({ by, value }) => value === null && by !== 0);
  return {
    settings: {
      ...settings,
      ...Object.fromEntries(set.map(({ id, value }) => [id, value!])),
    },
    shifts: Object.fromEntries(shifted.map(({ id, by }) => [id, by])),
  };
}

function sizeOf(moves: readonly Move[]): number {
  return Math.sqrt(moves.reduce((sum, { by }) => sum + by * by, 0));
}

/** Draws with levers anywhere in their range; a column an input, a lever's in shares of that. */
async function scatter(
  study: Study,
  inputs: readonly StressInput[],
): Promise<{ readonly points: Matrix; readonly happened: Float64Array }> {
  const ranges = inputs.flatMap(({ id, from, to }) =>
    from === null || to === null
      ? []
      : [[id, uniform(Math.min(from, to), Math.max(from, to))] as const],
  );
  const settings = { ...study.settings, ...Object.fromEntries(ranges) };
  const { outcomes, parameters } = await study.run({ settings });
  const points = matrixOf(outcomes.length, inputs.length);
  for (const [i, { id, from, to }] of inputs.entries()) {
    for (const [draw, value] of parameters[id]!.entries()) {
      points.values[draw * inputs.length + i] =
        from === null || to === null ? value : (value - from) / (to - from);
    }
  }
  return { points, happened: outcomes };
}

function columnsOf({ rows, columns, values }: Matrix, chosen: readonly number[]): Matrix {
  const some = matrixOf(rows, chosen.length);
  for (let row = 0; row < rows; row += 1) {
    for (const [i, column] of chosen.entries()) {
      some.values[row * chosen.length + i] = values[row * columns + column]!;
    }
  }
  return some;
}

/** A probability with the interval that its draws leave it. */
function estimateOf(probability: number, draws: number): Estimate {
  const cases = Math.round(probability * draws);
  const months = Int32Array.from({ length: draws }, (_, draw) => (draw < cases ? 0 : -1));
  return survival(months, 1).happened[0]!;
}
