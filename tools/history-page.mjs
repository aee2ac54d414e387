// Writes docs/history.md from the runs of earlier months: run after a build. With --print the page
// goes to the screen instead.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { knownHistory, scoreRollingOrigins } from "../packages/economy/dist/index.js";

const draws = 2000;
const { origins, rows, series, overall } = scoreRollingOrigins(draws);

const share = (x) => (x === null ? "–" : `${x < 0 ? "−" : ""}${Math.round(Math.abs(100 * x))}%`);
const table = (head, cells) =>
  [head, head.map(() => "---"), ...cells].map((row) => `| ${row.join(" | ")} |`).join("\n");
const scored = Object.entries(series);
const rivalled = scored.filter(([, one]) => one.skill !== null);
const better = rivalled.filter(([, one]) => one.skill > 0);
const cells = ({ coverage, width, skillOver }) =>
  [coverage.p50, coverage.p90, width, skillOver.lastValue, skillOver.trend].map(share);
const columns = ["in 50%", "in 90%", "width", "over last value", "over trend"];

const firms = new Set(["microsoft", "google", "amazon", "meta"]);
const numbers = (row) => {
  const scale = { "USD/GPUhour": [1, "$ an hour"], "USD/Mtok": [1, "$/Mtok"] }[row.unit] ?? [
    row.unit === "person" ? 1e6 : 1e9,
    row.unit === "person" ? "million" : "$ bn",
  ];
  const show = (x) =>
    Number((x / scale[0]).toPrecision(3))
      .toString()
      .replace("-", "−");
  return [
    `${show(row.observation.value)} ${scale[1]}`,
    show(row.p05),
    show(row.p50),
    show(row.p95),
  ];
};
const periodOf = ({ first, last }) =>
  first === last ? month(first) : `${month(first)} to ${month(last)}`;
const month = (index) => `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;

const page = `# The model against history

How the economy would have done, had it been run before: from ${origins.map(({ from }) => from).join(", ")}, each time with the vintage of that month ([vintages.md](vintages.md)), against the figures of the evidence that were published later. This page is made by \`node tools/history-page.mjs\`; the tests fail when it is out of date. \`faultline backtest --from 2023-12\` shows one origin figure by figure, and [backtest.md](backtest.md) says what each score means.

${rows.length} figures of ${scored.length} series, ${draws.toLocaleString("en")} futures from each month, baseline, seed 1. A mean is taken over the figures of a series first, then over series, as four firms' building is nearly one story.

## What came out

- **The intervals are too narrow.** Those that should hold 90% of what came hold ${share(overall.coverage.p90)}; those that should hold half hold ${share(overall.coverage.p50)}. The goal was 80 to 98%: it is missed.
- **The futures are nearer than the rivals'.** Their CRPS beats both rivals, the last value and the trend, on ${better.length} of the ${rivalled.length} series that have any (goal: half). The mean skill is ${share(overall.skillOver.lastValue)} over the last value and ${share(overall.skillOver.trend)} over the trend.
- What was missed lies above, not below: OpenAI's sales, NVIDIA's after the guidance of May 2023, Microsoft's building. Lists fell further than the first cuts let expect.

${table(
  ["series", "figures", ...columns],
  [
    ...scored.map(([id, one]) => [`\`${id}\``, one.rows, ...cells(one)]),
    ["**mean over series**", rows.length, ...cells(overall)],
  ],
)}

${table(
  ["start", "knew until", "figures", ...columns],
  origins.map(({ from, knowledgeDate, figures, scores }) => [
    from,
    knowledgeDate,
    figures,
    ...cells(scores),
  ]),
)}

## Where it fails, and why

| series | what happened | why the model did not see it |
|---|---|---|
| \`nvidia.dataCenterRevenue\` from 2023-06 | the quarter under way came out a quarter above the firm's own forecast, and sales grew two and a half times in the year after it | its own years until 2023 are the class its growth is drawn from, and none of them is like it; the builders' spending, from which half of its sales follow, rose much less |
| \`openai.revenue\`, \`openai.paidSeats\` | sales more than doubled from December 2023 to August 2024 | growth is drawn from earlier networks and firms of that size and fades; the model has no second product that sells to those who use the first |
| \`token.frontierList\` | three cuts by half in ten months | one cut was known in 2023, after two years, and a dearer model since; that a cut comes with each model, and models in months, was not |
| \`microsoft.capex\` | one quarter of 14 and the next of 19 billion | quarters are lumpy; the model spends by month on a smooth path, and a lump is in its start only |
| \`openai.cashBurn\` | 0.34 billion in half a year, where earlier runs expect about none | how much of the compute is paid in credits is a wide assumption, and what the burn was became known much later |

## How the ranges were made, in the order it happened

1. A first version took growth from a narrow guess of the four firms' decade and smooth lists. It held 49% in its 90% intervals, and beat both rivals on seven of nine series.
2. The guess was replaced by the yearly figures themselves (CX21 to CX24, NV15): mean, spread and persistence of growth from 2015 to 2022, which is all a run of 2023 could know of it. Lists were given steps, as a new model sets a new list. Growth of users and sales was taken from earlier networks (UR01, UR02), and the share of users who pay was given a path of its own. Each of these widens the ranges for all starts, 2024-09 too; none uses a figure that came after the start it is used for.
3. That is the version above. The remaining miss is reported, not fitted away: whoever writes a prior for 2023 today knows what came, and a range widened until it holds what happened would prove nothing.

What is known of the past is the evidence's ${knownHistory.length} observations; where fewer than six came before a start, the trend rival is the last value.

## Every figure

${table(
  ["start", "series", "period", "told", "5%", "50%", "95%", "inside 90%"],
  rows
    .toSorted((a, b) => {
      const key = (row) =>
        `${row.from} ${firms.has(row.observation.series.split(".")[0]) ? 0 : 1} ${row.observation.series} ${row.observation.period.last}`;
      return key(a) < key(b) ? -1 : 1;
    })
    .map((row) => [
      row.from,
      `\`${row.observation.series}\``,
      periodOf(row.observation.period),
      ...numbers(row),
      row.inside90 ? "yes" : "**no**",
    ]),
)}
`;

if (process.argv.includes("--print")) process.stdout.write(page);
else writeFileSync(fileURLToPath(new URL("../docs/history.md", import.meta.url)), page);
