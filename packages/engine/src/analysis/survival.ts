import { type Estimate, excludesZero, normalWidth, usualConfidence } from "./estimate.ts";

/** When an event happens, by month from 0 to the horizon. */
export interface Survival {
  readonly draws: number;
  /** Probability that the event has happened by the end of each month. */
  readonly happened: readonly Estimate[];
  /** Probability that it has not, by the end of each month. */
  readonly survived: readonly Estimate[];
  /** Month by whose end it has happened in half of the draws; null when it has in fewer. */
  readonly medianMonth: number | null;
}

/** How much likelier an event is in one ensemble than in another with the same random numbers. */
export interface PairedDifference extends Estimate {
  /** Draws in which the event has happened in the first ensemble only. */
  readonly onlyFirst: number;
  /** Draws in which the event has happened in the second ensemble only. */
  readonly onlySecond: number;
  /** Whether the interval leaves out zero; if not, the two cannot be told apart. */
  readonly distinguishable: boolean;
}

/**
 * Survival curve and event probability. Every draw is followed to the horizon and an event after it
 * counts as none, so no draw drops out early and the Kaplan-Meier curve is the plain share.
 *
 * @param eventMonths by draw, the month index in which the event happens; -1 where it never does
 * @param horizon how many months to report
 * @throws RangeError for no draws, a month below -1 or a horizon that is no whole number above zero
 * @example
 * // Four draws: the event happens in months 0, 2 and 2, and in one of them never.
 * const { happened, medianMonth } = survival(Int32Array.of(0, 2, 2, -1), 4);
 * happened.map(({ value }) => value); // → [0.25, 0.25, 0.75, 0.75]
 * medianMonth; // → 2
 */
export function survival(
  eventMonths: Int32Array,
  horizon: number,
  confidence = usualConfidence,
): Survival {
  requireMonths(eventMonths, horizon);
  const width = normalWidth(confidence);
  const draws = eventMonths.length;
  const happened: Estimate[] = [];
  const survived: Estimate[] = [];
  let medianMonth: number | null = null;
  const first = new Int32Array(horizon);
  for (const month of eventMonths) if (month >= 0 && month < horizon) first[month]! += 1;
  let count = 0;
  for (let month = 0; month < horizon; month += 1) {
    count += first[month]!;
    happened.push(wilson(count, draws, width));
    survived.push(wilson(draws - count, draws, width));
    if (medianMonth === null && count >= draws / 2) medianMonth = month;
  }
  return { draws, happened, survived, medianMonth };
}

/**
 * By month, the probability that an event has happened in `first` less that in `second`. Draws are
 * paired, so only those count in which the two differ. The interval is Tango's score interval
 * ("Equivalence test and confidence interval for the difference in proportions for the
 * paired-sample design", Statistics in Medicine 17, 1998): it leaves out zero exactly when
 * McNemar's test tells the two apart, and does not shrink to nothing when no draw differs.
 *
 * @param first by draw, the month index in which the event happens; -1 where it never does
 * @param second the same with other settings, and the same seed
 * @throws RangeError as {@link survival}, and for ensembles of different size
 */
export function pairedDifference(
  first: Int32Array,
  second: Int32Array,
  horizon: number,
  confidence = usualConfidence,
): readonly PairedDifference[] {
  requireMonths(first, horizon);
  requireMonths(second, horizon);
  const draws = first.length;
  if (second.length !== draws) {
    throw new RangeError(`Draws cannot be paired: there are ${draws} and ${second.length}.`);
  }
  const width = normalWidth(confidence);
  // A pair differs from the earlier of its two months until the later one.
  const onlyFirst = new Int32Array(horizon + 1);
  const onlySecond = new Int32Array(horizon + 1);
  for (let draw = 0; draw < draws; draw += 1) {
    const one = monthWithin(first[draw]!, horizon);
    const other = monthWithin(second[draw]!, horizon);
    const only = one < other ? onlyFirst : onlySecond;
    only[Math.min(one, other)]! += 1;
    only[Math.max(one, other)]! -= 1;
  }
  const differences: PairedDifference[] = [];
  let b = 0;
  let c = 0;
  for (let month = 0; month < horizon; month += 1) {
    b += onlyFirst[month]!;
    c += onlySecond[month]!;
    const estimate = tango(b, c, draws, width);
    const distinguishable = excludesZero(estimate);
    differences.push({ ...estimate, onlyFirst: b, onlySecond: c, distinguishable });
  }
  return differences;
}

/**
 * A probability from `successes` in `trials`, with Wilson's score interval ("Probable inference,
 * the law of succession, and statistical inference", Journal of the American Statistical
 * Association 22, 1927).
 *
 * @param width half the width of the interval in standard deviations, such as 1.96
 */
export function wilson(successes: number, trials: number, width: number): Estimate {
  const value = successes / trials;
  const square = (width * width) / trials;
  const middle = (value + square / 2) / (1 + square);
  const reach =
    (width / (1 + square)) * Math.sqrt((value * (1 - value)) / trials + square / (4 * trials));
  return {
    value,
    // Exactly 0 and 1 at the ends, where rounding would leave a trace.
    low: successes === 0 ? 0 : Math.max(0, middle - reach),
    high: successes === trials ? 1 : Math.min(1, middle + reach),
  };
}

/** Score interval of (b - c) / n, when b of n pairs differ in one way and c in the other. */
function tango(b: number, c: number, n: number, width: number): Estimate {
  const value = (b - c) / n;
  /** Distance of the estimate from `difference` in the standard deviations that it would have. */
  const score = (difference: number): number => {
    const half = (2 * n - b + c) * difference - b - c;
    const root = Math.sqrt(half * half + 8 * n * c * difference * (1 - difference));
    // The likeliest probability of the second way; the first is it plus the difference.
    const likeliest = (root - half) / (4 * n);
    const variance = n * (2 * likeliest + difference * (1 - difference));
    return (b - c - n * difference) / Math.sqrt(Math.max(0, variance));
  };
  /** Bisects between the estimate, which scores 0, and an end, until neighbours are reached. */
  const endTowards = (end: number): number => {
    let [inside, outside] = [value, end];
    for (;;) {
      const middle = inside + (outside - inside) / 2;
      if (middle === inside || middle === outside) return outside;
      if (Math.abs(score(middle)) <= width) inside = middle;
      else outside = middle;
    }
  };
  return { value, low: endTowards(-1), high: endTowards(1) };
}

/** The month of an event, or the horizon where it lies beyond or never comes. */
function monthWithin(month: number, horizon: number): number {
  return month < 0 || month > horizon ? horizon : month;
}

function requireMonths(eventMonths: Int32Array, horizon: number): void {
  if (!Number.isInteger(horizon) || horizon < 1) {
    throw new RangeError(`The horizon must be a whole number of months above 0, not ${horizon}.`);
  }
  if (eventMonths.length === 0) throw new RangeError("There are no draws to count.");
  const draw = eventMonths.findIndex((month) => month < -1);
  if (draw >= 0) {
    throw new RangeError(
      `The event of draw ${draw} must have a month, or -1 for never, not ${eventMonths[draw]}.`,
    );
  }
}
