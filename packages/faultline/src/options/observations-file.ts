import { type CsvError, parse } from "csv-parse/sync";
import { type Observation, parsePeriod, periodForms } from "@faultline/economy";
import { InputError, quoteValue } from "@faultline/exposure";
import { plainNumber } from "./plain-number.ts";

/** A row of a table of published figures. */
export interface ObservationRow extends Observation {
  readonly line: number;
  /** The period as it was written. */
  readonly written: string;
}

/** A table of published figures. */
export interface ObservationTable {
  readonly rows: readonly ObservationRow[];
  /** Columns that are not read, such as one for the source. */
  readonly unread: readonly string[];
}

const needed = ["series", "period", "value"] as const;
const columns = [...needed, "lo", "hi"] as const;
type ColumnName = (typeof columns)[number];

interface CsvRecord {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

/**
 * Reads a CSV of published figures: `series,period,value` and, if their uncertainty was published,
 * `lo,hi`. Throws {@link InputError} with file and line for the first fault.
 */
export function parseObservations(text: string, file: string): ObservationTable {
  const [head, ...records] = readCsv(text, file);
  if (head === undefined) throw new InputError(file, "the file is empty", `write ${headerWords}`);
  const names = head.record.map((name) => name.toLowerCase());
  const places = placesOf(names, `${file}:${head.info.lines}`);
  const seen = new Map<string, number>();
  const rows = records
    .filter(({ record }) => record.some((cell) => cell !== ""))
    .map(({ info, record }) => {
      const where = `${file}:${info.lines}`;
      if (record.length > names.length) {
        throw new InputError(
          where,
          `${record.length} cells under ${head.record.length} columns`,
          "give one cell a column, and no separators inside numbers",
        );
      }
      const row = rowOf((name) => record[places.get(name) ?? -1] ?? "", where, info.lines);
      // Figures that conflict stay side by side; the same one twice is a slip that counts double.
      const key = JSON.stringify([row.series, row.period, row.value, row.bounds]);
      const before = seen.get(key);
      if (before !== undefined) {
        throw new InputError(where, `it says the same as line ${before}`, "keep one of the two");
      }
      seen.set(key, info.lines);
      return row;
    });
  if (rows.length === 0) {
    throw new InputError(file, "it has no row below its header", "give a figure a line");
  }
  const unread = head.record.filter((_, i) => !columns.some((name) => name === names[i]));
  return { rows, unread };
}

const headerWords = "series,period,value,lo,hi in the first line, then a figure a line";

function readCsv(text: string, file: string): readonly CsvRecord[] {
  try {
    const records: unknown = parse(text, {
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
    return records as readonly CsvRecord[];
  } catch (error) {
    const { code, lines } = error as CsvError;
    if (typeof code !== "string") throw error;
    const at = typeof lines === "number" ? `${file}:${lines}` : file;
    throw new InputError(at, "a quote is not closed or stands inside a cell", "mend the quotes");
  }
}

function placesOf(names: readonly string[], where: string): ReadonlyMap<ColumnName, number> {
  const places = new Map<ColumnName, number>();
  for (const name of columns) {
    const at = names.indexOf(name);
    if (at >= 0) places.set(name, at);
    if (names.indexOf(name, at + 1) > at && at >= 0) {
      throw new InputError(where, `two columns are called ${name}`, "keep one of the two");
    }
  }
  const missing = needed.filter((name) => !places.has(name));
  if (missing.length === 0) return places;
  const fix = `write ${headerWords}, separated by commas`;
  throw new InputError(where, `there is no column ${missing.join(" and no ")}`, fix);
}

function rowOf(cell: (name: ColumnName) => string, where: string, line: number): ObservationRow {
  const [series, written] = [cell("series"), cell("period")];
  if (series === "") {
    throw new InputError(`${where} at series`, "it is blank", "name one of `faultline series`");
  }
  const period = parsePeriod(written);
  if (period === undefined) {
    const problem = `${quoteValue(written)} is not a period`;
    throw new InputError(`${where} at period`, problem, `write it as ${periodForms}`);
  }
  const value = plainNumber(`${where} at value`, cell("value"));
  return { series, period, value, line, written, ...boundsOf(cell, where, value) };
}

function boundsOf(
  cell: (name: ColumnName) => string,
  where: string,
  value: number,
): Pick<Observation, "bounds"> {
  const [low, high] = [cell("lo"), cell("hi")];
  if (low === "" && high === "") return {};
  if (low === "" || high === "") {
    const fix = "give both, or neither";
    throw new InputError(where, `${low === "" ? "lo" : "hi"} is blank beside the other`, fix);
  }
  const bounds = {
    lo: plainNumber(`${where} at lo`, low),
    hi: plainNumber(`${where} at hi`, high),
  };
  if (bounds.lo <= value && value <= bounds.hi) return { bounds };
  const problem = `the value ${value} does not lie from lo ${bounds.lo} to hi ${bounds.hi}`;
  throw new InputError(where, problem, "correct one of the three");
}
