import type { Scenario } from "./scenario.ts";

/** A court rules for the rights holders. */
export const copyrightRuling: Scenario = {
  name: "copyright-ruling",
  title: "A copyright case is lost",
  story:
    "A court rules that models were trained on works without right. Over a year the labs pay damages " +
    "and licences and train anew, and investors take note.",
  paragraphs: ["P61", "P62", "P63"],
  reasons:
    "No award was known. Training one released model again cost 30 to 191 million (TR01, TR02), so " +
    "half a year of the training budget is already many models, and a year's all of the research.",
  settings: {
    moderate: { "copyright.month": 12, "copyright.damages": 5e8, "copyright.retraining": 2 },
    severe: { "copyright.month": 9, "copyright.damages": 2e9, "copyright.retraining": 6 },
    extreme: { "copyright.month": 6, "copyright.damages": 6e9, "copyright.retraining": 12 },
  },
  tail: ["extreme"],
};
