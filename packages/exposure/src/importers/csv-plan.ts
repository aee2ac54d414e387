import { InputError } from "../input-error.ts";
import { USAGE_COLUMNS } from "../canonical.ts";
import { literal } from "../sql.ts";
import {
  type ColumnIndex,
  countField,
  type CsvField,
  moneyField,
  textField,
  timeField,
  trimmedTexts,
} from "./csv-fields.ts";
import type { FieldSource, Mapping } from "./mapping.ts";
import { OUTCOME_COLUMNS, outcomeFields } from "./outcome.ts";
import { REJECT_DETAILS } from "./rejects.ts";

/** Reason of a record whose mapped `id` was seen before. */
export const DUPLICATE = "a duplicate id";

/** The SQL of one CSV import, over the staging table `csv_raw`, to run in this order. */
export interface CsvPlan {
  /** Creates `csv_faults`: the row number and the fault of each record that cannot be kept. */
  readonly findFaults: string;
  /** Faulty records counted: `reason`, `n`. */
  readonly countFaults: string;
  /** The first faulty records: `ord`, `reason`, `fault_column`, `fault_value`. */
  readonly listFaults: string;
  /** Appends the faultless records to `usage`. */
  readonly insertGood: string;
}

/** Turns a mapping into SQL; throws `InputError` when it maps no tokens at all. */
export function planCsv(mapping: Mapping, columns: ColumnIndex, fileNo: number): CsvPlan {
  const fields = fieldsOf(mapping, columns);
  const faults: Fault[] = [
    ...fields.map(faultOf),
    ...totalFaults(mapping, fields),
    ...duplicateFault(mapping, fields, fileNo),
  ];
  const texts = trimmedTexts(mapping, columns);
  const outcome = mapping.outcome === undefined ? "" : `, ${OUTCOME_COLUMNS.join(", ")}`;
  const faulty = `FROM csv_faults JOIN ${texts} ON texts.ord = csv_faults.ord`;
  const choose = (pick: (fault: Fault) => string) =>
    `CASE csv_faults.fault ${faults.map((fault, index) => `WHEN ${index} THEN ${pick(fault)}`).join(" ")} END`;
  // Soundness filters first: which fault it is, is asked only of the records that have one.
  const firstFault = faults
    .map((fault, index) => `WHEN NOT ${fault.sound} THEN ${index}`)
    .join(" ");
  return {
    findFaults: `CREATE TABLE csv_faults AS SELECT ord, CASE ${firstFault} END AS fault
      FROM ${copies(mapping, texts, fields)}
      WHERE NOT (${faults.map((fault) => fault.sound).join(" AND ")})`,
    countFaults: `SELECT ${choose((fault) => fault.reason)} AS reason, count(*) AS n
      ${faulty} GROUP BY 1`,
    listFaults: `SELECT csv_faults.ord AS ord, ${choose((fault) => fault.reason)} AS reason,
      ${choose((fault) => literal(fault.column))} AS fault_column,
      ${choose((fault) => fault.raw)} AS fault_value
      ${faulty} ORDER BY csv_faults.ord LIMIT ${REJECT_DETAILS}`,
    insertGood: `INSERT INTO usage (file_no, record_id, ${USAGE_COLUMNS}, cache_told${outcome})
      SELECT ${fileNo}, id, ts, 'mapped', coalesce(provider, ''), coalesce(model_raw, ''), feature,
        customer, coalesce(tier, ''), requests, ${uncached(mapping)}, cache_read, cache_write_5m,
        cache_write_1h, ${visible(mapping)}, out_reasoning, billed_cost,
        coalesce(upper(currency), 'USD'),
        ${mapping.cache_read !== undefined}${outcome}
      FROM (SELECT ${fields.map((field) => `${field.value} AS ${field.name}`).join(", ")}
        FROM ${texts} WHERE ord NOT IN (SELECT ord FROM csv_faults)) AS typed`,
  };
}

interface Fault {
  /** SQL that is true for a record without this fault, never NULL. */
  readonly sound: string;
  /** SQL for the reason of a record that has it. */
  readonly reason: string;
  readonly column: string | null;
  readonly raw: string;
}

function faultOf(field: CsvField): Fault {
  return { sound: field.sound, reason: field.fault, column: field.column, raw: field.raw };
}

function fieldsOf(mapping: Mapping, columns: ColumnIndex): CsvField[] {
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
function currencyField(mapping: Mapping, columns: ColumnIndex): CsvField {
  const field = textField("currency", mapping.currency as FieldSource | undefined, columns);
  if (mapping.currency === undefined) return field;
  return {
    ...field,
    sound: `coalesce(regexp_full_match(${field.raw}, '[A-Za-z]{3}'), true)`,
    fault: `CASE WHEN NOT regexp_full_match(${field.raw}, '[A-Za-z]{3}') THEN 'a currency that is no code of three letters' END`,
  };
}

function totalFaults(mapping: Mapping, fields: readonly CsvField[]): Fault[] {
  const valueOf = (name: string) => fields.find((field) => field.name === name)?.value ?? "0";
  const rawOf = (name: string) => fields.find((field) => field.name === name)?.raw ?? "NULL";
  const columnOf = (name: string) => fields.find((field) => field.name === name)?.column ?? null;
  const inParts = mapping.in_uncached?.includes ?? [];
  const outParts = mapping.out_visible?.includes ?? [];
  const check = (total: string, parts: readonly string[], reason: string): Fault[] => {
    const first = parts[0];
    if (first === undefined) return [];
    const sum = parts.map((part) => `coalesce(CAST(${valueOf(part)} AS BIGINT), 0)`).join(" + ");
    return [
      {
        sound: `coalesce(${sum} <= CAST(${valueOf(total)} AS BIGINT), true)`,
        reason: literal(reason),
        column: columnOf(first),
        raw: rawOf(first),
      },
    ];
  };
  return [
    ...check("in_uncached", inParts, "a cached count larger than the input that contains it"),
    ...check("out_visible", outParts, "a reasoning count larger than the output that contains it"),
  ];
}

// Columns that hold a total are reduced to their own bucket by what the mapping says they include.
function uncached(mapping: Mapping): string {
  return ["in_uncached", ...(mapping.in_uncached?.includes ?? [])].join(" - ");
}

function visible(mapping: Mapping): string {
  const parts = mapping.out_visible?.includes ?? [];
  return ["out_visible", ...parts.map((part) => `coalesce(${part}, 0)`)].join(" - ");
}

// The first copy is kept. Copies are sought in this file and in the files before it.
function duplicateFault(mapping: Mapping, fields: readonly CsvField[], fileNo: number): Fault[] {
  const id = fields.find((field) => field.name === "id");
  if (mapping.id === undefined || id === undefined) return [];
  const seen = `SELECT record_id FROM usage WHERE source = 'mapped' AND record_id IS NOT NULL AND file_no < ${fileNo}`;
  const sound = `(${id.raw} IS NULL OR (copy = 1 AND ${id.raw} NOT IN (${seen})))`;
  return [{ sound, reason: literal(DUPLICATE), column: id.column, raw: id.raw }];
}

// A window cannot stand in a WHERE, and costs a sort: it is there only when ids are mapped.
function copies(mapping: Mapping, texts: string, fields: readonly CsvField[]): string {
  const id = fields.find((field) => field.name === "id");
  if (mapping.id === undefined || id === undefined) return texts;
  return `(SELECT *, row_number() OVER (PARTITION BY ${id.raw} ORDER BY ord) AS copy FROM ${texts}) AS texts`;
}
