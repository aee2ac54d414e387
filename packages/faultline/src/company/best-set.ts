import type { Settings } from "@faultline/engine";
import type { HedgeSet } from "@faultline/exposure";

/** The set that was found, and how many were compared. */
export interface BestSet {
  readonly set: HedgeSet;
  readonly compared: number;
}

/**
 * The set that leaves insolvency least likely; of equals the cheapest. Undefined without any set.
 *
 * @param sets cheapest first
 * @param insolvency probability of insolvency with levers moved, over the same futures
 */
export async function bestSetOf(
  sets: readonly HedgeSet[],
  insolvency: (moved: Settings) => Promise<number>,
): Promise<BestSet | undefined> {
  let best: { readonly set: HedgeSet; readonly risk: number } | undefined;
  for (const set of sets) {
    const risk = await insolvency(set.settings);
    if (best === undefined || risk < best.risk) best = { set, risk };
    // Those that are left cost more, and no risk is less than none.
    if (risk === 0) break;
  }
  return best && { set: best.set, compared: sets.length };
}
