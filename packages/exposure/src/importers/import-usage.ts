import { type JoinedBill, joinBills } from "../bill/join-bills.ts";
import { createUsageTable, createUsageView } from "../canonical.ts";
import {
  type Detection,
  detectFormat,
  type FileShape,
  isMapped,
  shapeOf,
  type UsageFormat,
} from "../detect.ts";
import { type Conversion, convertCurrencies } from "../currency/convert-currencies.ts";
import { ExchangeRates, NO_RATE, RATE_FIX } from "../currency/exchange-rates.ts";
import { InputError } from "../input-error.ts";
import { FORMATS, MAPPED_FORMATS, requireFormat } from "./formats/registry.ts";
import type { UsageDatabase, UsageFile } from "../port.ts";
import { type Accounting, addAccounting, requireBalanced } from "./accounting.ts";
import { parseInstant } from "./instant.ts";
import { importMapped } from "./import-mapped.ts";
import type { Mapping } from "./mapping.ts";
import { createSpanTable, stageOtlp } from "./otlp.ts";
import { resolveSpans, type StagedFile } from "./otlp-resolve.ts";
import type { PriceCatalogue } from "../prices/catalogue.ts";
import { genaiCatalogue } from "../prices/genai-catalogue.ts";
import { importTable } from "../pushdown/import-table.ts";
import type { RemoteTable } from "../pushdown/remote-table.ts";
import { stageRecords } from "./record-file.ts";
import { createRecordTable, resolveRecords, type StagedRecords } from "./record-stage.ts";
import { describeReject, type Reject, type RejectCount, RejectLog, whereOf } from "./rejects.ts";
import { Twins } from "./twins.ts";

/** A table in a database elsewhere, to be summed where it is. */
export interface TableSource {
  readonly table: RemoteTable;
  /** Required for a table that is neither OpenTelemetry's nor Langfuse's. */
  readonly mapping?: Mapping;
  /** `otlp` or `langfuse`; told from the columns when left out. */
  readonly format?: UsageFormat;
}

/** One source of usage to import. */
export type UsageSource = FileSource | TableSource;

/** One export to import. */
export interface FileSource {
  readonly file: UsageFile;
  /**
   * Required for a CSV of no known format, and reads any other CSV its own way; for spans it may
   * override which attributes are labels.
   */
  readonly mapping?: Mapping;
  /** Detected from the content when left out. */
  readonly format?: UsageFormat;
}

/** What became of one file. */
export interface ImportedFile {
  readonly name: string;
  readonly format: UsageFormat;
  readonly accounting: Accounting;
}

/** An import's result; the usage itself is in the database's `usage` table. */
export interface ImportResult {
  readonly accounting: Accounting;
  readonly files: readonly ImportedFile[];
  /** The first rejected records in file order, up to a thousand of each kind. */
  readonly rejects: readonly Reject[];
  /** All rejected records by reason. */
  readonly rejectCounts: readonly RejectCount[];
  /** Time that mappings declare the usage to cover, ISO instants with an exclusive end; null without. */
  readonly declaredPeriod: { readonly start: string; readonly end: string } | null;
  /** Money that was turned into dollars, by currency and rate; empty when all of it is in dollars. */
  readonly conversions: readonly Conversion[];
  /** Bills whose tokens and cost come from two exports, and are counted together. */
  readonly joinedBills: readonly JoinedBill[];
}

/** What an import needs to know beside its sources. */
export interface ImportOptions {
  /** Rates into dollars; without, money in other currencies is refused. */
  readonly rates?: ExchangeRates;
  /** The prices that will be asked for: what they set apart is not summed up in a table elsewhere. */
  readonly catalogue?: PriceCatalogue;
}

/**
 * Imports exports into a fresh `usage` view, all money of it in dollars. Throws `InputError` when a
 * file cannot be read or none of its records can; single bad records are rejected and told, see
 * `requireClean`.
 */
export async function importUsage(
  db: UsageDatabase,
  sources: readonly UsageSource[],
  { rates = new ExchangeRates(), catalogue = genaiCatalogue() }: ImportOptions = {},
): Promise<ImportResult> {
  await db.run("DROP TABLE IF EXISTS otlp_span");
  await createUsageTable(db);
  await createSpanTable(db);
  await createRecordTable(db);
  const session = new Session(db, rates, catalogue);
  for (const source of sources) await session.read(source);
  return session.finish();
}

