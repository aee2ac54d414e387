import { InputError } from "../input-error.ts";

/** What an independent count of a CSV file finds. */
export interface CsvScan {
  /** Records after the header, blank lines included. */
  readonly records: number;
  /** Records that are an empty line. */
  readonly blank: number;
  /** Whether a record goes over more than one line. */
  readonly spansLines: boolean;
}

/** Called for each record after the header, in order: its first line, and whether it is an empty line. */
export type RecordVisitor = (line: number, blank: boolean) => void;

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;

const ignore: RecordVisitor = () => {};

/**
 * Counts the records of a CSV file by its quotes and line ends, without the database, so that the
 * two can check each other. Throws `InputError` when a quote swallows lines or the line ends are mixed.
 */
export async function scanCsv(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  delimiter: string,
  visit: RecordVisitor = ignore,
): Promise<CsvScan> {
  const scanner = new CsvScanner(name, delimiter.charCodeAt(0), visit);
  for await (const chunk of bytes) scanner.push(chunk);
  return scanner.finish();
}

type State = "fieldStart" | "plain" | "quoted" | "quoteSeen" | "junk";

class CsvScanner {
  readonly #name: string;
  readonly #delimiter: number;
  readonly #visit: RecordVisitor;
  #state: State = "fieldStart";
  #line = 1;
  #recordLine = 1;
  #recordBytes = 0;
  #headerDone = false;
  #records = 0;
  #blank = 0;
  #spansLines = false;
  #previous = 0;
  #lineEnd: "LF" | "CRLF" | null = null;
  #quote: SwallowedLines | null = null;
  #headerDelimiters = 0;
  readonly #nextQuote = new NextByte(QUOTE);
  readonly #nextReturn = new NextByte(CR);

