/**
 * The multiple of today's token prices at which a margin is zero.
 * `underwater`: it is below 1, so the margin is negative already. `noLimit`: no token-priced AI, so
 * no token price can sink it. `unknown`: revenue or the cost of the tokens is not known.
 */
export type BreakEven =
  | { readonly kind: "multiple"; readonly value: number }
  | { readonly kind: "underwater"; readonly value: number }
  | { readonly kind: "noLimit" }
  | { readonly kind: "unknown" };

/** Money of one scope, USD a period. */
export interface MarginParts {
  /** Null when it is not known. */
  readonly revenue: number | null;
  readonly otherCogs: number;
  /** AI costs that token prices do not move. */
  readonly fixedAi: number;
  /** AI cost that the multiple applies to. */
  readonly tokenPricedAi: number;
  /** Whether some tokens have no known cost; without any known cost the multiple is unknown. */
  readonly hasUncostedTokens: boolean;
}

/** `m* = (revenue − other COGS − fixed AI) / token-priced AI`. */
export function breakEven(parts: MarginParts): BreakEven {
  if (parts.tokenPricedAi <= 0) return { kind: parts.hasUncostedTokens ? "unknown" : "noLimit" };
  if (parts.revenue === null) return { kind: "unknown" };
  const value = (parts.revenue - parts.otherCogs - parts.fixedAi) / parts.tokenPricedAi;
  return { kind: value < 1 ? "underwater" : "multiple", value };
}

/**
 * What is left of revenue at a multiple of today's token prices, USD; null when revenue is unknown,
 * or when there are tokens and none of them has a known cost. Where only some have none it is the
 * most that can be left.
 */
export function grossProfitAt(parts: MarginParts, multiple: number): number | null {
  if (parts.revenue === null) return null;
  if (parts.tokenPricedAi <= 0 && parts.hasUncostedTokens) return null;
  return parts.revenue - parts.otherCogs - parts.fixedAi - multiple * parts.tokenPricedAi;
}

/** Whether a scope loses money at a multiple of today's token prices; null when unknown. */
export function isUnderWaterAt(result: BreakEven, multiple: number): boolean | null {
  switch (result.kind) {
    case "unknown":
      return null;
    case "noLimit":
      return false;
    default:
      return multiple > result.value;
  }
}
