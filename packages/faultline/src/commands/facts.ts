import { type Fact, buildEconomy, facts, knowledgeDateOf, knownPart } from "@faultline/economy";
import { InputError, quoteValue, suggestName } from "@faultline/exposure";
import { withPool } from "../ensemble/pool.ts";
import { type Io, writeJson, writeLines } from "../io.ts";
import {
  type RawEnsembleOptions,
  type Start,
  parseEnsembleOptions,
  parseStart,
  requireKeptDraws,
  wholeNumber,
} from "../options/ensemble-options.ts";
import { unknownKey } from "../options/settings.ts";
import { amountOf } from "../results/display.ts";
import { type FactEffect, factEffects } from "../results/fact-effects.ts";
import { type FactUses, factUses, isUnused, usesInWords } from "../results/fact-uses.ts";
import { factsTemplate } from "../results/facts-template.ts";
import { labelOf } from "../results/labels.ts";
import { runChecked, specOf } from "../results/run-simulation.ts";
import { blocks, field, heading } from "../terminal/listing.ts";
import { count, percent } from "../terminal/numbers.ts";
import { withProgress } from "../terminal/progress.ts";
import { sanitise } from "../terminal/text.ts";

/** Which facts to list, and what to tell of them. */
export interface FactsOptions extends RawEnsembleOptions {
  readonly id?: string;
  readonly kind?: string;
  readonly fit?: string;
  readonly parameter?: string;
  readonly unused?: boolean;
  /** Least age in months at the start; `true` is a year. */
  readonly stale?: string | true;
  readonly effects?: boolean;
  readonly template?: boolean;
}

/** A fact as it is listed. */
interface ListedFact extends Fact {
  /** Parameter it sets, for a user's own; null for one of the evidence. */
  readonly sets: string | null;
  /** Whole months from what it describes to the start; negative for one that looks ahead. */
  readonly monthsOld: number;
  /** Whether a run that starts then may use it: all of it, a part of a dated series, or none. */
  readonly known: "all" | "part" | "none";
  readonly usedBy: FactUses;
  /** Null unless asked for. */
  readonly effects: readonly FactEffect[] | null;
}

/** `faultline facts`: the published figures the economy rests on. */
export async function factsCommand(options: FactsOptions, io: Io): Promise<void> {
  const start = parseStart(options, io);
  if (options.template === true) {
    return writeLines(io, factsTemplate(buildEconomy(start), start.from));
  }
  const effects = options.effects === true ? await measureEffects(options, io) : undefined;
  const items = choose(options, start, effects);
  if (options.json === true) return writeJson(io, { from: start.from, items });
  if (items.length === 0) return writeLines(io, ["No fact is like that."]);
  writeLines(io, blocks(items.map((fact) => lines(fact, start, io))));
}

function choose(
  options: FactsOptions,
  start: Start,
  effects: ((id: string) => readonly FactEffect[]) | undefined,
): readonly ListedFact[] {
  const uses = factUses();
  const day = knowledgeDateOf(start.from);
  const own = start.ownFacts.map(({ fact, parameter }) => ({ ...fact, sets: parameter }));
  const listed = [...facts.map((fact) => ({ ...fact, sets: null })), ...own].map((fact) => ({
    ...fact,
    monthsOld: monthsTo(start.from, fact.asOf),
    known: knownInWords(fact, day),
    usedBy: usesOf(uses(fact.id), fact.sets),
    effects: effects?.(fact.id) ?? null,
  }));
  const keep = filterOf(options, listed);
  return listed.filter(keep);
}

function usesOf(uses: FactUses, sets: string | null): FactUses {
  return sets === null ? uses : { ...uses, parameters: [sets] };
}

function filterOf(
  options: FactsOptions,
  all: readonly ListedFact[],
): (fact: ListedFact) => boolean {
  const { id, kind, fit, parameter, unused } = options;
  const ids = all.map((fact) => fact.id);
  const wanted = ids.find((known) => known.toLowerCase() === id?.toLowerCase());
  if (id !== undefined && wanted === undefined) {
    throw new InputError("--id", `there is no fact ${quoteValue(id)}`, nearId(id, ids));
  }
  oneOf("--kind", kind, [...new Set(all.map((fact) => fact.kind))]);
  oneOf("--fit", fit, [...new Set(all.map((fact) => fact.fit))]);
  if (parameter !== undefined) {
    const known = new Set(buildEconomy().graph.parameters.map((one) => one.id));
    if (!known.has(parameter)) throw unknownKey("--parameter", parameter, known);
  }
  const age = ageOf(options.stale);
  return (fact) =>
    (id === undefined || fact.id === wanted) &&
    (kind === undefined || fact.kind === kind) &&
    (fit === undefined || fact.fit === fit) &&
    (parameter === undefined ||
      [...fact.usedBy.parameters, ...fact.usedBy.vintages].includes(parameter)) &&
    (unused !== true || isUnused(fact.usedBy)) &&
    (age === undefined || fact.monthsOld >= age);
}

