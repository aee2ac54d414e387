import { OA42, OA43, OA44, OA45, OA46, OA61, OA62, OA63 } from "../evidence/facts.ts";
import { endsOf, pointOf } from "../evidence/from-fact.ts";
import { agrees, claimByFacts } from "./claim.ts";
import { billions, billionsRange, percent } from "./words.ts";

/** Valuation and money sought, as the essay names them, USD. */
const namedValuation = 150e9;
const namedMoney = [6.5e9, 7e9] as const;

/** An investment and the share it is said to buy. */
const namedStake = { usd: 1.5e9, percent: 1 };

/** The bank credit, the earlier and the previous valuation, and all capital before the round. */
const namedCredit = 5e9;
const namedEarlier = 100e9;
const namedPrevious = 80e9;
const namedRaised = 13e9;

const within = (value: number, [low, high]: readonly [number, number]): boolean =>
  value >= low && value <= high;

/** OpenAI's round of autumn 2024 and the valuations before it. */
export const openaiRound = [
  claimByFacts({
    id: "E03",
    paragraph: "P13",
    claim: "OpenAI seeks 6.5 to 7 billion dollars at a valuation of at least 150 billion.",
    facts: { OA44, OA46, OA61, OA62 },
    judge: (f) => {
      const sought = pointOf(f.OA44);
      const asked = pointOf(f.OA61);
      const got = pointOf(f.OA46);
      const after = pointOf(f.OA62);
      const holds = within(sought, namedMoney) && asked >= namedValuation;
      return {
        verdict: holds ? "holds" : "does not hold",
        figure:
          `${billions(sought)} were sought at ${billions(asked, 0)} before the money. The round ` +
          `closed at ${billions(got)} and ${billions(after, 0)} with it, which is ` +
          `${billions(after - got)} before.`,
        flips: "An amount sought outside 6.5 to 7 billion, or a valuation asked below 150.",
      };
    },
  }),
  claimByFacts({
    id: "E04",
    paragraph: "P14",
    claim: "OpenAI also seeks 5 billion dollars of revolving credit from banks.",
    facts: { OA45 },
    judge: (f) => {
      const sought = pointOf(f.OA45);
      return {
        verdict: agrees(sought, namedCredit) ? "holds" : "does not hold",
        figure:
          `${billions(sought)} were sought. That such credit costs more than other money cannot ` +
          "be told: no rate was public.",
        flips:
          `An amount below ${billions(namedCredit * 0.9)} or above ` +
          `${billions(namedCredit * 1.1)}. The published rate of the line would decide whether ` +
          "it is dear.",
      };
    },
  }),
  claimByFacts({
    id: "E08",
    paragraph: "P18",
    claim: "At a valuation of 150 billion dollars, 1.5 billion buys one percent.",
    facts: { OA44, OA61 },
    judge: (f) => {
      const before = pointOf(f.OA61);
      const after = before + pointOf(f.OA44);
      const shares = [namedStake.usd / before, namedStake.usd / after];
      const holds = shares.every((share) => Math.round(share * 100) === namedStake.percent);
      const edge = (percentage: number): string => billions((namedStake.usd * 100) / percentage, 0);
      return {
        verdict: holds ? "holds" : "does not hold",
        figure:
          `${billions(namedStake.usd)} are ${percent(shares[0] ?? 0, 2)} of the value before the ` +
          `money and ${percent(shares[1] ?? 0, 2)} of the ${billions(after)} with it.`,
        flips:
          `A valuation above ${edge(namedStake.percent - 0.5)} or below ` +
          `${edge(namedStake.percent + 0.5)}, where the share rounds to another percent. What ` +
          "the percent entitles to is another matter (E10, E11).",
      };
    },
  }),
  claimByFacts({
    id: "E09",
    paragraph: "P19",
    claim: "An attempt earlier in the year to raise at 100 billion dollars put investors off.",
    facts: { OA61, OA63 },
    judge: (f) => {
      const [asked, earlier] = [pointOf(f.OA61), pointOf(f.OA63)];
      const months = [f.OA63, f.OA61].map(({ asOf }) => asOf.slice(0, 7));
      const before = (months[0] ?? "") < (months[1] ?? "");
      if (!agrees(earlier, namedEarlier)) {
        return {
          verdict: "does not hold",
          figure: `The earlier valuation asked was ${billions(earlier, 0)}, not 100.`,
          flips: "A report of 100 billion.",
        };
      }
      return {
        verdict: before ? "holds" : "cannot be told",
        figure:
          `The one report found of ${billions(earlier, 0)} has it asked about ${f.OA63.asOf}, in ` +
          `the round that stood at ${billions(asked, 0)} on ${f.OA61.asOf}. The price rose by ` +
          `${percent(asked / earlier - 1)}, which does not look like investors put off; of an ` +
          "attempt months before nothing was found.",
        flips:
          "It holds with a report of such an attempt in an earlier month, and fails with one of " +
          "another valuation.",
      };
    },
  }),
  claimByFacts({
    id: "E13",
    paragraph: "P24",
    claim: "OpenAI was last valued at about 80 billion dollars.",
    facts: { OA43 },
    judge: (f) => {
      const reported = endsOf(f.OA43);
      return {
        verdict: within(namedPrevious, reported) ? "holds" : "does not hold",
        figure: `The tender offer of ${f.OA43.asOf} put it at ${billionsRange(reported, 0)}.`,
        flips:
          `The higher figure alone, which is the usual one: the essay's is ` +
          `${percent(1 - namedPrevious / reported[1])} below it.`,
      };
    },
  }),
  claimByFacts({
    id: "E30",
    paragraph: "P66",
    claim: "OpenAI had raised 13 billion dollars before the round.",
    facts: { OA42 },
    judge: (f) => {
      const reported = endsOf(f.OA42);
      return {
        verdict: within(namedRaised, reported) ? "holds" : "does not hold",
        figure:
          `Counts run from ${billionsRange(reported, 0)}. The high one is what Microsoft alone ` +
          "had promised, much of it as cloud credits, which are no cash.",
        flips:
          `The low count alone: by it the essay is ${percent(namedRaised / reported[0] - 1)} too ` +
          "high. So does counting cash only.",
      };
    },
  }),
];
