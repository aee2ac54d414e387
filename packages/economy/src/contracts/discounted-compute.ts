import {
  type Account,
  type Equation,
  type Model,
  type Parameter,
  constant,
  eq,
} from "@faultline/engine";
import { D01, OA40, OA41 } from "../evidence/facts.ts";
import { pointOf } from "../evidence/from-fact.ts";
import type { ComputeMarket } from "../institutions/compute-market.ts";
import type { Lab } from "../institutions/lab.ts";

/** The price OpenAI pays Microsoft for an hour of an A100 at the start (essay P27). */
export function contractPrice(model: Model): Parameter {
  return model
    .section("contracts/discounted-compute.ts")
    .parameter("openai.contractPrice", constant(pointOf(OA40)), {
      unit: "USD/GPUhour",
      doc: "Price of an A100-equivalent hour from Microsoft",
      facts: [OA40, OA41, D01],
    });
}

/** The contract keeps its discount as the market moves, so its price moves with market rents. */
export function contractRent(price: Parameter, market: ComputeMarket): Equation {
  return eq`${price} * ${market.h100} / ${market.h100AtStart}`;
}

/** A lab's compute bill, the part paid in cash, to its supplier. */
export function computePaid(model: Model, lab: Lab, supplier: Account, credits?: Equation): void {
  model.section("contracts/discounted-compute.ts").flow(`${lab.opening.id}.computePaid`, {
    from: lab.cash,
    to: supplier,
    rate: credits === undefined ? eq`${lab.computeBill}` : eq`${lab.computeBill} - ${credits}`,
    doc: "Compute paid in cash",
  });
}
