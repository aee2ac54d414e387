import { InputError } from "../input-error.ts";
import { suggestName } from "../nearest.ts";
import { literal } from "../sql.ts";
import { sqlInstant } from "./instant.ts";
import type { FieldSource, Mapping } from "./mapping.ts";

/** One canonical field as SQL over the raw text columns. */
export interface CsvField {
  /** Canonical column it fills. */
  readonly name: string;
  /** The raw text, for messages. */
  readonly raw: string;
  /** The typed value; NULL when the raw text is faulty. */
  readonly value: string;
  /** Whether the raw text is faultless: never NULL, and cheap, since it is asked of every record. */
  readonly sound: string;
  /** Text of the reason when the raw text is faulty, else NULL. */
  readonly fault: string;
  /** The file's column, for messages; null for a constant. */
  readonly column: string | null;
}

/** Which raw text column of the staging table holds each column of the file. */
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

function mappedColumns(mapping: Mapping): string[] {
  const { outcome = {}, ...fields } = mapping;
  return [...Object.values(fields), ...Object.values(outcome)].flatMap((field) =>
    typeof field === "object" && "column" in field && field.column !== undefined
      ? [field.column]
      : [],
  );
}

/** Subquery over `csv_raw` that every field's SQL reads: trimmed texts `t0`, `t1`, …, NULL when empty. */
export function trimmedTexts(mapping: Mapping, columns: ColumnIndex): string {
  const used = [...new Set(mappedColumns(mapping).map((column) => columns.get(column)))];
  const texts = used.map(
    (index) => `, nullif(trim(c${index}, chr(32) || chr(9)), '') AS t${index}`,
  );
  return `(SELECT rowid AS ord${texts.join("")} FROM csv_raw) AS texts`;
}

/** A field's text: its column's of the record, or the constant. */
export function rawText(source: FieldSource, columns: ColumnIndex): string {
  if (source.column === undefined) return literal(source.value ?? null);
  return `t${columns.get(source.column)}`;
}

/** A label such as a model or customer; a line end inside betrays a stray quote. */
export function textField(
  name: string,
  source: FieldSource | undefined,
  columns: ColumnIndex,
): CsvField {
  const raw = source === undefined ? "NULL" : rawText(source, columns);
  const broken = `contains(${raw}, chr(10))`;
  return {
    name,
    raw,
    value: raw,
    sound: source?.column === undefined ? "true" : `coalesce(NOT ${broken}, true)`,
    fault:
      source === undefined ? "NULL" : `CASE WHEN ${broken} THEN 'a label that spans lines' END`,
    column: source?.column ?? null,
  };
}

/** What an empty cell of a count column means. */
export type WhenEmpty = "fault" | "zero" | "null";

/**
 * A token or call count. Read as text and checked here, because a cast to UBIGINT would round 3.7
 * to 4 and read 1_000 as a thousand without a word.
 */
export function countField(
  name: string,
  source: FieldSource | undefined,
  columns: ColumnIndex,
  whenEmpty: WhenEmpty,
): CsvField {
  const absent = whenEmpty === "null" ? "CAST(NULL AS UBIGINT)" : "CAST(0 AS UBIGINT)";
  if (source === undefined)
    return { name, raw: "NULL", value: absent, sound: "true", fault: "NULL", column: null };
  const raw = rawText(source, columns);
  const parsed = `TRY_CAST(split_part(${raw}, '.', 1) AS UBIGINT)`;
  return {
    name,
    raw,
    value:
      whenEmpty === "fault" ? parsed : `CASE WHEN ${raw} IS NULL THEN ${absent} ELSE ${parsed} END`,
    sound: `coalesce(regexp_full_match(${raw}, '[0-9]{1,12}([.]0+)?'), ${whenEmpty !== "fault"})`,
    fault: `CASE WHEN ${raw} IS NULL THEN ${whenEmpty === "fault" ? "'an empty count'" : "NULL"}
      WHEN regexp_full_match(${raw}, '[0-9]{1,12}([.]0+)?') THEN NULL
      WHEN regexp_matches(${raw}, '^-[0-9]') THEN 'a negative count'
      WHEN regexp_full_match(${raw}, '[0-9]+[.][0-9]+') THEN 'not a whole number'
      WHEN regexp_full_match(${raw}, '[0-9]{13,}') THEN 'a count past 10^12 tokens in one record'
      ELSE 'not a number' END`,
    column: source.column ?? null,
  };
}

