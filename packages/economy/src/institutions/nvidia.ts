import {
  type Account,
  type Flow,
  type Institution,
  type Model,
  type Slot,
  type Variable,
  constant,
  delay,
  eq,
  triangular,
  uniform,
} from "@faultline/engine";
import { CX04, CX12, CX14, NV01, NV03, NV04, NV13, NV16 } from "../evidence/facts.ts";
import { fromFact, pointOf } from "../evidence/from-fact.ts";
import { openingPace } from "../vintages/builders.ts";
import { type BuildOut, type Hyperscaler, plantBought } from "./hyperscaler.ts";
import type { Outside } from "./outside.ts";

/** The maker of accelerators. */
export interface Nvidia {
  readonly institution: Institution;
  readonly cash: Account;
  /** Data-centre revenue, USD/month. */
  readonly revenue: Variable;
  /** What buyers other than the four firms order, over the plan; mechanisms change it. */
  readonly otherOrders: Slot;
  /** What they are delivered, USD/month. */
  readonly otherSales: Flow;
}

/**
 * NVIDIA sells accelerators to the four firms for a share of what they spend on AI, and to everybody
 * else, who order on a plan of their own and wait: a backlog, which keeps its sales up for some months
 * after orders stop. It pays for their making; the rest of what plant costs
 * goes outside.
 */
export function nvidia(
  model: Model,
  buyers: readonly Hyperscaler[],
  around: BuildOut,
  world: Outside,
): Nvidia {
  const m = model.section("institutions/nvidia.ts");
  const institution = m.institution("nvidia", { doc: "NVIDIA's data-centre business" });
  const cash = m.account("nvidia.cash", {
    institution,
    side: "asset",
    initial: eq`0`,
    overdraft: "never",
    doc: "Cash gained since the start, before tax and what shareholders are paid",
  });
  const atStart = m.parameter(
    "nvidia.revenueAtStart",
    triangular(pointOf(NV01, 1 / 3), pointOf(NV01, 1.08 / 3), pointOf(NV01, 1.16 / 3)),
    {
      unit: "USD/month",
      doc: "Data-centre revenue at the start",
      facts: [NV01, NV13],
      assumption: "Between no growth since July and that of the last quarter, 16%.",
    },
  );
  const share = m.parameter("nvidia.share", uniform(0.4, 0.5), {
    doc: "Share of AI capital spending that buys accelerators from NVIDIA",
    facts: [NV01, NV04, CX04, CX12, CX14],
    assumption:
      "45% of its revenue comes from clouds; the three spent four times as much on all plant, and " +
      "half of that is taken to be for AI. Some clouds are not among the three.",
  });
  const pace = openingPace("nvidia.othersGrowth");
  const growth = m.parameter("nvidia.othersGrowth", pace.value, {
    unit: "1/month",
    doc: "Growth of other buyers' orders at the start; it fades with the builders' plan",
    facts: pace.facts,
    assumption: `${pace.assumption} States, enterprises and smaller clouds publish no plan.`,
  });
  const leastOthers = m.parameter("nvidia.leastOthers", constant(0.1), {
    doc: "Least share of revenue at the start that others than the four firms bring",
    assumption: "A bound for draws in which the firms alone would bring more than all.",
  });
  const costs = m.parameter("nvidia.grossMargin", fromFact(NV03), {
    doc: "Gross margin",
    facts: [NV03],
  });
  const otherOrders = m.slot("nvidia.otherOrders", {
    base: eq`exp(${growth} * ${around.reach})`,
    combine: "product",
    doc: "Orders of buyers other than the four firms, over the start",
  });
  const bought = buyers.map((buyer) =>
    plantBought(
      m,
      "accelerators",
      buyer,
      { institution, cash },
      eq`${share} * ${buyer.aiCapex}`,
      "Accelerators bought from NVIDIA",
    ),
  );
  for (const [i, buyer] of buyers.entries()) {
    plantBought(
      m,
      "otherPlant",
      buyer,
      world,
      eq`${buyer.capex} - ${bought[i]!}`,
      "Buildings, networks and all other plant",
    );
  }
  const byFirms = bought.map((flow) => eq`${flow}`).reduce((sum, flow) => eq`${sum} + ${flow}`);
  const firmsAtStart = buyers
    .map(({ capexAtStart }) => eq`${capexAtStart}`)
    .reduce((sum, start) => eq`${sum} + ${start}`);
  const leadTime = m.parameter("nvidia.leadTime", triangular(2, 4, 9), {
    unit: "month",
    doc: "Months from an order to its delivery",
    facts: [NV16],
    assumption: "It had fallen to three or four months; new products wait longer.",
  });
  const ordered = m.variable(
    "nvidia.ordered",
    eq`max(${leastOthers} * ${atStart}, ${atStart} - ${share} * ${around.aiShare} * (${firmsAtStart}))
      * ${otherOrders}`,
    { unit: "USD/month", doc: "Orders of everybody else" },
  );
  const delivered = delay(m, "nvidia.delivered", {
    input: ordered,
    unit: "USD/month",
    time: leadTime,
    doc: "Orders of everybody else that are delivered",
  });
  m.series("nvidia.backlog", eq`${delivered} * ${leadTime}`, {
    unit: "USD",
    doc: "Accelerators ordered by others than the four firms and not yet delivered",
  });
  const others = m.flow("nvidia.otherSales", {
    from: world.cash,
    to: cash,
    rate: eq`${delivered}`,
    doc: "Accelerators sold to everybody else",
  });
  const revenue = m.variable("nvidia.revenue", eq`${byFirms} + ${others}`, {
    unit: "USD/month",
    doc: "Data-centre revenue",
  });
  m.flow("nvidia.costs", {
    from: cash,
    to: world.cash,
    rate: eq`(1 - ${costs}) * ${revenue}`,
    doc: "What making them costs",
  });
  return { institution, cash, revenue, otherOrders, otherSales: others };
}
