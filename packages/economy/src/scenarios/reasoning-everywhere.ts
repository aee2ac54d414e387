import type { Scenario } from "./scenario.ts";

/** Work moves to models that think in hidden tokens. */
export const reasoningEverywhere: Scenario = {
  name: "reasoning-everywhere",
  title: "Reasoning everywhere",
  story:
    "From the seventh month on a growing part of API work moves to reasoning models. A task takes " +
    "several times the tokens, at a higher price; app companies carry the bill.",
  paragraphs: ["P41", "P42", "P49", "P58"],
  reasons:
    "Hidden tokens were billed at six times the list of the model on sale (TK06, TK08). An eighth, a " +
    "third and two thirds of all work: new models had taken most of the work within a year before.",
  settings: {
    moderate: { "reasoning.surge": 0.12 },
    severe: { "reasoning.surge": 0.33 },
    extreme: { "reasoning.surge": 0.66 },
  },
  tail: ["extreme"],
};
