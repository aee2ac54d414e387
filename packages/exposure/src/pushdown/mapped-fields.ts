import { MAX_TOKENS_PER_RECORD } from "../canonical.ts";
import { NO_RATE } from "../currency/exchange-rates.ts";
import { InputError } from "../input-error.ts";
import type { FieldSource } from "../importers/mapping.ts";
import { suggestName } from "../nearest.ts";
import { bareType, column, columnMicros, text } from "./clickhouse.ts";
import { nanosOf } from "./money.ts";
import type { RemoteColumn, RemoteTable } from "./remote-table.ts";
import type { FaultList } from "./table-plan.ts";

/** One canonical field as SQL. The three steps are columns of nested queries, one inside the next. */
export interface MappedField {
  readonly name: string;
  /** SQL over the table: the field's text `x_name`, or its own type where that is read as it is. */
  readonly raw: string;
  /** SQL over `x_name` for the typed value `v_name`. */
  readonly value: string;
  /** Pairs of SQL over `x_name` and `v_name` for a fault and for its number. */
  readonly faults: readonly string[];
}

/** The table that a mapping is held against, and where its faults are collected. */
export interface MappedTable {
  readonly table: RemoteTable;
  readonly columns: readonly RemoteColumn[];
  readonly faults: FaultList;
}

/** A mapped column; throws `InputError` when the table has none of that name. */
export function requireColumn({ table, columns }: MappedTable, name: string): RemoteColumn {
  const found = columns.find((candidate) => candidate.name === name);
  if (found !== undefined) return found;
  throw new InputError(
    table.name,
    `no column "${name}", which the mapping names`,
    suggestName(
      name,
      columns.map((candidate) => candidate.name),
    ),
  );
}

const PLAIN =
  /^(String|FixedString|U?Int\d+|Float\d+|BFloat16|Decimal|Bool|UUID|Enum|Date|IPv[46])/;

