import type { FieldSource } from "../importers/mapping.ts";
import { NO, type OutcomeMapping, YES } from "../importers/outcome.ts";
import { text } from "./clickhouse.ts";
import { countField, type MappedField, type MappedTable, rawOf } from "./mapped-fields.ts";

const NUMBER = "'^-?[0-9]*[.]?[0-9]+([eE][-+]?[0-9]+)?$'";

/** The outcome of a record; one with an empty cell has none, which is no failure. */
export function outcomeFields(
  mapped: MappedTable,
  outcome: OutcomeMapping,
  requests: FieldSource,
): MappedField[] {
  const attempts = countField(mapped, "attempts", outcome.attempts ?? requests, "fault");
  return [attempts, retries(mapped, outcome.retry), succeeded(mapped, outcome)];
}

function succeeded(mapped: MappedTable, { success, score, rating }: OutcomeMapping): MappedField {
  const judge = success ?? score ?? rating;
  const x = "x_succeeded";
  const field = (millionths: string, sound: string, reason: string): MappedField => ({
    name: "succeeded",
    raw: rawOf(mapped, judge),
    value: `if(isNull(${x}) OR NOT ${sound}, NULL, toInt64(${millionths}))`,
    faults: [
      `isNotNull(${x}) AND NOT ${sound}`,
      String(mapped.faults.add("corrupt", reason, judge?.column ?? null)),
    ],
  });
  const number = `if(match(${x}, ${NUMBER}), toFloat64OrNull(${x}), NULL)`;
  const all = "v_attempts * 1000000";
  const grade = score ?? rating;
  if (grade !== undefined) {
    const passed = `if(${number} >= ${grade.atLeast}, ${all}, 0)`;
    return field(passed, `ifNull(isFinite(${number}), false)`, "a score that is not a number");
  }
  const within = (most: string) => `ifNull(${number} >= 0 AND ${number} <= ${most}, false)`;
  switch (success?.unit) {
    case "count":
      return field(
        `${number} * 1000000`,
        `(ifNull(match(${x}, '^[0-9]{1,12}([.]0+)?$'), false) AND ${within("v_attempts")})`,
        "no whole number of successes up to the attempts",
      );
    case "share":
      return field(
        `round(v_attempts * (${number}) * 1000000)`,
        within("1"),
        "no share from 0 to 1",
      );
    case "percent":
      return field(
        `round(v_attempts * (${number}) / 100 * 1000000)`,
        within("100"),
        "no percentage from 0 to 100",
      );
    default:
      return field(
        `if(${isOneOf(x, YES)}, ${all}, 0)`,
        isOneOf(x, [...YES, ...NO]),
        "neither a yes nor a no",
      );
  }
}

function retries(mapped: MappedTable, source: FieldSource | undefined): MappedField {
  if (source === undefined)
    return { name: "retries", raw: "NULL", value: "toUInt64(0)", faults: [] };
  const x = "x_retries";
  const whole = `ifNull(match(${x}, '^[0-9]{1,12}$'), false)`;
  const isRetry = `(${isOneOf(x, YES)} OR ${whole} AND toUInt64OrZero(ifNull(${x}, '')) > 0)`;
  const reason = "neither a yes, a no nor a count of retries";
  return {
    name: "retries",
    raw: rawOf(mapped, source),
    value: `if(${isRetry}, v_attempts, 0)`,
    faults: [
      `isNotNull(${x}) AND NOT (${isOneOf(x, [...YES, ...NO])} OR ${whole})`,
      String(mapped.faults.add("corrupt", reason, source.column ?? null)),
    ],
  };
}

function isOneOf(x: string, words: readonly string[]): string {
  return `ifNull(lower(${x}) IN (${words.map(text).join(", ")}), false)`;
}
