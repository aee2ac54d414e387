import { resolve } from "node:path";
import { type OwnFact, buildEconomy } from "@faultline/economy";
import { type Parameter, bounds, formatUnit } from "@faultline/engine";
import { InputError, quoteValue, readYaml } from "@faultline/exposure";
import { z } from "zod";
import { unknownKey } from "./settings.ts";
import { readTextFile } from "./text-file.ts";

const words = z.string().trim().min(1, "it is blank");
const day = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;
// A year alone is a number in YAML.
const date = z
  .union([z.string(), z.number().transform(String)])
  .refine((text) => day.test(text), "it is not a date written YYYY, YYYY-MM or YYYY-MM-DD");
const value = z.union([z.number(), z.array(z.number()).min(2).max(3)], {
  error: "it is not one number, [low, high] or [low, likeliest, high]",
});

const source = z.strictObject({
  title: words,
  publisher: words,
  date,
  address: z.url("it is not an address such as https://example.com/page").optional(),
});

const fact = z.strictObject({
  id: words.regex(/^[A-Za-z0-9._-]{1,60}$/, "use letters, digits, dots and dashes, 60 at most"),
  sets: words.describe("Parameter it is about; `faultline parameters` lists them."),
  title: words,
  value: value.describe("One number, [low, high] or [low, likeliest, high]."),
  unit: words.describe("The parameter's unit; a year may stand where it has a month."),
  asOf: date.describe("Day, month or year that the figure describes."),
  published: date.describe("Day or month of first publication."),
  kind: z
    .enum(["filing", "reported", "estimate", "claim", "survey", "derived"])
    .default("reported"),
  fit: z.enum(["direct", "analogue", "assumption"]).default("direct"),
  confidence: z.enum(["high", "medium", "low"]).default("medium"),
  source,
  note: z.string().default(""),
});

/** What a file of a user's own facts holds; `schema/facts-file.json` is made from it. */
export const factsFileSchema = z.strictObject({
  facts: z.array(fact).min(1, "it lists no fact").max(1000, "it lists more than 1,000 facts"),
});

const keysAt = (path: readonly PropertyKey[]): readonly string[] => {
  if (path.length === 0) return ["facts"];
  return path.at(-1) === "source" ? Object.keys(source.shape) : Object.keys(fact.shape);
};

/** Reads a file of facts that a user names. Throws {@link InputError} for its first fault. */
export function readFactsFile(path: string, cwd: string): readonly OwnFact[] {
  const text = readTextFile(resolve(cwd, path), path, {
    largest: 1_000_000,
    wanted: "a YAML or JSON file",
    missing: "give --facts a file; `faultline facts --template` writes one to fill in",
  });
  return parseFactsFile(text, path);
}

/**
 * Parses facts from YAML or JSON, each value turned into its parameter's unit. Throws
 * {@link InputError} with file, line and key of the first fault.
 */
export function parseFactsFile(text: string, file: string): readonly OwnFact[] {
  const { facts } = readYaml(text, file, factsFileSchema, keysAt);
  const { parameters } = buildEconomy().graph;
  const known = new Set(parameters.map(({ id }) => id));
  const seen = new Set<string>();
  return facts.map(({ sets, ...given }) => {
    const where = `${file} at ${given.id}`;
    if (seen.has(given.id)) {
      throw new InputError(where, "two facts have this id", "give each an id of its own");
    }
    seen.add(given.id);
    const parameter = parameters.find(({ id }) => id === sets);
    if (parameter === undefined) throw unknownKey(`${where}, sets`, sets, known);
    const scale = scaleTo(parameter, given.unit, where);
    const numbers = [given.value].flat().map((number) => number * scale);
    check(numbers, parameter, where);
    const { source: from, ...rest } = given;
    const { address, ...cited } = from;
    return {
      parameter: sets,
      fact: {
        ...rest,
        value: numbers.length === 1 ? numbers[0]! : numbers,
        unit: formatUnit(parameter.unit),
        source: { ...cited, ...(address !== undefined && { address }) },
      },
    };
  });
}

function scaleTo(parameter: Parameter, unit: string, where: string): number {
  const wanted = formatUnit(parameter.unit);
  if (unit === wanted) return 1;
  const yearly = wanted.replace("/month", "/year");
  if (unit === yearly && wanted !== yearly) return 1 / 12;
  const either = wanted === yearly ? wanted : `${wanted} or ${yearly}`;
  throw new InputError(
    `${where}, unit`,
    `${parameter.id} is not in ${quoteValue(unit)}`,
    `use ${either}`,
  );
}

function check(numbers: readonly number[], parameter: Parameter, where: string): void {
  if (numbers.some((number, i) => i > 0 && number < numbers[i - 1]!)) {
    throw new InputError(`${where}, value`, "its numbers do not rise", "write low before high");
  }
  if (numbers[0]! < 0 && bounds(parameter.distribution).low >= 0) {
    throw new InputError(
      `${where}, value`,
      `${parameter.id} cannot be negative`,
      "correct the number",
    );
  }
}
