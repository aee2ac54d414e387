import {
  type Distribution,
  type Model,
  type Slot,
  type SourceReference,
  type Variable,
  constant,
  eq,
  triangular,
  uniform,
} from "@faultline/engine";
import { AN10, CL11 } from "../evidence/facts.ts";
import { type Buyer, bought } from "./buyer.ts";
import type { ComputeMarket } from "./compute-market.ts";
import type { Hyperscaler } from "./hyperscaler.ts";
import type { Lab, LabSurroundings } from "./lab.ts";

/** What the three clouds sell to AI's users. */
export interface Clouds {
  /** Demand of others than the labs, over the start; mechanisms change it. */
  readonly aiDemand: Slot;
  /** AI revenue of each cloud, the labs' bills included, USD/month. */
  readonly microsoft: Variable;
  readonly google: Variable;
  readonly amazon: Variable;
  /** All of it. */
  readonly aiRevenue: Variable;
}

interface Sellers {
  readonly microsoft: Hyperscaler;
  readonly google: Hyperscaler;
  readonly amazon: Hyperscaler;
  readonly openai: Lab;
  readonly anthropic: Lab;
  readonly market: ComputeMarket;
  readonly around: LabSurroundings;
  readonly companies: Buyer;
}

/**
 * The AI business of the three clouds: the labs' compute bills, and services to everybody else,
 * whose demand grows and fades below a ceiling. Anthropic's bill, paid to the market for compute,
 * is passed on to the two clouds it uses.
 */
export function clouds(model: Model, at: Sellers): Clouds {
  const m = model.section("institutions/clouds.ts");
  const { openai, anthropic, market, around, companies } = at;
  const growth = m.parameter("clouds.aiGrowth", triangular(0.02, 0.045, 0.08), {
    unit: "1/month",
    doc: "Growth at the start of what others than the labs spend on AI at the clouds",
    facts: [CL11],
    assumption: "AI's part of one cloud's growth rose from 3 to 8 points in three quarters.",
  });
  const split = m.parameter("anthropic.onAmazon", uniform(0.4, 0.8), {
    doc: "Share of Anthropic's compute bill that Amazon gets; Google gets the rest",
    facts: [AN10],
    assumption: "Amazon invested twice as much as Google, and is its first supplier.",
  });
  const ceiling = m.parameter("clouds.ceiling", constant(3), {
    doc: "Most that others than the labs spend on AI at the three clouds, over what one lab can take",
    assumption: "One such budget for each of the three.",
  });
  const index = m.stock("clouds.aiIndex", {
    initial: eq`1`,
    change: (self) => eq`${self} * ${growth} * exp(0 - ${around.growthFade} * time)
      * max(0, 1 - ${before} / (${ceiling} * ${around.spendingCeiling}))`,
    doc: "Spending of others than the labs on AI at the clouds, over the start",
  });
  const aiDemand = m.slot("clouds.aiDemand", {
    base: eq`${index} * ${around.appetite}`,
    combine: "product",
    doc: "The same with what mechanisms do to it",
  });
  const others = (firm: Hyperscaler, value: Distribution, facts: readonly SourceReference[]) => {
    const { id } = firm.opening;
    const start = m.parameter(`${id}.aiAtStart`, value, {
      unit: "USD/month",
      doc: "AI revenue from others than the labs at the start",
      facts,
      assumption:
        "Not published. For Microsoft, AI's 8 points of a growth on some 15 billion a quarter, less " +
        "OpenAI's bill; the others are put near it, as both say several billion a year with the labs.",
    });
    return bought(m, `${id}.aiSales`, {
      by: companies,
      to: firm.cash,
      rate: eq`${start} * ${aiDemand}`,
      doc: "AI services sold to others than the labs",
    });
  };
  const sales = {
    microsoft: others(at.microsoft, triangular(0.05e9, 0.15e9, 0.4e9), [CL11]),
    google: others(at.google, triangular(0.05e9, 0.12e9, 0.3e9), []),
    amazon: others(at.amazon, triangular(0.05e9, 0.12e9, 0.3e9), []),
  };
  const before = m.lag(
    "clouds.othersBefore",
    m.variable("clouds.others", eq`${sales.microsoft} + ${sales.google} + ${sales.amazon}`, {
      unit: "USD/month",
      doc: "AI services sold to others than the labs",
    }),
    { initial: eq`0` },
  );
  const passedOn = (firm: Hyperscaler, share: ReturnType<typeof eq>) =>
    m.flow(`${firm.opening.id}.anthropicBill`, {
      from: market.cash,
      to: firm.cash,
      rate: eq`${anthropic.computeBill} * ${share}`,
      doc: "Its part of Anthropic's compute bill",
    });
  const revenue = (firm: Hyperscaler, equation: ReturnType<typeof eq>) =>
    m.variable(`${firm.opening.id}.aiRevenue`, equation, {
      unit: "USD/month",
      doc: "AI revenue of the cloud, the labs' bills included",
    });
  const [toAmazon, toGoogle] = [
    passedOn(at.amazon, eq`${split}`),
    passedOn(at.google, eq`(1 - ${split})`),
  ];
  const each = {
    microsoft: revenue(at.microsoft, eq`${openai.computeBill} + ${sales.microsoft}`),
    google: revenue(at.google, eq`${toGoogle} + ${sales.google}`),
    amazon: revenue(at.amazon, eq`${toAmazon} + ${sales.amazon}`),
  };
  return {
    aiDemand,
    ...each,
    aiRevenue: m.variable(
      "clouds.aiRevenue",
      eq`${each.microsoft} + ${each.google} + ${each.amazon}`,
      { unit: "USD/month", doc: "AI revenue of the three clouds" },
    ),
  };
}
