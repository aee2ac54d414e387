import { baseline } from "./baseline.ts";
import { confidenceBreaks } from "./confidence-breaks.ts";
import { creditsRunOut } from "./credits-run-out.ts";
import type { Scenario } from "./scenario.ts";
import { subsidyEnds } from "./subsidy-ends.ts";

/** Every scenario, the baseline first. */
export const scenarios: readonly Scenario[] = [
  baseline,
  subsidyEnds,
  creditsRunOut,
  confidenceBreaks,
];
