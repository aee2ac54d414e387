import { CP01, CP02, CP03, CP04, CP61, CP62, SU61 } from "../evidence/facts.ts";
import { endsOf, pointOf } from "../evidence/from-fact.ts";
import { agrees, claimByFacts, verdictOfReadings } from "./claim.ts";
import { percent, percentRange } from "./words.ts";

/** Share of Office seats that pay, and the users that makes, as the essay names them. */
const namedShare = [0.001, 0.01] as const;
const namedUsers = [0.4e6, 4e6] as const;

/** Prices of Copilot, USD per user per month, and by how much it is said to raise the fee. */
const namedPrices = [30, 50] as const;
const namedRise = 1;

const millions = (people: number): string => (people / 1e6).toFixed(2);

/** Copilot's price and its customers. */
export const copilot = [
  claimByFacts({
    id: "E20",
    paragraph: "P32",
    claim: "0.1 to 1% of 440 million Office users pay 30 to 50 dollars a month for Copilot.",
    facts: { CP01, CP02, CP03, CP04 },
    judge: (f) => {
      const shares = endsOf(f.CP04);
      const seats = endsOf(f.CP03)[1];
      const [low, high] = shares.map((share) => share * seats);
      const yearly = (people: number, price: number): string =>
        ((people * price * 12) / 1e9).toFixed(2);
      const known = f.CP04.confidence !== "low";
      const right = shares.every((share, i) => agrees(share, namedShare[i] ?? 0));
      return {
        verdict: !known ? "cannot be told" : right ? "holds" : "does not hold",
        figure:
          `That makes ${millions(low ?? 0)} to ${millions(high ?? 0)} million payers and ` +
          `${yearly(low ?? 0, pointOf(f.CP01))} to ${yearly(high ?? 0, pointOf(f.CP01))} billion ` +
          `dollars a year at ${pointOf(f.CP01)} a month, ${yearly(high ?? 0, pointOf(f.CP02))} at ` +
          `most at ${pointOf(f.CP02)}. The share is one report, known from the essay alone; so ` +
          `are the ${pointOf(f.CP02)} dollars and the higher of two counts of seats.`,
        flips:
          "A count of paid seats by Microsoft, or a second source. Outside " +
          `${percentRange(shares, 1)} the claim fails.`,
      };
    },
  }),
  claimByFacts({
    id: "E21",
    paragraph: "P33",
    claim: "Copilot adds 30 dollars a month, 50 with the sales assistant, which doubles the fee.",
    facts: { CP01, CP02, CP61, CP62 },
    judge: (f) => {
      const prices = [pointOf(f.CP01), pointOf(f.CP02)];
      const plans = [pointOf(f.CP61), pointOf(f.CP62)];
      const rises = prices.map((price) => plans.map((plan) => price / plan));
      const [plain = [], sales = []] = rises;
      const right = prices.every((price, i) => agrees(price, namedPrices[i] ?? 0));
      const doubles = verdictOfReadings(
        plain.map((rise) => rise >= namedRise || agrees(rise, namedRise)),
      );
      return {
        verdict: right ? doubles : "does not hold",
        figure:
          `${prices[0]} dollars are the list price; the ${prices[1]} are known from the essay ` +
          `alone. ${prices[0]} are ${percent(plain[0] ?? 0)} on top of the ${plans[0]} of the ` +
          `larger plan for companies and ${percent(plain[1] ?? 0)} on the ` +
          `${plans[1]} of the smaller, a remembered price.`,
        flips:
          `A plan of ${prices[0]} dollars or less, as small firms have; or the ${prices[1]} with ` +
          `the sales assistant, which are ${percent(sales[0] ?? 0)} and ` +
          `${percent(sales[1] ?? 0)} on top.`,
      };
    },
  }),
  claimByFacts({
    id: "E40",
    paragraph: "P97",
    claim: "After nearly a year of pilot work less than 20% of those with Copilot use it.",
    facts: { SU61 },
    judge: (f) => ({
      verdict: "cannot be told",
      figure:
        "The figure is in an anonymous post. No figure of use by seat was public; of 132 heads " +
        `of IT asked in ${f.SU61.asOf}, ${percent(pointOf(f.SU61))} had finished a roll-out.`,
      flips: "Microsoft's count of active users among paid seats, or a survey that asks for it.",
    }),
  }),
  claimByFacts({
    id: "E41",
    paragraph: "P100",
    claim: "Microsoft reserved servers for millions of daily Copilot users.",
    facts: { CP03, CP04 },
    judge: (f) => {
      const payers = endsOf(f.CP04).map((share) => share * endsOf(f.CP03)[1]);
      return {
        verdict: "cannot be told",
        figure:
          "What was reserved is one report that nothing public confirms. If it is right, servers " +
          `for millions a day stand against ${millions(payers[0] ?? 0)} to ` +
          `${millions(payers[1] ?? 0)} million who pay, by another such report (CP04).`,
        flips: "Microsoft's capacity for Copilot, in users or in GPUs.",
      };
    },
  }),
  claimByFacts({
    id: "E42",
    paragraph: "P101",
    claim: "Copilot has 400,000 to 4 million users.",
    facts: { CP03, CP04 },
    judge: (f) => {
      const [seats, shares] = [endsOf(f.CP03), endsOf(f.CP04)];
      const users = shares.map((share, i) => share * (seats[i] ?? 0));
      // Either count of seats will do: the essay multiplies by the lower one.
      const right = shares.every((share, i) =>
        seats.some((n) => agrees(share * n, namedUsers[i] ?? 0)),
      );
      const known = f.CP04.confidence !== "low";
      return {
        verdict: !right ? "does not hold" : known ? "holds" : "cannot be told",
        figure:
          `The arithmetic is right: ${percentRange(shares, 1)} of ${seats[0] / 1e6} to ` +
          `${seats[1] / 1e6} million seats are ${millions(users[0] ?? 0)} to ` +
          `${millions(users[1] ?? 0)} million. Its share is the single report of E20.`,
        flips: "A second source for the share makes it hold; a share outside the range, fail.",
      };
    },
  }),
];
