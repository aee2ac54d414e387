import { burnAndRunway } from "./burn-and-runway.ts";
import { capexAgainstRevenue } from "./capex-against-revenue.ts";
import { confidence } from "./confidence.ts";
import { discountAndCreditsEnd } from "./discount-and-credits-end.ts";
import { efficiency } from "./efficiency.ts";
import { knockOn } from "./knock-on.ts";
import type { Mechanism } from "./mechanism.ts";
import { roundTripping } from "./round-tripping.ts";
import { subsidisedPrice } from "./subsidised-price.ts";

/** Every mechanism that runs, in the essay's order. */
export const mechanisms: readonly Mechanism[] = [
  subsidisedPrice,
  burnAndRunway,
  confidence,
  discountAndCreditsEnd,
  knockOn,
  capexAgainstRevenue,
  roundTripping,
  efficiency,
];
