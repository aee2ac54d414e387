import { type Economy, type OwnFact, buildEconomy } from "@faultline/economy";
import { type Kernel, compile } from "@faultline/engine";
import { type CompanyBooks, addCompany } from "@faultline/exposure";

/** Which model to run. Plain data: a worker builds the very same model from it. */
export interface ModelSpec {
  /** Mechanisms left out, such as `M3`. */
  readonly without: readonly string[];
  /** First month; the usual one unless told. */
  readonly from?: string | undefined;
  /** Facts of the user's own, which come before those of the evidence. */
  readonly ownFacts?: readonly OwnFact[] | undefined;
  /** The company inside the economy, if there is one. */
  readonly company?: CompanyBooks | undefined;
}

/** A model built from its spec, compiled when first run. */
export interface BuiltModel extends Economy {
  readonly kernel: () => Kernel;
}

/** Builds the model of a spec. Everything that runs, on whichever thread, is built here. */
export function buildFor(spec: ModelSpec): BuiltModel {
  const { company, without, from, ownFacts } = spec;
  const economy = buildEconomy({
    without,
    ...(from !== undefined && { from }),
    ...(ownFacts !== undefined && { ownFacts }),
    ...(company && { extend: (model, at) => addCompany(model, at, company) }),
  });
  let kernel: Kernel | undefined;
  return { ...economy, kernel: () => (kernel ??= compile(economy.graph)) };
}

/** Builds models and keeps them, one for each different spec. */
export function modelCache(): (spec: ModelSpec) => BuiltModel {
  const built = new Map<string, BuiltModel>();
  return (spec) => {
    const key = keyOf(spec);
    const known = built.get(key);
    if (known !== undefined) return known;
    const model = buildFor(spec);
    built.set(key, model);
    return model;
  };
}

/** Equal for specs of the same model. */
export function keyOf({ without, company, from, ownFacts }: ModelSpec): string {
  return JSON.stringify([without.toSorted(), company ?? null, from ?? null, ownFacts ?? []]);
}
