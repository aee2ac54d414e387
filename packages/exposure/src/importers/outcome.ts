import { z } from "zod";
import { literal } from "../sql.ts";
import { type ColumnIndex, countField, type MappedField, rawText } from "./mapped-fields.ts";
import type { FieldSource } from "./mapping.ts";

const text = z.string().min(1);
const constant = z.union([z.string(), z.number()]).transform(String);
const origin = z.union([z.strictObject({ column: text }), z.strictObject({ value: constant })], {
  error: "expected `column: NAME` or `value: CONSTANT`",
});
const graded = z.strictObject({
  column: text,
  /** Least value that counts as a success. */
  atLeast: z.number(),
});

/** What a mapping says of the outcome of a record's work. */
export const outcomeSchema = z
  .strictObject({
    success: z
      .strictObject({
        column: text,
        /** A flag, or for records that sum over attempts how many or which part succeeded. */
        unit: z.enum(["flag", "count", "share", "percent"]).optional(),
      })
      .optional(),
    score: graded.optional(),
    rating: graded.optional(),
    /** A flag, or the number of the attempt from zero: anything above zero is a retry. */
    retry: origin.optional(),
    /** Attempts that a record stands for; its requests by default. */
    attempts: origin.optional(),
  })
  .refine(
    ({ success, score, rating }) =>
      [success, score, rating].filter((judge) => judge !== undefined).length === 1,
    { error: "expected one of `success`, `score` and `rating`" },
  );

/** How a mapping reads outcomes. */
export type OutcomeMapping = z.infer<typeof outcomeSchema>;

/** Keys below `outcome` in a mapping, for suggestions. */
export function outcomeKeysAt(path: readonly PropertyKey[]): readonly string[] {
  if (path.length === 1) return ["success", "score", "rating", "retry", "attempts"];
  if (path[1] === "success") return ["column", "unit"];
  return path[1] === "score" || path[1] === "rating" ? ["column", "atLeast"] : ["column", "value"];
}

/** Columns of the `usage` table that an outcome fills; NULL in all three when it is not told. */
export const OUTCOME_COLUMNS = ["attempts", "retries", "succeeded"] as const;

/** Words that mean yes. */
export const YES = ["true", "t", "yes", "y", "1", "success", "succeeded", "passed", "pass", "ok"];
/** Words that mean no. */
export const NO = ["false", "f", "no", "n", "0", "failure", "failed", "fail", "error"];
const NUMBER = "-?[0-9]*[.]?[0-9]+([eE][-+]?[0-9]+)?";

/** The SQL of a record's outcome; a record with an empty cell has none, which is no failure. */
export function outcomeFields(
  outcome: OutcomeMapping,
  requests: FieldSource,
  columns: ColumnIndex,
): MappedField[] {
  const attempts = countField("attempts", outcome.attempts ?? requests, columns, "fault");
  const succeeded = succeededField(outcome, attempts.value, columns);
  const retries = retriesField(outcome.retry, attempts.value, columns);
  // An attempt whose end is not told is none that could be divided by.
  const whenTold = (field: MappedField): MappedField => ({
    ...field,
    value: `CASE WHEN ${succeeded.raw} IS NOT NULL THEN ${field.value} END`,
    faulty: { by: "texts", sql: `(${field.fault}) IS NOT NULL` },
    constant: false,
  });
  return [whenTold(attempts), whenTold(retries), succeeded];
}

function succeededField(
  { success, score, rating }: OutcomeMapping,
  attempts: string,
  columns: ColumnIndex,
): MappedField {
  const judge = success ?? score ?? rating ?? { column: "" };
  const raw = rawText(judge, columns);
  const field = (value: string, sound: string, fault: string): MappedField => ({
    name: "succeeded",
    raw,
    cast: null,
    value: `CAST(${value} AS DECIMAL(18,6))`,
    faulty: { by: "texts", sql: `(${raw} IS NOT NULL AND NOT coalesce(${sound}, false))` },
    fault: `CASE WHEN ${raw} IS NOT NULL AND NOT coalesce(${sound}, false) THEN ${literal(fault)} END`,
    column: judge.column,
    constant: false,
  });
  const number = `CASE WHEN regexp_full_match(${raw}, '${NUMBER}') THEN TRY_CAST(${raw} AS DOUBLE) END`;
  const grade = score ?? rating;
  if (grade !== undefined) {
    return field(
      `CASE WHEN ${raw} IS NULL THEN NULL WHEN ${number} >= ${grade.atLeast} THEN ${attempts} ELSE 0 END`,
      `isfinite(${number})`,
      "a score that is not a number",
    );
  }
  switch (success?.unit) {
    case "count":
      return field(
        number,
        `regexp_full_match(${raw}, '[0-9]{1,12}([.]0+)?') AND ${number} <= ${attempts}`,
        "no whole number of successes up to the attempts",
      );
    case "share":
      return field(
        `${attempts} * (${number})`,
        `${number} BETWEEN 0 AND 1`,
        "no share from 0 to 1",
      );
    case "percent":
      return field(
        `${attempts} * (${number}) / 100`,
        `${number} BETWEEN 0 AND 100`,
        "no percentage from 0 to 100",
      );
    default:
      return field(
        `CASE WHEN ${isOneOf(raw, YES)} THEN ${attempts} WHEN ${isOneOf(raw, NO)} THEN 0 END`,
        isOneOf(raw, [...YES, ...NO]),
        "neither a yes nor a no",
      );
  }
}

function retriesField(
  source: FieldSource | undefined,
  attempts: string,
  columns: ColumnIndex,
): MappedField {
  const raw = source === undefined ? "NULL" : rawText(source, columns);
  const whole = `regexp_full_match(${raw}, '[0-9]{1,12}')`;
  const isRetry = `${isOneOf(raw, YES)} OR (${whole} AND TRY_CAST(${raw} AS UBIGINT) > 0)`;
  const sound = `coalesce(${isOneOf(raw, [...YES, ...NO])} OR ${whole}, true)`;
  return {
    name: "retries",
    raw,
    cast: null,
    value: source === undefined ? "0" : `CASE WHEN ${isRetry} THEN ${attempts} ELSE 0 END`,
    faulty: null,
    fault:
      source === undefined
        ? "NULL"
        : `CASE WHEN NOT ${sound} THEN 'neither a yes, a no nor a count of retries' END`,
    column: source?.column ?? null,
    constant: false,
  };
}

function isOneOf(raw: string, words: readonly string[]): string {
  return `lower(${raw}) IN (${words.map(literal).join(", ")})`;
}
