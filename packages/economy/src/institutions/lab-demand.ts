import {
  type Equation,
  type Lag,
  type Model,
  type Slot,
  type Stock,
  type Variable,
  eq,
} from "@faultline/engine";
import type { LabOpening, LabSurroundings } from "./lab.ts";

/** What a lab sells, at which prices, and what it takes. */
export interface LabDemand {
  /** API price over the path it takes while policy stands; mechanisms raise it. */
  readonly apiPricePolicy: Slot;
  readonly seatPricePolicy: Slot;
  /** Share of its costs that the lab's own finances force its prices to cover. */
  readonly pricePressure: Slot;
  /** List price without a change of policy, USD/Mtok. */
  readonly trendPrice: Slot;
  /** List price, USD/Mtok, three input tokens to one output token. */
  readonly apiPrice: Variable;
  /** API price policy that customers met last month. */
  readonly apiPolicySeen: Lag;
  /** API spending at unchanged policy, over that at the start. */
  readonly apiIndex: Stock;
  readonly weeklyUsers: Stock;
  /** API tokens sold, Mtok/month. */
  readonly apiTokens: Slot;
  /** Paid consumer seats. */
  readonly paidSeats: Slot;
  readonly businessSeats: Slot;
  readonly apiRevenue: Variable;
  readonly seatRevenue: Variable;
  readonly revenue: Variable;
}

/**
 * Demand for a lab's tokens and seats. It grows along a Gompertz curve (growth that fades) below two
 * ceilings, people and budgets; the share of users who pay moves on a path of its own; it answers the price policy it met last month with a constant
 * elasticity. A fall of the trend price is met by as many more tokens, so spending stays.
 */
export function labDemand(
  m: Model,
  at: LabOpening,
  around: LabSurroundings,
  alive: Variable,
): LabDemand {
  const { id } = at;
  const slot = (name: string, unit: string, base: Equation, doc: string): Slot =>
    m.slot(`${id}.${name}`, { unit, base, doc, combine: "product" });
  const apiPricePolicy = slot("apiPricePolicy", "1", eq`1`, "API price over its trend");
  const seatPricePolicy = slot("seatPricePolicy", "1", eq`1`, "Seat price over today's");
  const pricePressure = m.slot(`${id}.pricePressure`, {
    base: eq`0`,
    combine: "sum",
    doc: "Share of its costs that the lab's finances force its prices to cover",
  });
  const trendPrice = slot(
    "trendPrice",
    "USD/Mtok",
    eq`${at.listPrice}`,
    "List price of the best model without a change of policy",
  );
  const apiPrice = m.variable(`${id}.apiPrice`, eq`${trendPrice} * ${apiPricePolicy}`, {
    unit: "USD/Mtok",
    doc: "List price, three input tokens to one output token",
  });
  const apiPolicySeen = m.lag(`${id}.apiPolicySeen`, apiPricePolicy, { initial: eq`1` });
  const seatPolicySeen = m.lag(`${id}.seatPolicySeen`, seatPricePolicy, { initial: eq`1` });
  const revenueBefore = m.lag(`${id}.revenueBefore`, () => revenue, {
    unit: "USD/month",
    initial: eq`0`,
  });
  const room = eq`max(0, 1 - ${revenueBefore} / ${around.spendingCeiling})`;
  const fading = eq`exp(0 - ${around.growthFade} * time)`;
  const apiIndex = m.stock(`${id}.apiIndex`, {
    initial: eq`1`,
    change: (index) => eq`${index} * ${at.apiGrowth} * ${fading} * ${room} * ${alive}`,
    doc: "API spending at unchanged policy, over that at the start",
  });
  const weeklyUsers = m.stock(`${id}.weeklyUsers`, {
    unit: "person",
    initial: eq`${at.weeklyUsers}`,
    change: (users) =>
      eq`${users} * ${at.userGrowth} * ${fading} * ${alive}
        * max(0, 1 - ${users} / ${at.userCeiling})`,
    doc: "People who use the lab's chat product in a week",
  });
  const apiTokens = slot(
    "apiTokens",
    "Mtok/month",
    eq`${at.apiTokens} * ${apiIndex} * ${alive} * ${around.appetite}
      * pow(${apiPolicySeen}, 0 - ${around.apiElasticity})`,
    "API tokens sold, in September-2024 frontier tokens",
  );
  const paying = eq`exp(${at.payingGrowth} / ${around.growthFade} * (1 - ${fading}))`;
  const seatFactor = eq`${weeklyUsers} / ${at.weeklyUsers} * ${paying} * ${alive}
    * pow(${seatPolicySeen}, 0 - ${around.seatElasticity})`;
  const paidSeats = slot("seats", "person", eq`${at.paidSeats} * ${seatFactor}`, "Consumer seats");
  const businessSeats = slot(
    "businessSeats",
    "person",
    eq`${at.businessSeats} * ${seatFactor} * ${around.appetite}`,
    "Seats paid by companies",
  );
  const apiRevenue = m.variable(`${id}.apiRevenue`, eq`${apiTokens} * ${apiPrice}`, {
    unit: "USD/month",
    doc: "Tokens times list price",
  });
  const seatRevenue = m.variable(
    `${id}.seatRevenue`,
    eq`(${paidSeats} * ${at.seatPrice} + ${businessSeats} * ${at.businessSeatPrice})
      * ${seatPricePolicy}`,
    { unit: "USD/month", doc: "Seats times seat price" },
  );
  const revenue = m.variable(`${id}.grossRevenue`, eq`${apiRevenue} + ${seatRevenue}`, {
    unit: "USD/month",
    doc: "Revenue before the partner's share",
  });
  return {
    apiPricePolicy,
    seatPricePolicy,
    pricePressure,
    trendPrice,
    apiPrice,
    apiPolicySeen,
    apiIndex,
    weeklyUsers,
    apiTokens,
    paidSeats,
    businessSeats,
    apiRevenue,
    seatRevenue,
    revenue,
  };
}
