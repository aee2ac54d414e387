import { log } from "@faultline/engine";
import { OA07, OA39, OA48, OA49, OA50, OA64, OA65, OA66 } from "../evidence/facts.ts";
import { modeOf, pointOf } from "../evidence/from-fact.ts";
import { agrees, claimByFacts } from "./claim.ts";
import { billions, percent } from "./words.ts";

/** Microsoft's part of profit, the cap's multiple and its yearly rise, as the essay names them. */
const namedPart = 0.75;
const namedCap = 100;
const namedRise = 0.2;

/** Who gets OpenAI's profit, should there be one. */
export const openaiTerms = [
  claimByFacts({
    id: "E10",
    paragraph: "P21",
    claim: "By the deal of 2023 Microsoft is due 75% of OpenAI's profit.",
    facts: { OA07, OA39, OA49, OA50, OA64, OA65 },
    judge: (f) => {
      const [first, second] = [pointOf(f.OA49), pointOf(f.OA65)];
      const enough = pointOf(f.OA64) / first;
      const atTwice = (pointOf(f.OA64) + second * enough) / (2 * enough);
      const year = modeOf(f.OA07);
      return {
        verdict: agrees(first, namedPart) ? "holds" : "does not hold",
        figure:
          `${percent(first)} holds until ${billions(pointOf(f.OA64), 0)} are recouped, which ` +
          `takes ${billions(enough)} of profit; then it is ${percent(second)} up to a cap. With ` +
          `losses of ${billions(pointOf(f.OA39), 0)} planned to 2028 it is a share of nothing, ` +
          `while the ${percent(pointOf(f.OA50))} of revenue that the essay leaves out are ` +
          `${billions(year * pointOf(f.OA50))} for 2024.`,
        flips:
          `Profit beyond ${billions(enough)} in all: at twice that Microsoft's part is down to ` +
          `${percent(atTwice)}.`,
      };
    },
  }),
  claimByFacts({
    id: "E11",
    paragraph: "P22",
    claim: "Returns are capped at 100 times the investment; the cap rises 20% a year from 2025.",
    facts: { OA48, OA66 },
    judge: (f) => {
      const [cap, rise] = [pointOf(f.OA48), pointOf(f.OA66)];
      const holds = agrees(cap, namedCap) && agrees(rise, namedRise);
      return {
        verdict: holds ? "holds" : "does not hold",
        figure:
          `${cap.toFixed(0)} times for the first investors, and ${percent(rise)} more a year ` +
          `from 2025, which doubles it in ${(log(2) / log(1 + rise)).toFixed(1)} years. Later ` +
          "rounds have lower caps.",
        flips:
          "Reading it as the cap of those who invest now: theirs is lower, and how low was not " +
          "public.",
      };
    },
  }),
];
