import type { OutcomeLine, Outcomes } from "@faultline/exposure";
import { count, decimal, percent, shortFigures } from "../terminal/numbers.ts";
import type { Paint } from "../terminal/paint.ts";
import { table } from "../terminal/table.ts";
import { wrap } from "../terminal/text.ts";
import { nameOf } from "./words.ts";

/** What a success costs, a blank line after it; nothing when no call tells its outcome. */
export function outcomeLines(outcomes: Outcomes | null, columns: number, ink: Paint): string[] {
  if (outcomes === null) return [];
  const { total, models, features } = outcomes;
  const untold =
    total.untoldRequests === 0
      ? "Every call tells its outcome"
      : `${count(total.untoldRequests, "call")} of ` +
        `${decimal(total.requests + total.untoldRequests)} tell no outcome and are left out`;
  const tables = [
    outcomeTable("COST PER SUCCESS", models, ({ model }) => model, columns, ink),
    // One line would say the total again.
    features.length < 2
      ? []
      : ["", ...outcomeTable("BY FEATURE", features, (line) => line.feature, columns, ink)],
  ];
  return [
    ...tables.flat(),
    ...wrap(
      `${untold}; failures and retries are in the cost. As measured, not scaled to a month.`,
      { columns, first: "  ", rest: "  " },
    ),
    "",
  ];
}

function outcomeTable(
  title: string,
  lines: readonly OutcomeLine[],
  name: (line: OutcomeLine) => string | null,
  columns: number,
  ink: Paint,
): string[] {
  return table(
    [
      { title, shrinks: true },
      { title: "attempts", align: "right" },
      { title: "retries", align: "right" },
      { title: "succeeded", align: "right" },
      { title: "cost, $", align: "right" },
      { title: "$ a success", align: "right" },
    ],
    lines.map((line) => [
      nameOf(name(line)),
      decimal(line.attempts),
      decimal(line.retries),
      line.successRate === null ? "–" : percent(line.successRate),
      line.costUsd === null ? "unpriced" : atLeast(line, line.costUsd),
      line.costPerSuccess === null
        ? line.costUsd === null
          ? "unpriced"
          : "no success"
        : atLeast(line, line.costPerSuccess),
    ]),
    { columns, title: ink.bold },
  );
}

/** An amount of money; a lower bound where some tokens have no price. */
function atLeast({ uncostedTokens }: OutcomeLine, usd: number): string {
  return `${uncostedTokens > 0 ? ">" : ""}${shortFigures(usd)}`;
}
