import { scenarios } from "@faultline/economy";
import { InputError } from "@faultline/exposure";
import { reverseText } from "../analyses/reverse-text.ts";
import { type ReverseResult, analyseReverse, reverseCost } from "../analyses/reverse.ts";
import { type Analysis, runAnalysis } from "../analyses/run-analysis.ts";
import { type StressInput, type Unmoved, chooseInputs } from "../analyses/stress-inputs.ts";
import { buildFor } from "../ensemble/build.ts";
import type { Io } from "../io.ts";
import type { RawEnsembleOptions } from "../options/ensemble-options.ts";
import { plainNumber } from "../options/plain-number.ts";
import { type Outcome, parseEvent } from "../options/outcome-option.ts";

/** Options of `faultline reverse`, as the command line gives them. */
export type RawReverseOptions = RawEnsembleOptions & {
  readonly event?: string;
  readonly probability?: string;
  readonly over?: string;
};

interface Plan {
  readonly outcome: Outcome;
  readonly target: number;
  readonly inputs: readonly StressInput[];
  readonly unmoved: readonly Unmoved[];
}

/** `faultline reverse`: the least shock that makes an event so likely. */
export async function reverseCommand(raw: RawReverseOptions, io: Io): Promise<void> {
  const analysis: Analysis<Plan, ReverseResult> = {
    name: "reverse",
    plan: ({ months, without, from, ownFacts, settings }) => {
      const outcome = parseEvent(raw.event, { months, without });
      const target = parseProbability(raw.probability ?? "0.5");
      const { graph } = buildFor({ without, from, ownFacts });
      const sizes = scenarios.map((scenario) => scenario.settings);
      const horizon = { graph, settings, months: outcome.month, scenarios: sizes };
      return { outcome, target, ...chooseInputs(raw.over, horizon) };
    },
    cost: (_graph, { inputs }, { draws }) => reverseCost(draws, inputs.length),
    analyse: (study, { inputs, target, unmoved }) => analyseReverse(study, inputs, target, unmoved),
    text: reverseText,
  };
  await runAnalysis(raw, io, analysis);
}

function parseProbability(text: string): number {
  const value = plainNumber("--probability", text);
  if (value > 0 && value < 1) return value;
  throw new InputError(
    "--probability",
    `${text} is not between 0 and 1`,
    "give a share, such as 0.5",
  );
}
