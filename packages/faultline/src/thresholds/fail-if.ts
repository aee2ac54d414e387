import { InputError, quoteValue, suggestName } from "@faultline/exposure";
import { shortFigures } from "../terminal/numbers.ts";
import { type Expression, evaluate, namesIn, parseCondition } from "./expression.ts";
import {
  type Named,
  type NamedValue,
  type ResolvedName,
  nameKinds,
  resolveName,
} from "./named-results.ts";

const option = "--fail-if";

/** The option, as the command line gives it. */
export interface RawThresholds {
  readonly failIf?: readonly string[];
}

/** A condition under which a command fails, as it was given and parsed. */
export interface Threshold {
  readonly text: string;
  readonly condition: Expression;
  readonly names: ReadonlyMap<string, ResolvedName>;
}

/** Thrown after a command has printed its result, when a condition holds. */
export class ThresholdTripped extends Error {
  override readonly name = "ThresholdTripped";
}

/**
 * Parses conditions before anything is run. Throws {@link InputError} for one that is no condition,
 * and for a name that the command does not have.
 *
 * @param parts of the results that the command makes
 * @param months that are run; undefined for a command that runs none
 */
export function parseThresholds(
  texts: readonly string[],
  parts: readonly (keyof Named)[],
  months?: number,
): readonly Threshold[] {
  return texts.map((text) => {
    const condition = parseCondition(text, option);
    const names = namesIn(condition).map((name) => [name, resolve(name, parts, months)] as const);
    return { text, condition, names: new Map(names) };
  });
}

function resolve(
  name: string,
  parts: readonly (keyof Named)[],
  months: number | undefined,
): ResolvedName {
  const own = nameKinds.filter(({ of }) => parts.includes(of));
  const found = resolveName(name);
  if (found === undefined || !own.includes(found.kind)) {
    const shapes = own.map(({ shape }) => shape);
    const near = suggestName(name.replace(/_\d{1,3}m$/, "_Nm"), shapes);
    throw new InputError(option, `no result here is called ${quoteValue(name)}`, near);
  }
  if (found.month === 0 && found.kind.shape.endsWith("_Nm")) {
    throw new InputError(option, `${name} counts months from 1`, "write such as _12m");
  }
  if (months !== undefined && found.month > months) {
    throw new InputError(option, `${name} lies beyond the ${months} months`, "give more --months");
  }
  return found;
}

/**
 * Holds results against conditions. Throws {@link ThresholdTripped} with one line that says which
 * hold and by which values, and {@link InputError} when one rests on what is not known.
 */
export function checkThresholds(thresholds: readonly Threshold[], results: Named): void {
  const tripped = thresholds.flatMap(({ text, condition, names }) => {
    const values = new Map(
      [...names].map(([name, resolved]) => [name, valueOf(name, resolved, results)]),
    );
    if (evaluate(condition, (name) => values.get(name)!) === 0) return [];
    const told = [...values].map(([name, value]) => `${name} is ${inWords(value)}`);
    return [`${text}${told.length === 0 ? "" : ` (${told.join(", ")})`}`];
  });
  if (tripped.length > 0) throw new ThresholdTripped(`${option}: ${tripped.join("; ")}`);
}

function valueOf(name: string, { kind, month }: ResolvedName, results: Named): number {
  const value: NamedValue | undefined = kind.read(results as Required<Named>, month);
  if (typeof value === "number") return value;
  const why = value?.unknown ?? "this run does not make it";
  throw new InputError(
    option,
    `${name} is not known: ${why}`,
    "leave it out, or tell what is missing",
  );
}

function inWords(value: number): string {
  return Number.isFinite(value) ? shortFigures(value) : "without end";
}
