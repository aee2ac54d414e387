import type { UsageFile } from "../port.ts";

/** One record of a CSV file after the header. */
export interface CsvRecord {
  /** Line where it starts; the header is line 1. */
  readonly line: number;
  /** Its cells; null for an empty line, or why they cannot be told apart. */
  readonly cells: readonly string[] | string | null;
}

/**
 * Reads a CSV file record by record, quoted line ends included. Run `scanCsv` before: it refuses
 * the stray quotes that would swallow records here.
 */
export async function* csvRecords(file: UsageFile, delimiter: string): AsyncIterable<CsvRecord> {
  let line = 0;
  let start = 0;
  let open: string | null = null;
  for await (const text of file.lines()) {
    line++;
    if (line === 1) continue;
    if (open === null && text === "") {
      yield { line, cells: null };
      continue;
    }
    if (open === null) start = line;
    const record: string = open === null ? text : `${open}\n${text}`;
    // Without a quote an open field stays open, so a long text is not taken apart at each line.
    const cells: string[] | string | null =
      open !== null && !text.includes('"') ? null : splitCells(record, delimiter);
    open = cells === null ? record : null;
    if (cells !== null) yield { line: start, cells };
  }
  if (open !== null) yield { line: start, cells: "a quote that never closes" };
}

/** Cells of one record; null when a quote is still open, a reason when text follows a quote. */
function splitCells(record: string, delimiter: string): string[] | string | null {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    const quoted = /^ *"/.exec(record.slice(at, at + 64));
    if (quoted === null) {
      const end = record.indexOf(delimiter, at);
      cells.push(end < 0 ? record.slice(at) : record.slice(at, end));
      if (end < 0) return cells;
      at = end + 1;
      continue;
    }
    const from = at + quoted[0].length;
    const close = closingQuote(record, from);
    if (close < 0) return null;
    cells.push(record.slice(from, close).replaceAll('""', '"'));
    at = close + 1;
    while (record[at] === " ") at++;
    if (at >= record.length) return cells;
    if (record[at] !== delimiter) return "text after a closing quote";
    at++;
  }
}

function closingQuote(record: string, from: number): number {
  let at = record.indexOf('"', from);
  while (at >= 0 && record[at + 1] === '"') at = record.indexOf('"', at + 2);
  return at;
}
