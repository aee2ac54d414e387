import type { Scenario } from "./scenario.ts";

/** Several causes at once. */
export const perfectStorm: Scenario = {
  name: "perfect-storm",
  title: "A perfect storm",
  story:
    "Several causes come together: prices must cover more of their cost, credits expire and the " +
    "discount ends, companies drop their pilots, the firms that build retreat. Confidence is left " +
    "alone; it falls by what it sees.",
  paragraphs: ["P72", "P73", "P75", "P76", "P77", "P80", "P110", "P111"],
  reasons:
    "Each cause has the size of its own scenario's case; that they come together is the assumption. " +
    "Nothing that a cause itself brings about is moved besides.",
  settings: {
    moderate: {
      "subsidy.coverage": 0.35,
      "credits.expiryMonth": 9,
      "pilots.extra": 0.02,
      "capex.retreatMonth": 24,
    },
    severe: {
      "subsidy.coverage": 0.6,
      "credits.expiryMonth": 6,
      "discount.endMonth": 6,
      "pilots.extra": 0.04,
      "capex.retreatMonth": 12,
    },
    extreme: {
      "subsidy.coverage": 1,
      "credits.expiryMonth": 3,
      "discount.endMonth": 3,
      "pilots.extra": 0.08,
      "capex.retreatMonth": 6,
      "copyright.month": 6,
    },
  },
  tail: ["severe", "extreme"],
};
