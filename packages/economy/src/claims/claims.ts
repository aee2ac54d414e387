import { billWithoutDiscount } from "./bill-without-discount.ts";
import type { Claim } from "./claim.ts";
import { creditsEndBy2025 } from "./credits-end-by-2025.ts";
import { priceAtCost } from "./price-at-cost.ts";

/** The claims that are judged, in the essay's order. */
export const claims: readonly Claim[] = [billWithoutDiscount, priceAtCost, creditsEndBy2025];
