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
    ask: "Revenue by feature, USD a month, such as Chat=31000, Search=9000",
    comment: "USD a month, by feature, by customer, or both; names as the usage has them",
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
  const value = /^[+-]?\d*\.?\d+$/.test(trimmed) ? Number(trimmed) : Number.NaN;
  if (value >= low && value <= high) return value;
  throw new InputError("the answer", `${quoteValue(text)} is not such a number`, fix);
}

function revenue(answer: string): Value {
  const features: [string, number][] = answer.split(",").map((part) => {
    const at = part.lastIndexOf("=");
    const name = part.slice(0, Math.max(0, at)).trim();
    if (name !== "") return [name, money(part.slice(at + 1))];
    const fix = "write NAME=USD, NAME=USD";
    throw new InputError("the answer", `${quoteValue(part.trim())} names no feature`, fix);
  });
  return { features: Object.fromEntries(features) };
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