interface PendingFile {
  readonly fileNo: number;
  readonly name: string;
  readonly format: UsageFormat;
  readonly physical: number;
  readonly blank: number;
  kept: number;
  rejected: number;
  /** Whether its bytes are those of a file imported before. */
  readonly twin: boolean;
}

interface FilePages {
  readonly name: string;
  readonly format: UsageFormat;
  readonly open: number;
  readonly last: number;
}

// Pages may come in files of their own, so only the whole import tells whether the last is there.
function requireLastPages(files: readonly FilePages[]): void {
  const cut = files.find(
    ({ open, format }) =>
      open > 0 && !files.some((other) => other.format === format && other.last > 0),
  );
  if (cut === undefined) return;
  throw new InputError(
    cut.name,
    "the pages stop while has_more says that others follow",
    "fetch the rest with next_page and name all files in one command",
  );
}

class Session {
  readonly #db: UsageDatabase;
  readonly #rates: ExchangeRates;
  readonly #log = new RejectLog();
  readonly #files: PendingFile[] = [];
  readonly #spans: StagedFile[] = [];
  readonly #records: StagedRecords[] = [];
  readonly #pages: FilePages[] = [];
  readonly #mapped: string[] = [];
  readonly #twins = new Twins<PendingFile>();
  readonly #periods: { start: string; end: string }[] = [];

  readonly #catalogue: PriceCatalogue;

  constructor(db: UsageDatabase, rates: ExchangeRates, catalogue: PriceCatalogue) {
    this.#db = db;
    this.#rates = rates;
    this.#catalogue = catalogue;
  }

  async read(source: UsageSource): Promise<void> {
    if ("table" in source) return this.#readTable(source);
    const { file, mapping = {} } = source;
    const twin = await this.#twins.find(file);
    if (twin !== undefined && twin.format === (source.format ?? twin.format))
      return this.#skipTwin(file, twin);
    const { format, shape } = await this.#formatOf(source);
    const fileNo = this.#files.length;
    const before = this.#log.total;
    const { physical, blank, kept } = await this.#take(file, fileNo, format, shape, mapping);
    const rejected = this.#log.total - before;
    const name = file.name;
    const pending = { fileNo, name, format, physical, blank, kept, rejected, twin: false };
    this.#files.push(pending);
    await this.#twins.add(file, pending);
    if (mapping.period !== undefined) this.#periods.push(mapping.period);
  }

