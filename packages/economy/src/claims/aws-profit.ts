import { MK06, MK63 } from "../evidence/facts.ts";
import { datedOf, pointOf } from "../evidence/from-fact.ts";
import { claimByFacts } from "./claim.ts";
import { billions } from "./words.ts";

/** Years that AWS took to make a profit, by the essay. */
const named = 9;

/** How long Amazon's cloud lost money. */
export const awsProfit = claimByFacts({
  id: "E45",
  paragraph: "P124",
  claim: "AWS took nine years to become profitable.",
  facts: { MK06, MK63 },
  judge: (f) => {
    const launched = pointOf(f.MK63);
    const [first, usd] = datedOf(f.MK06).find(([, income]) => income > 0) ?? ["", Number.NaN];
    const most = Number(first.slice(0, 4)) - launched;
    const disclosed = Number(f.MK06.published.slice(0, 4));
    return {
      verdict: most >= named ? "holds" : "does not hold",
      figure:
        `At most ${most}: launched in ${launched}, it made ${billions(usd, 3)} in the first ` +
        `quarter of ${first.slice(0, 4)}, and what came before was never published.`,
      flips:
        `Counting to ${disclosed}, when the profit was first disclosed: that is ` +
        `${disclosed - launched} years, and may be what is meant.`,
    };
  },
});
