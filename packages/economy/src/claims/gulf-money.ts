import { AN12, MK05 } from "../evidence/facts.ts";
import { pointOf } from "../evidence/from-fact.ts";
import { agrees, claimByFacts } from "./claim.ts";
import { billions } from "./words.ts";

/** What MGX is said to command, and Mubadala's stake in Anthropic, USD. */
const namedFund = 100e9;
const namedStake = 0.5e9;

/** Emirati money. */
export const gulfMoney = [
  claimByFacts({
    id: "E05",
    paragraph: "P15",
    claim: "MGX, an Emirati fund in talks with OpenAI, has 100 billion dollars.",
    facts: { MK05 },
    judge: (f) => {
      const inHand = f.MK05.kind !== "claim";
      return {
        verdict: inHand && agrees(pointOf(f.MK05), namedFund) ? "holds" : "does not hold",
        figure: inHand
          ? `It has ${billions(pointOf(f.MK05), 0)}.`
          : `${billions(pointOf(f.MK05), 0)} is what it aims to manage within a few years. What ` +
            "it had in hand was not public.",
        flips: "Accounts of MGX that show this much under management in 2024.",
      };
    },
  }),
  claimByFacts({
    id: "E06",
    paragraph: "P16",
    claim: "Mubadala holds about 0.5 billion dollars of Anthropic, bought from the FTX estate.",
    facts: { AN12 },
    judge: (f) => ({
      verdict: agrees(pointOf(f.AN12), namedStake) ? "holds" : "does not hold",
      figure: `A vehicle of Mubadala bought for ${billions(pointOf(f.AN12))} in ${f.AN12.asOf}.`,
      flips:
        `A purchase below ${billions(namedStake * 0.9, 2)} or above ` +
        `${billions(namedStake * 1.1, 2)}. What the stake is worth since then is another figure.`,
    }),
  }),
];
