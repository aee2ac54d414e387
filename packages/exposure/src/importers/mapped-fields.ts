import { MAX_TOKENS_PER_RECORD } from "../canonical.ts";
import { InputError } from "../input-error.ts";
import { suggestName } from "../nearest.ts";
import { literal } from "../sql.ts";
import { sqlInstant } from "./instant.ts";
import type { FieldSource, Mapping } from "./mapping.ts";

/** One canonical field as SQL over a record's texts. */
export interface MappedField {
  /** Canonical column it fills. */
  readonly name: string;
  /** The raw text, for messages. */
  readonly raw: string;
  /** The text as the database would type it, right or wrong; `value` finds it as `as_` + name. */
  readonly cast: string | null;
  /** The typed value; NULL when the raw text is faulty, and when it is empty and may be. */
  readonly value: string;
  /**
   * How a faulty text is told, cheaply, since it is asked of every record. `missing`: its value is
   * NULL. `lost`: its value is NULL
   * while `told` says that it is not empty. `label`: it spans lines. Else by `sql` over
   * the `texts` or over the stored `values`, never NULL; null for what no text can make faulty.
   */
  readonly faulty:
    | { readonly by: "missing" | "label" }
    | { readonly by: "lost"; readonly told: string }
    | { readonly by: "texts" | "values"; readonly sql: string }
    | null;
  /** Text of the reason when the raw text is faulty, else NULL. */
  readonly fault: string;
  /** The file's column, for messages; null for a constant. */
  readonly column: string | null;
  /** Whether it is the same for all records, and need not be stored with each. */
  readonly constant: boolean;
}

/** Which text cell `c0`, `c1`, … of a record holds each column of the file. */
export type ColumnIndex = ReadonlyMap<string, number>;

/** Indexes a header; throws `InputError` when a mapped column is missing or occurs twice. */
export function indexColumns(
  file: string,
  header: readonly string[],
  mapping: Mapping,
): ColumnIndex {
  const index = new Map(header.map((name, position) => [name, position]));
  for (const column of mappedColumns(mapping)) {
    if (!index.has(column)) {
      throw new InputError(
        `${file}:1`,
        `no column "${column}", which the mapping names`,
        fixMissing(column, header),
      );
    }
    if (header.filter((name) => name === column).length > 1) {
      throw new InputError(`${file}:1`, `column "${column}" occurs twice`, "rename one of them");
    }
  }
  return index;
}

function fixMissing(column: string, header: readonly string[]): string {
  const [only] = header;
  const other =
    header.length === 1 ? [";", "\t", "|"].find((sign) => only?.includes(sign)) : undefined;
  if (other === undefined) return suggestName(column, header);
  return `the columns seem to be separated by ${JSON.stringify(other)}: say so with delimiter in the mapping`;
}

/** Columns that a mapping names, once for each time it does. */
export function mappedColumns(mapping: Mapping): string[] {
  const { outcome = {}, ...fields } = mapping;
  return [...Object.values(fields), ...Object.values(outcome)].flatMap((field) =>
    typeof field === "object" && "column" in field && field.column !== undefined
      ? [field.column]
      : [],
  );
}

/** SQL of a record's trimmed texts `t0`, `t1`, … from its cells, NULL when empty. */
export function trimmedTexts(mapping: Mapping, columns: ColumnIndex): string[] {
  const used = [...new Set(mappedColumns(mapping).map((column) => columns.get(column)))];
  return used.map((index) => `${trimmed(`c${index}`)} AS t${index}`);
}

// Trimming a text costs more than seeing that there is nothing to trim.
function trimmed(cell: string): string {
  const odd = `${cell} < '!' OR suffix(${cell}, ' ') OR suffix(${cell}, chr(9))`;
  return `CASE WHEN ${odd} THEN nullif(trim(${cell}, chr(32) || chr(9)), '') ELSE ${cell} END`;
}

/** A field's text: its column's of the record, or the constant. */
export function rawText(source: FieldSource, columns: ColumnIndex): string {
  if (source.column === undefined) return literal(source.value ?? null);
  return `t${columns.get(source.column)}`;
}

/**
 * A field's text as it stands and trimmed, its cast, and what its value reads: the cast's column, or
 * for a constant itself. Values are told by the text as it stands where that tells, since trimming
 * every number costs a tenth of reading the file.
 */
function castOf(name: string, source: FieldSource, type: string, columns: ColumnIndex) {
  const isConstant = source.column === undefined;
  const cell = isConstant ? rawText(source, columns) : `c${columns.get(source.column)}`;
  const cast = `TRY_CAST(${cell} AS ${type})`;
  return {
    cell,
    raw: isConstant ? cell : trimmed(cell),
    cast: isConstant ? null : cast,
    typed: isConstant ? cast : `as_${name}`,
  };
}

