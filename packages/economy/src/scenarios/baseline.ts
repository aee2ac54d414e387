import type { Scenario } from "./scenario.ts";

/** Nothing is done from outside; credits run out as they are drawn. */
export const baseline: Scenario = {
  name: "baseline",
  title: "Nothing from outside",
  story:
    "Labs go on as at the start: lists follow their trend, the discount stands, credits are " +
    "drawn and not renewed, and rounds are sought when cash runs short.",
  paragraphs: [],
  reasons: "No lever is moved, at any severity.",
  settings: { moderate: {}, severe: {}, extreme: {} },
  tail: [],
};
