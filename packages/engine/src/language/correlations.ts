import { copulaFactor } from "../numbers/copula.ts";
import type { Parameter } from "./parts.ts";

/** Parameters that depend on each other. */
export interface Correlations {
  readonly parameters: readonly Parameter[];
  /** Cholesky factor of the correlations of their normal scores; see `copulaFactor`. */
  readonly factor: Float64Array;
}

/**
 * Checks and factors the rank correlations of some parameters. Throws when one of them is named
 * twice or depends on others already, or when no copula has these correlations.
 */
export function correlations(
  parameters: readonly Parameter[],
  ranks: readonly (readonly number[])[],
  known: readonly Correlations[],
): Correlations {
  const taken = new Set(known.flatMap((group) => group.parameters));
  for (const parameter of parameters) {
    if (taken.has(parameter)) throw new Error(`"${parameter.id}" is correlated twice.`);
    taken.add(parameter);
  }
  const names = parameters.map(({ id }) => id);
  return { parameters, factor: copulaFactor(Float64Array.from(ranks.flat()), names) };
}
