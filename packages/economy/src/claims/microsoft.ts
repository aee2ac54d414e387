import { pow } from "@faultline/engine";
import { CL08, LB04, MK04 } from "../evidence/facts.ts";
import { datedOf, pointOf } from "../evidence/from-fact.ts";
import { agrees, claimByFacts, outside } from "./claim.ts";
import { billions, counted, percent } from "./words.ts";

/** Revenue that Microsoft is said to aim at for 2030, USD; fiscal years from 2024 to then. */
const namedGoal = 500e9;
const years = 6;

/** Microsoft's goal, and what its staff say. */
export const microsoft = [
  claimByFacts({
    id: "E22",
    paragraph: "P35",
    claim: "Microsoft aims at 500 billion dollars of revenue by 2030.",
    facts: { CL08, MK04 },
    judge: (f) => {
      const [goal, now] = [pointOf(f.MK04), pointOf(f.CL08)];
      return {
        verdict: agrees(goal, namedGoal) ? "holds" : "does not hold",
        figure:
          `A memo of ${f.MK04.asOf.slice(0, 4)} has ${billions(goal, 0)}. From ${billions(now)} ` +
          `in fiscal 2024 that takes ${percent(pow(goal / now, 1 / years) - 1, 1)} a year.`,
        flips: `A goal ${outside(namedGoal, (usd) => billions(usd, 0))}.`,
      };
    },
  }),
  claimByFacts({
    id: "E49",
    paragraph: "P96",
    claim:
      "Posts by Microsoft staff of December 2023 and July 2024 blame AI spending for lost pay.",
    facts: { LB04 },
    judge: (f) => {
      const cuts = datedOf(f.LB04).map(([, people]) => people);
      return {
        verdict: "cannot be told",
        figure:
          "The posts are anonymous; neither author nor date can be checked. Microsoft announced " +
          `${counted(cuts.reduce((sum, people) => sum + people, 0))} cuts in 2024 to September, ` +
          "for other reasons.",
        flips: "A record of the posts, and pay budgets beside AI budgets.",
      };
    },
  }),
];
