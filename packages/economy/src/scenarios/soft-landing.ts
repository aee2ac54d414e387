import type { Scenario } from "./scenario.ts";

/** What must be true for it to work out. */
export const softLanding: Scenario = {
  name: "soft-landing",
  title: "A soft landing",
  story:
    "What must be true for it to work out: errors become rare enough for work that was closed to AI, " +
    "tokens take fewer hours year after year, and the firms that build wait for revenue. The " +
    "severities say how much of it is true.",
  paragraphs: ["P60", "P71", "P124"],
  reasons:
    "Prices of equal quality fell by half to nine tenths a year (P13, TK23), so hours per token may " +
    "fall 20, 35 or 50% a year faster than in the baseline for three years. No measurement says how " +
    "much work errors close off; a third, two thirds and all of it opens.",
  settings: {
    moderate: { "reliability.cure": 0.33, "efficiency.boost": 0.018, "capex.resolve": 0.5 },
    severe: { "reliability.cure": 0.66, "efficiency.boost": 0.036, "capex.resolve": 1 },
    extreme: { "reliability.cure": 1, "efficiency.boost": 0.058, "capex.resolve": 1 },
  },
  tail: ["extreme"],
};
