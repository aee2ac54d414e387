import { exactParts } from "./exact-parts.ts";

/** An amount in the outcome's unit, or one for each month. */
export type Amount = number | Float64Array;

/** How far one cause acts by itself and how far with others; in the outcome's unit. */
export interface CauseRow<A extends Amount> {
  /** What the cause changes when no other is present. */
  readonly alone: A;
  /** What it changes when all others are present. */
  readonly last: A;
  /** Its part less `alone`: its share of the interactions with others. */
  readonly interaction: A;
}

/** How much two causes change together beyond what each changes; in the outcome's unit. */
export interface PairRow<A extends Amount> {
  readonly first: number;
  readonly second: number;
  readonly interaction: A;
}

/** A change split over its causes. */
export interface Attribution<A extends Amount> {
  /** By cause. Added up in order, and `rounding` after them, they give `total` in every bit. */
  readonly parts: readonly A[];
  /** Outcome with all causes less the outcome with none. */
  readonly total: A;
  /**
   * Zero, save where causes so nearly cancel that doubles of their size cannot add up to the total;
   * then less than the last digit of the largest part. See `exactParts`.
   */
  readonly rounding: A;
  /** By cause. */
  readonly causes: readonly CauseRow<A>[];
  /** For each two causes, ordered by first and then second. */
  readonly pairs: readonly PairRow<A>[];
  /** `total` less what each cause changes alone: all that is interaction. */
  readonly remainder: A;
}

/** With one more cause there are twice as many runs; 256 are enough. */
const maxCauses = 8;

/**
 * Splits a change over its causes by the Shapley value: each cause's part is what it changes when
 * it joins, averaged over all orders in which the causes may join (Shapley, "A value for n-person
 * games", 1953). A cause that never changes anything has a part of exactly 0. Interactions of pairs
 * are Shapley interaction indices (Grabisch and Roubens, "An axiomatic approach to the concept of
 * interaction among players in cooperative games", International Journal of Game Theory 28, 1999).
 *
 * @param value the outcome when the causes whose bits are set in `coalition` are present and the
 *   others absent, one number or one a month; asked once for each coalition, from 0 to 2^n - 1
 * @param causes how many there are, n, from 1 to 8
 * @throws RangeError for other numbers of causes, and for outcomes that are not finite or differ in
 *   length
 * @example
 * // A price rise (bit 1) costs 10, a lost customer (bit 2) costs 6, and both together 20.
 * const loss = [0, 10, 6, 20];
 * shapley((coalition) => loss[coalition], 2).parts; // → [12, 8]
 */
export function shapley(value: (coalition: number) => number, causes: number): Attribution<number>;
export function shapley(
  value: (coalition: number) => Float64Array,
  causes: number,
): Attribution<Float64Array>;
export function shapley(
  value: (coalition: number) => Amount,
  causes: number,
): Attribution<number> | Attribution<Float64Array> {
  if (!Number.isInteger(causes) || causes < 1 || causes > maxCauses) {
    throw new RangeError(
      `A change can be split over 1 to ${maxCauses} causes, since each further one doubles the ` +
        `runs, but there are ${causes}; put some together.`,
    );
  }
  let isScalar = false;
  const values = Array.from({ length: 2 ** causes }, (_, coalition) => {
    const answer = value(coalition);
    isScalar = typeof answer === "number";
    // A copy, for the next coalition's answer may come in the same array.
    return typeof answer === "number" ? Float64Array.of(answer) : answer.slice();
  });
  requireAlike(values);
  const split = splitValues(values, causes);
  return isScalar ? scalarOf(split) : split;
}

