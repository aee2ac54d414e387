/** Share of revenue an app company pays for tokens at the start, and how many companies do. */
const tokenShares = [
  [0.06, 0.09],
  [0.12, 0.16],
  [0.18, 0.2],
  [0.24, 0.17],
  [0.32, 0.14],
  [0.4, 0.11],
  [0.5, 0.08],
  [0.62, 0.05],
] as const;

/** Share of an app company's tokens that comes from OpenAI, and how many companies do so. */
const openaiMixes = [
  [1, 0.45],
  [0.75, 0.25],
  [0.35, 0.15],
  [0, 0.15],
] as const;

/** Months of burn in the bank at the start, and how many companies have them. */
const runways = [
  [3, 0.05],
  [6, 0.13],
  [9, 0.17],
  [12, 0.18],
  [16, 0.18],
  [20, 0.13],
  [26, 0.1],
  [36, 0.06],
] as const;

/** Traits of the cells of app companies, one number per cell in each. */
export interface AppTraits {
  readonly [name: string]: readonly number[];
  /** Share of all app companies, adds up to 1. */
  readonly weight: readonly number[];
  readonly tokenShare: readonly number[];
  readonly openaiMix: readonly number[];
  readonly runway: readonly number[];
  /** Share of the apps' OpenAI tokens and Anthropic tokens that the cell buys; each adds up to 1. */
  readonly ofOpenai: readonly number[];
  readonly ofAnthropic: readonly number[];
}

/**
 * The 256 cells: every combination of token share, vendor mix and runway, independent of each other.
 * The mean gross margin with other cost of sales at 20% is about 54%, within ST12.
 */
export function appTraits(): AppTraits {
  const cells = tokenShares.flatMap(([tokenShare, a]) =>
    openaiMixes.flatMap(([openaiMix, b]) =>
      runways.map(([runway, c]) => ({ tokenShare, openaiMix, runway, weight: a * b * c })),
    ),
  );
  const shares = (part: (cell: (typeof cells)[number]) => number): readonly number[] => {
    const total = cells.reduce((sum, cell) => sum + part(cell), 0);
    return cells.map((cell) => part(cell) / total);
  };
  return {
    weight: shares((cell) => cell.weight),
    tokenShare: cells.map((cell) => cell.tokenShare),
    openaiMix: cells.map((cell) => cell.openaiMix),
    runway: cells.map((cell) => cell.runway),
    ofOpenai: shares((cell) => cell.weight * cell.openaiMix),
    ofAnthropic: shares((cell) => cell.weight * (1 - cell.openaiMix)),
  };
}
