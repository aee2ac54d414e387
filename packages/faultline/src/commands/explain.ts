import { explainText } from "../analyses/explain-text.ts";
import {
  type Explanation,
  analyseExplanation,
  causesOf,
  explainCost,
} from "../analyses/explain.ts";
import { type Analysis, runAnalysis } from "../analyses/run-analysis.ts";
import type { Io } from "../io.ts";
import type { RawEnsembleOptions } from "../options/ensemble-options.ts";
import { type Outcome, parseOutcome } from "../options/outcome-option.ts";

/** Options of `faultline explain`, as the command line gives them. */
export type RawExplainOptions = RawEnsembleOptions & { readonly outcome?: string };

/** `faultline explain`: how much of the change from the baseline is due to each setting. */
export async function explainCommand(raw: RawExplainOptions, io: Io): Promise<void> {
  const analysis: Analysis<{ outcome: Outcome; causes: readonly string[] }, Explanation> = {
    name: "explain",
    plan: (options) => ({
      outcome: parseOutcome(raw.outcome, options),
      causes: causesOf(options.settings),
    }),
    cost: (_graph, { causes }, { draws }) => explainCost(draws, causes.length),
    analyse: analyseExplanation,
    text: explainText,
  };
  await runAnalysis(raw, io, analysis);
}
