import type { Scenario } from "./scenario.ts";

/** Models get no better. */
export const plateauScenario: Scenario = {
  name: "plateau",
  title: "A plateau",
  story:
    "Models stop getting better. What a leading one can charge beyond a hosted open model wears off, " +
    "and companies that bought for what was to come buy less.",
  paragraphs: ["P61", "P66", "P67", "P70", "P71"],
  reasons:
    "A hosted open model sold at a seventh of the leading one (TK17); the distance closes at a rate " +
    "drawn in each future. A tenth, a third and half of the appetite is lost, after two years, one, " +
    "and half of one; no plateau had been seen, so all of it is a judgement.",
  settings: {
    moderate: { "plateau.month": 24, "plateau.tired": 0.1 },
    severe: { "plateau.month": 12, "plateau.tired": 0.3 },
    extreme: { "plateau.month": 6, "plateau.tired": 0.5 },
  },
  tail: ["extreme"],
};
