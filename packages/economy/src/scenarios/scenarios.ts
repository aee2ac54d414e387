import { baseline } from "./baseline.ts";
import { confidenceBreaks } from "./confidence-breaks.ts";
import { copyrightRuling } from "./copyright-ruling.ts";
import { creditsRunOut } from "./credits-run-out.ts";
import { deathRace } from "./death-race.ts";
import { openWeightsWin } from "./open-weights-win.ts";
import { perfectStorm } from "./perfect-storm.ts";
import { pilotsAbandoned } from "./pilots-abandoned.ts";
import { plateauScenario } from "./plateau.ts";
import { reasoningEverywhere } from "./reasoning-everywhere.ts";
import { retreat } from "./retreat.ts";
import type { Scenario } from "./scenario.ts";
import { softLanding } from "./soft-landing.ts";
import { subsidyEnds } from "./subsidy-ends.ts";

/** Every scenario, the baseline first. */
export const scenarios: readonly Scenario[] = [
  baseline,
  subsidyEnds,
  creditsRunOut,
  confidenceBreaks,
  retreat,
  deathRace,
  pilotsAbandoned,
  copyrightRuling,
  reasoningEverywhere,
  plateauScenario,
  openWeightsWin,
  softLanding,
  perfectStorm,
];
