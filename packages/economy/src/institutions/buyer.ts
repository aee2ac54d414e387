import {
  type Account,
  type Equation,
  type Flow,
  type Institution,
  type Model,
  type Parameter,
  type Slot,
  eq,
} from "@faultline/engine";
import type { Outside } from "./outside.ts";

/** Somebody who pays for AI with money that is earned outside the model. */
export interface Buyer {
  readonly institution: Institution;
  readonly cash: Account;
  /** All it spends on AI, USD/month; every sale to it adds itself. */
  readonly spending: Slot;
}

/**
 * Founds a buyer in section `m`. Each month it sets aside what it buys and what it still owes from
 * before, at most `budget` (USD/month); what it bought beyond stands in its cash, below zero.
 */
export function buyer(
  m: Model,
  at: { readonly id: string; readonly doc: string; readonly world: Outside },
  budget?: Equation | Parameter,
): Buyer {
  const { id, doc, world } = at;
  const institution = m.institution(id, { doc });
  const cash = m.account(`${id}.cash`, {
    institution,
    side: "asset",
    initial: eq`0`,
    overdraft: "owed",
    doc: "Money set aside for AI and not spent; below zero what was bought beyond the budget",
  });
  const spending = m.slot(`${id}.spending`, {
    unit: "USD/month",
    base: eq`0`,
    combine: "sum",
    doc: "What is spent on AI in the month",
  });
  const needed = eq`${spending} - ${cash} / month`;
  m.flow(`${id}.setAside`, {
    from: world.cash,
    to: cash,
    rate: budget === undefined ? needed : eq`min(${budget}, ${needed})`,
    doc: "Money set aside for AI out of what is earned outside the model",
  });
  return { institution, cash, spending };
}

/** Books a sale to a buyer and counts it as spending. */
export function bought(
  m: Model,
  id: string,
  sale: {
    readonly by: Buyer;
    readonly to: Account;
    readonly rate: Equation;
    readonly doc: string;
  },
): Flow {
  const { by, to, rate, doc } = sale;
  const flow = m.flow(id, { from: by.cash, to, rate, doc });
  m.extend(by.spending, id, eq`${flow}`);
  return flow;
}
