import { type Claim, type Verdict, claims, notJudged, origin, verdicts } from "@faultline/economy";
import type { Run } from "@faultline/engine";
import { InputError, quoteValue } from "@faultline/exposure";
import { withPool } from "../ensemble/pool.ts";
import { type Io, writeJson, writeLines } from "../io.ts";
import {
  type RawEnsembleOptions,
  parseEnsembleOptions,
  requireKeptDraws,
} from "../options/ensemble-options.ts";
import { runChecked, specOf } from "../results/run-simulation.ts";
import { simulateResult } from "../results/simulate-result.ts";
import { headerLines } from "../results/simulate-text.ts";
import { blocks, field, heading } from "../terminal/listing.ts";
import { paint } from "../terminal/paint.ts";
import { withProgress } from "../terminal/progress.ts";
import { pad, sanitise, wrap } from "../terminal/text.ts";

/** Fewest months that show what claims speak of: to the end of 2025. */
const fewestMonths = 16;

/** Which claims to show, and how much of each, beside the options of the ensemble. */
export interface ClaimsOptions extends RawEnsembleOptions {
  readonly id?: string;
  readonly full?: boolean;
}

/** `faultline claims`: what the essay claims, and whether it holds. */
export async function claimsCommand(raw: ClaimsOptions, io: Io): Promise<void> {
  const chosen = choose(raw.id);
  const options = parseEnsembleOptions(raw, io);
  if (options.from !== origin.from) {
    throw new InputError(
      "--from",
      `claims are of September 2024 and judged from ${origin.from}`,
      "leave it out",
    );
  }
  if (options.months < fewestMonths) {
    throw new InputError(
      "--months",
      `claims reach to the end of 2025, beyond ${options.months} months`,
      `give at least ${fewestMonths}`,
    );
  }
  requireKeptDraws(options, "claims look");
  const ensemble = await withProgress(io, "running futures", (update) =>
    withPool(options.workers, (pool) => runChecked(pool, specOf(options), options, update)),
  );
  const items = claims.map((claim) => judged(claim, ensemble.run));
  const shown = chosen === undefined ? items : items.filter(({ id }) => id === chosen);
  const result = simulateResult(options, ensemble);
  if (options.json) {
    const { scenario, draws, seed, months, from, knowledgeDate, modelVersion } = result;
    const run = { scenario, from, knowledgeDate, months, draws, seed, modelVersion };
    return writeJson(io, { ...run, verdicts: countsOf(items), items: shown, notJudged });
  }
  const body =
    chosen !== undefined || raw.full === true
      ? blocks(shown.map((item) => detailLines(item, io)))
      : [...groupLines(items, io), "", ...hintLines(io)];
  const summary = chosen === undefined ? [...summaryLines(items, io), ""] : [];
  writeLines(io, [...headerLines(result, io, "faultline claims"), "", ...summary, ...body]);
}

/** A claim as it is printed. */
type Item = ReturnType<typeof judged>;

function judged(claim: Claim, run: Run) {
  const { id, paragraph, basis } = claim;
  const facts = claim.facts.map((fact) => fact.id);
  return { id, paragraph, claim: claim.claim, basis, facts, ...claim.judge(run) };
}

/** How many claims got each verdict. */
function countsOf(items: readonly Item[]): Readonly<Record<Verdict, number>> {
  const count = (verdict: Verdict): number => items.filter((i) => i.verdict === verdict).length;
  return Object.fromEntries(verdicts.map((v) => [v, count(v)])) as Record<Verdict, number>;
}

function coloured(verdict: Verdict, text: string, io: Io): string {
  const colours = paint(io.color);
  const colour = { holds: "green", "does not hold": "red", "cannot be told": "yellow" } as const;
  return colours.bold(colours[colour[verdict]](text));
}

function summaryLines(items: readonly Item[], io: Io): string[] {
  const counts = countsOf(items);
  const parts = verdicts.map((verdict) => `${counts[verdict]} ${plural(verdict, counts[verdict])}`);
  const text = `Of ${items.length} claims of the essay ${parts.join(", ")}.`;
  return wrap(text, { columns: io.columns });
}

/** A verdict as the predicate of several claims. */
function plural(verdict: Verdict, count: number): string {
  if (count === 1 || verdict === "cannot be told") return verdict;
  return verdict === "holds" ? "hold" : "do not hold";
}

/** Every claim on a line or two, by verdict. */
function groupLines(items: readonly Item[], io: Io): string[] {
  return blocks(
    verdicts
      .map((verdict) => [verdict, items.filter((item) => item.verdict === verdict)] as const)
      .filter(([, group]) => group.length > 0)
      .map(([verdict, group]) => [
        coloured(verdict, `${verdict.toUpperCase()} (${group.length})`, io),
        ...group.flatMap(({ id, paragraph, claim }) =>
          wrap(sanitise(claim), {
            columns: io.columns,
            first: `  ${pad(id, 5)}${paint(io.color).dim(pad(paragraph, 6))}`,
            rest: " ".repeat(13),
          }),
        ),
      ]),
  );
}

function hintLines(io: Io): string[] {
  const text =
    "The figure behind a verdict and what would flip it: faultline claims --id E17, or --full " +
    `for all. ${notJudged.length} claims of the index name nothing that could be tested (--json).`;
  return wrap(text, { columns: io.columns });
}

function detailLines(item: Item, io: Io): string[] {
  const basis = item.basis === "facts" ? "facts" : "the ensemble";
  return [
    ...heading(io, item.id, `${item.claim} (${item.paragraph})`),
    `  ${coloured(item.verdict, item.verdict, io)}, judged by ${basis}`,
    ...field(io, "figure", item.figure),
    ...field(io, "would flip", item.flips),
    ...field(io, "facts", item.facts.join(", ")),
  ];
}

/** The id of a claim that is asked for, in capitals. */
function choose(id: string | undefined): string | undefined {
  const asked = id?.toUpperCase();
  if (asked === undefined || claims.some((claim) => claim.id === asked)) return asked;
  const left = notJudged.find((claim) => claim.id === asked);
  throw new InputError(
    "--id",
    left === undefined
      ? `there is no claim ${quoteValue(asked)}`
      : `claim ${asked} is not judged (${left.reason.slice(0, -1)})`,
    "`faultline claims` lists those that are",
  );
}
