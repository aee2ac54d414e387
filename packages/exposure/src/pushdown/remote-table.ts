/** A column of a remote table, with its type as the server writes it. */
export interface RemoteColumn {
  readonly name: string;
  readonly type: string;
}

/** One row of an answer: its values as text, in the order of the query. */
export type RemoteRow = readonly (string | null)[];

/** The time a table is asked about: ISO instants, the end exclusive. */
export interface TimeBounds {
  readonly from?: string;
  readonly to?: string;
}

/**
 * A table of usage in a database elsewhere. This package writes the SQL, which asks for sums only,
 * and binds to no server; `faultline` supplies the binding. Both questions throw `InputError` when
 * the server cannot be reached or does not let itself be asked.
 */
export interface RemoteTable {
  /** Name for messages and results; it holds neither user nor password. */
  readonly name: string;
  readonly database: string;
  readonly table: string;
  readonly bounds: TimeBounds;
  /** Columns of the table, or of another in its database; null when there is no such table. */
  columns(table: string): Promise<readonly RemoteColumn[] | null>;
  /** Asks one question, and yields the rows of its answer as they arrive. */
  rows(sql: string): AsyncIterable<RemoteRow>;
}
