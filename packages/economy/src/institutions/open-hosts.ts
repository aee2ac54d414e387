import { type Model, type Parameter, type Variable, eq, uniform } from "@faultline/engine";
import { TK17 } from "../evidence/facts.ts";
import { blendOf } from "../evidence/from-fact.ts";
import type { ComputeMarket } from "./compute-market.ts";
import type { Lab } from "./lab.ts";

/** Hosts of open-weight models, as far as others meet their price. */
export interface OpenHosts {
  /** Their price over that of the start: they sell near cost, so it follows rents and hours. */
  readonly priceIndex: Variable;
  readonly priceAtStart: Parameter;
  /** Blended list price of a large open model, USD/Mtok. */
  readonly price: Variable;
}

/**
 * Independent hosts of open models. They compete on the same models, so their price moves with what
 * an hour costs and with the hours a token takes; they keep no books of their own here.
 */
export function openHosts(model: Model, market: ComputeMarket, lab: Lab): OpenHosts {
  const m = model.section("institutions/open-hosts.ts");
  const start = m.parameter("openHosts.listPrice", uniform(blendOf(TK17), 1), {
    unit: "USD/Mtok",
    doc: "Llama 3.1 70B at independent hosts, three input tokens to one output token",
    facts: [TK17],
  });
  const priceIndex = m.variable(
    "openHosts.priceIndex",
    eq`${market.h100} / ${market.h100AtStart} * ${lab.hoursPerMtok} / (${lab.opening.hoursPerMtok})`,
    { doc: "Price of hosted open models over that of the start" },
  );
  return {
    priceIndex,
    priceAtStart: start,
    price: m.variable("openHosts.price", eq`${start} * ${priceIndex}`, {
      unit: "USD/Mtok",
      doc: "Blended list price of a large open model",
    }),
  };
}
