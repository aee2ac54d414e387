import { dollars, figures, percent, shortFigures } from "../terminal/numbers.ts";

/** How a quantity is shown: its unit, and its value in that unit. */
export interface Display {
  readonly unit: string;
  readonly show: (value: number) => string;
}

const billionsAYear = (value: number): string => figures((value * 12) / 1e9);
const billions = (value: number): string => figures(value / 1e9);

/** Shares and ratios look alike to the engine; these published ones are shares of a whole. */
const isShare = (id: string): boolean => /Share$|\.share$/.test(id);

/** How a published series is shown. */
export function displayOf(id: string, unit: string): Display {
  switch (unit) {
    case "USD/month":
      return { unit: "$ bn a year", show: billionsAYear };
    case "USD":
      return { unit: "$ bn", show: billions };
    case "USD/Mtok":
      return { unit: "$/Mtok", show: figures };
    case "USD/GPUhour":
    case "USD/hour":
      return { unit: "$ an hour", show: figures };
    case "person":
      return { unit: "million", show: (value) => figures(value / 1e6) };
    case "person/month":
      return { unit: "thousand a month", show: (value) => figures(value / 1e3) };
    case "1":
      if (id === "capital.confidence") return { unit: "0 to 1", show: figures };
      return isShare(id) ? { unit: "", show: percent } : { unit: "×", show: figures };
    default:
      return { unit, show: figures };
  }
}

/** Units of facts that are dollars, and the words that follow the amount. */
const dollarUnits: readonly (readonly [prefix: string, suffix: string])[] = [
  ["USD/month", " a month"],
  ["USD/year", " a year"],
  ["USD/quarter", " a quarter"],
  ["USD per million tokens", " per million tokens"],
  ["USD", ""],
];

/** How a fact's value is shown: an amount, and what follows one amount or a range of them. */
export function amountOf(unit: string): {
  readonly amount: Display["show"];
  readonly rest: string;
} {
  for (const [prefix, suffix] of dollarUnits) {
    if (unit.startsWith(prefix)) {
      return { amount: dollars, rest: suffix + unit.slice(prefix.length) };
    }
  }
  const share = /^(?:share|fraction)(?= |$)/.exec(unit);
  if (share !== null) {
    return {
      amount: (value) => `${shortFigures(value * 100)}%`,
      rest: unit.slice(share[0].length),
    };
  }
  return { amount: large, rest: ["", "1", "ratio"].includes(unit) ? "" : ` ${unit}` };
}

function large(value: number): string {
  const size = Math.abs(value);
  if (size >= 999.5e6) return `${shortFigures(value / 1e9)} bn`;
  return size >= 999_500 ? `${shortFigures(value / 1e6)} m` : shortFigures(value);
}
