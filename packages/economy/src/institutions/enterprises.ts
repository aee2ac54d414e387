import { type Model, type Slot, type Stock, eq, triangular } from "@faultline/engine";
import { type Buyer, buyer } from "./buyer.ts";
import type { Customers } from "./customers.ts";
import type { Outside } from "./outside.ts";

/** Companies that use AI, and the trials in which they find out whether to. */
export interface Enterprises extends Buyer {
  /** Pilots running, over the start. */
  readonly pilots: Stock;
  /** Pilots begun less those put to use or dropped; mechanisms move it. */
  readonly pilotChange: Slot;
}

/**
 * Companies that use AI without selling it. They buy tokens directly, seats for their staff, AI
 * services at the clouds, and what incumbents add to their products, within a share of all budgets
 * for information technology. What they buy beyond it they owe, and their appetite falls until
 * spending is back within the budget.
 */
export function enterprises(model: Model, around: Customers, world: Outside): Enterprises {
  const m = model.section("institutions/enterprises.ts");
  const share = m.parameter("enterprises.aiShare", triangular(0.05, 0.1, 0.2), {
    doc: "Share of the world's budgets for information technology that companies give to AI at most",
    assumption:
      "About a tenth, which is what public clouds had won of them after fifteen years; not re-read.",
  });
  const budget = m.variable("enterprises.budget", eq`${around.itBudget} * ${share}`, {
    unit: "USD/month",
    doc: "Most that companies set aside for AI in a month",
  });
  const companies = buyer(
    m,
    { id: "enterprises", doc: "Companies that use AI without selling it", world },
    eq`${budget}`,
  );
  m.extend(
    around.appetite,
    "budget overrun",
    eq`1 / (1 + max(0, 0 - ${companies.cash} / month) / ${budget})`,
  );
  const pilotChange = m.slot("enterprises.pilotChange", {
    unit: "1/month",
    base: eq`0`,
    combine: "sum",
    doc: "Pilots begun less those put to use or dropped, over those running at the start",
  });
  return {
    ...companies,
    pilotChange,
    pilots: m.stock("enterprises.pilots", {
      initial: eq`1`,
      change: eq`${pilotChange}`,
      doc: "Pilots running, over the start",
    }),
  };
}
