import type { Scenario } from "./scenario.ts";

/** Credits expire and the discount ends. */
export const creditsRunOut: Scenario = {
  name: "credits-run-out",
  title: "Credits run out and the discount ends",
  story:
    "The cloud credits OpenAI still holds expire, and it pays what others pay for an hour of " +
    "compute: first the credits, then, in the harder cases, the discount too.",
  paragraphs: ["P27", "P76", "P77", "P78"],
  reasons:
    "The essay sees the credits gone by 2025. Market rents from 1.30 to 4 dollars were known by the " +
    "date (GP01 to GP04), so the jump is a factor of one to three, drawn in each future.",
  settings: {
    moderate: { "credits.expiryMonth": 9 },
    severe: { "credits.expiryMonth": 6, "discount.endMonth": 6 },
    extreme: { "credits.expiryMonth": 3, "discount.endMonth": 3 },
  },
  tail: [],
};
