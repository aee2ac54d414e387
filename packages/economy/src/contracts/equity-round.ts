import {
  type Account,
  type Distribution,
  type Model,
  type Parameter,
  type Slot,
  type Stock,
  eq,
  up,
} from "@faultline/engine";
import type { Fact } from "../evidence/fact.ts";
import type { Capital } from "../institutions/capital.ts";
import type { Lab } from "../institutions/lab.ts";

/** Rounds in which a lab sells shares to the funds. */
export interface EquityRound {
  /** Cash raised this month, USD/month; mechanisms decide. */
  readonly raised: Slot;
  /** Pre-money valuation over what growth and confidence alone would give; mechanisms lower it. */
  readonly worth: Slot;
  /** Memo: post-money of the last round, USD. Nothing is ever paid from it. */
  readonly valuation: Stock;
}

/**
 * A round moves cash from the funds to the lab against shares at cost. The valuation is a memo: its
 * pre-money is a multiple of revenue that shrinks with growth, to a quarter once growth has faded, and with
 * confidence (essay P13, P18), and post-money is pre-money plus the cash.
 */
export function equityRound(
  model: Model,
  lab: Lab,
  capital: Capital,
  stake: Account,
  fade: Parameter,
  opening: {
    readonly valuation: Distribution;
    readonly multiple: Distribution;
    readonly facts: readonly Fact[];
  },
): EquityRound {
  const m = model.section("contracts/equity-round.ts");
  const { id } = lab.opening;
  const memo = m.parameter(`${id}.valuationAtStart`, opening.valuation, {
    unit: "USD",
    doc: "Post-money valuation of the last round before the start",
    facts: opening.facts,
  });
  const multiple = m.parameter(`${id}.revenueMultiple`, opening.multiple, {
    unit: "month",
    doc: "Pre-money valuation over monthly revenue at the start's growth and confidence",
    facts: opening.facts,
  });
  const raised = m.slot(`${id}.raised`, {
    unit: "USD/month",
    base: eq`0`,
    combine: "sum",
    doc: "Cash raised in a round",
  });
  m.flow(`${id}.round`, {
    from: capital.fundsCash,
    to: lab.cash,
    rate: eq`${raised}`,
    books: [up(stake), up(lab.paidIn)],
    doc: "Shares sold to the funds",
  });
  const worth = m.slot(`${id}.worth`, {
    base: eq`1`,
    combine: "product",
    doc: "Pre-money valuation over what growth and confidence alone would give",
  });
  const fading = eq`0.25 + 0.75 * exp(0 - ${fade} * time)`;
  const preMoney = eq`${lab.revenue} * ${multiple} * (${fading}) * ${worth}
    * ${capital.confidence} / ${capital.confidenceAtStart}`;
  const valuation = m.stock(`${id}.valuationMemo`, {
    unit: "USD",
    initial: eq`${memo}`,
    change: (self) => eq`if(${lab.defaulted} > 0, 0 - ${self} / month,
      if(${raised} > 0, (${preMoney} + ${raised} * month - ${self}) / month, 0))`,
    doc: "Post-money of the last round; zero after default",
  });
  return { raised, worth, valuation };
}
