import {
  type Model,
  type Parameter,
  type Variable,
  constant,
  eq,
  range90,
} from "@faultline/engine";
import type { Vendor } from "../prices/vendor.ts";
import { SAME_TASKS_SOURCE } from "../switching/same-tasks.ts";
import { workRange } from "../switching/work-range.ts";

/** Ids of the company's published series and events, and of the levers a hedge moves. */
export const you = {
  cash: "you.cash",
  revenue: "you.revenue",
  tokenBill: "you.tokenBill",
  grossMargin: "you.grossMargin",
  grossProfit: "you.grossProfit",
  insolvent: "you.insolvent",
  priceMultiple: "you.priceMultiple",
  repricing: "you.repricing",
  opexCut: "you.opexCut",
  switchShare: "you.switchShare",
  salesKept: "you.salesKept",
  months: (action: ActionId): string => `you.${action}.months`,
  cost: (action: ActionId): string => `you.${action}.cost`,
  raiseKept: "you.raiseKept",
  reasoningKept: (feature: number): string => `you.feature${feature}.reasoningKept`,
  underWater: (feature: number): string => `you.feature${feature}.underWater`,
  priceIndex: (vendor: Vendor): string => `you.price.${vendor}`,
  creditUsed: (credit: number): string => `you.credit${credit}.paid`,
} as const;

/** Something a company does that costs money once and takes months to work. */
export type ActionId = "switch" | "capReasoning" | "cutOpex";

/** All of them. */
export const actionIds = ["switch", "capReasoning", "cutOpex"] as const;

/** What a company may turn, as the equations read it. */
export interface Levers {
  readonly priceMultiple: Parameter;
  readonly repricing: Parameter;
  readonly opexCut: Parameter;
  readonly switchShare: Parameter;
  readonly switchWork: Parameter;
  readonly salesKept: Parameter;
  /** 1 from the month on in which an action works. */
  readonly works: Readonly<Record<ActionId, Variable>>;
  readonly costs: Readonly<Record<ActionId, Parameter>>;
}

/** A choice of the company's own, as a lever that stands at a value. */
export function companyLever(m: Model, id: string, value: number, doc: string): Parameter {
  return m.lever(id, constant(value), { doc, assumption: "A choice of the company's own." });
}

/** Declares the levers of a company, each where it stands. */
export function companyLevers(m: Model): Levers {
  const lever = (id: string, value: number, doc: string): Parameter =>
    companyLever(m, id, value, doc);
  const work = workRange();
  const each = <T>(make: (action: ActionId) => T): Readonly<Record<ActionId, T>> => ({
    switch: make("switch"),
    capReasoning: make("capReasoning"),
    cutOpex: make("cutOpex"),
  });
  const works = each((action) => {
    const months = m.lever(you.months(action), constant(0), {
      unit: "month",
      doc: "Months until the action works",
      assumption: "A choice of the company's own.",
    });
    return m.variable(`you.${action}.works`, eq`if(time >= ${months}, 1, 0)`, {
      doc: "1 from the month on in which the action works",
    });
  });
  const costs = each((action) =>
    m.lever(you.cost(action), constant(0), {
      unit: "USD",
      doc: "What the action costs, in the first month",
      assumption: "A choice of the company's own.",
    }),
  );
  return {
    works,
    costs,
    priceMultiple: lever(you.priceMultiple, 1, "Multiple of the company's own token price path"),
    repricing: lever(you.repricing, 0, "Rise of the company's own prices, as a fraction"),
    opexCut: lever(you.opexCut, 0, "Cut of running costs, as a fraction"),
    switchShare: lever(you.switchShare, 0, "Share of the labs' tokens moved to open models"),
    salesKept: lever(you.salesKept, 1, "Share of sales and of the use behind them that stays"),
    // The draws are a little wider than the pairs: one in ten lies beyond, not eight in a hundred.
    switchWork: m.parameter("you.switchWork", range90(work.low, work.high), {
      doc: "Cost of the same work on an open model over that of its present tokens there",
      assumption:
        `Measured on the ${SAME_TASKS_SOURCE.title} (${SAME_TASKS_SOURCE.period}); that it holds ` +
        "for the company's own work, and from the start, is assumed.",
    }),
  };
}