/** A label such as a model or customer; a line end inside betrays a stray quote. */
export function textField(
  name: string,
  source: FieldSource | undefined,
  columns: ColumnIndex,
): MappedField {
  if (source === undefined) return absentField(name, "CAST(NULL AS VARCHAR)");
  const raw = rawText(source, columns);
  return {
    name,
    raw,
    cast: null,
    value: raw,
    faulty: { by: "label" },
    fault: `CASE WHEN contains(${raw}, chr(10)) THEN 'a label that spans lines' END`,
    column: source.column ?? null,
    constant: source.column === undefined,
  };
}

function absentField(name: string, value: string): MappedField {
  const nothing = { raw: "NULL", cast: null, faulty: null, fault: "NULL", column: null };
  return { ...nothing, name, value, constant: true };
}

/** What an empty cell of a count column means. */
export type WhenEmpty = "fault" | "zero" | "null";

const COUNT = "[0-9]{1,12}([.]0+)?";

/**
 * A token or call count. Read as text and checked here, because a cast to UBIGINT would round 3.7
 * to 4 and read 1_000 as a thousand without a word.
 */
export function countField(
  name: string,
  source: FieldSource | undefined,
  columns: ColumnIndex,
  whenEmpty: WhenEmpty,
): MappedField {
  const absent = whenEmpty === "null" ? "CAST(NULL AS UBIGINT)" : "CAST(0 AS UBIGINT)";
  if (source === undefined) return absentField(name, absent);
  const { cell, raw, cast, typed } = castOf(name, source, "UBIGINT", columns);
  // A count that is written as it would be printed needs no pattern, which costs twice as much.
  const plain = `${typed} <= ${MAX_TOKENS_PER_RECORD} AND CAST(${typed} AS VARCHAR) = ${cell}`;
  const parsed = `CASE WHEN ${plain} THEN ${typed}
    ${whenEmpty === "zero" ? `WHEN ${raw} IS NULL THEN ${absent}` : ""}
    WHEN regexp_full_match(${raw}, '${COUNT}')
    THEN TRY_CAST(split_part(${raw}, '.', 1) AS UBIGINT) END`;
  return {
    name,
    raw,
    cast,
    value: parsed,
    faulty: whenEmpty === "null" ? { by: "lost", told: toldBy(typed, raw) } : { by: "missing" },
    fault: `CASE WHEN ${raw} IS NULL THEN ${whenEmpty === "fault" ? "'an empty count'" : "NULL"}
      WHEN regexp_full_match(${raw}, '${COUNT}') THEN NULL
      WHEN regexp_matches(${raw}, '^-[0-9]') THEN 'a negative count'
      WHEN regexp_full_match(${raw}, '[0-9]+[.][0-9]+') THEN 'not a whole number'
      WHEN regexp_full_match(${raw}, '[0-9]{13,}') THEN 'a count past 10^12 tokens in one record'
      ELSE 'not a number' END`,
    column: source.column ?? null,
    constant: source.column === undefined,
  };
}

// What has a cast is not empty, and need not be trimmed to be told.
function toldBy(typed: string, raw: string): string {
  return `(${typed} IS NOT NULL OR ${raw} IS NOT NULL)`;
}

const MONEY = "[0-9]*[.]?[0-9]+([eE][-+]?[0-9]+)?";

/** Money as DECIMAL(18,9); NaN and infinity, which a DOUBLE would take, are faults. */
export function moneyField(
  name: string,
  source: FieldSource | undefined,
  columns: ColumnIndex,
): MappedField {
  if (source === undefined) return absentField(name, "CAST(NULL AS DECIMAL(18,9))");
  const { cell, raw, cast, typed } = castOf(name, source, "DECIMAL(18,9)", columns);
  // The cast takes signs, separators and what breaks off as well, which the pattern does not.
  const plain = `${typed} IS NOT NULL AND ${cell} >= '.'
    AND starts_with(CAST(${typed} AS VARCHAR), ${cell}) AND NOT suffix(${cell}, '.')`;
  const parsed = `TRY_CAST(${raw} AS DECIMAL(18,9))`;
  return {
    name,
    raw,
    cast,
    value: `CASE WHEN ${plain} THEN ${typed}
      WHEN regexp_full_match(${raw}, '${MONEY}') THEN ${parsed} END`,
    faulty: { by: "lost", told: toldBy(typed, raw) },
    fault: `CASE WHEN ${raw} IS NULL THEN NULL
      WHEN regexp_matches(${raw}, '^-[0-9.]') THEN 'a negative amount of money'
      WHEN NOT regexp_full_match(${raw}, '${MONEY}') THEN 'not a number'
      WHEN ${parsed} IS NULL THEN 'an amount of money past 10^9' END`,
    column: source.column ?? null,
    constant: source.column === undefined,
  };
}