  async #readTable(source: TableSource): Promise<void> {
    if (source.mapping?.currency !== undefined && !this.#rates.isEmpty) {
      throw new InputError(
        source.table.name,
        "money in other currencies is not converted in a table: its sums span several days",
        "export the table to a file, or give no rates to have such records refused",
      );
    }
    const fileNo = this.#files.length;
    const read = { ...source, fileNo, catalogue: this.#catalogue };
    const { format, accounting } = await importTable(this.#db, read, this.#log);
    this.#files.push({ fileNo, name: source.table.name, format, ...accounting, twin: false });
    if (source.mapping?.period !== undefined) this.#periods.push(source.mapping.period);
  }

  async #formatOf({
    file,
    format,
    mapping,
  }: FileSource): Promise<Pick<Detection, "format" | "shape">> {
    if (format !== undefined && requireFormat(format) !== null) {
      return { format, shape: await shapeOf(file) };
    }
    const detected = format === undefined ? await detectFormat(file) : null;
    const shape = detected?.shape ?? (format === "otlp" ? "json" : await shapeOf(file));
    // A mapping says how the user wants a table read, also one whose columns are known.
    const chosen =
      format ?? (shape === "csv" && mapping !== undefined ? "csv" : (detected?.format ?? "otlp"));
    if (isMapped(chosen) && MAPPED_FORMATS[shape] !== chosen) {
      throw new InputError(file.name, `not ${chosen}`, `it looks like ${MAPPED_FORMATS[shape]}`);
    }
    if (isMapped(chosen) && mapping === undefined) {
      throw new InputError(
        file.name,
        `a ${chosen} file of no known format needs to be told what its columns mean`,
        "pass --map FILE, which `faultline map` drafts",
      );
    }
    return { format: chosen, shape };
  }

  async #take(
    file: UsageFile,
    fileNo: number,
    format: UsageFormat,
    shape: FileShape,
    mapping: Mapping,
  ): Promise<{ physical: number; blank: number; kept: number }> {
    const { name } = file;
    if (isMapped(format)) {
      const mapped = await importMapped(this.#db, file, fileNo, shape, mapping, this.#log);
      if (mapped.usage !== null) this.#mapped.push(mapped.usage);
      await createUsageView(this.#db, this.#mapped);
      return mapped;
    }
    if (format === "otlp") {
      const counts = await stageOtlp(this.#db, file, fileNo, mapping, this.#log);
      this.#spans.push({ fileNo, name, place: counts.place });
      return { ...counts, kept: 0 };
    }
    const known = requireFormat(format);
    if (known === null) throw new Error(`no importer for ${format}`);
    if (Object.keys(mapping).length > 0) {
      throw new InputError(name, `${known.title} needs no mapping`, "leave --map out");
    }
    const counts = await stageRecords(this.#db, file, fileNo, known, shape, this.#log, this.#rates);
    this.#records.push({ fileNo, name, place: counts.place });
    this.#pages.push({ name, format, ...counts.pages });
    return { ...counts, kept: 0 };
  }

  // The same bytes again are the same calls again, whether or not the records carry ids.
  #skipTwin(file: UsageFile, twin: PendingFile): void {
    const rejected = twin.physical - twin.blank;
    this.#log.addMany("duplicate", "a record of a file that was imported already", rejected);
    this.#files.push({
      ...twin,
      fileNo: this.#files.length,
      name: file.name,
      kept: 0,
      rejected,
      twin: true,
    });
  }

  async finish(): Promise<ImportResult> {
    requireLastPages(this.#pages);
    const resolved = [
      await resolveSpans(this.#db, this.#spans, this.#log),
      await resolveRecords(this.#db, this.#records, this.#log),
    ];
    for (const file of this.#files) {
      for (const verdicts of resolved) {
        file.kept += verdicts.get(file.fileNo)?.kept ?? 0;
        file.rejected += verdicts.get(file.fileNo)?.rejected ?? 0;
      }
    }
    const names = this.#files.map((file) => file.name);
    const converted = await convertCurrencies(this.#db, this.#rates, names, this.#log);
    for (const file of this.#files) {
      const refused = file.twin ? 0 : (converted.refused.get(file.fileNo) ?? 0);
      file.kept -= refused;
      file.rejected += refused;
    }
    const files = this.#files.map((file) => {
      const { name, format, physical, kept, rejected, blank } = file;
      const accounting = { physical, kept, rejected, blank };
      requireBalanced(name, accounting);
      return { name, format, accounting };
    });
    const rejects = this.#log.details(files.map((file) => file.name));
    const someKept = this.#files.some(({ kept }) => kept > 0);
    for (const file of this.#files) {
      // A session that was opened and left is no fault in a folder of sessions.
      const mayBeEmpty =
        someKept && FORMATS.some(({ name, mayBeEmpty }) => name === file.format && mayBeEmpty);
      if (!file.twin && !mayBeEmpty) requireSomeUsage(file, rejects);
    }
    return {
      accounting: addAccounting(files.map((file) => file.accounting)),
      files,
      rejects,
      rejectCounts: this.#log.counts(),
      declaredPeriod: spanOf(this.#periods),
      conversions: converted.conversions,
      joinedBills: await joinBills(this.#db),
    };
  }
}

// A file whose records are all repeats of another's is no fault; one with nothing usable is.
function requireSomeUsage(file: PendingFile, rejects: readonly Reject[]): void {
  if (file.kept > 0) return;
  const own = rejects.filter((reject) => reject.file === file.name);
  if (own.some((reject) => reject.kind === "duplicate")) return;
  const [first] = own;
  const reason =
    first === undefined ? "it holds no records" : `the first: ${describeReject(first)}`;
  throw new InputError(
    first === undefined ? file.name : whereOf(first),
    `none of ${file.physical - file.blank} records can be counted (${reason})`,
    first?.reason === NO_RATE ? RATE_FIX : "check the export and its mapping",
  );
}

function spanOf(
  periods: readonly { start: string; end: string }[],
): { start: string; end: string } | null {
  if (periods.length === 0) return null;
  const starts = periods.map((period) => parseInstant(period.start) ?? Number.NaN);
  const ends = periods.map((period) => parseInstant(period.end) ?? Number.NaN);
  return {
    start: new Date(Math.min(...starts)).toISOString(),
    end: new Date(Math.max(...ends)).toISOString(),
  };
}
