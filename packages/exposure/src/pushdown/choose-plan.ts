import { InputError } from "../input-error.ts";
import type { Mapping } from "../importers/mapping.ts";
import { LANGFUSE_SIGNS, planLangfuse } from "./langfuse-plan.ts";
import { planMapped } from "./mapped-plan.ts";
import { OTEL_SIGNS, planOtel } from "./otel-plan.ts";
import type { RemoteColumn, RemoteTable } from "./remote-table.ts";
import type { TablePlan } from "./table-plan.ts";

/**
 * How a table is read: by a mapping that names its token columns, else by what its columns show or
 * `format` says. Throws `InputError` when that tells nothing, and when there is no such table.
 */
export async function choosePlan(
  table: RemoteTable,
  mapping: Mapping | undefined,
  format: string | undefined,
): Promise<TablePlan> {
  const columns = await columnsOf(table);
  switch (format ?? kindOf(columns, mapping)) {
    case "otlp":
      return planOtel(table, columns, mapping ?? {});
    case "langfuse":
      if (mapping === undefined) return planLangfuse(table, columns);
      throw new InputError(
        table.name,
        "Langfuse's observations need no mapping",
        "leave --map out",
      );
    case "mapped":
      return planMapped(table, columns, mapping ?? {});
    case undefined:
      throw unknown(table);
    default:
      throw new InputError(
        "--format",
        `no format "${format}" that a table has`,
        "use otlp or langfuse, or leave it out",
      );
  }
}

/** What a table is taken for, and why. Throws `InputError` for one that needs a mapping. */
export async function detectTable(
  table: RemoteTable,
): Promise<{ readonly format: string; readonly title: string; readonly evidence: string }> {
  switch (kindOf(await columnsOf(table), undefined)) {
    case "otlp":
      return {
        format: "otlp",
        title: "OpenTelemetry spans in ClickHouse",
        evidence: evidenceOf(OTEL_SIGNS),
      };
    case "langfuse":
      return {
        format: "langfuse",
        title: "Langfuse observations in ClickHouse",
        evidence: evidenceOf(LANGFUSE_SIGNS),
      };
    default:
      throw unknown(table);
  }
}

function evidenceOf(columns: readonly string[]): string {
  return `the columns ${columns.join(", ")}`;
}

async function columnsOf(table: RemoteTable): Promise<readonly RemoteColumn[]> {
  const columns = await table.columns(table.table);
  if (columns !== null) return columns;
  throw new InputError(
    table.name,
    `no table "${table.table}" in the database "${table.database}"`,
    "check both names",
  );
}

function unknown(table: RemoteTable): InputError {
  return new InputError(
    table.name,
    "its columns are neither OpenTelemetry's nor Langfuse's",
    "say with --map FILE what they mean",
  );
}

function kindOf(
  columns: readonly RemoteColumn[],
  mapping: Mapping | undefined,
): "otlp" | "langfuse" | "mapped" | undefined {
  // A mapping of labels alone says what attributes of spans mean; one of tokens reads any table.
  if (mapping?.in_uncached !== undefined || mapping?.out_visible !== undefined) return "mapped";
  const has = (signs: readonly string[]) =>
    signs.every((sign) => columns.some(({ name }) => name === sign));
  if (has(OTEL_SIGNS)) return "otlp";
  if (has(LANGFUSE_SIGNS)) return "langfuse";
  return mapping === undefined ? undefined : "mapped";
}
