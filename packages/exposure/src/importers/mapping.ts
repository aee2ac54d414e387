import { z } from "zod";
import { InputError } from "../input-error.ts";
import { readYaml } from "../yaml-input.ts";
import { parseInstant } from "./instant.ts";
import { outcomeKeysAt, outcomeSchema } from "./outcome.ts";

const text = z.string().min(1);
const constant = z.union([z.string(), z.number()]).transform(String);

const source = z.union(
  [
    z.strictObject({ column: text }),
    z.strictObject({ value: constant }),
    z.strictObject({ attribute: text }),
  ],
  { error: "expected `column: NAME`, `value: CONSTANT` or, for spans, `attribute: NAME`" },
);

const inputPart = z.enum(["cache_read", "cache_write_5m", "cache_write_1h"]);
const total = <Part extends z.ZodType>(part: Part) =>
  z
    .strictObject({
      column: text.optional(),
      value: constant.optional(),
      includes: z.array(part).optional(),
    })
    .refine((field) => (field.column === undefined) !== (field.value === undefined), {
      error: "expected one of `column: NAME` and `value: CONSTANT`",
    });
const inputTotal = total(inputPart);
const outputTotal = total(z.literal("out_reasoning"));

const instant = z.string().refine((value) => parseInstant(value) !== null, {
  error: "expected an ISO date or instant such as 2024-09-01T00:00:00Z",
});

const schema = z.strictObject({
  name: text.optional(),
  note: text.optional(),
  /** Where numeric timestamps count from; without it numbers count from 1970. */
  epoch: instant.optional(),
  /** What numeric timestamps count in. */
  unit: z.enum(["ms", "s"]).optional(),
  /** IANA zone of timestamps that carry no offset; UTC by default. */
  timezone: text
    .refine(isTimeZone, { error: "unknown time zone; use an IANA name such as Europe/Paris" })
    .optional(),
  /** strptime format of the timestamps when they are not ISO, such as `%d/%m/%Y %H:%M`. */
  dateFormat: text.optional(),
  /** The time a file without timestamps covers: its end is exclusive. */
  period: z.strictObject({ start: instant, end: instant }).optional(),
  delimiter: z.enum([",", ";", "\t", "|"]).optional(),
  ts: source.optional(),
  id: source.optional(),
  provider: source.optional(),
  model_raw: source.optional(),
  feature: source.optional(),
  customer: source.optional(),
  tier: source.optional(),
  requests: source.optional(),
  in_uncached: inputTotal.optional(),
  cache_read: source.optional(),
  cache_write_5m: source.optional(),
  cache_write_1h: source.optional(),
  out_visible: outputTotal.optional(),
  out_reasoning: source.optional(),
  billed_cost: source.optional(),
  currency: source.optional(),
  /** Whether the work succeeded, where the export tells. */
  outcome: outcomeSchema.optional(),
});

/**
 * How a file's columns (or a span's attributes) become canonical fields. Each field names a
 * `column` or a constant `value`; a total that contains other fields says so in `includes`, and is
 * taken apart.
 */
export type Mapping = z.infer<typeof schema>;

/** One field's origin in a mapping. */
export type FieldSource = {
  readonly column?: string | undefined;
  readonly value?: string | undefined;
};

/** Reads a mapping file (YAML or JSON); throws `InputError` with file, line and the nearest right key. */
export function parseMapping(text: string, name: string): Mapping {
  const mapping = readYaml(text, name, schema, keysAt);
  for (const field of ["in_uncached", "out_visible"] as const) {
    for (const part of mapping[field]?.includes ?? []) {
      if (mapping[part] === undefined) {
        throw new InputError(
          `${name} at ${field}`,
          `includes "${part}", which is not mapped`,
          `map ${part} or drop it from includes`,
        );
      }
    }
  }
  if (
    mapping.period !== undefined &&
    (parseInstant(mapping.period.start) ?? 0) >= (parseInstant(mapping.period.end) ?? 0)
  ) {
    throw new InputError(
      `${name} at period`,
      "it ends before it starts",
      "end is exclusive and comes later",
    );
  }
  return mapping;
}

/**
 * Throws `InputError` when a field is taken from where this kind of file has nothing: an
 * `attribute` of a CSV, or a `column` of spans.
 */
export function requireOrigin(
  mapping: Mapping,
  origin: "column" | "attribute",
  file: string,
): void {
  if (origin === "attribute" && mapping.outcome !== undefined) {
    throw new InputError(
      file,
      "the mapping reads outcomes, which spans do not carry",
      "export calls with their outcomes as CSV, or drop outcome from the mapping",
    );
  }
  const wrong = origin === "column" ? "attribute" : "column";
  for (const [name, field] of Object.entries(mapping)) {
    if (typeof field !== "object" || !(wrong in field)) continue;
    throw new InputError(
      file,
      `the mapping takes ${name} from a ${wrong}, which this kind of file does not have`,
      `use \`${origin}:\` or \`value:\``,
    );
  }
}

function keysAt(path: readonly PropertyKey[]): readonly string[] {
  if (path.length === 0) return Object.keys(schema.shape);
  if (path[0] === "outcome") return outcomeKeysAt(path);
  if (path[0] === "period") return ["start", "end"];
  return ["column", "value", "attribute", "includes"];
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
