import { normalQuantile } from "../numbers/normal-quantile.ts";
import { logisticCoefficients } from "./logistic.ts";
import { type Matrix, requireFiniteMatrix, requireFlags } from "./matrix.ts";
import { normalScores } from "./shift-positions.ts";

/** Which event is to be made how likely, and how hard to look for a way. */
export interface ReverseStressRequest {
  /** What an ensemble drew: a row for each draw, a column for each parameter in its own unit. */
  readonly parameters: Matrix;
  /**
   * By draw, 1 where the event happened and 0 elsewhere. It only gives directions to look in, so
   * for an event that hardly happens the draws that come nearest to it do as well.
   */
  readonly happened: ArrayLike<number>;
  /** The event is to happen in at least this share of the draws; above 0 and below 1. */
  readonly probability: number;
  /** Largest shock to try, in standard deviations; 5 unless given. */
  readonly maxSize?: number;
  /** How much larger than need be a shock may be along its direction; 0.01 unless given. */
  readonly tolerance?: number;
  /** How often to turn the direction by how the probability changes around it; 2 unless given. */
  readonly refinements?: number;
  /** How many parameters such a turn looks at, two evaluations each; 16 unless given. */
  readonly refined?: number;
}

/**
 * A shock: a shift for each parameter in standard deviations of its normal score, so that 1 takes
 * its median to its 84th percentile. Its size is the root of the sum of their squares.
 */
export interface Shock {
  readonly shift: Float64Array;
  /** `shift` over its size; zeros for no shift. */
  readonly direction: Float64Array;
  readonly size: number;
  /** Share of the draws in which the event happens under the shock, as evaluated. */
  readonly probability: number;
}

/** The least shock found, or that there is none and the one that came nearest. */
export type ReverseStress =
  | (Shock & { readonly found: true; readonly evaluations: number })
  | {
      readonly found: false;
      /** A full sentence. */
      readonly reason: string;
      readonly nearest: Shock;
      readonly evaluations: number;
    };

/** A search that hands out shifts and is handed the event's probability under each. */
type Search<Result> = Generator<Float64Array, Result, number>;

/** Distance between the first shocks tried along a direction, in standard deviations. */
const stride = 0.5;

/** Step of the differences that a direction is turned by, in standard deviations. */
const nudge = 0.25;

/**
 * Reverse stress test: the least shock that makes an event happen in at least a given share of the
 * draws. {@link reverseStressSearch} with the evaluations made at once.
 *
 * @param evaluate the share of the draws in which the event happens when every draw's parameters
 *   are shifted (see `shiftPositions`); with the same random numbers each time
 */
export function reverseStress(
  request: ReverseStressRequest,
  evaluate: (shift: Float64Array) => number,
): ReverseStress {
  const search = reverseStressSearch(request);
  let next = search.next();
  while (next.done !== true) next = search.next(evaluate(next.value));
  return next.value;
}

/**
 * The same as a generator, for those who must wait for an evaluation: it yields shifts and takes
 * the event's probability under each. Deterministic. Some 40 evaluations without refinements, and
 * up to twice `refined` plus 20 for each of these.
 *
 * Directions come from a logistic regression of the event on the draws' normal scores, the draws
 * with the event and those without weighing the same in all; then from its largest coefficients
 * alone. The least shock along each is bracketed and bisected. The best direction is then turned
 * towards the gradient of the probability's normal quantile, as in the first-order reliability
 * method (Hasofer and Lind, "Exact and invariant second-moment code format", Journal of the
 * Engineering Mechanics Division 100, 1974), as long as that makes the shock smaller. The shock is
 * one that does what was asked; that no smaller one elsewhere does too is not proven.
 *
 * @throws RangeError for parameters that are not finite, marks other than 0 and 1, options out of
 *   range, and an evaluated probability outside 0 to 1
 */
export function* reverseStressSearch(request: ReverseStressRequest): Search<ReverseStress> {
  const { parameters, happened, probability: target } = request;
  const { maxSize = 5, tolerance = 0.01, refinements = 2, refined = 16 } = request;
  if (!(target > 0 && target < 1)) {
    throw new RangeError(`The probability asked for must lie between 0 and 1, not ${target}.`);
  }
  requirePositive("maxSize", maxSize);
  requirePositive("tolerance", tolerance);
  requireFiniteMatrix(parameters);
  requireFlags(parameters, happened);

  let evaluations = 0;
  function* shockOf(direction: Float64Array, size: number): Search<Shock> {
    const shift = direction.map((d) => d * size);
    evaluations += 1;
    const probability = yield shift.slice();
    if (!(probability >= 0 && probability <= 1)) {
      throw new RangeError(
        `An evaluation must give a probability from 0 to 1, but it gave ${probability}.`,
      );
    }
    return { shift, direction, size, probability };
  }

  const still = yield* shockOf(new Float64Array(parameters.columns), 0);
  if (still.probability >= target) return { found: true, ...still, evaluations };
  const coefficients = coefficientsOf(parameters, happened);
  if (coefficients === undefined) {
    const reason =
      `The event is marked in all of ${parameters.rows} draws or in none, or no parameter ` +
      `varies, so the draws show no direction; mark those that come nearest to it.`;
    return { found: false, reason, nearest: still, evaluations };
  }
  const ranked = Array.from(coefficients.keys()).toSorted(
    (a, b) => Math.abs(coefficients[b]!) - Math.abs(coefficients[a]!) || a - b,
  );

  let best: Shock | undefined;
  let nearest = still;
  for (const direction of directionsFrom(coefficients, ranked)) {
    if (best === undefined) {
      const end: Shock = yield* firstCrossing(shockOf, direction, target, maxSize);
      if (end.probability < target) {
        if (end.probability > nearest.probability) nearest = end;
      } else {
        best = yield* bisected(shockOf, end, Math.max(0, end.size - stride), target, tolerance);
      }
    } else {
      best = (yield* smaller(shockOf, direction, best, target, tolerance)) ?? best;
    }
  }
  if (best === undefined) {
    const reason =
      `No shock up to ${maxSize} standard deviations was found that makes the event happen in ` +
      `${100 * target}% of the draws; ${nearest.size} standard deviations reach ` +
      `${100 * nearest.probability}%.`;
    return { found: false, reason, nearest, evaluations };
  }

  for (let turn = 0; turn < refinements; turn += 1) {
    const gradient: Float64Array = yield* gradientAt(shockOf, best, ranked.slice(0, refined));
    const turned = unit(gradient);
    if (turned === undefined) break;
    const halfway = unit(turned.map((d, i) => d + best!.direction[i]!));
    let better: Shock | undefined = yield* smaller(shockOf, turned, best, target, tolerance);
    if (better === undefined && halfway !== undefined) {
      better = yield* smaller(shockOf, halfway, best, target, tolerance);
    }
    if (better === undefined) break;
    best = better;
  }
  return { found: true, ...best, evaluations };
}

