import {
  type Model,
  type Parameter,
  type Variable,
  constant,
  eq,
  range90,
  triangular,
} from "@faultline/engine";
import type { Vendor } from "../prices/vendor.ts";
import { SAME_TASKS_SOURCE } from "../switching/same-tasks.ts";
import { workRange } from "../switching/work-range.ts";
import type { CompanyBooks } from "./company-books.ts";

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
  priceElasticity: "you.priceElasticity",
  outageMonths: "you.outageMonths",
  contractsHeld: "you.contractsHeld",
  prepaid: "you.prepaid",
  secondVendor: "you.secondVendor",
  selfHost: "you.selfHost",
  months: (action: ActionId): string => `you.${action}.months`,
  cost: (action: ActionId): string => `you.${action}.cost`,
  monthly: (action: StandingId): string => `you.${action}.monthly`,
  raiseKept: "you.raiseKept",
  reasoningKept: (feature: number): string => `you.feature${feature}.reasoningKept`,
  underWater: (feature: number): string => `you.feature${feature}.underWater`,
  priceIndex: (vendor: Vendor): string => `you.price.${vendor}`,
  doubled: (vendor: Vendor): string => `you.doubled.${vendor}`,
  workLost: (vendor: Vendor): string => `you.workLost.${vendor}`,
  creditUsed: (credit: number): string => `you.credit${credit}.paid`,
  contractCost: (contract: number): string => `you.contract${contract}.cost`,
} as const;

/** Things a company does that cost money once and take months to work. */
export const actionIds = [
  "switch",
  "capReasoning",
  "cutOpex",
  "prepay",
  "secondVendor",
  "selfHost",
] as const;

/** One of them. */
export type ActionId = (typeof actionIds)[number];

/** Those that cost something every month from then on. */
export const standingIds = ["secondVendor", "selfHost"] as const;

/** One of them. */
export type StandingId = (typeof standingIds)[number];

/** What a company may turn, as the equations read it. */
export interface Levers {
  readonly priceMultiple: Parameter;
  readonly repricing: Parameter;
  readonly opexCut: Parameter;
  readonly switchShare: Parameter;
  readonly switchWork: Parameter;
  readonly salesKept: Parameter;
  readonly priceElasticity: Parameter;
  readonly outageMonths: Parameter;
  readonly prepaid: Parameter;
  readonly secondVendor: Parameter;
  readonly selfHost: Parameter;
  /** 1 from the month on in which an action works. */
  readonly works: Readonly<Record<ActionId, Variable>>;
  readonly costs: Readonly<Record<ActionId, Parameter>>;
  readonly monthly: Readonly<Record<StandingId, Parameter>>;
}

const ownChoice = "A choice of the company's own.";

/** A choice of the company's own, as a lever that stands at a value. */
export function companyLever(
  m: Model,
  id: string,
  value: number,
  doc: string,
  unit = "1",
): Parameter {
  return m.lever(id, constant(value), { unit, doc, assumption: ownChoice });
}

/** Declares the levers of a company, each where it stands. */
export function companyLevers(m: Model, books: CompanyBooks): Levers {
  const lever = (id: string, value: number, doc: string, unit?: string): Parameter =>
    companyLever(m, id, value, doc, unit);
  const work = workRange();
  const works = each((action) => {
    const months = lever(you.months(action), 0, "Months until the action works", "month");
    return m.variable(`you.${action}.works`, eq`if(time >= ${months}, 1, 0)`, {
      doc: "1 from the month on in which the action works",
    });
  });
  return {
    works,
    costs: each((action) =>
      lever(you.cost(action), 0, "What the action costs, in the first month", "USD"),
    ),
    monthly: {
      secondVendor: standing(m, "secondVendor"),
      selfHost: standing(m, "selfHost"),
    },
    priceMultiple: lever(you.priceMultiple, 1, "Multiple of the company's own token price path"),
    repricing: lever(you.repricing, 0, "Rise of the company's own prices, as a fraction"),
    opexCut: lever(you.opexCut, 0, "Cut of running costs, as a fraction"),
    switchShare: lever(you.switchShare, 0, "Share of the labs' tokens moved to open models"),
    salesKept: lever(you.salesKept, 1, "Share of sales and of the use behind them that stays"),
    prepaid: lever(you.prepaid, 0, "Paid ahead for tokens", "USD"),
    secondVendor: lever(
      you.secondVendor,
      0,
      "Share of the work lost at a vendor's failure that a second vendor saves",
    ),
    selfHost: lever(you.selfHost, 0, "1 where open models run on machines of the company's own"),
    // The draws are a little wider than the pairs: one in ten lies beyond, not eight in a hundred.
    switchWork: m.parameter("you.switchWork", range90(work.low, work.high), {
      doc: "Cost of the same work on an open model over that of its present tokens there",
      assumption:
        `Measured on the ${SAME_TASKS_SOURCE.title} (${SAME_TASKS_SOURCE.period}); that it holds ` +
        "for the company's own work, and from the start, is assumed.",
    }),
    ...answers(m, books),
  };
}

/** Lowest and likeliest elasticity of sales that nobody told; the highest is none. */
export const assumedElasticity = { low: -1.2, likeliest: -0.5, high: 0 } as const;

/** How customers and vendors answer: what the company tells, else a range. */
function answers(m: Model, books: CompanyBooks): Pick<Levers, "priceElasticity" | "outageMonths"> {
  const { low, likeliest, high } = assumedElasticity;
  const { priceElasticity, outageMonths } = books;
  return {
    priceElasticity: m.parameter(
      you.priceElasticity,
      priceElasticity === null ? triangular(low, likeliest, high) : constant(priceElasticity),
      {
        doc: "Percent of own sales gained for a percent of rise of own prices",
        assumption:
          priceElasticity === null
            ? "Not told: from no customer who leaves to as many as the economy's seats lose at most."
            : "Told by the company; that those who leave do so at once is assumed.",
      },
    ),
    outageMonths: m.parameter(
      you.outageMonths,
      outageMonths === null ? triangular(0.25, 1, 3) : constant(outageMonths),
      {
        unit: "month",
        doc: "Months of a failed vendor's work that are lost, with the sales it served",
        assumption:
          outageMonths === null
            ? "Not told: a week for what stands ready elsewhere, a quarter for what is built anew."
            : "Told by the company.",
      },
    ),
  };
}

function standing(m: Model, action: StandingId): Parameter {
  return companyLever(
    m,
    you.monthly(action),
    0,
    "What the action costs each month, once it works",
    "USD/month",
  );
}

function each<T>(make: (action: ActionId) => T): Readonly<Record<ActionId, T>> {
  return Object.fromEntries(actionIds.map((action) => [action, make(action)])) as Record<
    ActionId,
    T
  >;
}
