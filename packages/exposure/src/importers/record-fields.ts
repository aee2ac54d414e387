import { MAX_TOKENS_PER_RECORD } from "../canonical.ts";
import {
  type DisjointCounts,
  type InclusionRule,
  type ReportedCounts,
  splitCounts,
} from "../inclusion-rules.ts";
import { parseInstant } from "./instant.ts";
import { isObject } from "./otlp-attributes.ts";

/** A record whose content is wrong; caught by the reader and told as a reject. */
export class FaultyRecord extends Error {
  override readonly name = "FaultyRecord";
  /** Why, without the value. */
  readonly reason: string;
  /** Column or key at fault. */
  readonly column: string | null;
  /** Its text as the file has it. */
  readonly value: string | null;

  constructor(reason: string, column: string | null = null, value: string | null = null) {
    super(reason);
    this.reason = reason;
    this.column = column;
    this.value = value;
  }
}

const YEAR_2000 = 946_684_800_000;
const YEAR_2100 = 4_102_444_800_000;
const DECIMAL = /^(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d{1,3}))?$/;

/** Billionths of a dollar that no record's cost may reach; the `usage` table holds no more. */
export const MAX_NANOS = 1_000_000_000_000_000_000n;

/**
 * One record of an export, as a CSV row of texts or a JSON object. Fields are named by column or by
 * a dotted path; of several names the first that is there and not empty counts. What is absent,
 * null or blank is *absent*, never zero.
 */
export class RecordFields {
  /** The record as it was read. */
  readonly raw: Readonly<Record<string, unknown>>;

  constructor(raw: Readonly<Record<string, unknown>>) {
    this.raw = raw;
  }

  /** A text without the blanks around it; null when absent. */
  text(...names: readonly string[]): string | null {
    return this.#find(names)?.text ?? null;
  }

  /** A token or call count; null when absent. Throws `FaultyRecord` for what is no count. */
  optionalCount(...names: readonly string[]): number | null {
    const found = this.#find(names);
    if (found === null) return null;
    const { name, text } = found;
    const fault = (reason: string) => new FaultyRecord(reason, name, text);
    if (/^-\d/.test(text)) throw fault("a negative count");
    // Dashboards write whole counts as 3.0.
    if (!/^\d+(\.0*)?$/.test(text)) {
      throw fault(/^\d+\.\d+$/.test(text) ? "not a whole number" : "not a number");
    }
    const count = Number(text);
    if (count > MAX_TOKENS_PER_RECORD) throw fault("a count past 10^12 tokens in one record");
    return count;
  }

  /** A count that a source leaves out when it is zero. */
  count(...names: readonly string[]): number {
    return this.optionalCount(...names) ?? 0;
  }

  /** A count without which the record tells nothing. Throws `FaultyRecord` when absent. */
  requiredCount(...names: readonly string[]): number {
    const count = this.optionalCount(...names);
    if (count === null) throw new FaultyRecord("an empty count", names[0]);
    return count;
  }

  /**
   * Money in billionths of a dollar; null when absent. `digits` is how many decimal places the
   * file's unit lies below the dollar: 2 for cents. Never through a float: cents have fractions.
   */
  nanos(names: string | readonly string[], digits = 0): bigint | null {
    const found = this.#find(typeof names === "string" ? [names] : names);
    if (found === null) return null;
    const { name, text } = found;
    const fault = (reason: string) => new FaultyRecord(reason, name, text);
    const negative = text.startsWith("-");
    const match = DECIMAL.exec(negative ? text.slice(1) : text);
    const whole = match?.[1] ?? "";
    const fraction = match?.[2] ?? "";
    if (match === null || whole + fraction === "") throw fault("not a number");
    const nanos = scaled(
      BigInt(whole + fraction),
      9 + Number(match[3] ?? 0) - fraction.length - digits,
    );
    if (nanos >= MAX_NANOS) throw fault("an amount of money past 10^9");
    return negative ? -nanos : nanos;
  }

  /** The instant in microseconds since 1970: ISO text, UTC unless it says otherwise, or seconds. */
  startMicros(...names: readonly string[]): bigint {
    const found = this.#find(names);
    if (found === null) throw new FaultyRecord("an empty timestamp", names[0]);
    const { name, text } = found;
    const millis = millisOf(text);
    if (millis === null) throw new FaultyRecord("not a timestamp", name, text);
    if (millis < YEAR_2000 || millis >= YEAR_2100) {
      throw new FaultyRecord("a timestamp outside the years 2000 to 2100", name, text);
    }
    return BigInt(Math.round(millis * 1000));
  }

