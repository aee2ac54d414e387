import { percent } from "../terminal/numbers.ts";
import { paint } from "../terminal/paint.ts";
import { type Cell, type Column, table } from "../terminal/table.ts";
import { wrap } from "../terminal/text.ts";
import type { AnalysisResult, Page } from "./run-analysis.ts";
import type { Sensitivity, VarianceRow } from "./sensitivity.ts";
import { basisWords, outcomeChange, outcomeValue, outcomeWords, shareRange } from "./words.ts";

/** A regression has shares without intervals, and nothing on interaction. */
function varianceColumns(method: Sensitivity["method"]): Column[] {
  const alone: Column = { title: "alone", align: "right" };
  if (method === "regression") return [alone];
  return [alone, { title: "95%" }, { title: "with others", align: "right" }, { title: "95%" }];
}

/** The report of `faultline sensitivity`, below what was run. */
export function sensitivityText(result: AnalysisResult<Sensitivity>, page: Page): string[] {
  const { outcome, mean, method, parameters, trajectories, explained } = result;
  const { columns } = page;
  const title = paint(page.color).bold;
  const shown = parameters.filter(({ variance }) => variance !== null);
  const next = parameters[shown.length];
  const rows = shown.map(({ id, basis, screening, variance }): Cell[] => [
    id,
    basisWords[basis],
    outcomeChange(outcome, screening.mu.value),
    outcomeValue(outcome, screening.muStar.value),
    ...varianceCells(variance),
  ]);
  const notes = [
    `screened by Morris' method, ${trajectories} trajectories through all ${parameters.length} ` +
      `parameters that vary: moves, what the outcome would change by if the parameter went from ` +
      `one end of its range to the other; size, the same without its sign, averaged`,
    method === "sobol"
      ? `alone: share of the variance that would go if it became known; with others: share that ` +
        `would stay if all else were known. What "alone" leaves is interaction. ${result.reason}.`
      : `alone: share of the variance, ${percent(explained ?? 0)} in all. ${result.reason}.`,
    ...(next === undefined
      ? []
      : [
          `set aside by the screening: ${parameters.length - shown.length} more, of which ` +
            `${next.id} moves it most (size ${outcomeValue(outcome, next.screening.muStar.value)})`,
        ]),
  ];
  const value = outcomeValue(outcome, mean);
  const average = outcome.kind === "event" ? value : `${value} on average`;
  return [
    ...wrap(`${outcomeWords(outcome)}: ${average}`, { columns }),
    "",
    ...table(
      [
        { title: "WHAT DRIVES IT", wraps: true },
        { title: "rests on" },
        { title: "moves", align: "right" },
        { title: "size", align: "right" },
        ...varianceColumns(method),
      ],
      rows,
      { columns, title },
    ),
    ...notes.flatMap((note) => wrap(note, { columns, first: "· ", rest: "  " })),
    "",
    ...basisTable(result, page),
  ];
}

const basisOrder = ["assumed", "judged", "facts", "chance"] as const;

function basisTable({ basis, method }: Sensitivity, page: Page): string[] {
  const rows = basisOrder.flatMap((key): Cell[][] => {
    const row = basis[key];
    return row === null ? [] : [[basisNames[key], ...varianceCells(row)]];
  });
  return table(
    [{ title: "WHAT ITS UNCERTAINTY RESTS ON", wraps: true }, ...varianceColumns(method)],
    rows,
    {
      columns: page.columns,
      title: paint(page.color).bold,
    },
  );
}

const basisNames = {
  assumed: "assumptions",
  judged: "facts and a judgement",
  facts: "facts",
  chance: "chance: the model's own dice",
} as const;

function varianceCells(row: VarianceRow | null): Cell[] {
  if (row === null) return ["", "", "", ""];
  return [row.first, row.total].flatMap((share): Cell[] => {
    if (share === null) return ["", ""];
    const { value, low, high } = share;
    return [percent(value), low === null || high === null ? "" : shareRange(low, high)];
  });
}
