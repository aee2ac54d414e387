import type { Period } from "./period.ts";

/** A published figure of a series: a flow's sum over the period, or a level at its end. */
export interface Observation {
  readonly series: string;
  readonly period: Period;
  /** In the unit of the series, for a flow without its "per month". */
  readonly value: number;
  /** The published uncertainty: the figure may be anything from `lo` to `hi`. */
  readonly bounds?: { readonly lo: number; readonly hi: number };
}

/** Whether a series adds up over months or stands at the end of one. */
export type SeriesKind = "flow" | "level";

/** The part of a unit that tells a flow: what is counted per month. */
export function kindOf(unit: Readonly<Record<string, number>>): SeriesKind {
  return unit["month"] === -1 ? "flow" : "level";
}
