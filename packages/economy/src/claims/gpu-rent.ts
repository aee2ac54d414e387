import { D03, D09, GP01, GP02, GP03, OA40 } from "../evidence/facts.ts";
import { endsOf, pointOf } from "../evidence/from-fact.ts";
import { agrees, claimByFacts } from "./claim.ts";
import { percentRange } from "./words.ts";

/** What the essay says OpenAI pays, USD per GPU-hour. */
const namedPrice = 1.3;

/** Rents others pay, as the essay names them, USD per GPU-hour. */
export const namedRents = [3.4, 4] as const;

/** How many times OpenAI's price others pay, as the essay has it elsewhere. */
const namedMultiple = 2.5;

/** What OpenAI pays for a GPU-hour, and what others do. */
export const gpuRent = [
  claimByFacts({
    id: "E16",
    paragraph: "P27",
    claim: "OpenAI pays Microsoft 1.30 dollars a GPU-hour; the regular price is 3.40 to 4.00.",
    facts: { OA40, GP01, GP02, GP03, D09 },
    judge: (f) => {
      const price = pointOf(f.OA40);
      const [low, high] = endsOf(f.GP01);
      const listed = low <= namedRents[0] && high >= namedRents[1];
      const reserved = [...endsOf(f.GP02), ...endsOf(f.GP03)];
      const ends = [Math.min(...reserved), Math.max(...reserved)] as const;
      return {
        verdict: agrees(price, namedPrice) && listed ? "holds" : "does not hold",
        figure:
          `OpenAI pays ${price.toFixed(2)}; Azure's list for an hour on demand is ` +
          `${low.toFixed(2)} to ${high.toFixed(2)}. That is a discount of ` +
          `${percentRange([1 - price / namedRents[0], 1 - price / namedRents[1]])} from the ` +
          "prices the essay names, but whoever commits for years pays less: against three-year " +
          `reservations it is ${percentRange(endsOf(f.D09))}.`,
        flips:
          `Taking as regular what a three-year reservation cost in 2024, ${ends[0].toFixed(2)} ` +
          `to ${ends[1].toFixed(2)}: then 3.40 to 4.00 does not hold.`,
      };
    },
  }),
  claimByFacts({
    id: "E35",
    paragraph: "P75",
    claim: "Microsoft charges others two and a half times what it charges OpenAI for servers.",
    facts: { OA40, GP01, GP02, D03 },
    judge: (f) => {
      const over = (rent: number): string => (rent / pointOf(f.OA40)).toFixed(1);
      const [low, high] = endsOf(f.GP01);
      const reserved = endsOf(f.GP02);
      return {
        verdict: agrees(low / pointOf(f.OA40), namedMultiple) ? "holds" : "does not hold",
        figure:
          `Azure's list on demand is ${over(low)} to ${over(high)} times OpenAI's price. The 6 ` +
          `billion a year of P27 would mean ${over(pointOf(f.D03))} times, so the essay ` +
          "contradicts itself.",
        flips:
          "The like-for-like comparison: Azure's three-year reservations are " +
          `${over(reserved[0])} to ${over(reserved[1])} times OpenAI's price, and by them it ` +
          "does not hold.",
      };
    },
  }),
];
