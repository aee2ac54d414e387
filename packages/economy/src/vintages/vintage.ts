import type { ParameterBasis } from "@faultline/engine";
import type { Fact } from "../evidence/fact.ts";
import { builderReadings } from "./builders.ts";
import { isKnownBy, knowledgeDateOf, knownPart } from "./known-by.ts";
import { anthropicAmounts, anthropicGrowth, anthropicLists } from "./openings/anthropic.ts";
import { marketAmounts, marketGrowth, marketLists } from "./openings/markets.ts";
import { openaiAmounts, openaiGrowth, openaiLists } from "./openings/openai.ts";
import { type OwnFact, readingOf } from "./own-facts.ts";
import { priors } from "./priors.ts";
import {
  type Reading,
  type Readings,
  agedAmount,
  agedGrowth,
  basisOf,
  monthsBetween,
  writtenFor,
} from "./reading.ts";

/** First month that an economy can start in. */
export const earliestStart = "2023-01";

/** Last month that an economy can start in: past it, everything is a guess. */
export const latestStart = "2035-12";

/** The numbers an economy starts from, by what was known in time. */
export interface Vintage {
  readonly from: string;
  /** Last day whose publications it uses. */
  readonly knowledgeDate: string;
  /** What a parameter is drawn from, given what its author wrote for {@link writtenFor}. */
  readonly revise: (id: string, written: ParameterBasis) => ParameterBasis;
  /** Facts of the user's own that came too late for it. */
  readonly late: readonly OwnFact[];
}

/** A month whose builders had a forecast to go by. */
const guided = "2023-06";

/** What becomes of a reading that is older than the start. */
type Ageing = (reading: Reading, months: number) => Reading;

const amounts: Readings = { ...openaiAmounts, ...anthropicAmounts, ...marketAmounts };
const growths: Readings = { ...openaiGrowth, ...anthropicGrowth, ...marketGrowth };
const lists: Readings = { ...openaiLists, ...anthropicLists, ...marketLists };

/**
 * The vintage of a month. Each parameter that describes a moment takes its latest reading that was
 * published in time, aged to the start; each that describes a trait keeps its facts if they were
 * published in time, else takes a wide prior. In {@link writtenFor} all is as written. A user's own
 * facts come before all others.
 */
export function vintageOf(from: string, own: readonly OwnFact[] = []): Vintage {
  const knowledgeDate = knowledgeDateOf(from);
  const dated = { ...amounts, ...growths, ...lists, ...builderReadings(from, knowledgeDate) };
  const inTime = own.filter((one) => isUsedBy(one, from));
  const agedTo = (id: string, reading: Reading): ParameterBasis => {
    const age = monthsBetween(reading.asOf, from);
    return basisOf(age > 0 && id in dated ? ageingOf(id, from)(reading, age) : reading);
  };
  const revise = (id: string, written: ParameterBasis): ParameterBasis => {
    const given = inTime.filter(({ parameter }) => parameter === id);
    if (given.length > 0) return agedTo(id, readingOf(given));
    const readings = dated[id];
    if (readings === undefined) return traitOf(id, written, knowledgeDate);
    if (from === writtenFor) return written;
    return agedTo(id, latestOf(id, readings, written, { from, knowledgeDate }));
  };
  return { from, knowledgeDate, revise, late: own.filter((one) => !inTime.includes(one)) };
}

/** Whether a start in a month may use a user's fact: it was published in time, of no later month. */
export function isUsedBy({ fact }: OwnFact, from: string): boolean {
  return isKnownBy(fact, knowledgeDateOf(from)) && fact.asOf.slice(0, from.length) <= from;
}

/** A start value and the month of its latest reading. */
export interface AgeOfParameter {
  readonly id: string;
  readonly asOf: string;
  readonly months: number;
}

/** How old the start values of a month are, each by its latest reading; by id. */
export function agesOfParameters(
  from: string,
  own: readonly OwnFact[] = [],
): readonly AgeOfParameter[] {
  const knowledgeDate = knowledgeDateOf(from);
  const builders = builderReadings(from, knowledgeDate);
  return Object.entries({ ...amounts, ...growths, ...lists, ...builders })
    .map(([id, readings]) => {
      const given = own.filter((one) => one.parameter === id && isUsedBy(one, from));
      const known = knownAmong(readings, { from, knowledgeDate });
      const latest = from >= writtenFor ? writtenFor : known.at(-1)!.asOf;
      const asOf = given.length > 0 ? readingOf(given).asOf : latest;
      return { id, asOf, months: monthsBetween(asOf, from) };
    })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Start values that are a year old or more; see {@link agesOfParameters}. */
export function staleParameters(
  from: string,
  own: readonly OwnFact[] = [],
): readonly AgeOfParameter[] {
  // Lists of the past stood until the next, so their age says nothing.
  const ages = agesOfParameters(from, own);
  return ages.filter(({ id, months }) => months >= 12 && !(from < writtenFor && id in lists));
}

/** Facts that the vintages read, with the parameters they tell of. */
export function factsOfReadings(): readonly {
  readonly id: string;
  readonly facts: readonly Fact[];
}[] {
  const past = [earliestStart, guided].map((from) => builderReadings(from, knowledgeDateOf(from)));
  return [amounts, growths, lists, ...past].flatMap((readings) =>
    Object.entries(readings).map(([id, of]) => ({ id, facts: of.flatMap(({ facts }) => facts) })),
  );
}

function traitOf(id: string, written: ParameterBasis, knowledgeDate: string): ParameterBasis {
  if (written.facts.every((fact) => isKnownBy(fact, knowledgeDate))) return written;
  const prior = priors[id];
  if (prior === undefined) {
    throw new Error(`Parameter "${id}" rests on facts after ${knowledgeDate} and has no prior.`);
  }
  return { distribution: prior.value, facts: [], assumption: prior.why };
}

/** When a run starts, and until when it knows. */
type Start = Pick<Vintage, "from" | "knowledgeDate">;

/** The readings that a start may use, each with the part of its facts that was published in time. */
function knownAmong(
  readings: readonly Reading[],
  { from, knowledgeDate }: Start,
): readonly Reading[] {
  return readings.flatMap((reading) => {
    const facts = reading.facts.flatMap((fact) => knownPart(fact, knowledgeDate) ?? []);
    const isInTime = reading.asOf <= from && facts.length === reading.facts.length;
    return isInTime ? [{ ...reading, facts }] : [];
  });
}

function latestOf(
  id: string,
  readings: readonly Reading[],
  written: ParameterBasis,
  at: Start,
): Reading {
  const latest = knownAmong([...readings, asWritten(written)], at).at(-1);
  if (latest === undefined) {
    throw new Error(`Parameter "${id}" has no reading for ${at.from}.`);
  }
  return latest;
}

function asWritten({ distribution, facts, assumption }: ParameterBasis): Reading {
  return { asOf: writtenFor, value: distribution, facts: facts as Reading["facts"], assumption };
}

/** A price list of the past stood until the next; everything else grows old at once. */
function ageingOf(id: string, from: string): Ageing {
  if (/(?:[gG]rowth|Lean)$/.test(id)) return agedGrowth;
  return id in lists && from < writtenFor ? (reading) => reading : agedAmount;
}
