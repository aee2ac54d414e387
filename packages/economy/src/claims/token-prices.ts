import { TK05, TK06, TK08, TK15, TK16, TK23 } from "../evidence/facts.ts";
import { blendOf, datedOf, pairOf } from "../evidence/from-fact.ts";
import type { Fact } from "../evidence/fact.ts";
import { agrees, claimByFacts, tolerance, verdictOfReadings } from "./claim.ts";
import { percent } from "./words.ts";

/** List price of o1-preview and its multiples of GPT-4o's, for input and output, by the essay. */
const namedPrice = [15, 60] as const;
const namedMultiples = [3, 4] as const;

/** The day on which the essay appeared. */
const essayDay = "2024-09-16";

/** List prices of tokens. */
export const tokenPrices = [
  claimByFacts({
    id: "E23",
    paragraph: "P49",
    claim: "o1-preview costs 15 and 60 dollars per million tokens, 3 and 4 times GPT-4o.",
    facts: { TK05, TK06, TK08 },
    judge: (f) => {
      const price = pairOf(f.TK08);
      const over = (fact: Fact): readonly number[] =>
        pairOf(fact).map((p, i) => (price[i] ?? 0) / p);
      const onSale = [f.TK05, f.TK06].filter(({ published }) => published <= essayDay);
      const newest = onSale.at(-1) ?? f.TK05;
      const right =
        price.every((p, i) => agrees(p, namedPrice[i] ?? 0)) &&
        over(newest).every((multiple, i) => agrees(multiple, namedMultiples[i] ?? 0));
      const words = (fact: Fact): string =>
        over(fact)
          .map((multiple) => multiple.toFixed(0))
          .join(" and ");
      return {
        verdict: right ? "holds" : "does not hold",
        figure:
          `The price is ${price.join(" and ")}. It is ${words(f.TK05)} times the GPT-4o of ` +
          `${f.TK05.asOf}, but a cheaper one was on sale since ${f.TK06.asOf}, and of that it is ` +
          `${words(f.TK06)} times: the essay understates it. Hidden tokens, billed as output, ` +
          "come on top.",
        flips: "Comparing with the GPT-4o of May, for which the multiples are exact.",
      };
    },
  }),
  claimByFacts({
    id: "E27",
    paragraph: "P61",
    claim: "Prices of generative AI are not falling.",
    facts: { TK06, TK08, TK15, TK16, TK23 },
    judge: (f) => {
      const lists = [f.TK23, f.TK15, f.TK16].map((fact) => {
        const prices = datedOf(fact);
        const [first, last] = [prices[0], prices.at(-1)];
        const fall = 1 - (last?.[1] ?? 0) / (first?.[1] ?? 1);
        return { fall, from: first?.[0] ?? "", to: last?.[0] ?? "" };
      });
      const [openai, flash, mistral] = lists.map(
        ({ fall, from, to }) => `${percent(fall)} from ${from} to ${to}`,
      );
      return {
        verdict: verdictOfReadings(lists.map(({ fall }) => fall <= tolerance)),
        figure:
          `List prices of the API fell: that of OpenAI's leading model by ${openai}, Gemini ` +
          `Flash's by ${flash}, Mistral Large's by ${mistral}. What rose is the top: o1-preview ` +
          `is ${(blendOf(f.TK08) / blendOf(f.TK06)).toFixed(0)} times the GPT-4o on sale beside ` +
          "it.",
        flips:
          `Lists that fell by no more than ${percent(tolerance)}; or counting o1-preview, with ` +
          "its hidden tokens, as the successor of GPT-4o. Subscriptions and seats did stand " +
          "still.",
      };
    },
  }),
];
