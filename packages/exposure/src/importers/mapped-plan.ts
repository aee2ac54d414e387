import { InputError } from "../input-error.ts";
import { literal } from "../sql.ts";
import {
  type ColumnIndex,
  countField,
  type MappedField,
  moneyField,
  textField,
  timeField,
  trimmedTexts,
} from "./mapped-fields.ts";
import type { FieldSource, Mapping } from "./mapping.ts";
import { OUTCOME_COLUMNS, outcomeFields } from "./outcome.ts";
import type { TextRows } from "./text-rows.ts";

/** The SQL of one import by a mapping, over a relation of text cells `c0`, `c1`, …. */
export interface MappedPlan {
  /** What to store of each record, from `texts`: typed values, and what tells whether it is faulty. */
  readonly stored: string;
  /** Over the stored columns: whether a record is faulty, where cells may span lines; never NULL. */
  readonly faulty: (spansLines: boolean) => string;
  /** The relation `texts` of cells with their trimmed texts and casts, from one of cells. */
  readonly texts: (cells: string) => string;
  /** From `texts`: reason, column and raw text of the first fault of a record that has one. */
  readonly fault: { readonly reason: string; readonly column: string; readonly value: string };
  /** The stored column of the mapped id, and the file's; null when the mapping has none. */
  readonly id: { readonly name: string; readonly column: string | null } | null;
  /** Reasons, by field, of what the mapping gives as the same for all records; NULL if sound. */
  readonly constants: readonly { readonly name: string; readonly reason: string }[];
  /** The stored columns as columns of the `usage` table. */
  readonly usage: (fileNo: number) => string;
}

/**
 * Turns a mapping into SQL; throws `InputError` when it maps no tokens at all, or no time.
 *
 * @param rows what is known of the cells beside their names
 */
export function planMapped(
  mapping: Mapping,
  columns: ColumnIndex,
  { broken }: Pick<TextRows, "broken">,
): MappedPlan {
  const fields = fieldsOf(mapping, columns);
  const stored = fields.filter((field) => !field.constant);
  const totals = totalFaults(mapping, fields);
  const notRecord: Fault[] =
    broken === null
      ? []
      : [
          {
            reason: `CASE WHEN broken THEN ${literal(broken.reason)} END`,
            column: null,
            raw: "NULL",
          },
        ];
  const faults = [
    ...notRecord,
    ...stored.map(({ fault, column, raw }) => ({ reason: fault, column, raw })),
    ...totals,
  ];
  const first = (pick: (fault: Fault) => string) =>
    `CASE ${faults.map((fault) => `WHEN (${fault.reason}) IS NOT NULL THEN ${pick(fault)}`).join(" ")} END`;
  const ofTexts = [
    ...(broken === null ? [] : ["broken"]),
    ...stored.flatMap(({ faulty }) => (faulty?.by === "texts" ? [faulty.sql] : [])),
  ];
  const id = stored.find(({ name }) => name === "id");
  return {
    stored: [
      ...stored.map((field) => `${field.value} AS ${field.name}`),
      `${ofTexts.length === 0 ? "false" : ofTexts.join(" OR ")} AS odd`,
      `${howMany(stored, ({ faulty }) => (faulty?.by === "lost" ? faulty.told : ""))} AS told`,
    ].join(", "),
    faulty: (spansLines) =>
      [
        "odd",
        `told <> ${howMany(stored, ({ name }) => `${name} IS NOT NULL`)}`,
        ...stored.flatMap((field) => faultOfStored(field, spansLines)),
        ...totals.map((total) => total.stored),
      ].join(" OR "),
    // In two steps, since the database would work out a cast as often as it is read.
    texts: (cells) => {
      const texts = [
        "cells.*",
        ...trimmedTexts(mapping, columns),
        ...(broken === null ? [] : [`${broken.sql} AS broken`]),
      ];
      const casts = fields.flatMap(({ name, cast }) =>
        cast === null ? [] : [`, ${cast} AS as_${name}`],
      );
      return `(SELECT *${casts.join("")} FROM (SELECT ${texts.join(", ")} FROM ${cells} AS cells)
        AS trimmed) AS texts`;
    },
    fault: {
      reason: `coalesce(${faults.map(({ reason }) => reason).join(", ")})`,
      column: first(({ column }) => literal(column)),
      value: first(({ raw }) => raw),
    },
    id: id === undefined ? null : { name: id.name, column: id.column },
    constants: fields
      .filter(({ constant, fault }) => constant && fault !== "NULL")
      .map(({ name, fault }) => ({ name, reason: fault })),
    usage: (fileNo) => usageColumns(mapping, fields, fileNo),
  };
}

// A value that is lost shows in the count of texts against that of values, at one byte a record.
function howMany(fields: readonly MappedField[], pick: (field: MappedField) => string): string {
  const counted = fields
    .filter(({ faulty }) => faulty?.by === "lost")
    .map((field) => `CAST(${pick(field)} AS UTINYINT)`);
  return counted.length === 0 ? "CAST(0 AS UTINYINT)" : `(${counted.join(" + ")})`;
}

function faultOfStored({ name, faulty }: MappedField, spansLines: boolean): string[] {
  switch (faulty?.by) {
    case "missing":
      return [`${name} IS NULL`];
    case "label":
      return spansLines ? [`coalesce(contains(${name}, chr(10)), false)`] : [];
    case "values":
      return [faulty.sql];
    default:
      return [];
  }
}

