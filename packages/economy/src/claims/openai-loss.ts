import { type Run, quantileOfSorted } from "@faultline/engine";
import { AN14, AN61, OA34, OA36, OA37, OA39 } from "../evidence/facts.ts";
import { endsOf, modeOf, pointOf } from "../evidence/from-fact.ts";
import { agrees, claimByEnsemble, claimByFacts, verdictOf } from "./claim.ts";
import { monthsTo2026 } from "./horizon.ts";
import { billions, billionsRange, percent } from "./words.ts";

/** What OpenAI needs at least and more likely, its loss, and the dearest model, USD. */
const namedNeed = { least: 3e9, likely: 10e9 };
const namedLoss = 5e9;
const namedModel = 100e9;

/** What OpenAI loses and needs. */
export const openaiLoss = [
  claimByEnsemble({
    id: "E07",
    paragraph: "P17",
    claim:
      "OpenAI loses 5 billion dollars in 2024 and needs at least 3 billion, more likely 10, to go on.",
    facts: { OA36, OA37, AN14, AN61 },
    judge: (run, f) => {
      const burnt = burntBy(run, monthsTo2026);
      const atLeast = (usd: number): number =>
        burnt.filter((burn) => burn >= usd).length / burnt.length;
      const share = atLeast(namedNeed.least);
      const sorted = burnt.toSorted();
      const lossAgrees = agrees(modeOf(f.OA36), namedLoss);
      return {
        verdict: lossAgrees ? verdictOf(share) : "does not hold",
        figure:
          `The loss of ${billions(modeOf(f.OA36))} is as reported, but a loss is not a need: cash ` +
          `burnt in half a year was ${billions(pointOf(f.OA37), 2)}. From September 2024 to the ` +
          `end of 2025 the baseline burns ${billionsRange(range(sorted))} of cash (5 to 95%); at ` +
          `least ${billions(namedNeed.least, 0)} in ${percent(share)} of futures, ` +
          `${billions(namedNeed.likely, 0)} in ${percent(atLeast(namedNeed.likely))}. The ` +
          `${billions(namedModel, 0)} for one model are the top of a forecast that begins at ` +
          `${billions(endsOf(f.AN61)[0], 0)}, against ${billions(endsOf(f.AN14)[1], 0)} for those ` +
          "in training.",
        flips:
          `A longer view: ${whenLikely(run)} Or credits and pay in shares that can no longer stand ` +
          "in for cash.",
      };
    },
  }),
  claimByFacts({
    id: "E14",
    paragraph: "P26",
    claim: "OpenAI loses more than 5 billion dollars a year, and will lose more in 2025.",
    facts: { OA34, OA36, OA39 },
    judge: (f) => {
      const [low, high] = endsOf(f.OA36);
      const shares = pointOf(f.OA34);
      const holds = low + shares > namedLoss;
      return {
        verdict: holds ? "holds" : high + shares > namedLoss ? "cannot be told" : "does not hold",
        figure:
          `${billionsRange([low, high])} were expected for 2024 without pay in shares, so not more ` +
          `than 5. With the ${billions(shares)} of shares that the first half-year alone had it is ` +
          `at least ${billions(low + shares)}. Company plans sum to ${billions(pointOf(f.OA39), 0)} ` +
          "from 2023 to 2028; 2025 is still ahead.",
        flips: `Leaving pay in shares out, as the reports do: then ${billions(high)} is the most.`,
      };
    },
  }),
];

/** By draw, the cash that OpenAI burns in the first months of a run, USD. */
function burntBy(run: Run, months: number): Float64Array {
  const total = new Float64Array(run.draws);
  for (let month = 0; month < Math.min(months, run.months); month += 1) {
    const burn = run.column("openai.cashBurn", month);
    for (let draw = 0; draw < run.draws; draw += 1) {
      total[draw] = (total[draw] ?? 0) + (burn[draw] ?? 0);
    }
  }
  return total;
}

/** When the least need is burnt in two thirds of futures, as a sentence. */
function whenLikely(run: Run): string {
  for (let months = monthsTo2026; months <= run.months; months += 1) {
    const sorted = burntBy(run, months).toSorted();
    if (quantileOfSorted(sorted, 1 / 3) >= namedNeed.least) {
      return `two thirds of futures have burnt ${billions(namedNeed.least, 0)} after ${months} months.`;
    }
  }
  return `not even ${run.months} months burn ${billions(namedNeed.least, 0)} in two thirds of futures.`;
}

function range(sorted: Float64Array): readonly [number, number] {
  return [quantileOfSorted(sorted, 0.05), quantileOfSorted(sorted, 0.95)];
}
