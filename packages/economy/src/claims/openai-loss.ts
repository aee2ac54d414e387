import { type Run, quantileOfSorted } from "@faultline/engine";
import { AN14, AN61, OA34, OA36, OA37, OA39 } from "../evidence/facts.ts";
import { endsOf, modeOf, pointOf } from "../evidence/from-fact.ts";
import { agrees, claimByEnsemble, verdictOf } from "./claim.ts";
import { monthsTo2025, monthsTo2026 } from "./horizon.ts";
import { range, total } from "./totals.ts";
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
      "OpenAI loses 5 billion dollars in 2024 and needs 3 billion at least, likelier 10, to go on.",
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
          `The loss of ${billions(modeOf(f.OA36))} is as reported, but a loss is not a need: ` +
          `cash burnt in half a year was ${billions(pointOf(f.OA37), 2)}. From September 2024 to ` +
          `the end of 2025 the baseline burns ${billionsRange(range(sorted))} of cash (5 to ` +
          `95%); at least ${billions(namedNeed.least, 0)} in ${percent(share)} of futures, ` +
          `${billions(namedNeed.likely, 0)} in ${percent(atLeast(namedNeed.likely))}. The ` +
          `${billions(namedModel, 0)} for one model are the top of a forecast that begins at ` +
          `${billions(endsOf(f.AN61)[0], 0)}, against ${billions(endsOf(f.AN14)[1], 0)} for ` +
          "those in training.",
        flips:
          `A longer view: ${whenLikely(run)} Or credits and pay in shares that can no longer ` +
          "stand in for cash.",
      };
    },
  }),
  claimByEnsemble({
    id: "E14",
    paragraph: "P26",
    claim: "OpenAI loses more than 5 billion dollars a year, and will lose more in 2025.",
    facts: { OA34, OA36, OA39 },
    judge: (run, f) => {
      const [low, high] = endsOf(f.OA36);
      const shares = pointOf(f.OA34);
      const now = run.column("openai.operatingLoss", 0).map((loss) => loss * 12);
      const next = total(run, "openai.operatingLoss", monthsTo2025, monthsTo2026);
      const larger = next.filter((loss, draw) => loss > (now[draw] ?? 0)).length / run.draws;
      return {
        verdict: low + shares > namedLoss ? verdictOf(larger) : "does not hold",
        figure:
          `${billionsRange([low, high])} were expected for 2024 without pay in shares, so not ` +
          `more than 5. With the ${billions(shares)} of shares that the first half-year alone ` +
          `had it is at least ${billions(low + shares)}. In ${percent(larger)} of futures of the ` +
          "baseline 2025 loses more than the start's rate, " +
          `${billionsRange(range(next.toSorted()))} (5 to 95%); company plans sum to ` +
          `${billions(pointOf(f.OA39), 0)} from 2023 to 2028.`,
        flips: `Leaving pay in shares out, as the reports do: then ${billions(high)} is the most.`,
      };
    },
  }),
];

/** By draw, the cash that OpenAI burns in the first months of a run, USD. */
function burntBy(run: Run, months: number): Float64Array {
  return total(run, "openai.cashBurn", 0, months);
}

/** When the least need is burnt in two thirds of futures, as a sentence. */
function whenLikely(run: Run): string {
  const least = billions(namedNeed.least, 0);
  for (let months = monthsTo2026; months <= run.months; months += 1) {
    const sorted = burntBy(run, months).toSorted();
    if (quantileOfSorted(sorted, 1 / 3) >= namedNeed.least) {
      return `two thirds of futures have burnt ${least} after ${months} months.`;
    }
  }
  return `not even ${run.months} months burn ${least} in two thirds of futures.`;
}
