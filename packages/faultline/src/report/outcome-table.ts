import { outcomeLines, type Profile } from "@faultline/exposure";
import { decimal, dollars, percent } from "../terminal/numbers.ts";
import type { Paint } from "../terminal/paint.ts";
import { table } from "../terminal/table.ts";
import { nameOf } from "./words.ts";

/** What a success costs by model and feature, a blank line after it; nothing without outcomes. */
export function outcomeTable(profile: Profile, columns: number, ink: Paint): string[] {
  const lines = outcomeLines(profile);
  if (lines.length === 0) return [];
  return [
    ...table(
      [
        { title: "OUTCOMES", shrinks: true },
        { title: "feature" },
        { title: "tasks", align: "right" },
        { title: "succeed", align: "right" },
        { title: "cost, $", align: "right" },
        { title: "a success", align: "right" },
      ],
      lines.map((line) => [
        nameOf(line.model),
        nameOf(line.feature),
        decimal(line.tasks),
        line.successRate === null ? "–" : percent(line.successRate),
        line.costUsd === null ? "unpriced" : decimal(line.costUsd, 2),
        line.costPerSuccess === null
          ? line.successes === 0
            ? "none"
            : "unknown"
          : dollars(line.costPerSuccess),
      ]),
      { columns, title: ink.bold },
    ),
    "",
  ];
}