/** SQL for a field's text, NULL when it is blank: its column's, or the constant. */
export function rawOf(mapped: MappedTable, source: FieldSource | undefined): string {
  if (source?.column === undefined) return `toNullable(${text(source?.value ?? null)})`;
  const found = requireColumn(mapped, source.column);
  const bare = bareType(found.type);
  if (!PLAIN.test(bare)) {
    throw new InputError(
      mapped.table.name,
      `column "${found.name}" is ${found.type}, which a mapping cannot read`,
      "map a column of plain values, or name a view that has one",
    );
  }
  const value = column(found.name);
  const asText = bare.startsWith("FixedString")
    ? `toStringCutToZero(${value})`
    : `toString(${value})`;
  if (!/String$|String\(|^Enum/.test(bare)) return `toNullable(${asText})`;
  return `nullIf(trim(BOTH ' \\t' FROM ${asText}), '')`;
}

/** A label such as a model or customer. */
export function labelField(
  mapped: MappedTable,
  name: string,
  source: FieldSource | undefined,
): MappedField {
  const spans = `position(ifNull(x_${name}, ''), '\\n') > 0`;
  const code = () => mapped.faults.add("corrupt", "a label that spans lines", source?.column);
  return {
    name,
    raw: source === undefined ? "CAST(NULL AS Nullable(String))" : rawOf(mapped, source),
    value: `x_${name}`,
    faults: source?.column === undefined ? [] : [spans, String(code())],
  };
}

const WHOLE = "'^[0-9]{1,12}([.]0+)?$'";

/** A token or call count; what an empty one means is the caller's to say. */
export function countField(
  mapped: MappedTable,
  name: string,
  source: FieldSource | undefined,
  whenEmpty: "fault" | "zero" | "null",
): MappedField {
  const absent = whenEmpty === "null" ? "CAST(NULL AS Nullable(UInt64))" : "toUInt64(0)";
  if (source === undefined) return { name, raw: "NULL", value: absent, faults: [] };
  const type =
    source.column === undefined ? "" : bareType(requireColumn(mapped, source.column).type);
  // Whole numbers need no detour over text, which costs more than all else.
  const isWhole = /^U?Int(8|16|32|64)$/.test(type);
  const x = `x_${name}`;
  const bad = isWhole
    ? {
        negative: `${x} < 0`,
        past: `${x} > ${MAX_TOKENS_PER_RECORD}`,
        broken: "false",
        no: "false",
      }
    : {
        negative: `NOT match(${x}, ${WHOLE}) AND match(${x}, '^-[0-9]')`,
        broken: `match(${x}, '^[0-9]+[.][0-9]+$') AND NOT match(${x}, ${WHOLE})`,
        past: `match(${x}, '^[0-9]{13,}$')`,
        no: `NOT match(${x}, ${WHOLE})`,
      };
  const code = (reason: string) =>
    String(mapped.faults.add("corrupt", reason, source.column ?? null));
  const parsed = isWhole
    ? `if(${x} BETWEEN 0 AND ${MAX_TOKENS_PER_RECORD}, toUInt64(${x}), 0)`
    : `toUInt64OrZero(extract(ifNull(${x}, ''), '^[0-9]{1,12}'))`;
  const empty = `isNull(${x})`;
  return {
    name,
    raw: isWhole ? column(source.column ?? "") : rawOf(mapped, source),
    value:
      whenEmpty === "null"
        ? `if(${empty}, NULL, toNullable(${parsed}))`
        : `if(${empty}, 0, ${parsed})`,
    faults: [
      ...(whenEmpty === "fault" ? [empty, code("an empty count")] : []),
      ...[
        [bad.negative, "a negative count"],
        [bad.broken, "not a whole number"],
        [bad.past, "a count past 10^12 tokens in one record"],
        [bad.no, "not a number"],
      ].flatMap(([condition, reason]) => [`ifNull(${condition}, false)`, code(reason ?? "")]),
    ],
  };
}

/** Money in billionths of a dollar. */
export function moneyField(
  mapped: MappedTable,
  name: string,
  source: FieldSource | undefined,
): MappedField {
  if (source === undefined) {
    return { name, raw: "NULL", value: "CAST(NULL AS Nullable(Int64))", faults: [] };
  }
  const x = `x_${name}`;
  const code = (reason: string) =>
    String(mapped.faults.add("corrupt", reason, source.column ?? null));
  return {
    name,
    raw: rawOf(mapped, source),
    value: nanosOf(x),
    faults: [
      `ifNull(match(${x}, '^-[0-9.]'), false)`,
      code("a negative amount of money"),
      `ifNull(NOT match(${x}, '^[0-9]*[.]?[0-9]+([eE][-+]?[0-9]+)?$'), false)`,
      code("not a number"),
      `isNotNull(${x}) AND isNull(v_${name})`,
      code("an amount of money past 10^9"),
    ],
  };
}

/** The currency of the money. */
export function currencyField(mapped: MappedTable, source: FieldSource | undefined): MappedField {
  const field = labelField(mapped, "currency", source);
  if (source === undefined) return field;
  const reason = "a currency that is no code of three letters";
  const code = mapped.faults.add("corrupt", reason, source.column ?? null);
  const isCode = "ifNull(match(x_currency, '^[A-Za-z]{3}$'), true)";
  return { ...field, faults: [`NOT ${isCode}`, String(code)] };
}

/** Money in another currency than the dollar is refused: its sums span days of different rates. */
export function currencyFaults(
  { faults }: MappedTable,
  source: FieldSource | undefined,
): readonly string[] {
  if (source === undefined) return [];
  const foreign = "ifNull(upper(x_currency) != 'USD', false) AND isNotNull(v_billed_cost)";
  return [foreign, String(faults.add("corrupt", NO_RATE))];
}

/** Microseconds since 1970 of a column that has a type of date or time; null for another. */
export function nativeMicros(mapped: MappedTable, source: FieldSource): string | null {
  if (source.column === undefined) return null;
  const found = requireColumn(mapped, source.column);
  return columnMicros(column(found.name), found.type);
}
