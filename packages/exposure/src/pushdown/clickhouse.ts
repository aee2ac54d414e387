import { MAX_TOKENS_PER_RECORD } from "../canonical.ts";
import { parseInstant } from "../importers/instant.ts";

/*
 * What is peculiar to ClickHouse's SQL. Unlike in DuckDB a backslash escapes inside quotes, and an
 * alias hides a column of the same name even in WHERE: so every column is named with its table.
 */

/** A text inside generated SQL; null is NULL. */
export function text(value: string | null): string {
  if (value === null) return "NULL";
  return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

/** A list of texts inside generated SQL. */
export function texts(values: readonly string[]): string {
  return `[${values.map(text).join(", ")}]`;
}

/** The name of a table or column inside generated SQL. */
export function name(value: string): string {
  return `\`${value.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\``;
}

/** A column of the table that a query calls `t`. */
export function column(value: string): string {
  return `t.${name(value)}`;
}

/** SQL of an ISO instant as microseconds since 1970. */
export function micros(instant: string): string {
  const millis = parseInstant(instant);
  if (millis === null) throw new TypeError(`not an instant: ${instant}`);
  return String(BigInt(millis) * 1000n);
}

/** SQL of an ISO instant as a point in time that a column of dates or times compares with. */
export function instant(iso: string): string {
  return `fromUnixTimestamp64Micro(toInt64(${micros(iso)}), 'UTC')`;
}

/** A type without the wrappers that say how it is stored. */
export function bareType(type: string): string {
  const match = /^(?:Nullable|LowCardinality)\((.*)\)$/.exec(type);
  return match === null ? type : bareType(match[1] ?? "");
}

/** SQL for an instant in microseconds since 1970, of a column with a type of date or time. */
export function columnMicros(value: string, type: string): string | null {
  const bare = bareType(type);
  if (bare.startsWith("DateTime64")) return `toUnixTimestamp64Micro(${value})`;
  if (bare.startsWith("DateTime")) return `toInt64(toUnixTimestamp(${value})) * 1000000`;
  // A date is a day in UTC, as it is in a file; the server's zone has no say.
  if (bare === "Date" || bare === "Date32") return `toInt64(toInt32(${value})) * 86400000000`;
  return null;
}

// What `String.prototype.trim` takes for blank, so that a label is there or not as in a file.
const INK =
  "[^\\t\\n\\x0B\\f\\r \\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}\\x{FEFF}]";

/** SQL for whether a text holds more than blanks; most texts are told by their first letter. */
export function hasInk(value: string): string {
  return `multiIf(empty(${value}), 0, ascii(${value}) BETWEEN 33 AND 126, 1, match(${value}, ${text(INK)}))`;
}

/** What can be wrong with a token count that is written as text, in the order it is asked. */
export const COUNT_FAULTS = [
  "not a number",
  "a negative count",
  "not a whole number",
  "a count past 10^12 tokens in one record",
] as const;

/** SQL for a number written as text, NULL where it is none; JavaScript reads spans the same way. */
export function numberOf(value: string): string {
  return `if(match(${value}, '^-?[0-9]+([.][0-9]+)?$'), toFloat64OrNull(${value}), NULL)`;
}

/** SQL for the number of a fault in `COUNT_FAULTS` from 1, and 0 where a number is a sound count. */
export function countFault(number: string): string {
  return (
    `multiIf(isNull(${number}), 1, ${number} < 0, 2, ${number} != trunc(${number}), 3, ` +
    `${number} > ${MAX_TOKENS_PER_RECORD}, 4, 0)`
  );
}

/** SQL for a number that is known to be a sound count. */
export function countOf(number: string): string {
  return `toUInt64(ifNull(${number}, 0))`;
}

const YEAR_2000 = "946684800000000";
const YEAR_2100 = "4102444800000000";

/** SQL for whether microseconds since 1970 fall into the years that usage can be of. */
export function isPlausible(micros: string): string {
  return `ifNull(${micros} >= ${YEAR_2000} AND ${micros} < ${YEAR_2100}, 0)`;
}
