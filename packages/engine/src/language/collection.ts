import type { Correlations } from "./correlations.ts";
import type { Parameter, Part } from "./parts.ts";

/** Where a part is declared. */
export interface Section {
  readonly file: string;
  readonly mechanism: string | undefined;
}

/** What a parameter is drawn from, and why. */
export type ParameterBasis = Pick<Parameter, "distribution" | "facts" | "assumption">;

/** How a model is collected. */
export interface ModelOptions {
  /**
   * Called for each parameter with what its author wrote; what it returns is used instead. Lets one
   * set of equations start from another date, with the numbers that were known then.
   */
  readonly revise?: (id: string, written: ParameterBasis) => ParameterBasis;
}

/** What all sections of a model collect into. */
export interface Collection extends ModelOptions {
  readonly parts: Map<string, Part>;
  readonly correlated: Correlations[];
}
