import type { Economy } from "@faultline/economy";
import type { Settings } from "@faultline/engine";
import { InputError, nearestName, quoteValue } from "@faultline/exposure";
import { type ModelSpec, buildFor } from "../ensemble/build.ts";
import type { ChosenScenario } from "./scenario-file.ts";

/** What a run sets in the model. */
export interface AppliedSettings {
  /** The scenario's settings and those by hand, which win. */
  readonly settings: Settings;
  /** Those given with `--set`. */
  readonly set: Settings;
  /** Settings of the scenario whose lever went with a mechanism that is left out. */
  readonly ignored: readonly string[];
}

/**
 * Settings of a scenario and of `--set` for a model without some mechanisms. Throws
 * {@link InputError} for a key that no parameter has, and for one set by hand that is left out.
 */
export function applySettings(
  scenario: ChosenScenario,
  set: Settings,
  { without, ...own }: ModelSpec,
): AppliedSettings {
  const keys = [...Object.keys(scenario.settings), ...Object.keys(set)];
  if (keys.length === 0) return { settings: {}, set, ignored: [] };
  const whole = buildFor({ without: [], ...own });
  const known = parameterIds(whole);
  for (const key of Object.keys(scenario.settings)) {
    if (!known.has(key)) throw unknownKey(scenario.where(key), key, known);
  }
  for (const key of Object.keys(set)) if (!known.has(key)) throw unknownKey("--set", key, known);
  const left = without.length === 0 ? known : parameterIds(buildFor({ without, ...own }));
  for (const key of Object.keys(set)) if (!left.has(key)) throw leftOut(key, whole, without);
  const kept = Object.entries(scenario.settings).filter(([key]) => left.has(key));
  return {
    settings: { ...Object.fromEntries(kept), ...set },
    set,
    ignored: Object.keys(scenario.settings).filter((key) => !left.has(key)),
  };
}

function parameterIds({ graph }: Economy): ReadonlySet<string> {
  return new Set(graph.parameters.map(({ id }) => id));
}

/** What is said of a key that no parameter has. */
export function unknownKey(where: string, key: string, known: ReadonlySet<string>): InputError {
  const nearest = nearestName(key, [...known]);
  const fix = nearest === null ? "`faultline parameters` lists them" : `did you mean "${nearest}"?`;
  return new InputError(where, `no parameter is called ${quoteValue(key)}`, fix);
}

function leftOut(key: string, whole: Economy, without: readonly string[]): InputError {
  const owner = whole.graph.parameters.find(({ id }) => id === key)?.mechanism;
  const problem =
    owner !== undefined && without.includes(owner)
      ? `it belongs to ${owner}, which --without ${owner} leaves out`
      : `nothing reads it without ${without.join(", ")}`;
  return new InputError(`--set ${key}`, problem, "drop one of the two options");
}
