import type { Name } from "./allocation.ts";
import { type BreakEven, grossProfitAt, isUnderWaterAt } from "./break-even.ts";

/** Multiples of today's token prices that a ladder climbs by default. */
export const LADDER_MULTIPLES: readonly number[] = [1, 1.5, 2, 3, 5, 10, 20, 50, 100];

/** The company at one multiple of today's token prices. */
export interface Rung {
  readonly multiple: number;
  /** USD a period; null when revenue is unknown. */
  readonly grossProfit: number | null;
  /** Fraction of revenue; null when that is unknown, or not above zero. */
  readonly grossMargin: number | null;
  /** Features that lose money at this multiple. */
  readonly underWater: readonly Name[];
}

/** What a ladder needs to know of a line. */
export interface LadderLine {
  readonly name: Name;
  readonly revenue: number | null;
  readonly otherCogs: number;
  readonly fixedAi: number;
  readonly tokenPricedAi: number;
  readonly uncostedTokens: number;
  readonly breakEven: BreakEven;
}

/** Re-prices the company at each multiple, with everything else unchanged. */
export function climbLadder(
  total: LadderLine,
  features: readonly LadderLine[],
  multiples: readonly number[],
): Rung[] {
  return multiples.map((multiple) => {
    const grossProfit = grossProfitAt(
      { ...total, hasUncostedTokens: total.uncostedTokens > 0 },
      multiple,
    );
    return {
      multiple,
      grossProfit,
      grossMargin: grossProfit === null ? null : marginOf(grossProfit, total.revenue),
      underWater: features
        .filter((feature) => isUnderWaterAt(feature.breakEven, multiple) === true)
        .map((feature) => feature.name),
    };
  });
}

/** A gross profit as a fraction of revenue; null where refunds leave no revenue to be a part of. */
export function marginOf(grossProfit: number, revenue: number | null): number | null {
  return revenue === null || revenue <= 0 ? null : grossProfit / revenue;
}

/** Features by the multiple at which they sink, first to sink first; those that never do are left out. */
export function sinkingOrder(features: readonly LadderLine[]): { name: Name; multiple: number }[] {
  return features
    .flatMap((feature) => {
      const { breakEven } = feature;
      if (breakEven.kind !== "multiple" && breakEven.kind !== "underwater") return [];
      return [{ name: feature.name, multiple: breakEven.value }];
    })
    .toSorted((a, b) => a.multiple - b.multiple || ((a.name ?? "") < (b.name ?? "") ? -1 : 1));
}
