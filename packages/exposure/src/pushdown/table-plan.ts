import { InputError } from "../input-error.ts";
import type { RejectKind } from "../importers/rejects.ts";
import { column, columnMicros, instant, name } from "./clickhouse.ts";
import type { RemoteColumn, RemoteTable } from "./remote-table.ts";

/** Why rows are left out; its number, from 1, is what the SQL tells. */
export interface TableFault {
  readonly kind: RejectKind;
  readonly reason: string;
  readonly column: string | null;
}

/** Collects the faults that a plan's SQL tells by number. */
export class FaultList {
  readonly #faults: TableFault[] = [];

  /** The number that stands for a fault in SQL. */
  add(kind: RejectKind, reason: string, column: string | null = null): number {
    return this.#faults.push({ kind, reason, column });
  }

  /** The fault of a number. */
  get(code: number): TableFault {
    const fault = this.#faults[code - 1];
    if (fault === undefined) throw new RangeError(`no fault has the number ${code}`);
    return fault;
  }
}

/** Rows that are left out by one question of their own, before any row is read for its usage. */
export interface SetAside {
  /** SQL of one row: a count for each of `faults`. */
  readonly sql: string;
  readonly faults: readonly TableFault[];
}

/** How copies of one record are told, and which of them counts. */
export interface Copies {
  /** SQL of the keys that occur more than once, as hashes: a few too many do no harm. */
  readonly repeated: string;
  /** SQL over the records for the same hash. */
  readonly hash: string;
  /** SQL over the records for what they are told apart by; NULL where a record has no name. */
  readonly key: string;
  /** SQL over the records by which copies are ordered; the first counts. */
  readonly rank: string;
  /** Number of the fault of the others. */
  readonly fault: number;
  /** Whether another copy is left out for being one whatever else is wrong with it. */
  readonly replaced: boolean;
}

/** How agents and workflows that repeat their calls' sum are told. */
export interface Aggregates {
  /** SQL of one row: how many records may be under another one. */
  readonly candidates: string;
  /** A recursive common table expression, without `WITH`. */
  readonly cte: string;
  /** SQL over the records for whether one repeats others, with `cte` in reach. */
  readonly test: string;
  readonly fault: number;
}

/**
 * What a kind of table means, as SQL. `records` is a query of one row a record, with these columns:
 * `r_fault` (0 where it is sound, else the fault's number), `r_ts` (microseconds since 1970),
 * `r_provider`, `r_model`, `r_tier` (texts), `r_feature`, `r_customer` (texts or NULL), `r_requests`,
 * `r_in`, `r_read`, `r_write5m`, `r_write1h`, `r_out` (counts in disjoint buckets), `r_reasoning`
 * (or NULL), `r_billed` (billionths of a dollar or NULL), `r_attempts`, `r_retries` (or NULL) and
 * `r_succeeded` (millionths or NULL).
 */
export interface TablePlan {
  /** Name of the format, as results give it. */
  readonly format: string;
  /** The `source` of its rows in `usage`. */
  readonly source: string;
  readonly faults: FaultList;
  readonly records: string;
  readonly setAside: SetAside | null;
  readonly copies: Copies | null;
  readonly aggregates: Aggregates | null;
  /** Whether the table tells cache reads; null when only counts above zero show that it does. */
  readonly cacheTold: boolean | null;
  /** Whether blanks around a label are no part of it. */
  readonly trims: boolean;
  /** SQL after `FROM`: the table, called `t`, within its bounds, as `fromTable` writes it. */
  readonly from: string;
}

/**
 * SQL after `FROM` for a table called `t` within its bounds, which hold for one of its columns; more
 * conditions may follow with `AND`. Throws `InputError` for bounds on what is no date or time.
 */
export function fromTable(table: RemoteTable, time: RemoteColumn | null): string {
  const { from, to } = table.bounds;
  const place = `${name(table.database)}.${name(table.table)} AS t`;
  if (from === undefined && to === undefined) return `${place} WHERE true`;
  if (time === null || columnMicros(column(time.name), time.type) === null) {
    const found = time === null ? "the mapping names none" : `"${time.name}" is ${time.type}`;
    throw new InputError(
      table.name,
      `from and to need a column of a date or time, and ${found}`,
      "leave them out, or map ts to a Date or DateTime column",
    );
  }
  const conditions = [
    ...(from === undefined ? [] : [`${column(time.name)} >= ${instant(from)}`]),
    ...(to === undefined ? [] : [`${column(time.name)} < ${instant(to)}`]),
  ];
  return `${place} WHERE ${conditions.join(" AND ")}`;
}

/** SQL of the order in which the fullest of several copies comes first. */
export const FULLEST_FIRST =
  "r_in + r_read + r_write5m + r_write1h + r_out + ifNull(r_reasoning, 0) DESC, r_billed DESC, " +
  "r_in, r_read, r_write5m, r_out, r_reasoning, r_ts, r_provider, r_model, r_feature, r_customer, " +
  "r_tier";
