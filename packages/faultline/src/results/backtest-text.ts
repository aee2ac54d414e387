import { fewestForTrend } from "@faultline/economy";
import { count, decimal, percent } from "../terminal/numbers.ts";
import { paint } from "../terminal/paint.ts";
import { type Cell, type Column, table } from "../terminal/table.ts";
import { sanitise, wrap } from "../terminal/text.ts";
import type { BacktestResult, BacktestRow, UnusedRow } from "./backtest-result.ts";
import { displayOf } from "./display.ts";
import { firmOf, labelOf } from "./labels.ts";
import type { Page } from "./simulate-text.ts";

/** The report of a backtest below its header, line by line. */
export function backtestText(result: BacktestResult, page: Page): string[] {
  const { rows, unscored, unusedHistory, unreadColumns } = result;
  const all = count(rows.length + unscored.length, "figure");
  return [
    `${all}: ${decimal(rows.length)} scored, ${decimal(unscored.length)} not`,
    ...(rows.length === 0
      ? []
      : [
          "",
          ...rowLines(result, page),
          "",
          ...seriesLines(result, page),
          ...footnotes(result, page),
        ]),
    ...unusedLines("NOT SCORED", unscored, page),
    ...unusedLines("NOT USED AS HISTORY", unusedHistory, page),
    ...(unreadColumns.length === 0
      ? []
      : ["", ...wrap(`columns not read: ${sanitise(unreadColumns.join(", "))}`, page)]),
  ];
}

/** The figures, below a line for each series; all in one table, so that columns are aligned. */
function rowLines({ rows, series }: BacktestResult, page: Page): string[] {
  const bold = paint(page.color).bold;
  const columns: Column[] = [
    { title: "EACH FIGURE" },
    ...["told", "5%", "25%", "median", "75%", "95%"].map(rightAligned),
    { title: "50%" },
    { title: "90%" },
    ...["PIT", "CRPS", "last", "trend"].map(rightAligned),
  ];
  const groups = Object.keys(series).map((id) => rows.filter((row) => row.series === id));
  const lines = table(columns, groups.flat().map(rowCells), { columns: page.columns, title: bold });
  const body = lines.slice(1);
  return [
    lines[0]!,
    ...groups.flatMap((group) => [
      ...wrap(headingOf(group[0]!), { columns: page.columns, rest: "  " }),
      ...body.splice(0, group.length),
    ]),
  ];
}

function rightAligned(title: string): Column {
  return { title, align: "right" };
}

function headingOf({ series, unit }: BacktestRow): string {
  const shown = displayOf(series, unit).unit;
  const star = firmOf(series) === undefined ? "" : " *";
  return `${labelOf(series)}${shown === "" ? "" : `, ${shown}`}${star}`;
}

function rowCells(row: BacktestRow): Cell[] {
  const { show } = displayOf(row.series, row.unit);
  return [
    `  ${row.period}`,
    ...[row.value, row.p05, row.p25, row.p50, row.p75, row.p95].map(show),
    insideWord(row.inside50, row.bounded?.inside50),
    insideWord(row.inside90, row.bounded?.inside90),
    decimal(row.pit, 2),
    show(row.crps),
    row.rivals === null ? "–" : show(row.rivals.lastValue.crps),
    row.rivals === null ? "–" : show(row.rivals.trend.crps),
  ];
}

/** `in` or `out`, with `~` where the published uncertainty leaves it open. */
function insideWord(inside: boolean, bounded: string | undefined): string {
  return `${inside ? "in" : "out"}${bounded === "partly" ? "~" : ""}`;
}

function seriesLines({ series, ...all }: BacktestResult, page: Page): string[] {
  const columns: Column[] = [
    { title: "EACH SERIES" },
    ...["figures", "in 50%", "in 90%", "width", "over last", "over trend", "skill"].map(
      rightAligned,
    ),
  ];
  type Figures = Pick<BacktestResult, "coverage" | "width" | "skill" | "skillOver">;
  const cells = ({ coverage, width, skill, skillOver }: Figures): string[] =>
    [coverage.p50, coverage.p90, width, skillOver.lastValue, skillOver.trend, skill].map((share) =>
      share === null ? "–" : percent(share),
    );
  const rows = Object.entries(series).map(([id, one]) => [
    labelOf(id),
    decimal(one.rows),
    ...cells(one),
  ]);
  const mean = ["mean over series", decimal(all.rows.length), ...cells(all)];
  return table(columns, [...rows, mean], { columns: page.columns, title: paint(page.color).bold });
}

function footnotes({ rows, knowledgeDate, withoutHistory }: BacktestResult, page: Page): string[] {
  const rivals = rows.flatMap((row) => row.rivals ?? []);
  const fallen = rivals.filter(({ trend }) => trend.method === "last value").length;
  const notes = [
    ...(rows.some((row) => firmOf(row.series) !== undefined)
      ? [`* conditional on this scenario, as of ${knowledgeDate}; not a forecast`]
      : []),
    "told: the published figure, a flow's sum over the period; 50% and 90%: whether it is inside " +
      "that interval, ~ where its published uncertainty leaves that open",
    "PIT: share of futures below it; CRPS: distance of the futures from it, 0 is best, beside " +
      "those of the rivals: the last value known, and the trend of what was known",
    "width: of the 90% intervals, over the size of the figures; skill: share of the harder " +
      "rival's CRPS that is saved, negative if none is",
    ...(fallen === 0
      ? []
      : [
          `trend is the last value in ${count(fallen, "row")}: ` +
            `fewer than ${fewestForTrend} earlier figures`,
        ]),
    ...(withoutHistory.length === 0
      ? []
      : [`no earlier figure is known, so no rival: ${withoutHistory.join(", ")} (--history)`]),
  ];
  return notes.flatMap((note) => wrap(note, { columns: page.columns, rest: "  " }));
}

function unusedLines(title: string, rows: readonly UnusedRow[], page: Page): string[] {
  if (rows.length === 0) return [];
  const columns: Column[] = [
    { title },
    { title: "line", align: "right" },
    { title: "period" },
    { title: "why", shrinks: true, wraps: true },
  ];
  const cells = rows.map((row) => [row.series, String(row.line), row.period, row.reason]);
  return ["", ...table(columns, cells, { columns: page.columns, title: paint(page.color).bold })];
}
