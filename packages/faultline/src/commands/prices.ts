import { basename } from "node:path";
import {
  GENAI_PRICES_OBSERVED,
  GENAI_PRICES_SOURCE,
  InputError,
  quoteValue,
} from "@faultline/exposure";
import { type Io, writeJson, writeLines } from "../io.ts";
import { plainNumber } from "../options/plain-number.ts";
import { readPricesFile } from "../options/prices-option.ts";
import { multiple } from "../report/words.ts";
import { type AgedPrice, type PriceItem, priceItems } from "../results/price-items.ts";
import { count, decimal, shortFigures } from "../terminal/numbers.ts";
import { type Paint, paint } from "../terminal/paint.ts";
import { type Column, table } from "../terminal/table.ts";
import { wrap } from "../terminal/text.ts";

/** Options of `faultline prices`, as the command line gives them. */
export interface RawPricesOptions {
  readonly at?: string;
  readonly prices?: string;
  readonly stale?: string;
  readonly json?: boolean;
}

/**
 * Months past which a price is called stale: an assumption. Lists changed more often than once a
 * year and model, so a price a quarter old is worth a look.
 */
const staleMonths = 3;

/** `faultline prices [MODEL…]`: what models cost on a day, who says so, and how old that is. */
export function pricesCommand(models: readonly string[], options: RawPricesOptions, io: Io): void {
  const day = options.at === undefined ? GENAI_PRICES_OBSERVED : parseDay(options.at);
  const staleAfter = options.stale === undefined ? staleMonths : parseMonths(options.stale);
  const own = options.prices === undefined ? {} : readPricesFile(options.prices, io.cwd);
  const ownSource = options.prices === undefined ? "" : basename(options.prices);
  const items = priceItems({ models, day, staleAfter, own, ownSource });
  if (options.json === true) {
    const catalogue = { source: GENAI_PRICES_SOURCE, observedAt: GENAI_PRICES_OBSERVED };
    writeJson(io, { at: day, staleAfter, catalogue, items });
  } else writeLines(io, pricesText(items, day, staleAfter, io.columns, paint(io.color)));
}

function parseDay(text: string): string {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const time = isDay ? Date.parse(text) : Number.NaN;
  // Date.parse takes the 31st of a short month for the first of the next.
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(text)) return text;
  throw new InputError("--at", `${quoteValue(text)} is not a day`, "write it like 2024-09-15");
}

function parseMonths(text: string): number {
  const months = plainNumber("--stale", text);
  if (Number.isInteger(months) && months >= 0) return months;
  throw new InputError("--stale", `${months} is not a count of months`, "give a whole number");
}

function pricesText(
  items: readonly PriceItem[],
  day: string,
  staleAfter: number,
  columns: number,
  ink: Paint,
): string[] {
  const rows = items.flatMap((item) => [
    priceRow(item.asked, item.price, item.ratio),
    ...(item.catalogue === null ? [] : [priceRow("  in the catalogue", item.catalogue, null)]),
  ]);
  const notes = items.flatMap(({ asked, price }) => notesOf(asked, price, day));
  const stale = items.filter(({ price }) => price.isStale).map(({ asked }) => asked);
  const verdict =
    stale.length === 0
      ? `None was last verified more than ${count(staleAfter, "month")} before.`
      : `Stale, last verified more than ${count(staleAfter, "month")} before or on no known day: ` +
        `${stale.join(", ")}.`;
  return [
    ink.bold(`faultline prices · on ${day}, USD per million tokens`),
    "",
    ...priceTable(rows, columns, ink),
    "",
    ...notes.flatMap((note) => wrap(note, { columns, rest: "  " })),
    ...wrap(verdict, { columns, rest: "  " }),
  ];
}

/** The table without the columns that nothing stands in. */
function priceTable(rows: readonly (readonly string[])[], columns: number, ink: Paint): string[] {
  const all: readonly Column[] = [
    { title: "MODEL", shrinks: true },
    { title: "input", align: "right" },
    { title: "cached", align: "right" },
    { title: "output", align: "right" },
    { title: "own/list" },
    { title: "source" },
    { title: "verified" },
    { title: "holds" },
  ];
  const isFilled = (column: number): boolean => rows.some((row) => row[column] !== "");
  return table(
    all.filter((_, column) => isFilled(column)),
    rows.map((row) => row.filter((_, column) => isFilled(column))),
    { columns, title: ink.bold },
  );
}

function priceRow(name: string, price: AgedPrice, ratio: PriceItem["ratio"]): string[] {
  const rates = price.bands[0]?.rates;
  const money = (usd: number | null | undefined) =>
    usd === null || usd === undefined ? "none" : shortFigures(usd);
  const { source, observedAt, effectiveFrom, effectiveUntil } = price.provenance;
  const over = (value: number | null) => (value === null ? "?" : `×${multiple(value)}`);
  return [
    name,
    money(rates?.inUncached),
    money(rates?.cacheRead),
    money(rates?.outVisible),
    ratio === null ? "" : `${over(ratio.input)} ${over(ratio.output)}`,
    source.replace(/^@.*\//, ""),
    `${observedAt ?? "unknown"}${price.isStale ? " stale" : ""}`,
    [
      effectiveFrom === null ? "" : `from ${effectiveFrom}`,
      effectiveUntil === null ? "" : `until ${effectiveUntil}`,
    ]
      .filter((part) => part !== "")
      .join(" "),
  ];
}

/** What the columns cannot hold. */
function notesOf(asked: string, price: AgedPrice, day: string): string[] {
  const { notes, observedAt, effectiveFrom, effectiveUntil } = price.provenance;
  const undated = effectiveFrom === null && effectiveUntil === null;
  const later = undated && observedAt !== null && observedAt > day;
  const long = price.bands.slice(1).map((band) => {
    const { inUncached, outVisible } = band.rates;
    return (
      `calls past ${decimal(band.aboveInputTokens)} input tokens cost ` +
      `${inUncached ?? "?"} and ${outVisible ?? "?"}`
    );
  });
  const all = [
    ...notes.filter((note) => !note.startsWith("provider inferred")),
    ...long,
    ...(later ? [`the price of ${observedAt}; the source does not say since when it holds`] : []),
  ];
  return all.length === 0 ? [] : [`${asked}: ${all.join("; ")}.`];
}
