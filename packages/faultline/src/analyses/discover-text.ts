import { count, decimal, percent } from "../terminal/numbers.ts";
import { paint } from "../terminal/paint.ts";
import { type Cell, table } from "../terminal/table.ts";
import { wrap } from "../terminal/text.ts";
import type { BoxFit, Discovery } from "./discover.ts";
import type { AnalysisResult, Page } from "./run-analysis.ts";
import { basisWords, outcomeWords, parameterValue, percentFigures } from "./words.ts";

/** Above it, a limit may be chance (Bryant and Lempert 2010). */
const doubtful = 0.05;

/** The most steps of the way that are printed; the JSON has all. */
const shownSteps = 8;

/** The report of `faultline discover`, below what was run. */
export function discoverText(result: AnalysisResult<Discovery>, page: Page): string[] {
  const { outcome, probability, aim, reached, limits } = result;
  const { columns } = page;
  const title = paint(page.color).bold;
  const rows = limits.map((limit): Cell[] => [
    limit.id,
    `${limit.side} ${parameterValue(limit.value, limit.unit)}`,
    percent(limit.support),
    basisWords[limit.basis],
    limit.facts.join(", "),
    limit.quasiP > doubtful ? "may be chance" : "",
  ]);
  const story = reached
    ? `of the boxes that make it half-way to certain (${percent(aim)}), the one of largest ` +
      `coverage × density`
    : `no box makes it half-way to certain (${percent(aim)}), so this is the densest found: ` +
      `parameters do not decide it alone`;
  return [
    ...wrap(`${outcomeWords(outcome)}: ${percentFigures(probability)} of all futures`, { columns }),
    ...wrap(story, { columns }),
    "",
    ...table(
      [
        { title: "IT HAPPENS WHERE", wraps: true },
        { title: "is" },
        { title: "of futures", align: "right" },
        { title: "rests on" },
        { title: "facts", shrinks: true, wraps: true },
        {},
      ],
      rows,
      { columns, title },
    ),
    "",
    ...fitTable(result, page),
    "",
    ...wayTable(result, page),
    ...wrap(
      `coverage: share of the futures with the event that the box holds; density: share of the ` +
        `futures in the box that have it. Only fresh futures tell what the box is worth: it was ` +
        `not fitted to them.`,
      { columns, first: "· ", rest: "  " },
    ),
  ];
}

function fitTable({ box, fresh }: Discovery, page: Page): string[] {
  const row = (name: string, fit: BoxFit): Cell[] => [
    name,
    percentFigures(fit.coverage),
    fit.density === null ? "" : percentFigures(fit.density),
    percentFigures(fit.mass),
    `${decimal(fit.hits)} of ${count(fit.inside, "future")} inside`,
  ];
  return table(
    [
      { title: "HOW GOOD THE BOX IS" },
      { title: "coverage", align: "right" },
      { title: "density", align: "right" },
      { title: "of futures", align: "right" },
      { title: "support" },
    ],
    [row("where it was found", box), row("in fresh futures", fresh)],
    { columns: page.columns, title: paint(page.color).bold },
  );
}

/** Some boxes on the way, evenly spread, first and last among them. */
function wayTable({ trajectory }: Discovery, page: Page): string[] {
  const last = trajectory.length - 1;
  const count = Math.min(shownSteps, trajectory.length);
  const places = new Set(
    Array.from({ length: count }, (_, i) => Math.round((i * last) / Math.max(1, count - 1))),
  );
  const rows = [...places].map((place): Cell[] => {
    const { kind, coverage, density, checkedDensity, mass, restricted } = trajectory[place]!;
    return [
      `${place} ${kind}`,
      percent(coverage),
      density === null ? "" : percent(density),
      checkedDensity === null ? "" : percent(checkedDensity),
      percent(mass),
      decimal(restricted.length),
    ];
  });
  return table(
    [
      { title: `THE WAY, ${last} STEPS` },
      { title: "coverage", align: "right" },
      { title: "density", align: "right" },
      { title: "checked", align: "right" },
      { title: "of futures", align: "right" },
      { title: "parameters", align: "right" },
    ],
    rows,
    { columns: page.columns, title: paint(page.color).bold },
  );
}
