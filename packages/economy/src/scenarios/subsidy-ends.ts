import type { Scenario } from "./scenario.ts";

/** Prices are to cover a share of all costs. */
export const subsidyEnds: Scenario = {
  name: "subsidy-ends",
  title: "Subsidies end",
  story:
    "From the seventh month on, over a year, both labs move their prices toward covering a share of " +
    "all their costs but stock pay, instead of selling at a loss that investors bear.",
  paragraphs: ["P75"],
  reasons:
    "Prices covered about 43% of such costs at OpenAI (D05) and about a sixth at Anthropic (D08). " +
    "Asked are a third, which OpenAI meets already, three fifths, and all. At constant volume covering all is a factor of 2.35, at list rents up to 6.3 " +
    "(D07); lists had only fallen, so any rise of the best model's list is without precedent.",
  settings: {
    moderate: { "subsidy.coverage": 0.35 },
    severe: { "subsidy.coverage": 0.6 },
    extreme: { "subsidy.coverage": 1 },
  },
  tail: ["extreme"],
};