  /** An object inside the record, also when it is written as JSON text; null when absent. */
  object(name: string): RecordFields | null {
    const value = this.#json(name);
    return isObject(value) ? new RecordFields(value) : null;
  }

  /** The first text of a list, also when it is written as JSON text; null when there is none. */
  firstOf(name: string): string | null {
    const value = this.#json(name);
    const first: unknown = Array.isArray(value) ? value[0] : null;
    return typeof first === "string" && first.trim() !== "" ? first.trim() : null;
  }

  /** The objects of a list inside the record, also when it is written as JSON text. */
  itemsOf(name: string): RecordFields[] {
    const value = this.#json(name);
    if (!Array.isArray(value)) return [];
    return (value as unknown[]).filter(isObject).map((item) => new RecordFields(item));
  }

  /** ISO code of the money's currency; dollars when none is told. Throws `FaultyRecord` for no code. */
  currency(...names: readonly string[]): string {
    const found = this.#find(names);
    const code = found === null ? "USD" : found.text.toUpperCase();
    if (/^[A-Z]{3}$/.test(code)) return code;
    throw new FaultyRecord("a currency that is no code of three letters", names[0], found?.text);
  }

  #json(name: string): unknown {
    const value = this.#value(name);
    if (typeof value !== "string" || value.trim() === "") return value;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      throw new FaultyRecord("not valid JSON", name, value);
    }
  }

  #find(names: readonly string[]): { name: string; text: string } | null {
    for (const name of names) {
      const value = this.#value(name);
      if (value === undefined || value === null) continue;
      if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") {
        throw new FaultyRecord("not a plain value", name);
      }
      const text = String(value).trim();
      if (text !== "") return { name, text };
    }
    return null;
  }

  #value(path: string): unknown {
    if (Object.hasOwn(this.raw, path)) return this.raw[path];
    let value: unknown = this.raw;
    for (const key of path.split(".")) {
      if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
      value = value[key];
    }
    return value;
  }
}

/** Counts in disjoint buckets by a source's rule; throws `FaultyRecord` when they cannot be. */
export function disjoint(reported: Partial<ReportedCounts>, rule: InclusionRule): DisjointCounts {
  const split = splitCounts(
    {
      input: 0,
      output: 0,
      cacheRead: 0,
      cacheWrite5m: 0,
      cacheWrite1h: 0,
      reasoning: null,
      ...reported,
    },
    rule,
  );
  if (typeof split === "string") throw new FaultyRecord(`a ${split}`);
  return split;
}

/** Money that a tool worked out itself, where 0 for tokens means that it knew no price. */
export function pricedNanos(nanos: bigint | null, counts: DisjointCounts): bigint | null {
  return nanos === 0n && tokensIn(counts) > 0 ? null : nanos;
}

/** All tokens of disjoint counts. */
export function tokensIn(counts: DisjointCounts): number {
  return (
    counts.inUncached +
    counts.cacheRead +
    counts.cacheWrite5m +
    counts.cacheWrite1h +
    counts.outVisible +
    (counts.outReasoning ?? 0)
  );
}

function millisOf(text: string): number | null {
  if (/^\d{9,10}(\.\d+)?$/.test(text)) return Number(text) * 1000;
  // DuckDB writes an offset of whole hours without minutes.
  const offset = /:\d\d(\.\d+)?[+-]\d\d$/.test(text) ? `${text}:00` : text;
  const iso = offset.replace(/ ?UTC$/, "Z").replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, "$1T");
  return parseInstant(iso.replace(/^(\d{4}-\d\d-\d\d)Z$/, "$1"));
}

function powerOfTen(exponent: number): bigint {
  return BigInt(`1${"0".repeat(exponent)}`);
}

// Rounds half up past the last billionth.
function scaled(digits: bigint, exponent: number): bigint {
  if (exponent >= 0) return digits * powerOfTen(exponent);
  const divisor = powerOfTen(-exponent);
  return (digits + divisor / 2n) / divisor;
}
