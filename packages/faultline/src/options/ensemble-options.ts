import { availableParallelism } from "node:os";
import {
  type OwnFact,
  type Severity,
  earliestStart,
  knowledgeDateOf,
  latestStart,
  mechanisms,
  origin,
  severities,
} from "@faultline/economy";
import { type Settings, keptDraws, maxDraws } from "@faultline/engine";
import { type CompanyBooks, InputError, quoteValue, suggestName } from "@faultline/exposure";
import type { Io } from "../io.ts";
import { chooseScenario } from "./scenario-choice.ts";
import { readFactsFile } from "./facts-file.ts";
import { plainNumber } from "./plain-number.ts";
import type { ChosenScenario } from "./scenario-file.ts";
import { type AppliedSettings, applySettings } from "./settings.ts";

/** The options every ensemble takes, as the command line gives them. */
export interface RawEnsembleOptions {
  readonly scenario?: string;
  readonly severity?: string;
  readonly from?: string;
  /** File of the user's own facts. */
  readonly facts?: string;
  readonly months?: string;
  readonly draws?: string;
  readonly seed?: string;
  readonly set?: readonly string[];
  readonly without?: readonly string[];
  readonly workers?: string;
  readonly json?: boolean;
}

/** The same, checked and with their defaults. */
export interface EnsembleOptions extends AppliedSettings {
  readonly scenario: ChosenScenario;
  /** Null for a scenario of one's own, which has one size. */
  readonly severity: Severity | null;
  readonly from: string;
  readonly knowledgeDate: string;
  readonly ownFacts: readonly OwnFact[];
  readonly months: number;
  readonly draws: number;
  readonly seed: number;
  /** Mechanisms left out, in the order of their numbers. */
  readonly without: readonly string[];
  readonly workers: number;
  readonly json: boolean;
}

/** Checks the options of an ensemble. Throws {@link InputError} for the first that is wrong. */
export function parseEnsembleOptions(
  raw: RawEnsembleOptions,
  io: Pick<Io, "cwd">,
  company?: CompanyBooks,
): EnsembleOptions {
  const severity = parseSeverity(raw.severity);
  const scenario = chooseScenario(raw.scenario ?? "baseline", severity, raw.severity, io.cwd);
  const without = parseWithout(raw.without ?? []);
  const set = parseSet(raw.set ?? []);
  const { from, knowledgeDate, ownFacts } = parseStart(raw, io);
  return {
    scenario,
    severity: scenario.file === undefined ? severity : null,
    from,
    knowledgeDate,
    ownFacts,
    months: wholeNumber("--months", raw.months ?? "60", 1, 120),
    draws: wholeNumber("--draws", raw.draws ?? "2000", 1, maxDraws),
    seed: wholeNumber("--seed", raw.seed ?? "1", 0, Number.MAX_SAFE_INTEGER),
    without,
    ...applySettings(scenario, set, { without, from, ownFacts, company }),
    workers: wholeNumber("--workers", raw.workers ?? String(defaultWorkers()), 1, 256),
    json: raw.json === true,
  };
}

/** Threads used unless told otherwise. */
function defaultWorkers(): number {
  return Math.min(2, availableParallelism());
}

/**
 * Throws {@link InputError} for more draws than an ensemble keeps.
 *
 * @param who looks at futures one by one: `claims look`
 */
export function requireKeptDraws({ draws }: Pick<EnsembleOptions, "draws">, who: string): void {
  if (draws <= keptDraws) return;
  throw new InputError(
    "--draws",
    `${who} at futures one by one, of which more than ${keptDraws} are not kept`,
    `give at most ${keptDraws}`,
  );
}

/** A whole number within bounds, or an {@link InputError} that names the option. */
export function wholeNumber(option: string, text: string, low: number, high: number): number {
  const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (value >= low && value <= high) return value;
  throw new InputError(
    option,
    `${quoteValue(text)} is not a whole number from ${low} to ${high}`,
    "give one",
  );
}

function parseSeverity(text: string | undefined): Severity {
  if (text === undefined) return "severe";
  const found = severities.find((severity) => severity === text);
  if (found !== undefined) return found;
  throw new InputError(
    "--severity",
    `unknown severity ${quoteValue(text)}`,
    suggestName(text, severities),
  );
}

/** When an economy starts, and what it knows. */
export interface Start {
  readonly from: string;
  readonly knowledgeDate: string;
  readonly ownFacts: readonly OwnFact[];
}

/** Reads `--from` and `--facts`. Throws {@link InputError} for a fault in either. */
export function parseStart(
  raw: Pick<RawEnsembleOptions, "from" | "facts">,
  io: Pick<Io, "cwd">,
): Start {
  const from = parseFrom(raw.from ?? origin.from);
  const ownFacts = raw.facts === undefined ? [] : readFactsFile(raw.facts, io.cwd);
  return { from, knowledgeDate: knowledgeDateOf(from), ownFacts };
}

function parseFrom(text: string): string {
  const isMonth = /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text);
  if (isMonth && text >= earliestStart && text <= latestStart) return text;
  const problem = isMonth
    ? `the economy cannot start in ${text}`
    : `${quoteValue(text)} is not a month written YYYY-MM`;
  throw new InputError("--from", problem, `give one from ${earliestStart} to ${latestStart}`);
}

function parseWithout(given: readonly string[]): readonly string[] {
  const known = mechanisms.map((mechanism) => mechanism.id);
  const ids = new Set(
    given.map((text) => {
      const id = text.trim().toUpperCase();
      if (known.includes(id)) return id;
      throw new InputError(
        "--without",
        `unknown mechanism ${quoteValue(text)}`,
        `use one of: ${known.join(", ")}`,
      );
    }),
  );
  return known.filter((id) => ids.has(id));
}

function parseSet(given: readonly string[]): Settings {
  const settings = new Map<string, number>();
  for (const text of given) {
    const at = text.indexOf("=");
    if (at < 1) {
      throw new InputError(
        "--set",
        `${quoteValue(text)} has no key and value`,
        "write --set key=number",
      );
    }
    const [key, value] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
    if (settings.has(key)) {
      throw new InputError(`--set ${key}`, "it is set twice", "keep one of the two");
    }
    settings.set(key, plainNumber(`--set ${key}`, value));
  }
  return Object.fromEntries(settings);
}
