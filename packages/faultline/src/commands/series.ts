import { withPool } from "../ensemble/pool.ts";
import { type Io, writeJson, writeLines } from "../io.ts";
import {
  type EnsembleOptions,
  type RawEnsembleOptions,
  parseEnsembleOptions,
} from "../options/ensemble-options.ts";
import { displayOf } from "../results/display.ts";
import { labelOf } from "../results/labels.ts";
import { monthAfter } from "../results/months.ts";
import { type PublishedItem, itemCalled, publishedItems } from "../results/published-items.ts";
import { runChecked, specOf } from "../results/run-simulation.ts";
import { type SimulateResult, simulateResult } from "../results/simulate-result.ts";
import { headerLines } from "../results/simulate-text.ts";
import { ofHundred } from "../terminal/numbers.ts";
import { paint } from "../terminal/paint.ts";
import { blocks } from "../terminal/listing.ts";
import { withProgress } from "../terminal/progress.ts";
import { table } from "../terminal/table.ts";
import { wrap } from "../terminal/text.ts";

/** `faultline series [NAME]`: what a run publishes, or one of them month by month. */
export async function seriesCommand(
  name: string | undefined,
  raw: RawEnsembleOptions,
  io: Io,
): Promise<void> {
  const options = parseEnsembleOptions(raw, io);
  const items = publishedItems(options.without);
  if (name === undefined) return listSeries(items, options, io);
  const item = itemCalled(name, "series", options.without);
  const ensemble = await withProgress(io, "running futures", (update) =>
    withPool(options.workers, (pool) => runChecked(pool, specOf(options), options, update)),
  );
  const result = simulateResult(options, ensemble);
  if (options.json) return writeJson(io, seriesJson(item, result));
  writeLines(io, seriesText(item, result, io));
}

function listSeries(items: readonly PublishedItem[], options: EnsembleOptions, io: Io): void {
  if (options.json) return writeJson(io, { items });
  const present = items.filter((item) => item.present);
  const of = (name: string, some: readonly PublishedItem[]): string[] =>
    table(
      [{ title: name }, { title: "unit" }, { title: "what it is", shrinks: true, wraps: true }],
      some.map(({ id, kind, unit, doc }) => [id, unit ?? kind ?? "", doc]),
      { columns: io.columns, title: paint(io.color).bold },
    );
  const tables = [
    of(
      "PUBLISHED",
      present.filter(({ published }) => published),
    ),
    of(
      "BESIDES",
      present.filter(({ published }) => !published),
    ),
    of(
      "ABSENT",
      items.filter((item) => !item.present),
    ),
  ];
  writeLines(io, blocks(tables.filter((lines) => lines.length > 1)));
}

function seriesJson(item: PublishedItem, result: SimulateResult): unknown {
  const { id, kind, unit, doc } = item;
  const { scenario, severity, draws, seed, from } = result;
  return { id, kind, unit, doc, scenario, severity, draws, seed, from, items: rowsOf(id, result) };
}

interface MonthRow {
  /** 1 for the first month. */
  readonly month: number;
  readonly period: string;
  readonly [figure: string]: number | string;
}

const figuresShown = ["mean", "p05", "p25", "p50", "p75", "p95"] as const;

function rowsOf(id: string, result: SimulateResult): readonly MonthRow[] {
  const series = result.series[id];
  const event = result.events[id];
  return Array.from({ length: result.months }, (_, i) => ({
    month: i + 1,
    period: monthAfter(result.from, i),
    ...(series && Object.fromEntries(figuresShown.map((key) => [key, series[key][i]!]))),
    ...(series === undefined && event && { probability: event.cumulative[i]! }),
  }));
}

function seriesText(item: PublishedItem, result: SimulateResult, io: Io): string[] {
  const { id, unit, doc } = item;
  const title = paint(io.color).bold;
  const head = [...headerLines(result, io, `faultline series ${id}`), ""];
  const rows = rowsOf(id, result);
  if (unit === null) {
    return [
      ...head,
      ...wrap(`${labelOf(id)}: ${doc}`, io),
      ...table(
        [
          { title: "month", align: "right" },
          { title: "period" },
          { title: "of 100", align: "right" },
        ],
        rows.map((row) => [String(row.month), row.period, ofHundred(row["probability"] as number)]),
        { columns: io.columns, title },
      ),
    ];
  }
  const display = displayOf(id, unit);
  return [
    ...head,
    ...wrap(`${labelOf(id)}${display.unit === "" ? "" : `, ${display.unit}`}: ${doc}`, io),
    ...table(
      [
        { title: "month", align: "right" },
        { title: "period" },
        ...["mean", "5%", "25%", "median", "75%", "95%"].map((name) => ({
          title: name,
          align: "right" as const,
        })),
      ],
      rows.map((row) => [
        String(row.month),
        row.period,
        ...figuresShown.map((key) => display.show(row[key] as number)),
      ]),
      { columns: io.columns, title },
    ),
  ];
}
