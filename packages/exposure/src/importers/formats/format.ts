import type { DisjointCounts } from "../../inclusion-rules.ts";
import type { RecordFields } from "../record-fields.ts";

/** What the start of a file shows, for telling formats apart. */
export type FileSample =
  | { readonly shape: "csv"; readonly columns: readonly string[] }
  | {
      readonly shape: "json";
      /** Whether a key of this name occurs near the start, at any depth. */
      readonly hasKey: (name: string) => boolean;
      /** Whether a piece of text occurs near the start. */
      readonly hasText: (text: string) => boolean;
    };

/** Usage found in one record of an export. */
export interface RecordUsage {
  /** What tells the record from all others; null when only its whole content does. */
  readonly id: string | null;
  /** Microseconds since 1970 of the call, or of the start of the period it sums over. */
  readonly startMicros: bigint;
  readonly provider: string;
  readonly model: string;
  readonly feature: string | null;
  readonly customer: string | null;
  /** Empty for the standard tier. */
  readonly tier: string;
  /** Calls it stands for; 0 when the source does not count them. */
  readonly requests: number;
  readonly counts: DisjointCounts;
  /** Billionths of a dollar; null when the source does not say. */
  readonly billedNanos: bigint | null;
}

/** A record that holds no usage to count, and why. */
export interface SkippedRecord {
  readonly skipped: "foreign" | "aggregate";
  /** The same words for the same cause, so that records can be counted by it. */
  readonly reason: string;
}

/** What a record is for our purposes; a faulty one throws `FaultyRecord`. */
export type ReadRecord = (fields: RecordFields) => RecordUsage | SkippedRecord;

/** A kind of export that is imported without a mapping. */
export interface RecordFormat {
  /** Name in `--format`, in results and in the `source` column. */
  readonly name: string;
  /** What it is, in words. */
  readonly title: string;
  /** How a user comes by such a file. */
  readonly obtain: string;
  /** What its records carry: two exports of one bill, tokens here and cost there, count it twice. */
  readonly carries: "tokens" | "cost" | "both";
  /** Whose bill it is, for exports that come apart into tokens and cost. */
  readonly bill?: string;
  /** Whether a file without any usage is no fault, as with a log that was opened and left. */
  readonly mayBeEmpty?: boolean;
  /** What in the sample speaks for this format, in words; null when nothing does. */
  readonly recognise: (sample: FileSample) => string | null;
  /** Records inside one JSON value of a file; a list's items when left out. */
  readonly unfold?: (json: unknown) => Iterable<unknown>;
  /** Starts on a file; what is returned may remember what it read before. */
  readonly reader: () => ReadRecord;
}

/** Evidence that all of these columns or keys are there; null when one is missing. */
export function allPresent(sample: FileSample, names: readonly string[]): string | null {
  const has =
    sample.shape === "csv" ? (name: string) => sample.columns.includes(name) : sample.hasKey;
  if (!names.every(has)) return null;
  return `the ${sample.shape === "csv" ? "columns" : "keys"} ${names.join(", ")}`;
}

/** Counts of a record that carries cost and no tokens. */
export const NO_TOKENS: DisjointCounts = {
  inUncached: 0,
  cacheRead: 0,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
  outVisible: 0,
  outReasoning: null,
};
