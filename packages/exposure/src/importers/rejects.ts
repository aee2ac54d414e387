import { NO_RATE, RATE_FIX } from "../currency/exchange-rates.ts";
import { InputError, quoteValue } from "../input-error.ts";

/**
 * Why a record was left out. `corrupt`: its content is wrong, usage may be missing.
 * `duplicate`: seen before. `aggregate`: a parent that repeats its children's sum.
 * `foreign`: not LLM usage at all.
 */
export type RejectKind = "corrupt" | "duplicate" | "aggregate" | "foreign";

/**
/**
 * What a record is found by: its line, the span's number, or the record's number in a document;
 * `file` where only the file or the table is known.
 */
export type RejectPlace = "line" | "span" | "record" | "file";

/** One record that was not counted, or the records of a table with one fault. */
export interface Reject {
  readonly file: string;
  /**
   * Line in the file where the record starts; its number for a file that is one JSON document; 0 in
   * a table.
   */
  readonly line: number;
  readonly place: RejectPlace;
  readonly kind: RejectKind;
  /** Why, without the value: the same words for the same fault, so that they can be counted. */
  readonly reason: string;
  /** Column or attribute at fault; null when it is the whole record. */
  readonly column: string | null;
  /** The offending text as the file has it; null when there is none to show. */
  readonly value: string | null;
  /** How many records of a table it stands for; left out where it is one. */
  readonly records?: number;
}

/** How many records were left out for one reason. */
export interface RejectCount {
  readonly kind: RejectKind;
  readonly reason: string;
  readonly count: number;
}

/** Most rejects described one by one; all of them are counted. */
export const REJECT_DETAILS = 1000;

/** Collects rejects: counts every one, keeps the first of each file in detail. */
export class RejectLog {
  readonly #details: Reject[] = [];
  readonly #counts = new Map<string, { kind: RejectKind; reason: string; count: number }>();
  #total = 0;

  /** Records left out so far. */
  get total(): number {
    return this.#total;
  }

  /** Adds one record with its details. */
  add(reject: Reject): void {
    this.addMany(reject.kind, reject.reason, 1);
    this.describe(reject);
  }

  /** Counts records that were left out for one reason, without details. */
  addMany(kind: RejectKind, reason: string, count: number): void {
    if (count === 0) return;
    const key = `${kind} ${reason}`;
    const entry = this.#counts.get(key) ?? { kind, reason, count: 0 };
    entry.count += count;
    this.#counts.set(key, entry);
    this.#total += count;
  }

  /** Keeps the details of a record that was counted already; corrupt ones are never crowded out. */
  describe(reject: Reject): void {
    const sameKind = this.#details.filter((known) => known.kind === reject.kind).length;
    if (sameKind < REJECT_DETAILS) this.#details.push(reject);
  }

  /** The described rejects, in order of file and line. */
  details(files: readonly string[]): Reject[] {
    return this.#details.toSorted(
      (a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line,
    );
  }

  /** Counts by kind and reason, most frequent first. */
  counts(): RejectCount[] {
    return [...this.#counts.values()].toSorted(
      (a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1),
    );
  }
}

/** The one line that tells a user about a rejected record: where, column, value, reason. */
export function describeReject(reject: Reject): string {
  const value = reject.value === null ? "" : ` ${quoteValue(reject.value)}`;
  const column = reject.column === null ? "" : ` in ${quoteValue(reject.column)}`;
  const records = reject.records === undefined ? "" : `, ${reject.records} times`;
  return `${reject.reason}${value}${column}${records}`;
}

/** Where a record is, as messages say it. */
export function whereOf({ file, line, place }: Reject): string {
  if (place === "file") return file;
  return place === "line" ? `${file}:${line}` : `${file} ${place} ${line}`;
}

/**
 * Throws `InputError` for the first corrupt record of an import. Duplicates, aggregates and
 * foreign spans pass: they are not faults of the file.
 */
export function requireClean(result: { readonly rejects: readonly Reject[] }): void {
  const first = result.rejects.find((reject) => reject.kind === "corrupt");
  if (first === undefined) return;
  throw new InputError(
    whereOf(first),
    describeReject(first),
    `${first.reason === NO_RATE ? RATE_FIX : "correct the record"}, or pass --allow-rejects to ` +
      "continue without it and others like it",
  );
}
