/** How a figure came into the world; `recollection` marks one remembered and not re-read. */
export type FactKind =
  | "filing"
  | "reported"
  | "estimate"
  | "claim"
  | "survey"
  | "derived"
  | "recollection";

/** How well a figure fits the quantity it is used for. */
export type FactFit = "direct" | "analogue" | "assumption";

/** Where a figure was published. `address` is absent where no page is known. */
export interface Source {
  readonly title: string;
  readonly publisher: string;
  /** ISO date or month of the cited page. */
  readonly date: string;
  readonly address?: string;
}

/**
 * One published figure about the generative-AI economy, in our own words.
 * A run uses a fact only when `published` is on or before its knowledge date.
 */
export interface Fact {
  /** Stable id, such as `OA07`; two letters name the subject. */
  readonly id: string;
  /** What was measured, in one phrase. */
  readonly title: string;
  /** A point, a `[low, high]` range, a `[low, mode, high]` range, or a dated series. */
  readonly value: number | readonly number[] | { readonly [period: string]: number };
  /** Unit of `value`, in words a reader knows: `USD/year`, `USD per GPU-hour`, `million people`. */
  readonly unit: string;
  /** ISO day, month or year that the figure describes. */
  readonly asOf: string;
  /** ISO day or month of first publication. */
  readonly published: string;
  /**
   * Of a dated series, the ISO day on which each value was first published, by its period; `published`
   * is then that of the last. A period without one was published with the series as a whole.
   */
  readonly firstPublished?: { readonly [period: string]: string };
  /** True when `published` was inferred rather than read. */
  readonly publishedInferred?: true;
  readonly kind: FactKind;
  readonly fit: FactFit;
  readonly source: Source;
  readonly confidence: "high" | "medium" | "low";
  /** What to know before using it, in our own words. */
  readonly note: string;
}
