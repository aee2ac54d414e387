import { InputError, quoteValue } from "@faultline/exposure";

/** A value that an answer stands for, as the company file holds it. */
type Value = string | number | Readonly<Record<string, unknown>> | readonly unknown[];

/** One question about a company. */
export interface Question {
  /** Key of the company file that it fills. */
  readonly key: string;
  readonly ask: string;
  /** What a comment in the file says of the key. */
  readonly comment: string;
  /** What is written, commented out, when there is no answer. */
  readonly example: string;
  /** Throws {@link InputError} for an answer that is none. */
  readonly read: (answer: string) => Value;
}

/** The questions whose answers change a stress test most; the rest of the file is left to its page. */
export const questions: readonly Question[] = [
  {
    key: "name",
    ask: "Name of the company",
    comment: "for reports",
    example: "acme",
    read: (answer) => answer,
  },
  {
    key: "cash",
    ask: "Cash today, USD",
    comment: "USD at the start; without it there is no runway",
    example: "740000",
    read: money,
  },
  {
    key: "opex",
    ask: "Running costs other than AI, USD a month",
    comment: "USD a month, running costs other than AI",
    example: "98000",
    read: money,
  },
  {
    key: "revenue",
    ask:
      "Revenue, USD a month, by feature such as Chat=31000, Search=9000; by customer such as " +
      "customers: Acme=31000, Bolt=9000; or from a billing export such as " +
      "billing.csv: amount=Amount, customer=Customer, date=Created",
    comment:
      "USD a month, by feature, by customer, or both, names as the usage has them; " +
      "or { csv: billing.csv, amount: COLUMN, customer: COLUMN, date: COLUMN }",
    example: "{ features: { Chat: 31000, Search: 9000 } }",
    read: revenue,
  },
  {
    key: "growth",
    ask: "Growth of sales and usage a month, such as 2%",
    comment: "of sales and usage, a fraction a month",
    example: "0.02",
    read: (answer) => fraction(answer, -0.99, 10),
  },
  {
    key: "otherCogs",
    ask: "Cost of sales other than AI, share of revenue, such as 10%",
    comment: "other cost of sales, fraction of revenue",
    example: "0.1",
    read: (answer) => fraction(answer, 0, 10),
  },
  {
    key: "fixedAi",
    ask: "AI costs that no token price moves (seats, own machines), USD a month",
    comment: "USD a month that no token price moves",
    example: "1800",
    read: money,
  },
  {
    key: "credits",
    ask: "Credits: vendor (openai, anthropic, other), USD and last month, such as openai 80000 2025-02",
    comment: "they pay until they are used up or expire",
    example: "[{ vendor: openai, balance: 80000, expires: 2025-02 }]",
    read: credits,
  },
];

function money(answer: string): number {
  return plain(answer, "write dollars as a plain number such as 740000", 0, Number.MAX_VALUE);
}

function fraction(answer: string, low: number, high: number): number {
  const inHundred = answer.endsWith("%");
  const text = inHundred ? answer.slice(0, -1) : answer;
  const fix = `write it like 2% or 0.02, between ${low} and ${high}`;
  // 2 / 100 is the very 0.02 that is meant; 2 * 0.01 need not be.
  const scale = inHundred ? 100 : 1;
  return plain(text, fix, low * scale, high * scale) / scale;
}

function plain(text: string, fix: string, low: number, high: number): number {
  const trimmed = text.trim();
  const value = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)$/.test(trimmed) ? Number(trimmed) : Number.NaN;
  if (value >= low && value <= high) return value;
  throw new InputError("the answer", `${quoteValue(text)} is not such a number`, fix);
}

function revenue(answer: string): Value {
  const [, csv, columns] = /^(.*\.csv(?:\.gz)?)\s*:(.*)$/i.exec(answer) ?? [];
  if (csv !== undefined) return { csv, ...billingColumns(columns ?? "") };
  const [, customers] = /^customers?\s*:(.*)$/i.exec(answer) ?? [];
  const one = customers === undefined ? "feature" : "customer";
  const amounts = pairs(customers ?? answer, one).map(
    ([name, text]) => [name, money(text)] as const,
  );
  return { [`${one}s`]: Object.fromEntries(amounts) };
}

/** Parts of a billing export that an answer may name; its page has the others. */
const billingKeys: ReadonlySet<string> = new Set([
  "amount",
  "customer",
  "feature",
  "date",
  "dateFormat",
  "unit",
  "currency",
]);

function billingColumns(text: string): Readonly<Record<string, string>> {
  const columns = Object.fromEntries(pairs(text, "column"));
  const unknown = Object.keys(columns).find((key) => !billingKeys.has(key));
  const fix = "write amount=COLUMN, customer=COLUMN, date=COLUMN";
  if (unknown !== undefined) {
    throw new InputError(
      "the answer",
      `${quoteValue(unknown)} is nothing of a billing export`,
      fix,
    );
  }
  const isEnough =
    "amount" in columns &&
    ("customer" in columns || "feature" in columns) &&
    ("date" in columns || !("currency" in columns));
  if (isEnough && ["dollars", "cents", undefined].includes(columns["unit"])) return columns;
  const needed = "an amount and a customer or a feature, with a currency also a date";
  throw new InputError("the answer", `${quoteValue(text.trim())} does not name ${needed}`, fix);
}

/** `NAME=VALUE, NAME=VALUE` taken apart; the last sign counts, as a name may hold one. */
function pairs(text: string, what: string): (readonly [string, string])[] {
  return text.split(",").map((part) => {
    const at = part.lastIndexOf("=");
    const name = part.slice(0, Math.max(0, at)).trim();
    if (name !== "") return [name, part.slice(at + 1).trim()];
    const fix = "write NAME=USD, NAME=USD";
    throw new InputError("the answer", `${quoteValue(part.trim())} names no ${what}`, fix);
  });
}

function credits(answer: string): Value {
  const [, vendor, balance, expires] =
    /^(openai|anthropic|other)\s+(\S+)\s+(\d{4}-(?:0[1-9]|1[0-2]))$/.exec(answer) ?? [];
  if (vendor !== undefined && balance !== undefined) {
    return [{ vendor, balance: money(balance), expires }];
  }
  const fix = "write a vendor, an amount and a month, such as openai 80000 2025-02";
  throw new InputError("the answer", `${quoteValue(answer)} is not a credit`, fix);
}
