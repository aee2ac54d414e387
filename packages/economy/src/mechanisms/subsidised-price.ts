import {
  type Equation,
  type Model,
  type Parameter,
  constant,
  eq,
  triangular,
} from "@faultline/engine";
import { D05, D06, D07, D08, OA26, TK17, TK23 } from "../evidence/facts.ts";
import type { FundedLab, Institutions } from "../institutions/institutions.ts";
import { dollar } from "./constants.ts";
import type { Mechanism } from "./mechanism.ts";

/**
 * M1. A lab's prices follow a multiple that it moves toward covering a share of its costs: the share
 * a scenario asks for, or the one its own finances force on it. It looks each month at the volume
 * the last step left, so break-even is found with the demand that remains, not by division; and it
 * stops where a further rise would lose more than it saves. Competition wears the multiple down.
 */
export const subsidisedPrice: Mechanism = {
  id: "M1",
  name: "subsidised price",
  tier: "dynamic",
  paragraphs: ["P75"],
  essay:
    "Tokens are sold for less than they cost; at cost they would be ten to a hundred times dearer.",
  evidence:
    "For: revenue covers less than half of all costs (D05), less still at list rents (D06, D07), " +
    "and least at Anthropic (D08). Against: serving alone was put at a gross margin of 55 to 75% " +
    "(OA26), and lists fell by 88% in 17 months (TK23). Nothing supports a factor of a hundred.",
  facts: [D05, D06, D07, D08, OA26, TK23],
  makes: [
    "openai.priceOverCost.serving",
    "openai.priceOverCost.loaded",
    "anthropic.priceOverCost.serving",
    "anthropic.priceOverCost.loaded",
  ],
  ablation: "Lab prices never leave their trend, whatever a scenario asks for.",
  add: (model: Model, at: Institutions) => {
    const m = model.section("mechanisms/subsidised-price.ts", "M1");
    const coverage = m.lever("subsidy.coverage", constant(0), {
      doc: "Share of all costs but stock pay that prices must cover",
      assumption: "Zero leaves prices to the labs; a scenario raises it.",
    });
    const start = m.lever("subsidy.start", constant(6), {
      unit: "month",
      doc: "Month in which prices begin to move toward that share",
      assumption: "Half a year: price lists and contracts change with notice.",
    });
    const ramp = m.lever("subsidy.ramp", constant(12), {
      unit: "month",
      doc: "Months over which the share is reached",
      assumption: "A year, the length of a seat contract.",
    });
    const speed = m.parameter("subsidy.speed", triangular(0.1, 0.2, 0.35), {
      unit: "1/month",
      doc: "Part of the gap between costs and revenue that prices close in a month",
      assumption: "Lists were changed every two to eight months before; a fifth a month is brisk.",
    });
    const wear = m.parameter("subsidy.wear", triangular(0.02, 0.05, 0.1), {
      unit: "1/month",
      doc: "Part of a raised price that competition takes back in a month",
      assumption: "Four or five near-identical models compete (essay P67); no measurement.",
    });
    const seatPart = m.parameter("subsidy.seatPart", triangular(0.2, 0.5, 0.8), {
      doc: "Part of a price rise, in logs, that seats see",
      assumption: "Seats are sold by the year and to people; tokens by use and to companies.",
    });
    const highest = m.parameter("subsidy.highest", triangular(3, 7, 20), {
      doc: "Most a lab can ask over its trend before customers are gone to open models",
      facts: [TK17],
      assumption:
        "A hosted open model cost a seventh of the leading one (TK17), somewhat weaker; at seven " +
        "times the trend the gap is fifty, which no measured loyalty bears out.",
    });
    const asked = eq`${coverage} * clip((time - ${start}) / ${ramp}, 0, 1)`;
    for (const lab of [at.openai, at.anthropic]) {
      raisePrices(m, lab, at.customers.apiElasticity, {
        asked,
        speed,
        wear,
        seatPart,
        highest,
      });
      publishCoverage(m, lab);
    }
  },
};

function raisePrices(
  m: Model,
  lab: FundedLab,
  elasticity: Parameter,
  by: {
    readonly asked: Equation;
    readonly speed: Parameter;
    readonly wear: Parameter;
    readonly seatPart: Parameter;
    readonly highest: Parameter;
  },
): void {
  const { id } = lab.opening;
  const covered = m.variable(
    `${id}.costsToCover`,
    eq`max(${by.asked}, min(1, ${lab.pricePressure}))`,
    { doc: "Share of its costs the lab's prices are to cover" },
  );
  const gap = m.variable(
    `${id}.coverageGap`,
    eq`clip(log((${covered} * ${lab.costs} + (1 - ${covered}) * ${lab.revenue} + ${dollar})
      / (${lab.revenue} + ${dollar})), 0, 1)`,
    { doc: "How far revenue is from it, in logs, one at most" },
  );
  const helps = eq`if(${lab.apiRevenue} * (1 - ${elasticity})
    + ${elasticity} * ${lab.apiServing} > 0, 1, 0)`;
  const multiple = m.stock(`${id}.priceMultiple`, {
    initial: eq`0`,
    change: (self) => eq`${lab.alive} * (
      min(${by.speed} * ${gap} * ${helps}, (log(${by.highest}) - ${self}) / month)
      - ${by.wear} * (1 - ${covered}) * ${self})`,
    doc: "Log of the price over its trend",
  });
  m.extend(lab.apiPricePolicy, "subsidised price", eq`exp(${multiple})`);
  m.extend(lab.seatPricePolicy, "subsidised price", eq`exp(${multiple} * ${by.seatPart})`);
}

function publishCoverage(m: Model, lab: FundedLab): void {
  const { id } = lab.opening;
  m.series(`${id}.priceOverCost.serving`, eq`${lab.apiRevenue} / (${lab.apiServing} + ${dollar})`, {
    doc: "Token price over the cost of serving it; 1 breaks even, 0 after default",
  });
  m.series(
    `${id}.priceOverCost.loaded`,
    eq`${lab.revenue} / (${lab.costs} + ${lab.stockPay} + ${dollar})`,
    { doc: "Revenue over all costs, training, staff, stock pay and free users included" },
  );
}
