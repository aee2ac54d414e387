import { type Analysis, runAnalysis } from "../analyses/run-analysis.ts";
import { sensitivityText } from "../analyses/sensitivity-text.ts";
import { type Sensitivity, analyseSensitivity, sensitivityCost } from "../analyses/sensitivity.ts";
import { varyingOf } from "../analyses/study.ts";
import type { Io } from "../io.ts";
import type { RawEnsembleOptions } from "../options/ensemble-options.ts";
import { type Outcome, parseOutcome } from "../options/outcome-option.ts";

/** Options of `faultline sensitivity`, as the command line gives them. */
export type RawSensitivityOptions = RawEnsembleOptions & { readonly outcome?: string };

/** `faultline sensitivity`: which parameters drive an outcome. */
export async function sensitivityCommand(raw: RawSensitivityOptions, io: Io): Promise<void> {
  const analysis: Analysis<{ outcome: Outcome }, Sensitivity> = {
    name: "sensitivity",
    plan: (options) => ({ outcome: parseOutcome(raw.outcome, options) }),
    cost: (graph, _plan, { draws, settings }) =>
      sensitivityCost(draws, varyingOf(graph, settings).length),
    analyse: analyseSensitivity,
    text: sensitivityText,
  };
  await runAnalysis(raw, io, analysis);
}
