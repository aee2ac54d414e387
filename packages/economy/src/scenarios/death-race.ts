import type { Scenario } from "./scenario.ts";

/** The firms that build go on whatever happens. */
export const deathRace: Scenario = {
  name: "death-race",
  title: "A race to the bottom of the purse",
  story:
    "No firm wants to be the one that stops. Whatever AI earns, they spend more on it than planned, " +
    "as far as their cash allows, and cut people elsewhere to pay for it.",
  paragraphs: ["P83", "P85", "P86", "P87", "P89", "P95", "P97"],
  reasons:
    "The four firms' spending grew by 31 to 91% in the year to June 2024 (CX12 to CX15), Microsoft's " +
    "by 78% with leases (CX04): a fifth, a half, and all of the plan again in a year.",
  settings: {
    moderate: { "capex.resolve": 1, "capex.race": 0.2 },
    severe: { "capex.resolve": 1, "capex.race": 0.5 },
    extreme: { "capex.resolve": 1, "capex.race": 1 },
  },
  tail: ["extreme"],
};
