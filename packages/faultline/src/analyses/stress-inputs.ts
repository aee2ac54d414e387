import {
  type Graph,
  type Parameter,
  type Settings,
  describeDistribution,
  formatUnit,
} from "@faultline/engine";
import { InputError } from "@faultline/exposure";
import { unknownKey } from "../options/settings.ts";
import { type Basis, basisOf, factsOf } from "../results/basis.ts";

/** A parameter that a reverse stress test may move. */
export interface StressInput {
  readonly id: string;
  readonly unit: string;
  readonly doc: string;
  readonly basis: Basis;
  readonly facts: readonly string[];
  /**
   * A `lever` is set for all futures at once and moves along its range, 1 being all of it. A
   * `spread` shifts every future's value, 1 being one standard deviation of its normal score.
   */
  readonly kind: "lever" | "spread";
  /** Of a lever: where it stands, and the furthest that it is moved to; null for a spread. */
  readonly from: number | null;
  readonly to: number | null;
  /** Whether it takes whole numbers: a month. */
  readonly whole: boolean;
  /** Of a spread: what it is drawn from; null for a lever. */
  readonly distribution: string | null;
}

/** A scenario's settings at each of its sizes. */
export type ScenarioSizes = Readonly<Record<string, Settings>>;

/** A lever that has no range, and why. */
export interface Unmoved {
  readonly id: string;
  readonly why: string;
}

/** What is to be chosen from. */
export interface InputChoice {
  readonly graph: Graph;
  readonly settings: Settings;
  readonly months: number;
  /** All scenarios, whose sizes are the range of the levers. */
  readonly scenarios: readonly ScenarioSizes[];
}

/**
 * What a reverse stress test moves: all levers that have a range, or the parameters that `--over`
 * names. Throws {@link InputError} for a name that is none or cannot be moved.
 */
export function chooseInputs(
  over: string | undefined,
  choice: InputChoice,
): { readonly inputs: readonly StressInput[]; readonly unmoved: readonly Unmoved[] } {
  const { parameters } = choice.graph;
  if (over === undefined) {
    const levers = parameters.filter(({ role }) => role === "lever");
    const described = levers.map((lever) => inputOf(lever, choice));
    const inputs = described.flatMap((one) => (isUnmoved(one) ? [] : [one]));
    if (inputs.length === 0) {
      throw new InputError(
        "--over",
        "no lever has anywhere to go",
        "name parameters to move; `faultline parameters` lists them",
      );
    }
    return { inputs, unmoved: described.filter(isUnmoved) };
  }
  const ids = [...new Set(over.split(",").map((id) => id.trim()))];
  const inputs = ids.map((id) => {
    const parameter = parameters.find((one) => one.id === id);
    if (parameter === undefined) {
      throw unknownKey("--over", id, new Set(parameters.map((one) => one.id)));
    }
    const input = inputOf(parameter, choice);
    if (!isUnmoved(input)) return input;
    throw new InputError("--over", `${id} cannot be moved: ${input.why}`, "leave it out");
  });
  return { inputs, unmoved: [] };
}

function isUnmoved(input: StressInput | Unmoved): input is Unmoved {
  return "why" in input;
}

function inputOf(parameter: Parameter, choice: InputChoice): StressInput | Unmoved {
  const { id, doc, unit, distribution, role } = parameter;
  const { settings, months, scenarios } = choice;
  const common = {
    id,
    unit: formatUnit(unit),
    doc,
    basis: basisOf(parameter, settings),
    facts: factsOf(parameter, settings),
  };
  const set = settings[id] as number | undefined;
  if (role !== "lever") {
    if (set !== undefined) return { id, why: "it is set to one value" };
    if (distribution.kind === "constant") return { id, why: "it is the same in all futures" };
    const drawn = describeDistribution(distribution);
    return { ...common, kind: "spread", from: null, to: null, whole: false, distribution: drawn };
  }
  if (distribution.kind !== "constant") return { id, why: "a lever that is drawn has no standing" };
  const whole = unit["month"] === 1 && Object.keys(unit).length === 1;
  // What happens after the last month does not happen, whenever it does.
  const seen = (value: number): number => (whole ? Math.min(value, months + 1) : value);
  const from = seen(set ?? distribution.value);
  const sizes = scenarios
    .flatMap((scenario) => Object.values(scenario))
    .map((size) => size[id])
    .filter((value) => typeof value === "number")
    .map(seen);
  if (sizes.length === 0) return { id, why: "no scenario moves it, so it has no range" };
  const standing = seen(distribution.value);
  const to = furthest(sizes, standing);
  if (Math.abs(from - standing) >= Math.abs(to - standing)) {
    return { id, why: "it stands at the end of its range" };
  }
  return { ...common, kind: "lever", from, to, whole, distribution: null };
}

/** The size furthest from where a lever stands by itself. */
function furthest(sizes: readonly number[], standing: number): number {
  return sizes.reduce((far, v) => (Math.abs(v - standing) > Math.abs(far - standing) ? v : far));
}
