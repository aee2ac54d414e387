import type { Scenario } from "./scenario.ts";

/** Investors lose confidence at once. */
export const confidenceBreaks: Scenario = {
  name: "confidence-breaks",
  title: "Capital loses confidence",
  story:
    "Half a year in, investors' readiness to fund falls in one month by a shock from outside. " +
    "Nothing that confidence itself causes is moved besides.",
  paragraphs: ["P13", "P15", "P16", "P72", "P80"],
  reasons:
    "Corporate investment in AI fell by 31% in 2022 and 19% in 2023: " +
    "half a log-odd takes readiness from 65% to 53%, one to 41%, two to 20%, which has no precedent.",
  settings: {
    moderate: { "confidence.shock": 0.5 },
    severe: { "confidence.shock": 1 },
    extreme: { "confidence.shock": 2 },
  },
  tail: ["extreme"],
};
