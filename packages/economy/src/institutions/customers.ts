import { type Model, type Parameter, constant, eq, triangular } from "@faultline/engine";
import { P13, SU05, SU06 } from "../evidence/facts.ts";
import type { LabSurroundings } from "./lab.ts";

/** What all customers share. */
export interface Customers extends LabSurroundings {
  /** What the world spends on information technology, USD/month. */
  readonly itBudget: Parameter;
}

/**
 * Customers as demand: how they answer a price, how fast the growth of their use fades, and the
 * budget that caps it. Their books are those of enterprises and consumers.
 */
export function customers(model: Model): Customers {
  const m = model.section("institutions/customers.ts");
  const itBudget = m.parameter("customers.itBudget", constant(5e12 / 12), {
    unit: "USD/month",
    doc: "What the world's companies and households spend on information technology",
    assumption: "About five trillion dollars a year was the usual forecast for 2024; not re-read.",
  });
  const share = m.parameter("customers.labShare", triangular(0.005, 0.012, 0.03), {
    doc: "Share of that budget that one lab can take at most",
    assumption: "Between half a percent and three percent: a large software maker takes about 3%.",
  });
  return {
    itBudget,
    apiElasticity: m.parameter("customers.apiElasticity", triangular(0.4, 0.9, 1.4), {
      doc: "Percent of API tokens lost for a percent of price rise beyond the trend",
      assumption: "No measured elasticity was published; around one, as for other cloud services.",
    }),
    seatElasticity: m.parameter("customers.seatElasticity", triangular(0.3, 0.7, 1.2), {
      doc: "Percent of seats lost for a percent of price rise",
      assumption: "No measured elasticity was published; subscriptions answer less than tokens.",
    }),
    growthFade: m.parameter("customers.growthFade", triangular(0.015, 0.03, 0.06), {
      unit: "1/month",
      doc: "Rate at which growth fades",
      facts: [SU05, SU06],
      assumption:
        "Adoption among firms grew 8% a month in the winter and was expected at 3% by the autumn, " +
        "a fade of 12%; large firms surveyed show none. Set between, nearer to the second.",
    }),
    costFade: m.parameter("customers.costFade", triangular(0.02, 0.035, 0.06), {
      unit: "1/month",
      doc: "Rate at which the growth of labs' budgets fades",
      assumption: "Budgets follow revenue, so the range of the growth of demand.",
    }),
    intensityGrowth: m.parameter("customers.intensityGrowth", triangular(0, 0.02, 0.05), {
      unit: "1/month",
      doc: "Growth of the compute a chat user takes at the start: longer talks, larger models",
      facts: [P13],
      assumption:
        "Not published. Up to about the fall of the price of equal quality, so that users may take " +
        "all that efficiency gives.",
    }),
    spendingCeiling: m.slot("customers.spendingCeiling", {
      unit: "USD/month",
      base: eq`${itBudget} * ${share}`,
      combine: "product",
      doc: "What customers can spend on one lab at most",
    }),
    appetite: m.slot("customers.appetite", {
      base: eq`1`,
      combine: "product",
      doc: "What companies want of AI at given prices, over the start",
    }),
  };
}
