import { InputError } from "../input-error.ts";
import type { Accounting } from "../importers/accounting.ts";
import type { Mapping } from "../importers/mapping.ts";
import type { RejectLog } from "../importers/rejects.ts";
import type { UsageDatabase } from "../port.ts";
import type { PriceCatalogue } from "../prices/catalogue.ts";
import { choosePlan } from "./choose-plan.ts";
import { priceEdges, type UsedModel } from "./price-edges.ts";
import type { RemoteRow, RemoteTable } from "./remote-table.ts";
import { SumStage } from "./sum-stage.ts";
import {
  MICROS_A_DAY,
  priceQuestionQuery,
  SUM_COLUMNS,
  type SumColumn,
  sumQuery,
} from "./sum-query.ts";
import type { TableFault, TablePlan } from "./table-plan.ts";

/** A table to take usage from, and how it is read. */
export interface TableImport {
  readonly table: RemoteTable;
  readonly fileNo: number;
  readonly mapping?: Mapping | undefined;
  readonly format?: string | undefined;
  /** Decides what is kept apart, so it is the one that the usage will be priced by. */
  readonly catalogue: PriceCatalogue;
}

/**
 * Sums a table where it is and puts the sums into `usage`: the rows stay on the server. Throws
 * `InputError` when it cannot be asked, holds nothing, or changes while it is asked.
 */
export async function importTable(
  db: UsageDatabase,
  { table, fileNo, mapping, format, catalogue }: TableImport,
  log: RejectLog,
): Promise<{ format: string; accounting: Accounting }> {
  const plan = await choosePlan(table, mapping, format);
  const physical = await askCount(table, `SELECT toString(count()) FROM ${plan.from}`);
  if (physical === 0) {
    const { from, to } = table.bounds;
    const when = from === undefined && to === undefined ? "" : " in the time asked for";
    throw new InputError(table.name, `it holds no rows${when}`, "name another table or time");
  }
  const before = log.total;
  const reject = (fault: TableFault, records: number) => {
    if (records === 0) return;
    log.addMany(fault.kind, fault.reason, records);
    const { kind, reason, column } = fault;
    const place = { file: table.name, line: 0, place: "file" } as const;
    log.describe({ ...place, kind, reason, column, value: null, records });
  };
  await setAside(table, plan, reject);
  const parts = {
    copies: await occurs(table, plan.copies && `SELECT count() FROM (${plan.copies.repeated})`),
    aggregates: await occurs(table, plan.aggregates?.candidates ?? null),
  };
  const used = await usedModels(table, plan);
  const asked = new Set(used.map(keyOf));
  const edges = priceEdges(catalogue, used);
  const stage = await SumStage.open(db, fileNo, plan);
  const rejected = new Map<number, number>();
  let kept = 0;
  for await (const row of table.rows(sumQuery(plan, parts, edges))) {
    const records = countIn(row[SUM_COLUMNS.indexOf("rows")]);
    const fault = countIn(row[SUM_COLUMNS.indexOf("fault")]);
    if (row[SUM_COLUMNS.indexOf("by_day")] === "1") {
      if (fault === 0) stage.addDay(row);
    } else if (fault > 0) rejected.set(fault, (rejected.get(fault) ?? 0) + records);
    else {
      kept += records;
      // A model that no price was asked for came meanwhile, or its question's answer was cut short.
      if (!asked.has(keyOf(usedIn(row, plan))))
        throw changed(table.name, "a model came up that was not there a question before");
      await stage.add(row);
    }
  }
  await stage.finish();
  for (const [code, records] of [...rejected].toSorted(([a], [b]) => a - b)) {
    reject(plan.faults.get(code), records);
  }
  const accounting = { physical, kept, rejected: log.total - before, blank: 0 };
  requireAllTold(table.name, accounting);
  return { format: plan.format, accounting };
}

async function setAside(
  table: RemoteTable,
  { setAside }: TablePlan,
  reject: (fault: TableFault, records: number) => void,
): Promise<void> {
  if (setAside === null) return;
  const row = await askRow(table, setAside.sql);
  setAside.faults.forEach((fault, i) => reject(fault, countIn(row[i])));
}

async function occurs(table: RemoteTable, sql: string | null): Promise<boolean> {
  return sql !== null && (await askCount(table, sql)) > 0;
}

async function usedModels(table: RemoteTable, plan: TablePlan): Promise<UsedModel[]> {
  const used: UsedModel[] = [];
  for await (const row of table.rows(priceQuestionQuery(plan))) {
    const [provider, model, tier, day] = row;
    used.push(modelOf(plan, [provider, model, tier], countIn(day)));
  }
  return used;
}

function usedIn(row: RemoteRow, plan: TablePlan): UsedModel {
  const value = (name: SumColumn) => row[SUM_COLUMNS.indexOf(name)];
  const day = BigInt(value("first") ?? 0) / MICROS_A_DAY;
  return modelOf(plan, [value("provider"), value("model"), value("tier")], Number(day));
}

function modelOf(
  { trims }: TablePlan,
  labels: readonly (string | null | undefined)[],
  day: number,
): UsedModel {
  const [provider = "", model = "", tier = ""] = labels.map((label) =>
    trims ? (label ?? "").trim() : (label ?? ""),
  );
  return { provider, model, raw: labels[1] ?? "", tier, day };
}

function keyOf({ provider, model, tier, day }: UsedModel): string {
  return JSON.stringify([provider, model, tier, day]);
}

async function askRow(table: RemoteTable, sql: string): Promise<RemoteRow> {
  for await (const row of table.rows(sql)) return row;
  throw new InputError(table.name, "the server gave no answer", "try again");
}

async function askCount(table: RemoteTable, sql: string): Promise<number> {
  return countIn((await askRow(table, sql))[0]);
}

function countIn(value: string | null | undefined): number {
  const count = Number(value ?? Number.NaN);
  if (!Number.isSafeInteger(count)) throw new TypeError("expected a count from the server");
  return count;
}

// Counted by a question of its own, so rows that are lost on the way are missed; so are rows that
// arrive between the two questions.
function requireAllTold(name: string, { physical, kept, rejected }: Accounting): void {
  if (kept + rejected === physical) return;
  throw changed(
    name,
    `${physical} rows were counted, but ${kept} kept + ${rejected} rejected came back`,
  );
}

function changed(name: string, what: string): InputError {
  const fix =
    "if rows are still arriving, end the time asked for in the past with ?to=; else try again";
  return new InputError(name, what, fix);
}
