import { z } from "zod";
import { InputError } from "../input-error.ts";

/** Most decimal places of a rate; more would be no rate that anyone publishes. */
const PLACES = 9;

const code = z.string().regex(/^[A-Z]{3}$/, { error: "expected a currency's code such as EUR" });
const rate = z.union([z.string(), z.number().transform(String)]).refine(isRate, {
  error: `expected a rate above zero such as "1.0873", up to 10^9 with ${PLACES} decimal places`,
});

/** One rate as a company file gives it. */
export const exchangeRateSchema = z.strictObject({
  from: code,
  /** Everything is told in dollars, so rates lead there. */
  to: z.literal("USD", { error: "expected USD, the currency that everything is told in" }),
  date: z.iso.date("it is not a date written YYYY-MM-DD"),
  rate,
});

/** A rate into dollars, exact: one unit of `currency` is `num / den` dollars from `date` on. */
export interface ExchangeRate {
  readonly currency: string;
  /** ISO day from which it holds, until that of the next one. */
  readonly date: string;
  readonly num: bigint;
  readonly den: bigint;
  /** The rate in words: `1.0873`, or `1.1061 / 0.8429` where it crosses a third currency. */
  readonly text: string;
  /** Where it was given. */
  readonly where: string;
}

/** Whether a text is a rate that can be used. */
export function isRate(text: string): boolean {
  return /^\d{1,9}(\.\d{1,9})?$/.test(text) && /[1-9]/.test(text);
}

/** A rate's digits as a whole number of billionths. */
export function rateBillionths(text: string): bigint {
  const [whole = "", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.padEnd(PLACES, "0"));
}

/** Rates into dollars by day, for one run. What none of them covers is refused, never guessed. */
export class ExchangeRates {
  readonly #byCurrency = new Map<string, readonly ExchangeRate[]>();
  readonly #asked = new Map<string, ExchangeRate | null>();

  /** Throws `InputError` when two rates of a day differ. */
  constructor(rates: readonly ExchangeRate[] = []) {
    const byDay = new Map<string, ExchangeRate>();
    for (const one of rates) {
      const key = `${one.currency} ${one.date}`;
      const same = byDay.get(key);
      if (same !== undefined && same.num * one.den !== one.num * same.den) {
        throw new InputError(
          one.where,
          `a second rate of ${one.currency} for ${one.date}, other than that of ${same.where}`,
          "keep one of them",
        );
      }
      if (same === undefined) byDay.set(key, one);
    }
    const byCurrency = new Map<string, ExchangeRate[]>();
    for (const one of byDay.values()) {
      const known = byCurrency.get(one.currency);
      if (known === undefined) byCurrency.set(one.currency, [one]);
      else known.push(one);
    }
    for (const [currency, known] of byCurrency) {
      this.#byCurrency.set(
        currency,
        known.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
      );
    }
  }

  /** Whether there is no rate at all. */
  get isEmpty(): boolean {
    return this.#byCurrency.size === 0;
  }

  /** The last rate on or before an ISO day; null without one. */
  on(currency: string, day: string): ExchangeRate | null {
    // Asked for every record, of the same few days again and again.
    const key = `${currency} ${day}`;
    const asked = this.#asked.get(key);
    if (asked !== undefined) return asked;
    const found = this.#byCurrency.get(currency)?.findLast(({ date }) => date <= day) ?? null;
    this.#asked.set(key, found);
    return found;
  }
}

/** Why a record in another currency cannot be counted. */
export const NO_RATE = "money in a currency without an exchange rate on or before its day";

/** What to do about {@link NO_RATE}. */
export const RATE_FIX =
  "give one with --rates FILE, or under exchangeRates in the company file, such as " +
  '{ from: EUR, to: USD, date: 2026-01-31, rate: "1.0873" }';

/** An amount in dollars, to the nearest billionth and halves away from zero. */
export function inDollars(nanos: bigint, { num, den }: Pick<ExchangeRate, "num" | "den">): bigint {
  const size = nanos < 0n ? -nanos : nanos;
  const rounded = (2n * size * num + den) / (2n * den);
  return nanos < 0n ? -rounded : rounded;
}

/** The rates of a company file. */
export function companyRates(
  rates: readonly z.infer<typeof exchangeRateSchema>[],
  name: string,
): ExchangeRate[] {
  return rates.map(({ from, date, rate: text }, index) => ({
    currency: from,
    date,
    num: rateBillionths(text),
    den: rateBillionths("1"),
    text,
    where: `${name} at exchangeRates.${index}`,
  }));
}
