import type { Fact } from "../evidence/fact.ts";
import {
  AN01,
  CX12,
  CX14,
  CX17,
  CX18,
  GP05,
  NV13,
  OA01,
  OA02,
  OA03,
  OA04,
  OA05,
  OA16,
  OA17,
  OA18,
  OA37,
  OA76,
  TK23,
} from "../evidence/facts.ts";
import { datedOf, pointOf } from "../evidence/from-fact.ts";
import type { Observation } from "./observation.ts";
import { monthName, parsePeriod } from "./period.ts";

/** An observation of a series that the evidence holds. */
export interface KnownObservation extends Observation {
  readonly facts: readonly Fact[];
  /** ISO day or month on which it was first published. */
  readonly published: string;
}

/**
 * What the evidence knows of published series: figures that were observed and have a month, no plan
 * and no range. A run-rate counts for the month it was told of; a price list for the end of each
 * quarter in which it stood. Runs that start in different months know different parts of it.
 */
export const knownHistory: readonly KnownObservation[] = [
  known("openai.revenue", "2022", pointOf(OA01), OA01),
  known("openai.revenue", "2023-10", pointOf(OA02, 1 / 12), OA02),
  known("openai.revenue", "2023-12", pointOf(OA03, 1 / 12), OA03),
  known("openai.revenue", "2024-06", pointOf(OA04, 1 / 12), OA04),
  known("openai.revenue", "2024-08", pointOf(OA05), OA05),
  known("anthropic.revenue", "2023-10", pointOf(AN01, 1 / 12), AN01),
  known("openai.cashBurn", "2024-01/2024-06", pointOf(OA37), OA37),
  known("openai.weeklyUsers", "2023-11", pointOf(OA76), OA76),
  known("openai.weeklyUsers", "2024-08", pointOf(OA18), OA18),
  known("openai.paidSeats", "2024-09", pointOf(OA16) + pointOf(OA17), OA16, OA17),
  // One seller's list, for the market: the only rent of the evidence with a figure for each month.
  ...dated("gpuHour.h100", GP05),
  ...standing("token.frontierList", TK23),
  ...quarterly("microsoft.capex", CX17),
  ...quarterly("google.capex", CX12),
  ...quarterly("amazon.capex", CX14),
  ...quarterly("meta.capex", CX18),
  ...quarterly("nvidia.dataCenterRevenue", NV13),
];

/** The part of it that was published by a day. */
export function knownBy(day: string): readonly KnownObservation[] {
  return knownHistory.filter(({ published }) => published <= day);
}

function known(
  series: string,
  period: string,
  value: number,
  ...facts: readonly Fact[]
): KnownObservation {
  const months = parsePeriod(period);
  if (months === undefined) throw new Error(`${series}: "${period}" is not a period.`);
  const published = facts
    .map((fact) => fact.published)
    .toSorted()
    .at(-1)!;
  return { series, period: months, value, facts, published };
}

/** A dated series, each value published when the fact says so. */
function dated(series: string, fact: Fact): readonly KnownObservation[] {
  return datedOf(fact).map(([period, value]) => ({
    ...known(series, period, value, fact),
    published: fact.firstPublished?.[period] ?? fact.published,
  }));
}

/** A dated series of quarters, each under the month it ends in. */
function quarterly(series: string, fact: Fact): readonly KnownObservation[] {
  return dated(series, fact).map(({ period, ...observation }) => ({
    ...observation,
    period: { ...period, first: period.first - 2 },
  }));
}

/** A price list that changes now and then, read at the end of each quarter from its first to its last. */
function standing(series: string, fact: Fact): readonly KnownObservation[] {
  const changes = dated(series, fact);
  const [first, last] = [changes[0]!.period.first, changes.at(-1)!.period.last];
  const ends = Array.from({ length: last + 3 - first }, (_, i) => first + i).filter(
    (month) => month % 3 === 2,
  );
  return ends.map((month) => ({
    ...changes.findLast(({ period }) => period.first <= month)!,
    period: { first: month, last: month },
    // Anybody can read a list on the day.
    published: monthName(month),
  }));
}
