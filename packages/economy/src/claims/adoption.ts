import { CP10, ST04, SU01, SU05 } from "../evidence/facts.ts";
import { datedOf, pointOf } from "../evidence/from-fact.ts";
import { agrees, claimByFacts, outside } from "./claim.ts";
import { counted, percent } from "./words.ts";

/** Part of projects dropped by Gartner's forecast, and the fewest firms that we call thousands. */
const namedDropped = 0.3;
const thousands = 2000;

/** How far firms take AI up. */
export const adoption = [
  claimByFacts({
    id: "E43",
    paragraph: "P110",
    claim: "Gartner expects 30% of generative-AI projects to be dropped after trial by end-2025.",
    facts: { SU01 },
    judge: (f) => ({
      verdict: agrees(pointOf(f.SU01), namedDropped) ? "holds" : "does not hold",
      figure:
        `Gartner says at least ${percent(pointOf(f.SU01))}. Whether it comes so is open, and the ` +
        "model cannot tell: its pilots are dropped at about the rate that this forecast names.",
      flips: `A forecast ${outside(namedDropped, percent)}.`,
    }),
  }),
  claimByFacts({
    id: "E48",
    paragraph: "P73",
    claim: "Thousands of companies build on AI.",
    facts: { CP10, ST04, SU05 },
    judge: (f) => {
      const customers = pointOf(f.CP10);
      const [period, share] = datedOf(f.SU05).at(-1) ?? ["", Number.NaN];
      return {
        verdict: customers >= thousands ? "holds" : "does not hold",
        figure:
          `${counted(customers)} companies were customers of Azure's AI alone, ` +
          `${percent(share, 1)} of US firms used some AI in ${period}, and ` +
          `${counted(pointOf(f.ST04))} new AI companies were funded in the US in 2023. How many ` +
          "would fail with a lab's price is another question.",
        flips: `Fewer than ${counted(thousands)}, or counting only firms that live by AI.`,
      };
    },
  }),
];