function ageOf(stale: string | true | undefined): number | undefined {
  if (stale === undefined) return undefined;
  return stale === true ? 12 : wholeNumber("--stale", stale, 0, 1200);
}

function oneOf(option: string, given: string | undefined, known: readonly string[]): void {
  if (given === undefined || known.includes(given)) return;
  const problem = `there is no ${option.slice(2)} ${quoteValue(given)}`;
  throw new InputError(option, problem, suggestName(given, known.toSorted()));
}

async function measureEffects(
  raw: FactsOptions,
  io: Io,
): Promise<(id: string) => readonly FactEffect[]> {
  const options = parseEnsembleOptions(raw, io);
  requireKeptDraws(options, "facts --effects looks");
  const needed = 4 * buildEconomy(options).graph.parameters.length;
  if (options.draws < needed) {
    throw new InputError(
      "--draws",
      `${count(options.draws, "draw")} cannot tell so many parameters apart`,
      `give at least ${needed}`,
    );
  }
  const { graph, run } = await withProgress(io, "running futures", (update) =>
    withPool(options.workers, (pool) => runChecked(pool, specOf(options), options, update)),
  );
  return factEffects(graph, run);
}

function lines(fact: ListedFact, start: Start, io: Io): string[] {
  const { source, note, usedBy, effects } = fact;
  return [
    ...heading(io, fact.id, fact.title),
    ...field(io, "value", valueOf(fact)),
    ...field(io, "dates", datesOf(fact, start.from)),
    ...field(io, "grade", `${fact.kind}, ${fact.fit} fit, ${fact.confidence} confidence`),
    ...field(io, "source", `${source.title}. ${source.publisher}, ${source.date}`),
    // An address stays whole, however long: a broken one cannot be followed.
    ...(source.address === undefined ? [] : [`  ${sanitise(source.address)}`]),
    ...(note === "" ? [] : field(io, "note", note)),
    ...field(io, "used by", usesInWords(usedBy)),
    ...(effects === null ? [] : field(io, "moves", effectsInWords(effects))),
  ];
}

function effectsInWords(effects: readonly FactEffect[]): string {
  if (effects.length === 0) return "no published result by a hundredth of its variance";
  return effects.map(({ result, share }) => `${labelOf(result)} ${percent(share)}`).join(", ");
}

function nearId(id: string, ids: readonly string[]): string {
  const subject = ids.filter((known) => known.startsWith(id.slice(0, 2).toUpperCase()));
  return subject.length > 0 ? `use one of: ${subject.join(", ")}` : "`faultline facts` lists them";
}

/** Whole months from a date to the start; a year counts from its end, as it describes it all. */
function monthsTo(from: string, date: string): number {
  const month = date.length === 4 ? `${date}-12` : date.slice(0, 7);
  const index = (text: string): number => 12 * Number(text.slice(0, 4)) + Number(text.slice(5));
  return index(from) - index(month);
}

function knownInWords(fact: Fact, day: string): ListedFact["known"] {
  const part = knownPart(fact, day);
  if (part === undefined) return "none";
  return part === fact ? "all" : "part";
}

/** A fact's value in words. */
function valueOf({ value, unit }: Fact): string {
  const { amount, rest } = amountOf(unit);
  if (typeof value === "number") return amount(value) + rest;
  if (!Array.isArray(value)) {
    const dated = Object.entries(value as Readonly<Record<string, number>>);
    return `${dated.map(([period, v]) => `${period}: ${amount(v)}`).join("; ")}${rest}`;
  }
  const [low, mode, high] = (value as readonly number[]).map(amount);
  if (unit.includes("input and output")) return `${low} and ${mode}${rest}`;
  return high === undefined
    ? `${low} to ${mode}${rest}`
    : `${low} to ${high}, most likely ${mode}${rest}`;
}

function datesOf(fact: ListedFact, from: string): string {
  const { asOf, published, publishedInferred, monthsOld, known } = fact;
  const age = monthsOld > 0 ? `, ${count(monthsOld, "month")} old in ${from}` : "";
  const use = {
    all: "",
    part: `; a start in ${from} knew the earlier part of it`,
    none: `; a start in ${from} did not know it`,
  }[known];
  const inferred = publishedInferred ? " (inferred)" : "";
  return `as of ${asOf}, published ${published}${inferred}${age}${use}`;
}
