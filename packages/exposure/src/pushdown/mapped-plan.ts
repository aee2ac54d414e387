import { InputError } from "../input-error.ts";
import { CACHED_PAST_INPUT, REASONING_PAST_OUTPUT } from "../inclusion-rules.ts";
import { DUPLICATE } from "../importers/import-mapped.ts";
import { type FieldSource, type Mapping, requireOrigin } from "../importers/mapping.ts";
import {
  countField,
  currencyFaults,
  currencyField,
  labelField,
  type MappedField,
  type MappedTable,
  moneyField,
  requireColumn,
} from "./mapped-fields.ts";
import { outcomeFields } from "./mapped-outcome.ts";
import { timeField } from "./mapped-time.ts";
import type { RemoteColumn, RemoteTable } from "./remote-table.ts";
import { FaultList, FULLEST_FIRST, fromTable, type TablePlan } from "./table-plan.ts";

/**
 * Any table by a mapping of its columns, by the rules of mapped CSV files. Throws `InputError` when
 * a column is missing or holds what a mapping cannot read, and when no tokens are mapped.
 */
export function planMapped(
  table: RemoteTable,
  columns: readonly RemoteColumn[],
  mapping: Mapping,
): TablePlan {
  requireOrigin(mapping, "column", table.name);
  if (mapping.in_uncached === undefined && mapping.out_visible === undefined) {
    throw new InputError(
      "the mapping",
      "maps neither in_uncached nor out_visible",
      "map the token columns",
    );
  }
  const faults = new FaultList();
  const mapped = { table, columns, faults };
  const from = fromTable(table, timeColumn(mapped, mapping));
  const fields = fieldsOf(mapped, mapping);
  const tests = [
    ...fields.flatMap((field) => field.faults),
    ...totalFaults(mapping, faults),
    ...currencyFaults(mapped, mapping.currency as FieldSource | undefined),
  ];
  const list = (pick: (field: MappedField) => string) => fields.map(pick).join(",\n    ");
  const texts = `SELECT ${list(({ name, raw }) => `${raw} AS x_${name}`)} FROM ${from}`;
  // Attempts are part of the values beside them, so those take one step more.
  const isLate = ({ name }: MappedField) => name === "retries" || name === "succeeded";
  const early = fields.filter((field) => !isLate(field));
  const late = fields.filter(isLate);
  const step = (list: readonly MappedField[], inner: string) =>
    list.length === 0
      ? inner
      : `SELECT *, ${list.map(({ name, value }) => `${value} AS v_${name}`).join(", ")} FROM (${inner})`;
  const typed = step(late, step(early, texts));
  const judged = `SELECT *, toUInt16(multiIf(${tests.join(", ")}, 0)) AS r_fault FROM (${typed})`;
  return {
    format: "mapped",
    source: "mapped",
    faults,
    from,
    records: recordsOf(judged, mapping),
    setAside: null,
    copies:
      mapping.id === undefined
        ? null
        : {
            repeated: `SELECT cityHash64(x_id) FROM (${texts}) WHERE isNotNull(x_id)
              GROUP BY 1 HAVING count() > 1`,
            hash: "cityHash64(ifNull(s_id, ''))",
            key: "s_id",
            rank: `r_fault > 0, ${FULLEST_FIRST}`,
            fault: faults.add("duplicate", DUPLICATE, columnOf(mapping.id)),
            replaced: false,
          },
    aggregates: null,
    cacheTold: mapping.cache_read !== undefined,
    trims: false,
  };
}

function timeColumn(mapped: MappedTable, { ts }: Mapping): RemoteColumn | null {
  const name = ts === undefined ? null : columnOf(ts);
  return name === null ? null : requireColumn(mapped, name);
}

function columnOf(source: FieldSource | { readonly attribute: string }): string | null {
  return "column" in source ? (source.column ?? null) : null;
}

function fieldsOf(mapped: MappedTable, mapping: Mapping): MappedField[] {
  const source = (name: keyof Mapping) => mapping[name] as FieldSource | undefined;
  const label = (name: keyof Mapping) => labelField(mapped, name, source(name));
  const count = (name: keyof Mapping, whenEmpty: "fault" | "zero" | "null") =>
    countField(mapped, name, source(name), whenEmpty);
  const requests = source("requests") ?? { value: "1" };
  const total = (name: keyof Mapping) =>
    countField(mapped, name, source(name) ?? { value: "0" }, "fault");
  const { outcome } = mapping;
  return [
    timeField(mapped, mapping),
    label("id"),
    label("provider"),
    label("model_raw"),
    label("feature"),
    label("customer"),
    label("tier"),
    countField(mapped, "requests", requests, "fault"),
    total("in_uncached"),
    count("cache_read", "zero"),
    count("cache_write_5m", "zero"),
    count("cache_write_1h", "zero"),
    total("out_visible"),
    count("out_reasoning", "null"),
    moneyField(mapped, "billed_cost", source("billed_cost")),
    currencyField(mapped, source("currency")),
    ...(outcome === undefined ? [] : outcomeFields(mapped, outcome, requests)),
  ];
}

function totalFaults(mapping: Mapping, faults: FaultList): string[] {
  const check = (total: "in_uncached" | "out_visible", reason: string): string[] => {
    const parts: readonly (keyof Mapping)[] = mapping[total]?.includes ?? [];
    const first = parts[0];
    if (first === undefined) return [];
    const column = (mapping[first] as FieldSource | undefined)?.column ?? null;
    return [
      `${parts.map((part) => `ifNull(v_${part}, 0)`).join(" + ")} > v_${total}`,
      String(faults.add("corrupt", `a ${reason}`, column)),
    ];
  };
  return [
    ...check("in_uncached", CACHED_PAST_INPUT),
    ...check("out_visible", REASONING_PAST_OUTPUT),
  ];
}

function recordsOf(judged: string, mapping: Mapping): string {
  const less = (total: "in_uncached" | "out_visible") => {
    const parts: readonly string[] = mapping[total]?.includes ?? [];
    const rest = [`v_${total}`, ...parts.map((part) => `ifNull(v_${part}, 0)`)].join(" - ");
    return `toUInt64(if(r_fault = 0, ${rest}, 0))`;
  };
  // An attempt whose end is not told is none that could be divided by.
  const told = (name: string, type: string) =>
    mapping.outcome === undefined
      ? `CAST(NULL AS Nullable(${type}))`
      : `if(isNull(v_succeeded), NULL, toNullable(v_${name}))`;
  return `SELECT x_id AS s_id, r_fault, ifNull(v_ts, 0) AS r_ts, ifNull(v_provider, '') AS r_provider,
    ifNull(v_model_raw, '') AS r_model, v_feature AS r_feature, v_customer AS r_customer,
    ifNull(v_tier, '') AS r_tier, toUInt64(v_requests) AS r_requests,
    ${less("in_uncached")} AS r_in, toUInt64(v_cache_read) AS r_read,
    toUInt64(v_cache_write_5m) AS r_write5m, toUInt64(v_cache_write_1h) AS r_write1h,
    ${less("out_visible")} AS r_out, v_out_reasoning AS r_reasoning, v_billed_cost AS r_billed,
    ${told("attempts", "UInt64")} AS r_attempts, ${told("retries", "UInt64")} AS r_retries,
    ${told("succeeded", "Int64")} AS r_succeeded FROM (${judged})`;
}
