import { AN14, OA29, TR01, TR02 } from "../evidence/facts.ts";
import { endsOf, pointOf } from "../evidence/from-fact.ts";
import { claimByFacts, verdictOfReadings } from "./claim.ts";
import { billions } from "./words.ts";

/** From where on a cost is hundreds of millions, and billions, of dollars. */
const hundredMillions = 100e6;
const billion = 1e9;

const millions = (usd: number): string => (usd / 1e6).toFixed(0);

/** What training costs. */
export const trainingCosts = [
  claimByFacts({
    id: "E28",
    paragraph: "P64",
    claim: "Training costs hundreds of millions to billions of dollars.",
    facts: { AN14, OA29, TR01, TR02 },
    judge: (f) => {
      const year = pointOf(f.OA29);
      const [onSale, inTraining] = endsOf(f.AN14);
      const [, dearest] = endsOf(f.TR02);
      return {
        verdict: verdictOfReadings([
          Math.max(onSale, dearest, inTraining) >= hundredMillions,
          year >= billion,
        ]),
        figure:
          `OpenAI's training of a year was put at ${billions(year)}, a model then in training at ` +
          `${billions(inTraining)}. One run of a model on sale was less: ` +
          `${millions(endsOf(f.TR01)[0])} to ${millions(dearest)} million, by how hardware is ` +
          "counted.",
        flips:
          "Counting the final run alone of models on sale: all but the dearest estimate are " +
          `below ${millions(hundredMillions)} million, and none is a billion.`,
      };
    },
  }),
  claimByFacts({
    id: "E47",
    paragraph: "P63",
    claim: "Having to train anew without taken works would cost billions of dollars.",
    facts: { AN14, OA29, TR01, TR02 },
    judge: (f) => {
      const [, dearest] = endsOf(f.TR02);
      const [, inTraining] = endsOf(f.AN14);
      return {
        verdict: dearest >= billion ? "holds" : "does not hold",
        figure:
          `One run of a model on sale cost ${millions(endsOf(f.TR01)[0])} to ` +
          `${millions(dearest)} million; a billion pays for ${(billion / dearest).toFixed(0)} of ` +
          "the dearest. Licences for other works are not in it: their price was not public.",
        flips:
          `A model of the next size, at ${billions(inTraining)} (AN14), or repeating all ` +
          `research: ${billions(pointOf(f.OA29))} a year at OpenAI.`,
      };
    },
  }),
];
