import type { UsageFile } from "../port.ts";
import { scanCsv } from "./csv-scan.ts";

/** Records by the numbers the database knows them by. */
export interface WantedRecords {
  /** Row numbers in the staging table, from 0, in file order. */
  readonly stored: ReadonlySet<number>;
  /** Record numbers of records that never reached the staging table, from 1, blank lines counted. */
  readonly unread: ReadonlySet<number>;
  /** Whether empty lines reach the staging table too, as they do in a one-column file. */
  readonly storesBlank: boolean;
}

/** The same records with the line each starts on. */
export interface RecordLines {
  readonly stored: ReadonlyMap<number, number>;
  readonly unread: ReadonlyMap<number, number>;
}

/**
 * Finds the line that records start on, by reading the file once more. Only done when something was
 * rejected: the database numbers records, and a quoted line end or a blank line shifts them.
 */
export async function locateRecords(
  file: UsageFile,
  delimiter: string,
  wanted: WantedRecords,
): Promise<RecordLines> {
  const stored = new Map<number, number>();
  const unread = new Map<number, number>();
  let record = 0;
  let row = 0;
  await scanCsv(file.name, file.bytes(), delimiter, (line, blank) => {
    record++;
    if (wanted.unread.has(record)) unread.set(record, line);
    else if (!blank || wanted.storesBlank) {
      if (wanted.stored.has(row)) stored.set(row, line);
      row++;
    }
  });
  return { stored, unread };
}
