import type { Settings } from "@faultline/engine";
import { shapley } from "@faultline/engine/analysis";
import { InputError } from "@faultline/exposure";
import { type Study, inTurns, meanOf } from "./study.ts";

/** What one setting does to the outcome. */
export interface CauseResult {
  readonly id: string;
  /** What the run sets it to, and the baseline's value; null where the baseline draws it. */
  readonly setting: number;
  readonly baseline: number | null;
  /** Its part of the change, in the outcome's unit; the parts add up to the total in every bit. */
  readonly part: number;
  /** 95% interval of the part. */
  readonly low: number;
  readonly high: number;
  /** The part over the total; null where the total is zero. */
  readonly share: number | null;
  /** What it changes with no other setting, and with all others. */
  readonly alone: number;
  readonly last: number;
}

/** A change of an outcome, split over the settings that make it. */
export interface Explanation {
  /** Mean of the outcome in the baseline and with all settings. */
  readonly baseline: number;
  readonly changed: number;
  readonly total: number;
  /** What doubles could not give to any part; zero save where parts nearly cancel. */
  readonly rounding: number;
  readonly causes: readonly CauseResult[];
  readonly pairs: readonly {
    readonly first: string;
    readonly second: string;
    readonly interaction: number;
  }[];
}

/** The most settings a change is split over: each further one doubles the ensembles. */
const mostCauses = 8;

/** Half the width of a 95% interval in standard errors. */
const normalWidth = 1.959963984540054;

/** Futures that the analysis runs. */
export function explainCost(draws: number, causes: number): number {
  return draws * 2 ** causes;
}

/** The settings that make the change, in order. Throws {@link InputError} for none and too many. */
export function causesOf(settings: Settings): readonly string[] {
  const ids = Object.keys(settings).toSorted();
  if (ids.length === 0) {
    throw new InputError(
      "--scenario",
      "nothing differs from the baseline, so there is no change to explain",
      "choose a scenario, such as --scenario subsidy-ends, or --set something",
    );
  }
  if (ids.length > mostCauses) {
    throw new InputError(
      "--scenario",
      `${ids.length} settings differ from the baseline, and a change is split over ` +
        `${mostCauses} at most`,
      "leave some out",
    );
  }
  return ids;
}

/** Splits the change that settings make to an outcome over them, by the Shapley value. */
export async function analyseExplanation(study: Study): Promise<Explanation> {
  const { graph, settings } = study;
  const ids = causesOf(settings);
  const coalitions = Array.from({ length: 2 ** ids.length }, (_, coalition) => coalition);
  const outcomes = await inTurns(coalitions, async (coalition) => {
    const present = ids.filter((_, i) => (coalition & (2 ** i)) !== 0);
    const some = Object.fromEntries(present.map((id) => [id, settings[id]!]));
    return (await study.run({ settings: some })).outcomes;
  });
  const means = outcomes.map(meanOf);
  const split = shapley((coalition) => means[coalition]!, ids.length);
  // The value of a mean is the mean of the values, which tells how sure it is.
  const byDraw = shapley((coalition) => outcomes[coalition]!, ids.length);
  const causes = ids.map((id, i): CauseResult => {
    const part = split.parts[i]!;
    const reach = normalWidth * standardErrorOf(byDraw.parts[i]!);
    const { distribution } = graph.parameters.find((parameter) => parameter.id === id)!;
    return {
      id,
      setting: settings[id] as number,
      baseline: distribution.kind === "constant" ? distribution.value : null,
      part,
      low: part - reach,
      high: part + reach,
      share: split.total === 0 ? null : part / split.total,
      alone: split.causes[i]!.alone,
      last: split.causes[i]!.last,
    };
  });
  return {
    baseline: means[0]!,
    changed: means.at(-1)!,
    total: split.total,
    rounding: split.rounding,
    causes,
    pairs: split.pairs.map(({ first, second, interaction }) => {
      return { first: ids[first]!, second: ids[second]!, interaction };
    }),
  };
}

function standardErrorOf(values: Float64Array): number {
  const mean = meanOf(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return Math.sqrt(squares / Math.max(1, values.length - 1) / values.length);
}