  constructor(name: string, delimiter: number, visit: RecordVisitor) {
    this.#name = name;
    this.#delimiter = delimiter;
    this.#visit = visit;
  }

  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      const next = this.#plainLines(chunk, at) ?? this.#plainLine(chunk, at);
      if (next > at) at = next;
      else this.#byte(chunk[at++] ?? 0);
    }
  }

  // Where nobody asks for lines one by one, those of a piece without quotes are only counted.
  #plainLines(chunk: Uint8Array, from: number): number | null {
    if (this.#visit !== ignore || this.#lineEnd !== "LF" || !this.#startsRecord()) return null;
    const end = chunk.lastIndexOf(LF);
    if (end < from || this.#nextQuote.before(chunk, from, end)) return null;
    if (this.#nextReturn.before(chunk, from, end)) return null;
    const before = this.#records;
    let start = from;
    for (let at = chunk.indexOf(LF, start); at >= 0; at = chunk.indexOf(LF, start)) {
      if (at === start) this.#blank++;
      this.#records++;
      start = at + 1;
    }
    this.#line += this.#records - before;
    this.#recordLine = this.#line;
    this.#previous = LF;
    return start;
  }

  #startsRecord(): boolean {
    if (!this.#headerDone || this.#recordBytes > 0 || this.#state !== "fieldStart") return false;
    return this.#previous !== CR;
  }

  // Most lines hold no quote; taking them whole is what makes a gigabyte a matter of seconds.
  #plainLine(chunk: Uint8Array, from: number): number {
    if (!this.#startsRecord()) return from;
    const end = chunk.indexOf(LF, from);
    if (end < 0 || this.#nextQuote.before(chunk, from, end)) return from;
    const crlf = end > from && chunk[end - 1] === CR;
    const textEnd = crlf ? end - 1 : end;
    if (this.#nextReturn.before(chunk, from, textEnd)) return from;
    this.#checkLineEnd(crlf ? "CRLF" : "LF");
    this.#recordBytes = textEnd - from;
    this.#endRecord();
    this.#recordLine = ++this.#line;
    this.#previous = LF;
    return end + 1;
  }

  #byte(byte: number): void {
    if (byte === LF) this.#lineFeed();
    else if (this.#previous === CR && this.#state !== "quoted") this.#failBareReturn();
    else this.#other(byte);
    this.#previous = byte;
  }

  finish(): CsvScan {
    if (this.#state === "quoted" && this.#quote !== null) {
      this.#fail(
        this.#quote.openedAt,
        "a quote opens here and never closes",
        "remove the stray quote or close it",
      );
    }
    if (this.#previous === CR) this.#failBareReturn();
    if (this.#recordBytes > 0) this.#endRecord();
    return { records: this.#records, blank: this.#blank, spansLines: this.#spansLines };
  }

  #other(byte: number): void {
    this.#recordBytes++;
    if (byte === CR && this.#state !== "quoted") {
      this.#recordBytes--;
      return;
    }
    switch (this.#state) {
      case "fieldStart":
        if (byte === QUOTE) {
          this.#state = "quoted";
          this.#quote = new SwallowedLines(this.#line);
        } else if (byte === this.#delimiter) this.#delimiterSeen();
        // The database also takes a quote after leading spaces for an opening one.
        else if (byte !== SPACE) this.#state = "plain";
        return;
      case "plain":
      case "junk":
        if (byte === this.#delimiter) this.#delimiterSeen();
        return;
      case "quoted":
        if (byte === QUOTE) this.#state = "quoteSeen";
        else if (byte === this.#delimiter) this.#quote?.delimiter();
        return;
      case "quoteSeen":
        if (byte === QUOTE) this.#state = "quoted";
        else if (byte === this.#delimiter) this.#closeQuote();
        else if (byte !== SPACE) {
          this.#rejectSwallowing(this.#quote);
          this.#state = "junk";
        }
    }
  }

  #delimiterSeen(): void {
    this.#state = "fieldStart";
    if (!this.#headerDone) this.#headerDelimiters++;
  }

  #closeQuote(): void {
    const quote = this.#quote;
    if (quote?.looksLikeRecords(this.#headerDelimiters) === true) this.#rejectSwallowing(quote);
    this.#delimiterSeen();
  }

  #rejectSwallowing(quote: SwallowedLines | null): void {
    if (quote === null || quote.lines === 0) return;
    this.#fail(
      quote.openedAt,
      `a quote opens here and swallows ${quote.lines} further ${quote.lines === 1 ? "line" : "lines"}`,
      "remove the stray quote or close it",
    );
  }

  #lineFeed(): void {
    if (this.#state === "quoted") {
      this.#recordBytes++;
      this.#quote?.line();
      this.#spansLines = true;
    } else {
      this.#checkLineEnd(this.#previous === CR ? "CRLF" : "LF");
      if (this.#state === "quoteSeen") this.#closeQuote();
      this.#endRecord();
    }
    this.#line++;
    if (this.#state !== "quoted") this.#recordLine = this.#line;
  }

  #checkLineEnd(found: "LF" | "CRLF"): void {
    if (this.#lineEnd !== null && this.#lineEnd !== found) {
      this.#fail(
        this.#line,
        `the line ends with ${found}, those before with ${this.#lineEnd}`,
        "save the file with one kind of line end",
      );
    }
    this.#lineEnd = found;
  }

  #endRecord(): void {
    const blank = this.#recordBytes === 0;
    if (this.#headerDone) {
      this.#records++;
      if (blank) this.#blank++;
      this.#visit(this.#recordLine, blank);
    }
    this.#headerDone = true;
    this.#recordBytes = 0;
    this.#state = "fieldStart";
  }

  #failBareReturn(): never {
    this.#fail(this.#line, "a bare carriage return", "save the file with LF or CRLF line ends");
  }

  #fail(line: number, problem: string, fix: string): never {
    throw new InputError(`${this.#name}:${line}`, problem, fix);
  }
}

// Follows the lines inside one quoted field, to tell a multi-line text from a stray quote.
class SwallowedLines {
  readonly openedAt: number;
  lines = 0;
  #delimiters = 0;
  #inner: number[] = [];

  constructor(openedAt: number) {
    this.openedAt = openedAt;
  }

  delimiter(): void {
    this.#delimiters++;
  }

  line(): void {
    // The piece before the first line end belongs to the opening record, so it says nothing.
    if (this.lines > 0 && this.#inner.length < 50) this.#inner.push(this.#delimiters);
    this.lines++;
    this.#delimiters = 0;
  }

  /** Whole lines inside, each with as many delimiters as the header: records, not prose. */
  looksLikeRecords(headerDelimiters: number): boolean {
    if (headerDelimiters < 1 || this.#inner.length === 0) return false;
    return this.#inner.every((count) => count === headerDelimiters);
  }
}

// Remembers where a byte comes next in a chunk, so that a chunk is searched once, not once a line.
class NextByte {
  readonly #byte: number;
  #chunk: Uint8Array | null = null;
  #at = -1;

  constructor(byte: number) {
    this.#byte = byte;
  }

  before(chunk: Uint8Array, from: number, end: number): boolean {
    if (chunk !== this.#chunk) {
      this.#chunk = chunk;
      this.#at = chunk.indexOf(this.#byte);
    }
    while (this.#at >= 0 && this.#at < from) this.#at = chunk.indexOf(this.#byte, from);
    return this.#at >= 0 && this.#at < end;
  }
}