const ISO_TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?)?";
/** The commonest shapes, told without the patterns, which cost more. */
const PLAIN_UTC = ["20__-__-__T__:__:__.___Z", "20__-__-__T__:__:__Z"];
const EARLIEST = "TIMESTAMP '2000-01-01'";
const LATEST = "TIMESTAMP '2099-12-31'";
const OFFSET = " ?(Z|UTC|[+-][0-9]{2}(:?[0-9]{2})?)";

/** The record's instant in UTC, from ISO text, a strptime format, or a number counted from an epoch. */
export function timeField(mapping: Mapping, columns: ColumnIndex): MappedField {
  if (mapping.ts === undefined) return fixedTime(mapping);
  const source = mapping.ts as FieldSource;
  const { cell, raw, cast, typed } = castOf("ts", source, "TIMESTAMP", columns);
  const isPlain = PLAIN_UTC.map((shape) => `${cell} LIKE '${shape}'`).join(" OR ");
  const plain = `${typed} IS NOT NULL AND (${isPlain})`;
  const isIso = [mapping.epoch, mapping.unit, mapping.dateFormat].every((way) => way === undefined);
  const careful = timeValue(mapping, raw);
  const value = isIso ? `CASE WHEN ${plain} THEN ${typed} ELSE ${careful} END` : careful;
  const anywhere = timeValue({ ...mapping, timezone: undefined }, raw);
  return {
    name: "ts",
    raw,
    cast,
    value,
    faulty: { by: "values", sql: `coalesce(NOT ts BETWEEN ${EARLIEST} AND ${LATEST}, true)` },
    fault: `CASE WHEN ${raw} IS NULL THEN 'an empty timestamp'
      WHEN ${anywhere} IS NULL THEN 'not a timestamp'
      WHEN ${value} IS NULL THEN 'a local time that the clocks of its zone skip'
      WHEN NOT ${value} BETWEEN ${EARLIEST} AND ${LATEST}
        THEN 'a timestamp outside the years 2000 to 2100' END`,
    column: source.column ?? null,
    constant: source.column === undefined,
  };
}

function fixedTime(mapping: Mapping): MappedField {
  const start = mapping.period?.start;
  if (start === undefined) {
    throw new InputError(
      "the mapping",
      "neither ts nor period says when the usage was",
      "map ts to a column, or give period: {start, end}",
    );
  }
  const value = `TIMESTAMP ${literal(sqlInstant(start))}`;
  return absentField("ts", value);
}

/**
 * A local time in UTC. In the hour that clocks repeat in autumn it is the second, in winter time.
 * One in the hour that they skip in spring never was, and is NULL; only a midnight that they skip,
 * as in Cairo, still stands for its day.
 */
function localTime(naive: string, zone: string | undefined): string {
  if (zone === undefined || zone === "UTC") return naive;
  const zoned = `(${naive}) AT TIME ZONE ${literal(zone)}`;
  const exists = `${zoned} AT TIME ZONE ${literal(zone)} = ${naive}`;
  return `CASE WHEN ${exists} OR ${naive} = date_trunc('day', ${naive})
    THEN ${zoned} AT TIME ZONE 'UTC' END`;
}

function timeValue(mapping: Mapping, raw: string): string {
  if (mapping.epoch !== undefined || mapping.unit !== undefined) {
    const perUnit = (mapping.unit ?? "s") === "ms" ? 1000 : 1_000_000;
    const number = `TRY_CAST(${raw} AS DECIMAL(27,9))`;
    const micros = `TRY_CAST(round(${number} * ${perUnit}) AS BIGINT)`;
    const epoch = `TIMESTAMP ${literal(sqlInstant(mapping.epoch ?? "1970-01-01T00:00:00Z"))}`;
    // Bounded before the addition, which would overflow with an error instead of a NULL.
    return `CASE WHEN regexp_full_match(${raw}, '[0-9]{1,14}([.][0-9]+)?') THEN ${epoch} + to_microseconds(${micros}) END`;
  }
  const local = (naive: string) => localTime(naive, mapping.timezone);
  if (mapping.dateFormat !== undefined) {
    return local(`TRY_CAST(try_strptime(${raw}, ${literal(mapping.dateFormat)}) AS TIMESTAMP)`);
  }
  // The shape is checked first: a cast also takes 'infinity' and 'epoch', and drops an offset.
  return `CASE WHEN regexp_full_match(${raw}, '${ISO_TIME}') THEN ${local(`TRY_CAST(${raw} AS TIMESTAMP)`)}
    WHEN regexp_full_match(${raw}, '[0-9]{4}-[0-9]{2}') THEN ${local(`TRY_CAST(${raw} || '-01' AS TIMESTAMP)`)}
    WHEN regexp_full_match(${raw}, '${ISO_TIME}${OFFSET}') THEN TRY_CAST(replace(${raw}, ' Z', 'Z') AS TIMESTAMPTZ) AT TIME ZONE 'UTC' END`;
}