type ShockOf = (direction: Float64Array, size: number) => Search<Shock>;

/** Along a direction, the first shock of a whole number of strides that is enough, or the last. */
function* firstCrossing(
  shockOf: ShockOf,
  direction: Float64Array,
  target: number,
  maxSize: number,
): Search<Shock> {
  for (let size = stride; size < maxSize; size += stride) {
    const shock = yield* shockOf(direction, size);
    if (shock.probability >= target) return shock;
  }
  return yield* shockOf(direction, maxSize);
}

/** The least shock that is enough, between one that is and a size that is not. */
function* bisected(
  shockOf: ShockOf,
  enough: Shock,
  tooSmall: number,
  target: number,
  tolerance: number,
): Search<Shock> {
  let best = enough;
  let low = tooSmall;
  while (best.size - low > tolerance) {
    const middle = low + (best.size - low) / 2;
    if (middle <= low || middle >= best.size) break;
    const shock = yield* shockOf(best.direction, middle);
    if (shock.probability >= target) best = shock;
    else low = middle;
  }
  return best;
}

/** The least shock along a direction if it is smaller than the best by the tolerance. */
function* smaller(
  shockOf: ShockOf,
  direction: Float64Array,
  best: Shock,
  target: number,
  tolerance: number,
): Search<Shock | undefined> {
  const size = best.size - tolerance;
  if (size <= 0) return undefined;
  const shock = yield* shockOf(direction, size);
  if (shock.probability < target) return undefined;
  return yield* bisected(shockOf, shock, 0, target, tolerance);
}

/** How the normal quantile of the probability changes with the shift of some parameters. */
function* gradientAt(
  shockOf: ShockOf,
  { shift }: Shock,
  parameters: readonly number[],
): Search<Float64Array> {
  const gradient = new Float64Array(shift.length);
  const score = (p: number): number => normalQuantile(Math.min(1 - 1e-6, Math.max(1e-6, p)));
  for (const i of parameters) {
    const up = yield* shockOf(shift.with(i, shift[i]! + nudge), 1);
    const down = yield* shockOf(shift.with(i, shift[i]! - nudge), 1);
    gradient[i] = (score(up.probability) - score(down.probability)) / (2 * nudge);
  }
  return gradient;
}

/** Directions to try: all coefficients, then the 1, 2, 4, … largest. */
function directionsFrom(coefficients: Float64Array, ranked: readonly number[]): Float64Array[] {
  const directions = [unit(coefficients)!];
  for (let kept = 1; kept < coefficients.length; kept *= 2) {
    const some = new Float64Array(coefficients.length);
    for (const i of ranked.slice(0, kept)) some[i] = coefficients[i]!;
    directions.push(unit(some)!);
  }
  return directions;
}

/** Undefined when the draws say nothing of what brings the event about. */
function coefficientsOf(parameters: Matrix, happened: ArrayLike<number>): Float64Array | undefined {
  const draws = parameters.rows;
  let events = 0;
  for (let draw = 0; draw < draws; draw += 1) events += happened[draw]!;
  if (events === 0 || events === draws) return undefined;
  const weights = Float64Array.from({ length: draws }, (_, draw) =>
    happened[draw] === 1 ? draws / (2 * events) : draws / (2 * (draws - events)),
  );
  const coefficients = logisticCoefficients(normalScores(parameters), happened, weights);
  return unit(coefficients);
}

/** The vector of length 1 in the same direction; undefined for zeros. */
function unit(vector: Float64Array): Float64Array | undefined {
  const length = Math.sqrt(vector.reduce((sum, v) => sum + v * v, 0));
  return length > 0 ? vector.map((v) => v / length) : undefined;
}

function requirePositive(what: string, value: number): void {
  if (value > 0 && value < Infinity) return;
  throw new RangeError(`${what} must be above zero, but it is ${value}.`);
}
