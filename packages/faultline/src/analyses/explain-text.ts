import { percent, range } from "../terminal/numbers.ts";
import { paint } from "../terminal/paint.ts";
import { type Cell, table } from "../terminal/table.ts";
import { wrap } from "../terminal/text.ts";
import type { Explanation } from "./explain.ts";
import type { AnalysisResult, Page } from "./run-analysis.ts";
import { outcomeChange, outcomeValue, outcomeWords } from "./words.ts";

/** The report of `faultline explain`, below what was run. */
export function explainText(result: AnalysisResult<Explanation>, page: Page): string[] {
  const { outcome, baseline, changed, total, causes, pairs } = result;
  const { columns } = page;
  const title = paint(page.color).bold;
  const change = (value: number): string => outcomeChange(outcome, value);
  const rows = causes.map((cause): Cell[] => [
    `${cause.id}=${cause.setting}`,
    change(cause.part),
    range(change(cause.low), change(cause.high)),
    cause.share === null ? "" : percent(cause.share),
    change(cause.alone),
    change(cause.last),
  ]);
  const sum: Cell[] = ["all of it", change(total), "", total === 0 ? "" : "100%", "", ""];
  return [
    ...wrap(
      `${outcomeWords(outcome)}: ${outcomeValue(outcome, baseline)} in the baseline, ` +
        `${outcomeValue(outcome, changed)} here, in the same futures`,
      { columns },
    ),
    "",
    ...table(
      [
        { title: "WHAT CHANGES IT", wraps: true },
        { title: "part", align: "right" },
        { title: "95%" },
        { title: "share", align: "right" },
        { title: "alone", align: "right" },
        { title: "last", align: "right" },
      ],
      [...rows, sum],
      { columns, title },
    ),
    ...pairs.flatMap(({ first, second, interaction }) =>
      wrap(`${first} and ${second} change ${change(interaction)} together beyond what each does`, {
        columns,
        first: "· ",
        rest: "  ",
      }),
    ),
    ...wrap(
      `part: what the setting changes when it joins, averaged over all orders of joining ` +
        `(Shapley); the parts add up. alone: with no other setting; last: with all others there.` +
        (outcome.kind === "event" ? " Changes are in points of a hundred." : ""),
      { columns, first: "· ", rest: "  " },
    ),
  ];
}
