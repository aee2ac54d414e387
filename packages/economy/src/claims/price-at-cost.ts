import { type Run, pow, quantileOfSorted } from "@faultline/engine";
import { D05, D07, D08, OA26 } from "../evidence/facts.ts";
import { type Claim, verdictOf } from "./claim.ts";

/** Tokens at cost would be 10 to 100 times dearer. */
export const priceAtCost: Claim = {
  id: "E34",
  paragraph: "P75",
  claim: "At cost, API prices would be 10 to 100 times what they were.",
  basis: "ensemble",
  facts: [D05, D07, D08, OA26],
  judge: (run) => {
    const multiples = breakEvenMultiples(run);
    const found = multiples.filter(Number.isFinite).toSorted();
    const none = 1 - found.length / run.draws;
    const share = multiples.filter((m) => m >= 10).length / run.draws;
    const at = (q: number): string => quantileOfSorted(found, q).toFixed(1);
    const range =
      found.length === 0
        ? "OpenAI covers its costs at no price in any future"
        : `OpenAI covers all costs but stock pay at ${at(0.5)} times its prices (5 to 95%: ` +
          `${at(0.05)} to ${at(0.95)})`;
    return {
      verdict: verdictOf(share),
      figure:
        `${range}, with the demand those prices leave. Ten times or more, or no price at all up ` +
        `to a hundred times, in ${percent(share)} of 100 futures; no price in ${percent(none)}. ` +
        "At constant volume it is 2.35 times (D05), with all compute at list rents 6.3 at most " +
        "(D07). Serving alone was sold above its cost (OA26).",
      flips:
        "A demand that answers prices more than assumed, or prices that must also pay for the " +
        "next models, planned at many times the present training (P17).",
    };
  },
};

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