/** The attribution of each month by itself. */
function splitValues(values: readonly Float64Array[], n: number): Attribution<Float64Array> {
  const length = values[0]!.length;
  const all = values.length - 1;
  const change = (to: number, from: number): Float64Array =>
    values[to]!.map((v, month) => v - values[from]![month]!);
  const rowOf = (): Float64Array => new Float64Array(length);

  const total = change(all, 0);
  const parts = Array.from({ length: n }, rowOf);
  const rounding = rowOf();
  const raw = averageChanges(values, n);
  for (let month = 0; month < length; month += 1) {
    const exact = exactParts(
      Float64Array.from(raw, (row) => row[month]!),
      total[month]!,
    );
    for (const [i, part] of parts.entries()) part[month] = exact.parts[i]!;
    rounding[month] = exact.rounding;
  }

  const causes = parts.map((part, i) => {
    const alone = change(2 ** i, 0);
    const last = change(all, all - 2 ** i);
    return { alone, last, interaction: part.map((p, month) => p - alone[month]!) };
  });
  const remainder = total.map((sum, month) =>
    causes.reduce((left, { alone }) => left - alone[month]!, sum),
  );
  return { parts, total, rounding, causes, pairs: pairsOf(values, n), remainder };
}

/** By cause: what it changes by joining, averaged over all orders of joining. */
function averageChanges(values: readonly Float64Array[], n: number): Float64Array[] {
  return Array.from({ length: n }, (_, i) => {
    const average = new Float64Array(values[0]!.length);
    for (const [coalition, without] of values.entries()) {
      if ((coalition & (2 ** i)) !== 0) continue;
      const members = membersOf(coalition);
      const weight = (factorial(members) * factorial(n - members - 1)) / factorial(n);
      const withIt = values[coalition | (2 ** i)]!;
      for (let month = 0; month < average.length; month += 1) {
        average[month]! += weight * (withIt[month]! - without[month]!);
      }
    }
    return average;
  });
}

function pairsOf(values: readonly Float64Array[], n: number): PairRow<Float64Array>[] {
  const rows: PairRow<Float64Array>[] = [];
  for (let first = 0; first < n; first += 1) {
    for (let second = first + 1; second < n; second += 1) {
      const [i, j] = [2 ** first, 2 ** second];
      const interaction = new Float64Array(values[0]!.length);
      for (let coalition = 0; coalition < values.length; coalition += 1) {
        if ((coalition & (i | j)) !== 0) continue;
        const members = membersOf(coalition);
        const weight = (factorial(members) * factorial(n - members - 2)) / factorial(n - 1);
        const [none, one, other, both] = [0, i, j, i | j].map((more) => values[coalition | more]!);
        for (let month = 0; month < interaction.length; month += 1) {
          const beyond = both![month]! - one![month]! - (other![month]! - none![month]!);
          interaction[month]! += weight * beyond;
        }
      }
      rows.push({ first, second, interaction });
    }
  }
  return rows;
}

/** The same for outcomes of one number. */
function scalarOf(split: Attribution<Float64Array>): Attribution<number> {
  return {
    parts: split.parts.map((part) => part[0]!),
    total: split.total[0]!,
    rounding: split.rounding[0]!,
    causes: split.causes.map(({ alone, last, interaction }) => {
      return { alone: alone[0]!, last: last[0]!, interaction: interaction[0]! };
    }),
    pairs: split.pairs.map(({ first, second, interaction }) => {
      return { first, second, interaction: interaction[0]! };
    }),
    remainder: split.remainder[0]!,
  };
}

function requireAlike(values: readonly Float64Array[]): void {
  const length = values[0]!.length;
  for (const [coalition, row] of values.entries()) {
    if (row.length !== length || length === 0) {
      throw new RangeError(
        `The outcome of coalition ${coalition} has ${row.length} numbers, ` +
          `but that of coalition 0 has ${length}; all need the same, at least 1.`,
      );
    }
    const at = row.findIndex((v) => !Number.isFinite(v));
    if (at >= 0) {
      throw new RangeError(
        `The outcome of coalition ${coalition} must be finite, but it is ${row[at]}.`,
      );
    }
  }
}

function membersOf(coalition: number): number {
  let members = 0;
  for (let left = coalition; left > 0; left &= left - 1) members += 1;
  return members;
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}
