/** A value of one cell handed to a database; whole numbers that may pass 2^53 are bigint. */
export type CellValue = string | number | bigint | boolean | null;

/** One row from a database: counts and decimals may arrive as strings, so read them with care. */
export type ResultRow = Record<string, unknown>;

/**
 * The SQL engine that usage is counted in. This package writes the SQL and binds to no engine;
 * `faultline` supplies the binding.
 */
export interface UsageDatabase {
  /** Runs one statement for its effect. */
  run(sql: string): Promise<void>;
  /** Runs one query and returns all of its rows; meant for aggregates, not for usage rows. */
  all(sql: string): Promise<ResultRow[]>;
  /** Appends rows; each row holds the table's columns in their declared order. */
  insert(table: string, rows: readonly (readonly CellValue[])[]): Promise<void>;
  /** Frees the engine; calling it twice does no harm. */
  close(): Promise<void>;
}

/** A usage export that can be read more than once. */
export interface UsageFile {
  /** Name as the user gave it, for messages. */
  readonly name: string;
  /** Name under which the database's own reader finds the file, safe from glob expansion. */
  readonly sqlPath: string;
  /** Whether the file on disk is gzip, whatever it is called. */
  readonly gzipped: boolean;
  /** The bytes, unpacked, in pieces of any size. */
  bytes(): AsyncIterable<Uint8Array>;
  /** The text line by line, without line ends, decoded as UTF-8. */
  lines(): AsyncIterable<string>;
  /** Hex SHA-256 of the bytes: two files with one fingerprint are the same export. */
  fingerprint(): Promise<string>;
}
