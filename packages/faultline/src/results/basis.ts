import type { Graph, Parameter, Settings } from "@faultline/engine";

/** What a parameter rests on: facts alone, facts and a judgement of how they apply, or no fact. */
export type Basis = "facts" | "judged" | "assumed";

/** What the parameters of a run rest on. */
export interface ParameterCount {
  readonly total: number;
  /** On facts and nothing else. */
  readonly facts: number;
  /** On facts, and on a judgement of how they apply. */
  readonly judged: number;
  /** On no fact. */
  readonly assumed: number;
}

/** A number that was set is an assumption, whatever facts it stood on before. */
export function basisOf(parameter: Parameter, settings: Settings): Basis {
  if (factsOf(parameter, settings).length === 0) return "assumed";
  return parameter.assumption === undefined ? "facts" : "judged";
}

/** Ids of the facts that a parameter rests on in a run. */
export function factsOf({ id, facts }: Parameter, settings: Settings): readonly string[] {
  return settings[id] === undefined ? facts.map((fact) => fact.id) : [];
}

/** Counts parameters by what they rest on. */
export function countParameters({ parameters }: Graph, settings: Settings): ParameterCount {
  const counts = { total: parameters.length, facts: 0, judged: 0, assumed: 0 };
  for (const parameter of parameters) counts[basisOf(parameter, settings)] += 1;
  return counts;
}
