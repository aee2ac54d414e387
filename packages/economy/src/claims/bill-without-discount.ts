import { D01, D02, D03, D09, OA28, OA40 } from "../evidence/facts.ts";
import { pointOf } from "../evidence/from-fact.ts";
import type { Claim } from "./claim.ts";

/** What the essay names as OpenAI's yearly server bill without the discount, USD. */
const named = 6e9;

/** Rents others pay, as the essay names them, USD per GPU-hour. */
const listRents = [3.4, 4] as const;

/** The compute bill without the discount. */
export const billWithoutDiscount: Claim = {
  id: "E17",
  paragraph: "P27",
  claim: "Without Microsoft's price OpenAI's servers would cost up to 6 billion dollars a year.",
  basis: "facts",
  facts: [D01, D02, D03, D09, OA28, OA40],
  judge: () => {
    const hours = pointOf(OA28) / pointOf(OA40);
    const [low, high] = listRents.map((rent) => hours * rent);
    const billion = (usd: number | undefined): string => ((usd ?? 0) / 1e9).toFixed(1);
    const outside = (low ?? 0) > named;
    return {
      verdict: outside ? "does not hold" : "holds",
      figure:
        `${billion(pointOf(OA28))} billion at ${pointOf(OA40).toFixed(2)} an hour are ` +
        `${billion(hours)} billion hours; at the rents of 3.40 to 4 that the essay names they ` +
        `cost ${billion(low)} to ${billion(high)} billion, not ${billion(named)}.`,
      flips:
        `A rent of ${(named / hours).toFixed(2)} an hour gives 6 billion: that is inside what a ` +
        "three-year reservation cost (D09), so the figure fits a fair comparison the essay does " +
        "not make. It also fits if 6 billion was meant as the extra cost.",
    };
  },
};
