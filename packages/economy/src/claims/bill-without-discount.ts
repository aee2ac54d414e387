import { D01, D02, D03, D09, OA28, OA40 } from "../evidence/facts.ts";
import { endsOf, pointOf } from "../evidence/from-fact.ts";
import { claimByFacts } from "./claim.ts";
import { namedRents } from "./gpu-rent.ts";
import { billions, billionsRange } from "./words.ts";

/** What the essay names as OpenAI's yearly server bill without the discount, USD. */
const named = 6e9;

/** The compute bill without the discount. */
export const billWithoutDiscount = claimByFacts({
  id: "E17",
  paragraph: "P27",
  claim: "Without Microsoft's price OpenAI's servers would cost up to 6 billion dollars a year.",
  facts: { D01, D02, D03, D09, OA28, OA40 },
  judge: (f) => {
    const hours = pointOf(f.OA28) / pointOf(f.OA40);
    const [low, high] = namedRents;
    const fair = endsOf(f.D09).map((discount) => pointOf(f.OA40) / (1 - discount));
    const implied = named / hours;
    const inside = implied >= (fair[0] ?? 0) && implied <= (fair[1] ?? 0);
    return {
      verdict: hours * low > named ? "does not hold" : "holds",
      figure:
        `${billions(pointOf(f.OA28))} at ${pointOf(f.OA40).toFixed(2)} an hour are ` +
        `${billions(hours)} hours; at the rents of ${low.toFixed(2)} to ${high.toFixed(2)} that ` +
        `the essay names they cost ${billionsRange([hours * low, hours * high])}, not ` +
        `${billions(named)}.`,
      flips:
        `A rent of ${implied.toFixed(2)} an hour gives ${billions(named)}: that is ` +
        `${inside ? "inside" : "outside"} what a three-year reservation cost (D09), ` +
        `${inside ? "so the figure fits" : "so it does not fit even"} a fair comparison the ` +
        "essay does not make. It also fits if 6 billion was meant as the extra cost.",
    };
  },
});
