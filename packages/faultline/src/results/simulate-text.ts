import type { Io } from "../io.ts";
import { decimal, count, magnitude, ofHundred, range } from "../terminal/numbers.ts";
import { paint } from "../terminal/paint.ts";
import { type Cell, type Column, table } from "../terminal/table.ts";
import { sanitise, wrap } from "../terminal/text.ts";
import { displayOf } from "./display.ts";
import { firmOf, labelOf, mainSeries } from "./labels.ts";
import type { RunDescription } from "./run-description.ts";
import type { SimulateResult } from "./simulate-result.ts";

/** What text is set for. */
export type Page = Pick<Io, "columns" | "color">;

/** The report of a simulation, line by line. */
export function simulateText(result: SimulateResult, page: Page): string[] {
  return [
    ...headerLines(result, page, "faultline simulate"),
    "",
    ...economyLines(result, page),
    "",
    ...basisLines(result, page),
  ];
}

/** What was run: scenario, size of the ensemble, seed, and that the books close. */
export function headerLines(result: RunDescription, page: Page, title: string): string[] {
  const colours = paint(page.color);
  const { columns } = page;
  const parts = [
    `scenario ${sanitise(result.scenario)}${result.severity === null ? "" : `, ${result.severity}`}`,
    count(result.months, "month"),
    count(result.draws, "future"),
    `seed ${result.seed}`,
    `money conserved to ${magnitude(result.conservation.worstResidual)}`,
  ];
  const told = [result.title, result.story].filter(
    (text) => text !== "" && text !== result.scenario,
  );
  const story = sanitise(told.map((text) => text.replace(/\.?$/, ".")).join(" "));
  return [
    colours.bold(title),
    `economy from ${result.from}, facts known by ${result.knowledgeDate}`,
    ...startLines(result, columns),
    ...wrap(parts.join(" · "), { columns }),
    ...(story === "" ? [] : wrap(story, { columns }).map(colours.dim)),
    ...(result.tail
      ? wrap(
          "This size lies beyond anything known by that date: a tail to survive, not to expect.",
          {
            columns,
          },
        )
      : []),
    ...(result.without.length === 0 ? [] : [`without ${result.without.join(", ")}`]),
    ...(result.ignored.length === 0
      ? []
      : wrap(`ignored, since their mechanism is left out: ${result.ignored.join(", ")}`, {
          columns,
        })),
  ];
}

/** What the start rests on besides the evidence, and where that has grown old. */
export function startLines(
  { from, ownFacts, stale }: Pick<RunDescription, "from" | "ownFacts" | "stale">,
  columns: number,
): string[] {
  const { used, late } = ownFacts;
  const told = [
    ...(used.length === 0 ? [] : [`with ${count(used.length, "fact")} of your own`]),
    ...(late.length === 0
      ? []
      : [`not used, as they came later or tell of a later month: ${late.join(", ")}`]),
    ...(stale.length === 0
      ? []
      : [
          `${count(stale.length, "start value")} of a year or more before ${from}, widened for their ` +
            "age: bring newer ones with --facts (`faultline facts --template` lists what is wanted)",
        ]),
  ];
  return told.flatMap((line) => wrap(line, { columns }));
}

/** What happens to the economy: quantiles of the main series, and how often events happen. */
export function economyLines(result: SimulateResult, page: Page): string[] {
  const { columns } = page;
  const footnotes = [
    `* conditional on this scenario, as of ${result.knowledgeDate}; not a forecast`,
    ...(result.frozen === undefined
      ? []
      : ["frozen: the same futures with confidence held where it started (M3 left out)"]),
  ];
  return [
    ...seriesLines(result, page),
    "",
    ...eventLines(result, page),
    ...footnotes.flatMap((note) => wrap(note, { columns, rest: "  " })),
  ];
}

/** Months that tables show: after one year, after two, and the last. */
export function shownMonths(months: number): readonly number[] {
  return [...new Set([12, 24, months])].filter((month) => month <= months).sort((a, b) => a - b);
}

function seriesLines(result: SimulateResult, page: Page): string[] {
  const months = shownMonths(result.months);
  const columns: Column[] = [
    { title: "WHAT HAPPENS TO THE ECONOMY BY MONTH" },
    ...months.flatMap((month): Column[] => [
      { title: String(month), align: "right" },
      { title: "5–95%" },
    ]),
  ];
  const rows = seriesRows(result).map(({ label, cells }): Cell[] => [
    label,
    ...cells.flatMap(({ middle, span }) => [middle, span]),
  ]);
  return table(columns, rows, { columns: page.columns, title: paint(page.color).bold });
}

/** A main series in words: its name with its unit, and what it is in the months shown. */
export interface SeriesRow {
  readonly label: string;
  readonly cells: readonly { readonly middle: string; readonly span: string }[];
}

/** The main series that a run makes, in the order they are told in. */
export function seriesRows(result: SimulateResult): readonly SeriesRow[] {
  return mainSeries.flatMap((id) => {
    const series = result.series[id];
    if (series === undefined) return [];
    const { unit, show } = displayOf(id, series.unit);
    const cells = shownMonths(result.months).map((month) => ({
      middle: show(series.p50[month - 1]!),
      span: range(show(series.p05[month - 1]!), show(series.p95[month - 1]!)),
    }));
    return [{ label: `${labelOf(id)}${unit === "" ? "" : `, ${unit}`}${starOf(id)}`, cells }];
  });
}

function eventLines({ months, events, frozen }: SimulateResult, page: Page): string[] {
  const shown = shownMonths(months);
  const columns: Column[] = [
    { title: "IN HOW MANY OF 100 FUTURES BY MONTH" },
    ...shown.map((month): Column => ({ title: String(month), align: "right" })),
    ...(frozen === undefined ? [] : [{ title: `${months} frozen`, align: "right" } as const]),
  ];
  const rows = Object.entries(events).map(([id, { cumulative }]): Cell[] => {
    const held = frozen?.events[id];
    return [
      labelOf(id) + starOf(id),
      ...shown.map((month) => ofHundred(cumulative[month - 1]!)),
      held === undefined ? "" : ofHundred(held.probability),
    ];
  });
  return table(columns, rows, { columns: page.columns, title: paint(page.color).bold });
}

/** Marks what is said of a named firm. */
function starOf(id: string): string {
  return firmOf(id) === undefined ? "" : " *";
}

/** What the figures rest on. */
function basisLines({ parameters, absent }: SimulateResult, page: Page): string[] {
  const { total, facts, judged, assumed } = parameters;
  const lines = [
    `${decimal(total)} parameters: ${decimal(facts)} rest on facts, ${decimal(judged)} on facts and ` +
      `a judgement, ${decimal(assumed)} are assumptions`,
    ...(absent.length === 0
      ? []
      : [
          `not modelled in this run: ${decimal(absent.length)} published series and events (faultline series)`,
        ]),
  ];
  const label = paint(page.color).bold("BASIS");
  return lines.flatMap((line, i) =>
    wrap(line, {
      columns: page.columns,
      first: i === 0 ? `${label}  ` : "       ",
      rest: "       ",
    }),
  );
}
