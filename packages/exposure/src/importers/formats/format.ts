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

/** What a bill says of a cost besides its amount: billionths, absent where it does not say. */
export interface BillDetails {
  /** The same at the provider's list prices. */
  readonly list?: bigint | null;
  /** Part of the list cost, or of the cost without one, for something other than tokens. */
  readonly services?: bigint | null;
  /** Part of the cost that another bill charges: calls with a key of one's own. */
  readonly ownKey?: bigint | null;
  /** Part of the cost that was paid ahead, by a purchase on a line of its own. */
  readonly paidAhead?: bigint | null;
  /** Credits against the cost, zero or negative; they are not in it. */
  readonly credit?: bigint | null;
}

/** Kinds of line on a bill that are no usage. */
export type ChargeKind = "credit" | "discount" | "tax" | "purchase" | "adjustment";

/** A line of a bill that is no usage: it is in no cost, and on what is due. */
export interface Charge {
  readonly kind: ChargeKind;
  readonly startMicros: bigint;
  readonly provider: string;
  readonly model: string;
  /** Billionths of `currency`; negative for what is given back. */
  readonly nanos: bigint;
  readonly currency: string;
}

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
  /** Billionths of `currency`; null when the source does not say. */
  readonly billedNanos: bigint | null;
  /** ISO code of all its money; dollars when left out. */
  readonly currency?: string;
  readonly bill?: BillDetails;
}

/** A record that holds no usage to count, and why. */
export interface SkippedRecord {
  readonly skipped: "foreign" | "aggregate";
  /** The same words for the same cause, so that records can be counted by it. */
  readonly reason: string;
  /** What the line adds to the bill all the same. */
  readonly charge?: Charge;
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
  /** What its records carry: tokens in one export and cost in another would count a bill twice. */
  readonly carries: "tokens" | "cost" | "both";
  /** Whose bill it is, for exports that come apart into tokens and cost. */
  readonly bill?: string;
  /** Whether a file without any usage is no fault, as with a log that was opened and left. */
  readonly mayBeEmpty?: boolean;
  /** What in the sample speaks for this format, in words; null when nothing does. */
  readonly recognise: (sample: FileSample) => string | null;
  /** What is wrong with a table's columns, in words; null when all that are needed are there. */
  readonly requireColumns?: (columns: readonly string[]) => string | null;
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
