import type { Scenario } from "./scenario.ts";

/** Work moves to open models. */
export const openWeightsWin: Scenario = {
  name: "open-weights-win",
  title: "Open weights win",
  story:
    "From the seventh month on open models are good enough for a growing part of API work. It moves " +
    "to independent hosts, and the labs' lists must follow their price.",
  paragraphs: ["P67", "P70"],
  reasons:
    "An open model of July 2024 matched the lists' quality of 2023 at a fraction of the price (TK17). " +
    "A fifth, two fifths and four fifths of the labs' API work in the end.",
  settings: {
    moderate: { "openWeights.share": 0.2 },
    severe: { "openWeights.share": 0.4 },
    extreme: { "openWeights.share": 0.8 },
  },
  tail: ["extreme"],
};
