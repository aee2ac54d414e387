import type { UsageDatabase, UsageFile } from "../port.ts";
import { parquetTable } from "./parquet.ts";
import type { TextRows } from "./text-rows.ts";

/** A Parquet file's records, every cell as text: the footer says how many there are. */
export async function parquetRows(db: UsageDatabase, file: UsageFile): Promise<TextRows> {
  const { columns, rows, source } = await parquetTable(db, file);
  const cells = columns.map(({ text }, index) => `${text} AS c${index}`);
  return {
    columns: columns.map(({ name }) => name),
    relation: `(SELECT ${cells.join(", ")} FROM ${source})`,
    broken: null,
    count: async () => ({ physical: rows, blank: 0, spansLines: true }),
    place: "record",
    unread: async () => new Map(),
    locate: async ({ stored }) => ({
      stored: new Map([...stored].map((ord) => [ord, ord + 1])),
      unread: new Map(),
    }),
    unreadable: "cannot be read as Parquet",
    close: async () => {},
  };
}
