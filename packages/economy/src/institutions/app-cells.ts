/**
 * Share of revenue an app company pays for tokens at the start, and how many companies do; an
 * assumption, whose mean leaves the margins of ST12. They are many, since it is this share that
 * decides at which price a company fails: with fewer the share failing rises in steps.
 */
const tokenShares = [
  [0.045, 0.045],
  [0.075, 0.045],
  [0.105, 0.08],
  [0.135, 0.08],
  [0.165, 0.1],
  [0.195, 0.1],
  [0.2275, 0.085],
  [0.2625, 0.085],
  [0.3, 0.07],
  [0.34, 0.07],
  [0.3825, 0.055],
  [0.4275, 0.055],
  [0.4775, 0.04],
  [0.5325, 0.04],
  [0.595, 0.025],
  [0.665, 0.025],
] as const;

/** Share of an app company's tokens that comes from OpenAI, and how many do so; an assumption. */
const openaiMixes = [
  [1, 0.45],
  [0.6, 0.4],
  [0, 0.15],
] as const;

/** A group of companies of the start by the cash they had then. */
export interface RunwayClass {
  /** Months of burn in the bank at the start. */
  readonly months: number;
  /** How many of the start's companies had them; the classes add up to 1. */
  readonly share: number;
}

/**
 * Companies of the start by their cash; an assumption, as a usual round lasts a year or two. Two
 * classes do, since the exits of each spread over years: with four, a tenth more are gone after
 * half a year and two parts in a hundred more after two years.
 */
export const runwayClasses: readonly RunwayClass[] = [
  { months: 8, share: 0.53 },
  { months: 22, share: 0.47 },
];

/** Ages of companies, in the order they are passed through. */
export const ages = ["young", "grown"] as const;

/** Age of a company. */
export type Age = (typeof ages)[number];

/** Traits of the kinds of app companies, one number per kind in each. */
export interface AppTraits {
  readonly [name: string]: readonly number[];
  /** Share of all app companies, adds up to 1. */
  readonly weight: readonly number[];
  readonly tokenShare: readonly number[];
  readonly openaiMix: readonly number[];
  /** Share of the apps' OpenAI or Anthropic tokens that the kind buys; each adds up to 1. */
  readonly ofOpenai: readonly number[];
  readonly ofAnthropic: readonly number[];
}

/**
 * The 48 kinds: every combination of token share and vendor mix, independent of each other and of
 * cash and age. The mean gross margin with other cost of sales at 20% is about 54%, within ST12.
 */
export function appTraits(): AppTraits {
  const kinds = tokenShares.flatMap(([tokenShare, a]) =>
    openaiMixes.map(([openaiMix, b]) => ({ tokenShare, openaiMix, weight: a * b })),
  );
  const shares = (part: (kind: (typeof kinds)[number]) => number): readonly number[] => {
    const total = kinds.reduce((sum, kind) => sum + part(kind), 0);
    return kinds.map((kind) => part(kind) / total);
  };
  return {
    weight: shares((kind) => kind.weight),
    tokenShare: kinds.map((kind) => kind.tokenShare),
    openaiMix: kinds.map((kind) => kind.openaiMix),
    ofOpenai: shares((kind) => kind.weight * kind.openaiMix),
    ofAnthropic: shares((kind) => kind.weight * (1 - kind.openaiMix)),
  };
}
