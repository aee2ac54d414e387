import { type ExchangeRates, NO_RATE } from "../currency/exchange-rates.ts";
import type { FileShape } from "../detect.ts";
import { InputError } from "../input-error.ts";
import type { UsageDatabase, UsageFile } from "../port.ts";
import { readCsvHeader } from "./csv-header.ts";
import { csvRecords } from "./csv-records.ts";
import { scanCsv } from "./csv-scan.ts";
import type { ReadRecord, RecordFormat } from "./formats/format.ts";
import { jsonText, jsonValues } from "./json-values.ts";
import { isObject } from "./otlp-attributes.ts";
import { openParquet } from "./parquet.ts";
import { FaultyRecord, MAX_NANOS, RecordFields } from "./record-fields.ts";
import { RecordStage } from "./record-stage.ts";
import type { RejectLog, RejectPlace } from "./rejects.ts";

/** Records read from one file, before duplicates are told apart over all files. */
export interface RecordCounts {
  readonly physical: number;
  readonly blank: number;
  /** Whether records are told by line or, in one JSON document, by their number. */
  readonly place: RejectPlace;
  /** Pages of an API that say others follow, and pages that say they are the last. */
  readonly pages: { readonly open: number; readonly last: number };
}

/** Reads an export of a known format into the staging table; what is no usage is rejected here. */
export async function stageRecords(
  db: UsageDatabase,
  file: UsageFile,
  fileNo: number,
  format: RecordFormat,
  shape: FileShape,
  log: RejectLog,
  rates: ExchangeRates,
): Promise<RecordCounts> {
  const stage = new RecordStage(db, fileNo, format.name);
  const sink = new RecordSink(stage, file.name, format, log, rates);
  if (shape === "parquet") return readParquet(db, file, format, sink);
  return shape === "csv" ? readCsv(file, format, sink) : readJson(file, format, sink);
}

const DELIMITER = ",";

async function readCsv(
  file: UsageFile,
  format: RecordFormat,
  sink: RecordSink,
): Promise<RecordCounts> {
  const header = await readCsvHeader(file, DELIMITER);
  const twice = header.find((name, index) => name !== "" && header.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new InputError(`${file.name}:1`, `column "${twice}" occurs twice`, "rename one of them");
  }
  requireColumns(`${file.name}:1`, format, header);
  const scan = await scanCsv(file.name, file.bytes(), DELIMITER);
  let blank = 0;
  for await (const { line, cells } of csvRecords(file, DELIMITER)) {
    if (cells === null) blank++;
    else if (typeof cells === "string") sink.reject(line, cells);
    else if (cells.length !== header.length) {
      const size = cells.length < header.length ? "a short row: fewer" : "a long row: more";
      sink.reject(line, `${size} than ${header.length} columns`);
    } else {
      const pairs = header.map((name, index) => [name, cells[index]] as const);
      await sink.read(Object.fromEntries(pairs), line);
    }
  }
  await sink.finish();
  return { physical: scan.records, blank, place: "line", pages: { open: 0, last: 0 } };
}

async function readParquet(
  db: UsageDatabase,
  file: UsageFile,
  format: RecordFormat,
  sink: RecordSink,
): Promise<RecordCounts> {
  const { columns, rows, records } = await openParquet(db, file);
  requireColumns(file.name, format, columns);
  sink.place = "record";
  for await (const { number, values } of records) {
    if (isObject(values)) await sink.read(values, number);
    else sink.reject(number, "a record that is not an object");
  }
  await sink.finish();
  return { physical: rows, blank: 0, place: "record", pages: { open: 0, last: 0 } };
}

function requireColumns(where: string, format: RecordFormat, columns: readonly string[]): void {
  const problem = format.requireColumns?.(columns) ?? null;
  if (problem !== null) throw new InputError(where, problem, "export the file again");
}