interface Fault {
  /** SQL for the reason of a record that has it, else NULL. */
  readonly reason: string;
  readonly column: string | null;
  readonly raw: string;
}

function fieldsOf(mapping: Mapping, columns: ColumnIndex): MappedField[] {
  if (mapping.in_uncached === undefined && mapping.out_visible === undefined) {
    throw new InputError(
      "the mapping",
      "maps neither in_uncached nor out_visible",
      "map the token columns",
    );
  }
  const text = (name: string, source: unknown) =>
    textField(name, source as FieldSource | undefined, columns);
  const count = (name: string, source: unknown, whenEmpty: "fault" | "zero" | "null") =>
    countField(name, source as FieldSource | undefined, columns, whenEmpty);
  const requests = (mapping.requests ?? { value: "1" }) as FieldSource;
  return [
    timeField(mapping, columns),
    text("id", mapping.id),
    text("provider", mapping.provider),
    text("model_raw", mapping.model_raw),
    text("feature", mapping.feature),
    text("customer", mapping.customer),
    text("tier", mapping.tier),
    count("requests", requests, "fault"),
    count("in_uncached", mapping.in_uncached ?? { value: "0" }, "fault"),
    count("cache_read", mapping.cache_read, "zero"),
    count("cache_write_5m", mapping.cache_write_5m, "zero"),
    count("cache_write_1h", mapping.cache_write_1h, "zero"),
    count("out_visible", mapping.out_visible ?? { value: "0" }, "fault"),
    count("out_reasoning", mapping.out_reasoning, "null"),
    moneyField("billed_cost", mapping.billed_cost as FieldSource | undefined, columns),
    currencyField(mapping, columns),
    ...(mapping.outcome === undefined ? [] : outcomeFields(mapping.outcome, requests, columns)),
  ];
}

// Which currencies have a rate is asked once the whole usage is there: see convertCurrencies.
function currencyField(mapping: Mapping, columns: ColumnIndex): MappedField {
  const field = textField("currency", mapping.currency as FieldSource | undefined, columns);
  if (mapping.currency === undefined) return field;
  const isCode = (text: string) => `coalesce(regexp_full_match(${text}, '[A-Za-z]{3}'), true)`;
  return {
    ...field,
    faulty: { by: "values", sql: `NOT ${isCode("currency")}` },
    fault: `CASE WHEN NOT ${isCode(field.raw)} THEN 'a currency that is no code of three letters' END`,
  };
}

// A part larger than the total that is said to contain it.
function totalFaults(
  mapping: Mapping,
  fields: readonly MappedField[],
): (Fault & { readonly stored: string })[] {
  const fieldOf = (name: string) => fields.find((field) => field.name === name);
  const check = (total: string, parts: readonly string[], reason: string) => {
    const first = parts[0];
    if (first === undefined) return [];
    const larger = (valueOf: (name: string) => string): string => {
      const sum = parts.map((part) => `coalesce(CAST(${valueOf(part)} AS BIGINT), 0)`).join(" + ");
      return `coalesce(${sum} > CAST(${valueOf(total)} AS BIGINT), false)`;
    };
    const stored = larger((name) => storedValue(fieldOf(name)));
    return [
      {
        stored,
        reason: `CASE WHEN ${larger((name) => fieldOf(name)?.value ?? "0")} THEN ${literal(reason)} END`,
        column: fieldOf(first)?.column ?? null,
        raw: fieldOf(first)?.raw ?? "NULL",
      },
    ];
  };
  return [
    ...check(
      "in_uncached",
      mapping.in_uncached?.includes ?? [],
      "a cached count larger than the input that contains it",
    ),
    ...check(
      "out_visible",
      mapping.out_visible?.includes ?? [],
      "a reasoning count larger than the output that contains it",
    ),
  ];
}

function storedValue(field: MappedField | undefined): string {
  if (field === undefined) return "0";
  return field.constant ? field.value : field.name;
}

function usageColumns(mapping: Mapping, fields: readonly MappedField[], fileNo: number): string {
  const of = (name: string) => storedValue(fields.find((field) => field.name === name));
  const text = (name: string) => `coalesce(${of(name)}, '') AS ${name}`;
  // Columns that hold a total are reduced to their own bucket by what they are said to include.
  const rest = (total: string, parts: readonly string[]) =>
    `${[of(total), ...parts.map((part) => `coalesce(${of(part)}, 0)`)].join(" - ")} AS ${total}`;
  const same = (name: string) => `${of(name)} AS ${name}`;
  return [
    `CAST(${fileNo} AS INTEGER) AS file_no`,
    `${of("id")} AS record_id`,
    same("ts"),
    "'mapped' AS source",
    text("provider"),
    text("model_raw"),
    same("feature"),
    same("customer"),
    text("tier"),
    same("requests"),
    rest("in_uncached", mapping.in_uncached?.includes ?? []),
    same("cache_read"),
    same("cache_write_5m"),
    same("cache_write_1h"),
    rest("out_visible", mapping.out_visible?.includes ?? []),
    same("out_reasoning"),
    same("billed_cost"),
    `coalesce(upper(${of("currency")}), 'USD') AS currency`,
    `${mapping.cache_read !== undefined} AS cache_told`,
    ...(mapping.outcome === undefined ? [] : OUTCOME_COLUMNS.map(same)),
  ].join(", ");
}
