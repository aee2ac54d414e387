import { triangular } from "@faultline/engine";
import type { Fact } from "../evidence/fact.ts";
import { fromFact } from "../evidence/from-fact.ts";
import { type Reading, rangeOf } from "./reading.ts";

/** A fact that a user brings, and the parameter it is about. */
export interface OwnFact {
  readonly parameter: string;
  /** Its value is in the parameter's unit. */
  readonly fact: Fact;
}

/**
 * What several facts say of one parameter: one alone as it stands; those that conflict stay side by
 * side, as the range that spans them with the mean of their likeliest values.
 */
export function readingOf(given: readonly OwnFact[]): Reading {
  const facts = given.map(({ fact }) => fact);
  const values = facts.map((fact) => fromFact(fact));
  const asOf = facts
    .map((fact) => fact.asOf)
    .toSorted()
    .at(-1)!;
  const ranges = values.map(rangeOf);
  const value =
    values.length === 1
      ? values[0]!
      : triangular(
          Math.min(...ranges.map(({ low }) => low)),
          ranges.reduce((sum, { mode }) => sum + mode, 0) / ranges.length,
          Math.max(...ranges.map(({ high }) => high)),
        );
  const assumption = values.length === 1 ? undefined : "Spans facts that differ.";
  return { asOf: monthOf(asOf), value, facts, assumption };
}

/** A date as a month; of a year its last. */
function monthOf(date: string): string {
  return date.length === 4 ? `${date}-12` : date.slice(0, 7);
}
