/**
 * What each service tier costs as a multiple of the standard price. Catalogues do not carry them,
 * and a list-price estimate that ignores them was seen at 2.2 times the bill. A tier not listed
 * has no known price.
 */
const TIER_MULTIPLIERS: ReadonlyMap<string, number> = new Map([
  ["", 1],
  ["default", 1],
  ["standard", 1],
  ["auto", 1],
  ["batch", 0.5],
  ["flex", 0.5],
  ["flex-tier", 0.5],
  // OpenAI's free tokens in exchange for sharing the traffic.
  ["incentivized-tier", 0],
]);

/** The multiple of the standard price that a service tier costs; null when it is not known. */
export function tierMultiplier(tier: string): number | null {
  return TIER_MULTIPLIERS.get(tier.trim().toLowerCase()) ?? null;
}
