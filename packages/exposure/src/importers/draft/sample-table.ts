import type { FileShape } from "../../detect.ts";
import { InputError } from "../../input-error.ts";
import type { UsageDatabase, UsageFile } from "../../port.ts";
import { readCsvHeader } from "../csv-header.ts";
import { csvRecords } from "../csv-records.ts";
import { scanCsv } from "../csv-scan.ts";
import { dataItems } from "../formats/pages.ts";
import { jsonValues } from "../json-values.ts";
import type { Mapping } from "../mapping.ts";
import { isObject } from "../otlp-attributes.ts";
import { openParquet } from "../parquet.ts";

/** Most records that are looked at: enough to see a rare value, few enough to keep in memory. */
const MOST_RECORDS = 5000;

/** How deep objects in a record are taken apart; logs seldom go deeper than their usage. */
const DEEPEST = 4;

/** One column of a table, with what its records hold in it. */
export interface SampleColumn {
  /** Its header, or for JSON its key; keys of objects inside are joined by dots. */
  readonly name: string;
  /** A value for each record that was looked at, without the blanks around it; null when empty. */
  readonly values: readonly (string | null)[];
}

/** The first records of a table, by column. */
export interface SampleTable {
  readonly columns: readonly SampleColumn[];
  /** Records that were looked at. */
  readonly records: number;
  /** Whether these are all that the file has. */
  readonly isWhole: boolean;
  /** What separates the columns of a CSV file. */
  readonly delimiter: NonNullable<Mapping["delimiter"]>;
}

/**
 * Reads the first records of a CSV, JSON or Parquet file. A record that does not fit the header is
 * left out here: an import tells it. Throws `InputError` for a file without records.
 */
export async function sampleTable(
  db: UsageDatabase,
  file: UsageFile,
  shape: FileShape,
): Promise<SampleTable> {
  const delimiter = shape === "csv" ? await delimiterOf(file) : ",";
  const taken = new Columns();
  let isWhole = true;
  for await (const record of recordsOf(db, file, shape, delimiter)) {
    if (taken.records === MOST_RECORDS) {
      isWhole = false;
      break;
    }
    taken.add(record);
  }
  if (taken.records > 0) return { ...taken.table(), isWhole, delimiter };
  throw new InputError(file.name, "it holds no records to learn from", "export the usage again");
}

type TextRecord = ReadonlyMap<string, string | null>;

async function* recordsOf(
  db: UsageDatabase,
  file: UsageFile,
  shape: FileShape,
  delimiter: string,
): AsyncIterable<TextRecord> {
  if (shape === "csv") yield* csvTexts(file, delimiter);
  else if (shape === "parquet") {
    for await (const { values } of (await openParquet(db, file)).records) yield flat(values);
  } else {
    for await (const { json } of jsonValues(file)) {
      for (const item of dataItems(json)) if (isObject(item)) yield flat(item);
    }
  }
}

async function* csvTexts(file: UsageFile, delimiter: string): AsyncIterable<TextRecord> {
  const header = await readCsvHeader(file, delimiter);
  // It refuses the stray quote that would otherwise swallow the rest of the file into one cell.
  await scanCsv(file.name, file.bytes(), delimiter);
  for await (const { cells } of csvRecords(file, delimiter)) {
    if (!Array.isArray(cells) || cells.length !== header.length) continue;
    yield new Map(
      header.flatMap((name, index) =>
        isUsable(name, header) ? [[name, textOf(cells[index])]] : [],
      ),
    );
  }
}

// A mapping cannot name a column without a name, nor tell two of one name apart.
function isUsable(name: string, header: readonly string[]): boolean {
  return name !== "" && header.indexOf(name) === header.lastIndexOf(name);
}

async function delimiterOf(file: UsageFile): Promise<SampleTable["delimiter"]> {
  let header = "";
  for await (const line of file.lines()) {
    header = line;
    break;
  }
  const count = (sign: string) => header.split(sign).length;
  const signs = [",", ";", "\t", "|"] as const;
  return signs.toSorted((a, b) => count(b) - count(a))[0] ?? ",";
}

/** A record's plain values by their path; lists have no path that a mapping could name. */
function flat(json: unknown): TextRecord {
  const texts = new Map<string, string | null>();
  const visit = (value: unknown, path: string, depth: number): void => {
    if (isObject(value)) {
      if (depth === DEEPEST) return;
      for (const [key, inner] of Object.entries(value)) {
        visit(inner, path === "" ? key : `${path}.${key}`, depth + 1);
      }
    } else if (!Array.isArray(value) && path !== "") texts.set(path, textOf(value));
  };
  visit(json, "", 0);
  return texts;
}

function textOf(value: unknown): string | null {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") {
    return null;
  }
  const text = String(value).trim();
  return text === "" ? null : text;
}

class Columns {
  records = 0;
  readonly #values = new Map<string, (string | null)[]>();

  add(record: TextRecord): void {
    for (const [name, value] of record) {
      let column = this.#values.get(name);
      if (column === undefined) this.#values.set(name, (column = []));
      // A key that earlier records lack was empty in them.
      while (column.length < this.records) column.push(null);
      column.push(value);
    }
    this.records++;
  }

  table(): { columns: SampleColumn[]; records: number } {
    const columns = [...this.#values].map(([name, values]) => {
      while (values.length < this.records) values.push(null);
      return { name, values };
    });
    return { columns, records: this.records };
  }
}
