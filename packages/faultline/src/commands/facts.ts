import {
  type Fact,
  buildEconomy,
  claims,
  facts,
  knownHistory,
  mechanisms,
  startChecks,
} from "@faultline/economy";
import { InputError, quoteValue, suggestName } from "@faultline/exposure";
import { type Io, writeJson, writeLines } from "../io.ts";
import { amountOf } from "../results/display.ts";
import { blocks, field, heading } from "../terminal/listing.ts";
import { sanitise } from "../terminal/text.ts";

/** Which facts to list. */
export interface FactsOptions {
  readonly id?: string;
  readonly kind?: string;
  readonly unused?: boolean;
  readonly json?: boolean;
}

/** What uses a fact, by id. */
export interface FactUses {
  readonly parameters: readonly string[];
  readonly mechanisms: readonly string[];
  readonly claims: readonly string[];
  /** Figures of the start that are checked against it. */
  readonly checks: readonly string[];
  /** Series whose past it tells the rivals of a backtest. */
  readonly histories: readonly string[];
}

/** `faultline facts`: the published figures the economy rests on. */
export function factsCommand(options: FactsOptions, io: Io): void {
  const uses = factUses();
  const items = choose(options)
    .map((fact) => ({ ...fact, usedBy: uses(fact.id) }))
    .filter(({ usedBy }) => options.unused !== true || isUnused(usedBy));
  if (options.json === true) return writeJson(io, { items });
  if (items.length === 0) return writeLines(io, ["No fact is unused."]);
  const lines = blocks(
    items.map((fact) => [
      ...heading(io, fact.id, fact.title),
      ...field(io, "value", valueOf(fact)),
      ...field(io, "dates", datesOf(fact)),
      ...field(io, "grade", `${fact.kind}, ${fact.fit} fit, ${fact.confidence} confidence`),
      ...field(io, "source", `${fact.source.title}. ${fact.source.publisher}, ${fact.source.date}`),
      // An address stays whole, however long: a broken one cannot be followed.
      ...(fact.source.address === undefined ? [] : [`  ${sanitise(fact.source.address)}`]),
      ...field(io, "note", fact.note),
      ...field(io, "used by", usesInWords(fact.usedBy)),
    ]),
  );
  writeLines(io, lines);
}

/** Finds what uses each fact: parameters, mechanisms as context or counter-evidence, claims. */
export function factUses(): (id: string) => FactUses {
  const { graph } = buildEconomy();
  const naming = (parts: readonly { id: string; facts: readonly { id: string }[] }[], id: string) =>
    parts.filter((part) => part.facts.some((fact) => fact.id === id)).map((part) => part.id);
  return (id) => ({
    parameters: naming(graph.parameters, id),
    mechanisms: naming(mechanisms, id),
    claims: naming(claims, id),
    checks: naming(
      startChecks.map(({ what, facts: used }) => ({ id: what, facts: used })),
      id,
    ),
    histories: [
      ...new Set(
        naming(
          knownHistory.map(({ series, facts: used }) => ({ id: series, facts: used })),
          id,
        ),
      ),
    ],
  });
}

/** Whether nothing uses a fact. */
export function isUnused(uses: FactUses): boolean {
  return Object.values(uses).every((users: readonly string[]) => users.length === 0);
}

function choose({ id, kind }: FactsOptions): readonly Fact[] {
  const ids = facts.map((fact) => fact.id);
  const kinds = [...new Set(facts.map((fact) => fact.kind))].sort();
  if (id !== undefined && !ids.includes(id.toUpperCase())) {
    throw new InputError("--id", `there is no fact ${quoteValue(id)}`, nearId(id, ids));
  }
  if (kind !== undefined && !kinds.some((known) => known === kind)) {
    throw new InputError(
      "--kind",
      `there is no kind ${quoteValue(kind)}`,
      suggestName(kind, kinds),
    );
  }
  return facts.filter(
    (fact) =>
      (id === undefined || fact.id === id.toUpperCase()) &&
      (kind === undefined || fact.kind === kind),
  );
}

function nearId(id: string, ids: readonly string[]): string {
  const subject = ids.filter((known) => known.startsWith(id.slice(0, 2).toUpperCase()));
  return subject.length > 0 ? `use one of: ${subject.join(", ")}` : "`faultline facts` lists them";
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

function datesOf({ asOf, published, publishedInferred }: Fact): string {
  return `as of ${asOf}, published ${published}${publishedInferred ? " (inferred)" : ""}`;
}

function usesInWords({ parameters, mechanisms, claims, checks, histories }: FactUses): string {
  const parts = [
    ...(parameters.length === 0 ? [] : [`parameters ${parameters.join(", ")}`]),
    ...(mechanisms.length === 0 ? [] : [`mechanisms ${mechanisms.join(", ")}`]),
    ...(claims.length === 0 ? [] : [`claims ${claims.join(", ")}`]),
    ...(checks.length === 0 ? [] : [`checks ${checks.join(", ")}`]),
    ...(histories.length === 0 ? [] : [`rivals in a backtest of ${histories.join(", ")}`]),
  ];
  return parts.join("; ") || "nothing";
}
