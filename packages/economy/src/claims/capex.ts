import { CX16, CX12, CX14, CX15, NV13, NV04 } from "../evidence/facts.ts";
import type { Fact } from "../evidence/fact.ts";
import { datedOf, pointOf } from "../evidence/from-fact.ts";
import { claimByFacts } from "./claim.ts";
import { billions, percent } from "./words.ts";

/** What Big Tech is said to have put in since November 2022, and to put in further, USD. */
const named = 150e9;

/** End of the quarter in which ChatGPT came out. */
const firstQuarter = "2022-12";

/** Quarters of all the firms together, oldest first. */
function together(firms: readonly Fact[]): readonly (readonly [period: string, usd: number])[] {
  const totals = new Map<string, number>();
  for (const [period, usd] of firms.flatMap(datedOf)) {
    totals.set(period, (totals.get(period) ?? 0) + usd);
  }
  return [...totals];
}

const sum = (values: readonly number[]): number => values.reduce((total, v) => total + v, 0);

/** What was spent from the quarter of ChatGPT on. */
function since(firms: readonly Fact[]): readonly number[] {
  return together(firms)
    .filter(([period]) => period >= firstQuarter)
    .map(([, usd]) => usd);
}

/** What the big firms invest. */
export const capex = [
  claimByFacts({
    id: "E29",
    paragraph: "P66",
    claim: "Big Tech has put more than 150 billion dollars into generative AI since November 2022.",
    facts: { CX16, CX12, CX14, CX15, NV13, NV04 },
    judge: (f) => {
      const firms = [f.CX16, f.CX12, f.CX14, f.CX15];
      const spent = since(firms);
      const before = together(firms).filter(([period]) => period < firstQuarter);
      const pace = sum(before.map(([, usd]) => usd)) / before.length;
      const added = sum(spent) - pace * spent.length;
      const chips = sum(
        datedOf(f.NV13)
          .filter(([period]) => period > firstQuarter)
          .map(([, usd]) => usd),
      );
      const none = sum(spent) <= named;
      return {
        verdict: none ? "does not hold" : added > named ? "holds" : "cannot be told",
        figure:
          `Microsoft, Alphabet, Amazon and Meta invested ${billions(sum(spent), 0)} in all from ` +
          `the last quarter of 2022 to mid-2024, only ${billions(added, 0)} more than at their ` +
          "pace before. How much was for generative AI none of them says. Nvidia sold " +
          `${billions(chips, 0)} of data-centre goods meanwhile, about ` +
          `${percent(pointOf(f.NV04))} of it to cloud firms.`,
        flips:
          `A disclosed AI part of at least ${percent(named / sum(spent))} makes it hold, a ` +
          "smaller one fail, unless stakes in AI firms fill the gap.",
      };
    },
  }),
  claimByFacts({
    id: "E38",
    paragraph: "P81",
    claim: "150 billion dollars or more went into data centres and Nvidia's GPUs.",
    facts: { CX16, CX12, CX14, CX15 },
    judge: (f) => {
      const clouds = sum(since([f.CX16, f.CX12, f.CX15]));
      const all = clouds + sum(since([f.CX14]));
      return {
        verdict: clouds >= named ? "holds" : all < named ? "does not hold" : "cannot be told",
        figure:
          `Microsoft, Alphabet and Meta alone invested ${billions(clouds, 0)} since the last ` +
          `quarter of 2022, and ${billions(all, 0)} with Amazon and its warehouses. None splits ` +
          `it, but all else would have to take more than ${percent(1 - named / all)} to leave ` +
          "less than 150.",
        flips:
          `Offices and the like of more than ${billions(clouds - named, 0)} among the three and ` +
          "none of Amazon's counted; or counting what serves generative AI alone (E29).",
      };
    },
  }),
  claimByFacts({
    id: "E32",
    paragraph: "P71",
    claim: "Another 150 billion dollars of Big Tech's money will change nothing.",
    facts: { CX16, CX12, CX14, CX15 },
    judge: (f) => {
      const latest = since([f.CX16, f.CX12, f.CX14, f.CX15]).at(-1) ?? 0;
      return {
        verdict: "cannot be told",
        figure:
          `A forecast. At ${billions(latest)} a quarter, the pace of mid-2024, the four spend ` +
          `that much in ${((named / latest) * 3).toFixed(1)} months, on AI and all else.`,
        flips: "AI revenue by firm, set against the spending of the year before it.",
      };
    },
  }),
];
