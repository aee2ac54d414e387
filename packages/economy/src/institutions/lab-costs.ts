import { type Equation, type Model, type Slot, type Variable, eq } from "@faultline/engine";
import type { LabDemand } from "./lab-demand.ts";
import type { LabOpening, LabSurroundings } from "./lab.ts";

/** What a lab pays for, and what is left; all in USD/month. */
export interface LabCosts {
  readonly hoursPerMtok: Slot;
  readonly hoursPerUser: Slot;
  /** Hours of an API token over those of a plain one; mechanisms change it. */
  readonly apiHours: Slot;
  /** Rent paid over what the contract gives while it stands; mechanisms raise it. */
  readonly computePremium: Slot;
  /** Damages and licences owed to rights holders, USD/month; mechanisms bring them. */
  readonly damages: Slot;
  /** Share of the planned training that is carried out. */
  readonly trainingShare: Slot;
  /** Rent paid per A100-equivalent hour, USD/GPUhour. */
  readonly computePrice: Variable;
  readonly apiServing: Variable;
  readonly chatServing: Variable;
  readonly training: Variable;
  readonly computeBill: Variable;
  readonly staff: Variable;
  readonly otherCosts: Variable;
  readonly partnerCost: Variable;
  readonly stockPay: Variable;
  /** Every cost but stock pay. */
  readonly costs: Variable;
  /** Costs but stock pay, less revenue: what it must find in cash or credits. */
  readonly fundingNeed: Variable;
}

/**
 * A lab's bills. Serving is hours times rent; training is a budget that grows and fades, dearer when
 * the rent jumps; staff and the rest grow and fade; the partner keeps a share of revenue.
 */
export function labCosts(
  m: Model,
  at: LabOpening,
  around: LabSurroundings,
  demand: LabDemand,
  alive: Variable,
): LabCosts {
  const { id } = at;
  const slot = (name: string, unit: string, base: Equation, doc: string): Slot =>
    m.slot(`${id}.${name}`, { unit, base, doc, combine: "product" });
  const bill = (name: string, equation: Equation, doc: string): Variable =>
    m.variable(`${id}.${name}`, equation, { unit: "USD/month", doc });
  const hoursPerMtok = slot(
    "hoursPerMtok",
    "GPUhour/Mtok",
    at.hoursPerMtok,
    "A100-equivalent hours to serve a million tokens",
  );
  /** Growth per month that fades, as a factor over the start. */
  const grown = (rate: Equation): Equation =>
    eq`exp(${rate} / ${around.costFade} * (1 - exp(0 - ${around.costFade} * time)))`;
  const hoursPerUser = slot(
    "hoursPerUser",
    "GPUhour/person/month",
    eq`${at.hoursPerUser} * ${grown(eq`${around.intensityGrowth}`)}`,
    "A100-equivalent hours to serve a weekly user for a month",
  );
  const apiHours = slot("apiHours", "1", eq`1`, "Hours of an API token over those of a plain one");
  const computePremium = slot("computePremium", "1", eq`1`, "Rent over what the contract gives");
  const trainingShare = slot("trainingShare", "1", eq`1`, "Share of planned training carried out");
  const computePrice = m.variable(
    `${id}.computePrice`,
    eq`${at.computePrice} * ${computePremium}`,
    { unit: "USD/GPUhour", doc: "Rent paid per A100-equivalent hour" },
  );
  const apiServing = bill(
    "apiServing",
    eq`${demand.apiTokens} * ${hoursPerMtok} * ${apiHours} * ${computePrice}`,
    "Compute to serve the API",
  );
  const chatServing = bill(
    "chatServing",
    eq`${demand.weeklyUsers} * ${hoursPerUser} * ${computePrice} * ${alive}`,
    "Compute to serve the chat product, free users included",
  );
  const training = bill(
    "training",
    eq`${at.training} * ${grown(eq`${at.trainingGrowth}`)} * ${trainingShare} * ${computePremium}
      * ${alive}`,
    "Compute and data for research and training",
  );
  const staffScale = eq`${grown(eq`${at.staffGrowth}`)} * ${alive}`;
  const computeBill = bill(
    "computeBill",
    eq`${apiServing} + ${chatServing} + ${training}`,
    "All compute, serving and training",
  );
  const staff = bill("staff", eq`${at.staff} * ${staffScale}`, "Salaries in cash");
  const damages = m.slot(`${id}.damages`, {
    unit: "USD/month",
    base: eq`0`,
    combine: "sum",
    doc: "Damages and licences owed to rights holders",
  });
  const otherCosts = bill("otherCosts", eq`${at.otherCosts} * ${staffScale}`, "All other costs");
  const partnerCost = bill(
    "partnerCost",
    eq`${demand.revenue} * ${at.partnerShare}`,
    "Share of revenue kept by the partner",
  );
  const stockPay = bill("stockPay", eq`${at.stockPay} * ${staffScale}`, "Pay in shares");
  const costs = bill(
    "costs",
    eq`${computeBill} + ${staff} + ${otherCosts} + ${partnerCost} + ${damages}`,
    "Every cost but stock pay",
  );
  const fundingNeed = bill("fundingNeed", eq`${costs} - ${demand.revenue}`, "Costs less revenue");
  return {
    hoursPerMtok,
    hoursPerUser,
    apiHours,
    computePremium,
    damages,
    trainingShare,
    computePrice,
    apiServing,
    chatServing,
    training,
    computeBill,
    staff,
    otherCosts,
    partnerCost,
    stockPay,
    costs,
    fundingNeed,
  };
}
