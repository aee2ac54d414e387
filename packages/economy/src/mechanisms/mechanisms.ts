import { burnAndRunway } from "./burn-and-runway.ts";
import { capexAgainstRevenue } from "./capex-against-revenue.ts";
import { cappedProfit } from "./capped-profit.ts";
import { confidence } from "./confidence.ts";
import { copyright } from "./copyright.ts";
import { demandForShow } from "./demand-for-show.ts";
import { discountAndCreditsEnd } from "./discount-and-credits-end.ts";
import { efficiency } from "./efficiency.ts";
import { idleCapacity } from "./idle-capacity.ts";
import { jobs } from "./jobs.ts";
import { knockOn } from "./knock-on.ts";
import { lockIn } from "./lock-in.ts";
import type { Mechanism } from "./mechanism.ts";
import { pilotAbandonment } from "./pilot-abandonment.ts";
import { plateau } from "./plateau.ts";
import { reasoningTokens } from "./reasoning-tokens.ts";
import { reliabilityLimit } from "./reliability-limit.ts";
import { roundTripping } from "./round-tripping.ts";
import { seatAdoption } from "./seat-adoption.ts";
import { subsidisedPrice } from "./subsidised-price.ts";
import { twoFates } from "./two-fates.ts";

/** Every mechanism of the essay, in its order, and the one that it leaves out. */
export const mechanisms: readonly Mechanism[] = [
  subsidisedPrice,
  burnAndRunway,
  confidence,
  discountAndCreditsEnd,
  cappedProfit,
  reasoningTokens,
  plateau,
  seatAdoption,
  idleCapacity,
  pilotAbandonment,
  twoFates,
  knockOn,
  capexAgainstRevenue,
  jobs,
  copyright,
  roundTripping,
  lockIn,
  demandForShow,
  reliabilityLimit,
  efficiency,
];