const MONEY = "[0-9]*[.]?[0-9]+([eE][-+]?[0-9]+)?";

/** Money as DECIMAL(18,9); NaN and infinity, which a DOUBLE would take, are faults. */
export function moneyField(
  name: string,
  source: FieldSource | undefined,
  columns: ColumnIndex,
): CsvField {
  if (source === undefined) {
    return {
      name,
      raw: "NULL",
      value: "CAST(NULL AS DECIMAL(18,9))",
      sound: "true",
      fault: "NULL",
      column: null,
    };
  }
  const raw = rawText(source, columns);
  return {
    name,
    raw,
    value: `TRY_CAST(${raw} AS DECIMAL(18,9))`,
    sound: `(${raw} IS NULL OR (regexp_full_match(${raw}, '${MONEY}') AND TRY_CAST(${raw} AS DECIMAL(18,9)) IS NOT NULL))`,
    fault: `CASE WHEN ${raw} IS NULL THEN NULL
      WHEN regexp_matches(${raw}, '^-[0-9.]') THEN 'a negative amount of money'
      WHEN NOT regexp_full_match(${raw}, '${MONEY}') THEN 'not a number'
      WHEN TRY_CAST(${raw} AS DECIMAL(18,9)) IS NULL THEN 'an amount of money past 10^9' END`,
    column: source.column ?? null,
  };
}

const ISO_TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?)?";
const OFFSET = " ?(Z|UTC|[+-][0-9]{2}(:?[0-9]{2})?)";

/** The record's instant in UTC, from ISO text, a strptime format, or a number counted from an epoch. */
export function timeField(mapping: Mapping, columns: ColumnIndex): CsvField {
  if (mapping.ts === undefined) return fixedTime(mapping);
  const source = mapping.ts as FieldSource;
  const raw = rawText(source, columns);
  const value = timeValue(mapping, raw);
  const anywhere = timeValue({ ...mapping, timezone: undefined }, raw);
  return {
    name: "ts",
    raw,
    value,
    sound: `coalesce(${value} BETWEEN TIMESTAMP '2000-01-01' AND TIMESTAMP '2099-12-31', false)`,
    fault: `CASE WHEN ${raw} IS NULL THEN 'an empty timestamp'
      WHEN ${anywhere} IS NULL THEN 'not a timestamp'
      WHEN ${value} IS NULL THEN 'a local time that the clocks of its zone skip'
      WHEN NOT ${value} BETWEEN TIMESTAMP '2000-01-01' AND TIMESTAMP '2099-12-31'
        THEN 'a timestamp outside the years 2000 to 2100' END`,
    column: source.column ?? null,
  };
}

function fixedTime(mapping: Mapping): CsvField {
  const start = mapping.period?.start;
  if (start === undefined) {
    throw new InputError(
      "the mapping",
      "neither ts nor period says when the usage was",
      "map ts to a column, or give period: {start, end}",
    );
  }
  const value = `TIMESTAMP ${literal(sqlInstant(start))}`;
  return { name: "ts", raw: "NULL", value, sound: "true", fault: "NULL", column: null };
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
    WHEN regexp_full_match(${raw}, '${ISO_TIME}${OFFSET}') THEN TRY_CAST(${raw} AS TIMESTAMPTZ) AT TIME ZONE 'UTC' END`;
}
