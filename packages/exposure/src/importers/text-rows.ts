import type { RecordLines, WantedRecords } from "./csv-lines.ts";
import type { RejectPlace } from "./rejects.ts";

/** What is known of a file's records without the database. */
export interface TextCounts {
  /** Records that are physically there, counted without the database where it may lose some. */
  readonly physical: number;
  /** Blank ones of them, which do not reach the relation. */
  readonly blank: number;
  /** Whether a cell may hold a line end. */
  readonly spansLines: boolean;
}

/** A file's records as the database reads them: every cell as text. */
export interface TextRows {
  /** Names of the cells `c0`, `c1`, …. */
  readonly columns: readonly string[];
  /** SQL of a relation with those cells, in file order. Read it by `SELECT *` once. */
  readonly relation: string;
  /** SQL over the cells that is true for a record that is none, with the reason. */
  readonly broken: { readonly sql: string; readonly reason: string } | null;
  /** Counts them, which may be while the database reads; throws for what is wrong with the file. */
  count(): Promise<TextCounts>;
  readonly place: RejectPlace;
  /** After the relation was read: records that never came out of it, by their number from 1. */
  unread(): Promise<ReadonlyMap<number, string>>;
  /** What messages call the place of rejected records. */
  locate(wanted: Pick<WantedRecords, "stored" | "unread">): Promise<RecordLines>;
  /** What an error of the database means for the user. */
  readonly unreadable: string;
  /** Drops what reading left behind. */
  close(): Promise<void>;
}
