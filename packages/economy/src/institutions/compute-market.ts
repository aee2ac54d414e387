import {
  type Account,
  type Institution,
  type Model,
  type Parameter,
  type Slot,
  type Variable,
  eq,
  triangular,
} from "@faultline/engine";
import { GP01, GP02, GP03, GP04, GP05, GP06, GP08, P11 } from "../evidence/facts.ts";

/** The market in which accelerators are rented by the hour. */
export interface ComputeMarket {
  readonly institution: Institution;
  readonly cash: Account;
  /** Market rent of an H100, USD per GPU-hour. */
  readonly h100: Slot;
  readonly h100AtStart: Parameter;
  /** Rent of an A100-equivalent hour for a buyer of a lab's size, USD per GPU-hour. */
  readonly a100: Variable;
  readonly a100AtStart: Parameter;
}

/** Rented compute outside the named clouds: what a lab pays without a discount. */
export function computeMarket(model: Model): ComputeMarket {
  const m = model.section("institutions/compute-market.ts");
  const institution = m.institution("computeMarket", {
    doc: "Rented compute: it passes the named clouds' part on and is the smaller ones itself",
  });
  const h100AtStart = m.parameter("market.h100AtStart", triangular(2, 2.99, 4), {
    unit: "USD/GPUhour",
    doc: "Rent of an H100 at the start",
    facts: [P11, GP05, GP06, GP08],
  });
  const a100AtStart = m.parameter("market.a100AtStart", triangular(1.3, 1.9, 4), {
    unit: "USD/GPUhour",
    doc:
      "What OpenAI would pay for an A100 hour without its discount. Both sides of a conflict: " +
      "three-year reserved and independent clouds at the low end, on-demand list at the high end",
    facts: [GP01, GP02, GP03, GP04],
  });
  const h100 = m.slot("market.h100", {
    unit: "USD/GPUhour",
    doc: "Market rent of an H100",
    base: eq`${h100AtStart}`,
    combine: "product",
  });
  return {
    institution,
    h100,
    h100AtStart,
    a100AtStart,
    cash: m.account("computeMarket.cash", {
      institution,
      side: "asset",
      initial: eq`0`,
      overdraft: "never",
      doc: "What was taken since the start and not passed on to the named clouds",
    }),
    a100: m.variable("market.a100", eq`${a100AtStart} * ${h100} / ${h100AtStart}`, {
      unit: "USD/GPUhour",
      doc: "A100-equivalent rent; it moves with that of the H100",
    }),
  };
}