async function readJson(
  file: UsageFile,
  format: RecordFormat,
  sink: RecordSink,
): Promise<RecordCounts> {
  let blank = 0;
  let number = 0;
  let place: RejectPlace = "line";
  const pages = { open: 0, last: 0 };
  const unfold = format.unfold ?? listed;
  for await (const { line, json, text } of jsonValues(file)) {
    if (line === 0) place = sink.place = "record";
    if (line > 0 && text.trim() === "") blank++;
    else if (json === undefined) sink.reject(line, "a line that is not valid JSON", text);
    else {
      for (const page of listed(json)) {
        if (!isObject(page) || typeof page["has_more"] !== "boolean") continue;
        pages[page["has_more"] ? "open" : "last"]++;
      }
      for (const record of unfold(json)) {
        number++;
        const at = place === "line" ? line : number;
        if (isObject(record)) await sink.read(record, at);
        else sink.reject(at, "a record that is not an object", jsonText(record));
      }
    }
  }
  await sink.finish();
  return { physical: sink.records + blank, blank, place, pages };
}

function listed(json: unknown): Iterable<unknown> {
  return Array.isArray(json) ? (json as unknown[]) : [json];
}

// A format may have added two amounts up, each of them sound.
function requireMoney(nanos: bigint): void {
  if (nanos < 0n) throw new FaultyRecord("a negative amount of money");
  if (nanos >= MAX_NANOS) throw new FaultyRecord("an amount of money past 10^9");
}

function contentOf(record: Readonly<Record<string, unknown>>): string {
  const text = jsonText(record);
  if (text === null) throw new FaultyRecord("a record nested too deeply");
  return text;
}

class RecordSink {
  records = 0;
  place: RejectPlace = "line";
  readonly #stage: RecordStage;
  readonly #file: string;
  readonly #log: RejectLog;
  readonly #reader: ReadRecord;
  readonly #rates: ExchangeRates;

  constructor(
    stage: RecordStage,
    file: string,
    format: RecordFormat,
    log: RejectLog,
    rates: ExchangeRates,
  ) {
    this.#rates = rates;
    this.#stage = stage;
    this.#file = file;
    this.#log = log;
    this.#reader = format.reader();
  }

  async read(raw: Readonly<Record<string, unknown>>, line: number): Promise<void> {
    try {
      const read = this.#reader(new RecordFields(raw));
      if ("skipped" in read) {
        const { skipped: kind, reason, charge } = read;
        if (charge !== undefined && charge.nanos !== 0n) {
          this.#requireRate(charge.currency, charge.startMicros);
          await this.#stage.addCharge(charge, line, () => contentOf(raw));
        }
        this.#add({ line, kind, reason, column: null, value: null });
        return;
      }
      if (read.billedNanos !== null) this.#requireRate(read.currency ?? "USD", read.startMicros);
      requireMoney(read.billedNanos ?? 0n);
      await this.#stage.add(read, line, () => contentOf(raw));
      this.records++;
    } catch (error) {
      if (!(error instanceof FaultyRecord)) throw error;
      const { reason, column, value } = error;
      this.#add({ line, kind: "corrupt", reason, column, value });
    }
  }

  // Asked here and not after the import, because only here the line is known.
  #requireRate(currency: string, startMicros: bigint): void {
    if (currency === "USD") return;
    const day = new Date(Number(startMicros / 1000n)).toISOString().slice(0, 10);
    if (this.#rates.on(currency, day) !== null) return;
    throw new FaultyRecord(NO_RATE, null, `${currency} on ${day}`);
  }

  reject(line: number, reason: string, text: string | null = null): void {
    const value = text === null ? null : text.slice(0, 60);
    this.#add({ line, kind: "corrupt", reason, column: null, value });
  }

  finish(): Promise<void> {
    return this.#stage.flush();
  }

  #add(reject: Omit<Parameters<RejectLog["add"]>[0], "file" | "place">): void {
    this.records++;
    this.#log.add({ ...reject, file: this.#file, place: this.place });
  }
}
