import type { Fact } from "../evidence/fact.ts";
import {
  CX12,
  CX14,
  GP05,
  NV13,
  OA04,
  OA05,
  OA16,
  OA17,
  OA18,
  OA37,
  TK23,
} from "../evidence/facts.ts";
import { pointOf } from "../evidence/from-fact.ts";
import type { Observation } from "./observation.ts";
import { parsePeriod } from "./period.ts";

/** An observation of a series that the evidence holds. */
export interface KnownObservation extends Observation {
  readonly facts: readonly Fact[];
}

/**
 * What the evidence knows of published series before the economy starts, for the rivals of a
 * backtest: figures that were observed and have a month, no plan, no range and no remembered
 * figure. A run-rate counts for the month it was told of.
 */
export const knownHistory: readonly KnownObservation[] = [
  known("openai.revenue", "2024-06", pointOf(OA04, 1 / 12), OA04),
  known("openai.revenue", "2024-08", pointOf(OA05), OA05),
  known("openai.cashBurn", "2024-01/2024-06", pointOf(OA37), OA37),
  known("openai.weeklyUsers", "2024-08", pointOf(OA18), OA18),
  known("openai.paidSeats", "2024-09", pointOf(OA16) + pointOf(OA17), OA16, OA17),
  // One seller's list, for the market: the only rent of the evidence with a figure for each month.
  ...dated("gpuHour.h100", GP05),
  ...dated("token.frontierList", TK23),
  ...quarterly("google.capex", CX12),
  ...quarterly("amazon.capex", CX14),
  ...quarterly("nvidia.dataCenterRevenue", NV13),
];

function known(
  series: string,
  period: string,
  value: number,
  ...facts: readonly Fact[]
): KnownObservation {
  const months = parsePeriod(period);
  if (months === undefined) throw new Error(`${series}: "${period}" is not a period.`);
  return { series, period: months, value, facts };
}

/** A dated series of quarters, each under the month it ends in. */
function quarterly(series: string, fact: Fact): readonly KnownObservation[] {
  return dated(series, fact).map(({ period, ...observation }) => ({
    ...observation,
    period: { ...period, first: period.first - 2 },
  }));
}

function dated(series: string, fact: Fact): readonly KnownObservation[] {
  if (typeof fact.value !== "object" || Array.isArray(fact.value)) {
    throw new Error(`${fact.id} is not a dated series`);
  }
  return Object.entries(fact.value as Readonly<Record<string, number>>).map(([period, value]) =>
    known(series, period, value, fact),
  );
}
