import type { Scenario } from "./scenario.ts";

/** The firms that build cut back. */
export const retreat: Scenario = {
  name: "retreat",
  title: "Hyperscalers retreat",
  story:
    "Shareholders ask for revenue and the four firms cut what they build for AI within half a year. " +
    "Chips sell less, and the deeper the cut, the more confidence the news costs.",
  paragraphs: ["P80", "P81", "P82", "P83", "P84", "P88"],
  reasons:
    "Meta and Amazon cut all capital spending by 31 to 34% in 2022 and 2023 (CX13); the cut is drawn " +
    "around that in each future, and is half as deep again or twice as deep in the harder cases, " +
    "with as much more news. It comes after a year; the essay expects it within two quarters (P88).",
  settings: {
    moderate: { "capex.retreatMonth": 12 },
    severe: { "capex.retreatMonth": 12, "capex.deeper": 0.5 },
    extreme: { "capex.retreatMonth": 12, "capex.deeper": 1 },
  },
  tail: ["severe", "extreme"],
};
