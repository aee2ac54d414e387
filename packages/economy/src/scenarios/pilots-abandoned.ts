import type { Scenario } from "./scenario.ts";

/** Companies drop what they tried. */
export const pilotsAbandoned: Scenario = {
  name: "pilots-abandoned",
  title: "Pilots are abandoned",
  story:
    "From the seventh month on companies drop more of their pilots than usual, and with them a part " +
    "of what they spend at labs and clouds.",
  paragraphs: ["P73", "P110", "P111"],
  reasons:
    "At least 30% in 17 months were forecast (SU01), about 2% a month, which the baseline has. Another " +
    "2% makes it half of all, 4% two thirds; RAND's readers put failures at four fifths, which 8% is.",
  settings: {
    moderate: { "pilots.extra": 0.02 },
    severe: { "pilots.extra": 0.04 },
    extreme: { "pilots.extra": 0.08 },
  },
  tail: ["extreme"],
};
