import { type Distribution, type ParameterBasis, exp, triangular } from "@faultline/engine";
import type { Fact } from "../evidence/fact.ts";

/** Month for which the institutions' files give their openings. */
export const writtenFor = "2024-09";

/** What was known, or had to be supposed, of a parameter in a month. */
export interface Reading {
  /** Month it describes, as `YYYY-MM`. */
  readonly asOf: string;
  readonly value: Distribution;
  readonly facts: readonly Fact[];
  /** Why it is supposed, or how it follows from the facts. */
  readonly assumption: string | undefined;
}

/** Readings by parameter, each list oldest first. */
export type Readings = Readonly<Record<string, readonly Reading[]>>;

/** A reading that rests on facts; `how` says how it follows from them where that is not plain. */
export function told(
  asOf: string,
  value: Distribution,
  facts: readonly Fact[],
  how?: string,
): Reading {
  return { asOf, value, facts, assumption: how };
}

/** A reading of which nothing was published: wide, and an assumption. */
export function supposed(asOf: string, value: Distribution, why: string): Reading {
  return { asOf, value, facts: [], assumption: why };
}

/** A reading as a parameter takes it. */
export function basisOf({ value, facts, assumption }: Reading): ParameterBasis {
  return { distribution: value, facts, assumption };
}

/** Months from one month to another, both `YYYY-MM`. */
export function monthsBetween(from: string, to: string): number {
  const count = (month: string): number => 12 * Number(month.slice(0, 4)) + Number(month.slice(5));
  return count(to) - count(from);
}

/** By how much a month of age widens an amount either way: an assumption. */
const widening = 0.03;

/** Rates a month at which growth may have faded since it was seen: an assumption, as M20's range. */
const fading = { fast: 0.06, usual: 0.03 } as const;

/**
 * An amount read some months ago, for use today: about the same, and surer of nothing. The ends of
 * its range move apart by 3% a month.
 */
export function agedAmount(reading: Reading, months: number): Reading {
  const { low, mode, high } = rangeOf(reading.value);
  const factor = exp(widening * months);
  return {
    ...reading,
    value: triangular(low / factor, mode, high * factor),
    assumption: withReason(
      reading,
      `Of ${reading.asOf}, ${months} months before the start: its range is widened by 3% a month.`,
    ),
  };
}

/** A growth rate seen some months ago: it may have stayed, and has more likely faded. */
export function agedGrowth(reading: Reading, months: number): Reading {
  const { low, mode, high } = rangeOf(reading.value);
  // A fall may have ended; it is not expected to steepen.
  const faded = (rate: number, pace: number): number => rate * exp(-pace * months);
  return {
    ...reading,
    value: triangular(
      Math.min(low, faded(low, fading.fast)),
      faded(mode, fading.usual),
      Math.max(high, 0),
    ),
    assumption: withReason(
      reading,
      `Of ${reading.asOf}, ${months} months before the start: it is let fade by up to 6% a month.`,
    ),
  };
}

function withReason({ assumption }: Reading, more: string): string {
  return assumption === undefined ? more : `${assumption} ${more}`;
}

/** Low end, likeliest value and high end; 5 to 95 in 100 where a distribution has no ends. */
export function rangeOf(d: Distribution): {
  readonly low: number;
  readonly mode: number;
  readonly high: number;
} {
  switch (d.kind) {
    case "constant":
      return { low: d.value, mode: d.value, high: d.value };
    case "triangular":
      return { low: d.low, mode: d.mode, high: d.high };
    case "uniform":
      return { low: d.low, mode: (d.low + d.high) / 2, high: d.high };
    case "lognormal": {
      const spread = exp(1.645 * d.sigma);
      return { low: d.median / spread, mode: d.median, high: d.median * spread };
    }
    default:
      throw new Error(`A reading is not given as ${d.kind}.`);
  }
}
