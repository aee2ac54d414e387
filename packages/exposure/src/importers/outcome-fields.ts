import { z } from "zod";
import type { ColumnIndex, CsvField } from "./csv-fields.ts";

const column = z.string().min(1);
const threshold = z.strictObject({ column, atLeast: z.number().finite() });

/**
 * How a record tells whether the work succeeded. One of three says it: `success` (a flag, or a
 * share of the record's calls), `score` or `rating` (from a threshold on). `retry` marks records
 * that repeat a task told before: they cost, and are no task of their own.
 */
export const outcomeSchema = z
  .strictObject({
    success: z.strictObject({ column, outOf: z.number().positive().optional() }).optional(),
    score: threshold.optional(),
    rating: threshold.optional(),
    retry: z.strictObject({ column }).optional(),
  })
  .refine((own) => [own.success, own.score, own.rating].filter(Boolean).length === 1, {
    error: "expected one of `success`, `score` and `rating`",
  });

/** The outcome part of a mapping. */
export type OutcomeMapping = z.infer<typeof outcomeSchema>;

/** Keys that may stand below `outcome`, or below one of its fields. */
export function outcomeKeysAt(path: readonly PropertyKey[]): readonly string[] {
  switch (path[1]) {
    case undefined:
      return Object.keys(outcomeSchema.shape);
    case "success":
      return ["column", "outOf"];
    case "retry":
      return ["column"];
    default:
      return ["column", "atLeast"];
  }
}

/** Columns that an outcome is read from. */
export function outcomeColumns(outcome: OutcomeMapping | undefined): string[] {
  return Object.values(outcome ?? {}).flatMap((field) =>
    field === undefined ? [] : [field.column],
  );
}

const YES = "('true', 'yes', 'pass', 'passed')";
const NO = "('false', 'no', 'fail', 'failed')";
const NUMBER = "'[-+]?[0-9]{0,9}[.]?[0-9]{1,6}'";

/** SQL of `outcome_share` (of the record's calls that succeeded, NULL if untold) and `outcome_retry`. */
export function outcomeFields(
  outcome: OutcomeMapping | undefined,
  columns: ColumnIndex,
): readonly CsvField[] {
  const result = outcome?.score ?? outcome?.rating;
  const raw = rawText(outcome?.success?.column ?? result?.column, columns);
  const number = `TRY_CAST(${raw} AS DECIMAL(18,6))`;
  const isNumber = `regexp_full_match(${raw}, ${NUMBER})`;
  const share =
    result === undefined
      ? successField(raw, isNumber, number, outcome?.success?.outOf ?? 1)
      : {
          value: `CASE WHEN ${raw} IS NULL THEN NULL WHEN ${number} >= ${result.atLeast} THEN 1 ELSE 0 END`,
          sound: `coalesce(${isNumber}, true)`,
          fault: "'an outcome that is not a number'",
        };
  const retry = rawText(outcome?.retry?.column, columns);
  return [
    {
      name: "outcome_share",
      raw,
      column: outcome?.success?.column ?? result?.column ?? null,
      ...share,
    },
    {
      name: "outcome_retry",
      raw: retry,
      column: outcome?.retry?.column ?? null,
      value: `coalesce(lower(${retry}) IN ${YES} OR ${retry} = '1', false)`,
      sound: `coalesce(lower(${retry}) IN ${YES} OR lower(${retry}) IN ${NO} OR ${retry} IN ('0', '1'), true)`,
      fault: "'a retry mark that is neither yes nor no'",
    },
  ];
}

function successField(raw: string, isNumber: string, number: string, outOf: number) {
  return {
    value: `CASE WHEN lower(${raw}) IN ${YES} THEN 1 WHEN lower(${raw}) IN ${NO} THEN 0
      ELSE CAST(${number} AS DOUBLE) / ${outOf} END`,
    sound: `coalesce(lower(${raw}) IN ${YES} OR lower(${raw}) IN ${NO}
      OR (${isNumber} AND ${number} BETWEEN 0 AND ${outOf}), true)`,
    fault: `'an outcome that is neither yes, no nor a share up to ${outOf}'`,
  };
}

/** SQL of the `usage` columns `tasks` and `successes`, over the fields of {@link outcomeFields}. */
export const OUTCOME_VALUES = `CASE WHEN outcome_retry THEN 0
    WHEN outcome_share IS NOT NULL THEN requests END,
  CASE WHEN outcome_retry OR outcome_share IS NOT NULL
    THEN CAST(coalesce(outcome_share, 0) * requests AS DECIMAL(18,6)) END`;

function rawText(name: string | undefined, columns: ColumnIndex): string {
  return name === undefined ? "CAST(NULL AS VARCHAR)" : `t${columns.get(name)}`;
}
