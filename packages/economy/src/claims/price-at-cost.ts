import { type Run, pow, quantileOfSorted } from "@faultline/engine";
import { D05, D07, D08, OA26 } from "../evidence/facts.ts";
import { endsOf, pointOf } from "../evidence/from-fact.ts";
import { claimByEnsemble, verdictOf } from "./claim.ts";

/** Tokens at cost would be 10 to 100 times dearer. */
export const priceAtCost = claimByEnsemble({
  id: "E34",
  paragraph: "P75",
  claim: "At cost, API prices would be 10 to 100 times what they were.",
  facts: { D05, D07, D08, OA26 },
  judge: (run, f) => {
    const openai = costOverPrice(run, "openai");
    const anthropic = costOverPrice(run, "anthropic");
    const tenfold = anthropic.filter((ratio, draw) => Math.max(ratio, openai[draw] ?? 0) >= 10);
    const covering = breakEvenMultiples(run);
    const found = covering.filter(Number.isFinite).toSorted();
    const none = 1 - found.length / run.draws;
    const withDemand =
      found.length === 0
        ? "no price up to a hundred times covers OpenAI's costs"
        : `covering OpenAI's costs by price alone, with the demand that is left, takes ` +
          `${quantileOfSorted(found, 0.5).toFixed(0)} times the price at the median of those ` +
          `futures where it can be done at all; in ${percent(none)} of 100 it cannot`;
    return {
      verdict: verdictOf(tenfold.length / run.draws),
      figure:
        `All costs, training and pay in shares included, were ${rangeOf(openai)} times revenue ` +
        `at OpenAI and ${rangeOf(anthropic)} at Anthropic (5 to 95%): ${pointOf(f.D05)} times by ` +
        `the reported figures without shares (D05), ${endsOf(f.D07)[1]} at most with all compute ` +
        "at list rents (D07). Serving alone was sold above its cost (OA26). A lab's unit cost is " +
        `not yet the price that would cover it: under the assumed elasticities ${withDemand}.`,
      flips:
        "Costs per token several times those reported; or reading the claim as the price that " +
        "would cover all costs with the customers it leaves, for which it may well hold.",
    };
  },
});

/** By draw, a lab's costs over its revenue in the first month: what a token cost over its price. */
function costOverPrice(run: Run, lab: string): Float64Array {
  return run.column(`${lab}.priceOverCost.loaded`, 0).map((ratio) => 1 / ratio);
}

function rangeOf(values: Float64Array): string {
  const sorted = values.toSorted();
  const [low, high] = [0.05, 0.95].map((q) => quantileOfSorted(sorted, q).toFixed(1));
  return `${low} to ${high}`;
}

const percent = (share: number): string => (share * 100).toFixed(0);

/** Steps per factor of e in the search, and the largest multiple looked at. */
const stepsPerE = 50;
const largest = 100;

/**
 * By draw, the smallest multiple of API and seat prices at which OpenAI's revenue covers its costs
 * but stock pay in the first month, with the volume that the multiple leaves. Infinity when none up
 * to 100 does. The search is a fine grid, since profit may rise and fall again with the price.
 */
export function breakEvenMultiples(run: Run): Float64Array {
  const first = (id: string): Float64Array => run.column(id, 0);
  const [revenue, api, serving] = ["revenue", "apiRevenue", "apiServing"].map((name) =>
    first(`openai.${name}`),
  );
  const loss = first("openai.operatingLoss");
  const stock = first("openai.stockPay");
  const parameter = (id: string): Float64Array => run.parameters[id] ?? new Float64Array(run.draws);
  const apiElasticity = parameter("customers.apiElasticity");
  const seatElasticity = parameter("customers.seatElasticity");
  const partner = parameter("openai.partnerShare");
  return Float64Array.from({ length: run.draws }, (_, draw) => {
    const [r, a, s] = [revenue?.[draw] ?? 0, api?.[draw] ?? 0, serving?.[draw] ?? 0];
    const fixed = r + (loss[draw] ?? 0) - (stock[draw] ?? 0) - s - r * (partner[draw] ?? 0);
    for (let step = 0; ; step += 1) {
      const m = pow(Math.E, step / stepsPerE);
      if (m > largest) return Number.POSITIVE_INFINITY;
      const tokens = pow(m, -(apiElasticity[draw] ?? 0));
      const seats = pow(m, -(seatElasticity[draw] ?? 0));
      const takes = m * (a * tokens + (r - a) * seats) * (1 - (partner[draw] ?? 0));
      if (takes >= fixed + s * tokens) return m;
    }
  });
}
