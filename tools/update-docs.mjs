// Rewrites what the docs show of the program's output, from the program's output: the report's
// first lines in the README, the picture of the sample company's futures, an example of each
// analysis, and the pages of scenarios, mechanisms and plausibility. Run after a build.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const faultline = (...args) =>
  execFileSync(process.execPath, [`${root}packages/faultline/bin/faultline.js`, ...args], {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
    maxBuffer: 1e8,
  });

const report = faultline("stress", "--scenario", "subsidy-ends");
const lines = report.split("\n");
const until = lines.findIndex((line) => line.startsWith("TOKEN PRICES"));
replaceBlock(`${root}README.md`, "stress", lines.slice(0, until).join("\n").trimEnd());

for (const args of [
  ["sensitivity"],
  ["reverse"],
  ["discover", "--scenario", "subsidy-ends"],
  ["explain", "--scenario", "credits-run-out"],
]) {
  const command = ["faultline", ...args].join(" ");
  const printed = `$ ${command}\n${faultline(...args).trimEnd()}`;
  replaceBlock(`${root}docs/analyses.md`, args[0], printed);
}

const sample = `${root}packages/faultline/sample/`;
const own = [`${sample}usage.otlp.jsonl`, "--company", `${sample}company.yaml`];
const withoutPath = (text) =>
  text.replaceAll(sample, "").replaceAll("packages/faultline/sample/", "").trimEnd();
const walk = `${root}docs/walkthrough.md`;
const between = (from, to) => {
  const start = lines.findIndex((line) => line.startsWith(from));
  return lines.slice(
    start,
    lines.findIndex((line, i) => i > start && line.startsWith(to)),
  );
};
replaceBlock(
  walk,
  "detect",
  `$ faultline detect usage.otlp.jsonl\n${withoutPath(faultline("detect", own[0]))}`,
);
replaceBlock(
  walk,
  "exposure",
  `$ faultline exposure usage.otlp.jsonl --company company.yaml\n${withoutPath(faultline("exposure", ...own))}`,
);
replaceBlock(
  walk,
  "verdict",
  `$ faultline stress usage.otlp.jsonl --company company.yaml --scenario subsidy-ends\n${lines.slice(0, until).join("\n").trimEnd()}`,
);
replaceBlock(walk, "help", between("WHAT WOULD HELP", "WHAT HAPPENS").join("\n").trimEnd());

const itemsOf = (command) => JSON.parse(faultline(command, "--json")).items;
const cited = (ids) => (ids.length === 0 ? "–" : ids.join(", "));
const page = (name, title, intro, sections) =>
  writeFileSync(
    `${root}docs/${name}.md`,
    [
      `# ${title}`,
      "<!-- Made by tools/update-docs.mjs; change the sources. -->",
      intro,
      ...sections,
    ]
      .join("\n\n")
      .concat("\n"),
  );

page(
  "scenarios",
  "Scenarios",
  "The futures on offer. Each moves a few levers and nothing that they bring about; everything " +
    "else is drawn anew in every future. `faultline simulate --scenario NAME --severity SIZE` runs " +
    "one, and a YAML file with a name and settings makes one of your own.",
  itemsOf("scenarios").map(({ name, title, story, paragraphs, reasons, settings, tail }) => {
    const rows = Object.entries(settings).map(([severity, moved]) => {
      const levers = Object.entries(moved).map(([id, value]) => `\`${id}\` = ${value}`);
      const size = `${severity}${tail.includes(severity) ? " (tail: beyond anything known)" : ""}`;
      return `| ${size} | ${levers.length === 0 ? "nothing" : levers.join(", ")} |`;
    });
    return [
      `## \`${name}\`: ${title}`,
      story,
      ["| severity | moves |", "|---|---|", ...rows].join("\n"),
      `**Why by that much.** ${reasons}`,
      `**Essay.** ${cited(paragraphs)}`,
    ].join("\n\n");
  }),
);

page(
  "mechanisms",
  "Mechanisms",
  "What moves the economy, one file each in `packages/economy/src/mechanisms/`. A dynamic one moves " +
    "by itself, a shock waits for a scenario, a modifier bends demand or reports. `--without M6` " +
    "leaves one out of any run.",
  itemsOf("mechanisms").map((item) =>
    [
      `## ${item.id}: ${item.name} (${item.tier})`,
      `**The essay** (${cited(item.paragraphs)}). ${item.essay}`,
      `**The evidence.** ${item.evidence}`,
      `**Without it.** ${item.ablation}`,
      `| facts | parameters | makes |\n|---|---|---|\n| ${cited(item.facts)} | ` +
        `${cited(item.parameters.map((id) => `\`${id}\``))} | ` +
        `${cited(item.makes.map((id) => `\`${id}\``))} |`,
    ].join("\n\n"),
  ),
);

const loop = ["--scenario", "subsidy-ends", "--json"];
const open = JSON.parse(faultline("simulate", ...loop, "--without", "M12"));
const listAt = (run, month) => run.series["token.frontierList"].p50[month];
const months = [18, 24, 30, 36];
replaceBlock(
  `${root}docs/economy.md`,
  "loop",
  [
    `use given up a month   list price over that without M12, month ${months.join(", ")}   OpenAI defaults`,
    ...[0.005, 0.02, 0.05, 0.1, 0.2].map((rate) => {
      const run = JSON.parse(faultline("simulate", ...loop, "--set", `knockOn.toPrice=${rate}`));
      const ratios = months.map((m) => (listAt(run, m) / listAt(open, m)).toFixed(2)).join("  ");
      const share = Math.round(100 * run.events["openai.default"].probability);
      return `${String(rate).padEnd(22)} ${ratios.padEnd(51)} ${share} of 100`;
    }),
    `${"without M12".padEnd(22)} ${"1".padEnd(51)} ${Math.round(100 * open.events["openai.default"].probability)} of 100`,
  ].join("\n"),
);

const baseline = JSON.parse(faultline("simulate", "--json"));
const yearly = (value) => (value * 12) / 1e9;
const plain = (value) => Number(value.toPrecision(3)).toString();
const rows = [
  [
    "openai.revenue",
    "$ bn a year",
    yearly,
    "3.4 billion in June and 3.6 in August 2024, at a year's pace (OA04, OA05); its own forecast for 2025, 11.6 billion, lies above nine in ten of these futures",
  ],
  ["anthropic.revenue", "$ bn a year", yearly, "grew eightfold in a year by its plan (AN02)"],
  [
    "openai.weeklyUsers",
    "million",
    (value) => value / 1e6,
    "doubled in nine months to August 2024 (OA18); under a tenth of the people online at the start, a fifth at the high end",
  ],
  [
    "microsoft.capex",
    "$ bn a year",
    yearly,
    "grew by 78% in the year to June 2024 (CX04); two firms cut by a third in 2022 (CX13)",
  ],
  ["google.capex", "$ bn a year", yearly, "grew by 91% in that year (CX12)"],
  ["amazon.capex", "$ bn a year", yearly, "grew by 54% in that year (CX14)"],
  ["meta.capex", "$ bn a year", yearly, "37 to 40 billion were announced for 2024 (CX06)"],
  [
    "nvidia.dataCenterRevenue",
    "$ bn a year",
    yearly,
    "grew by 155% in the year to July 2024 (NV13)",
  ],
  [
    "microsoft.aiCloudRevenue",
    "$ bn a year",
    yearly,
    "8 points of the growth of its cloud in June 2024 (CL11), OpenAI's bill included",
  ],
  [
    "copilot.paidSeats",
    "million",
    (value) => value / 1e6,
    "0.4 to 4.4 of 440 million at the start (CP04); customers grew by 60% in a quarter (CP06)",
  ],
  ["token.frontierList", "$/Mtok", (value) => value, "fell by 88% in 17 months (TK23)"],
  ["token.sameCapability", "$/Mtok", (value) => value, "fell by half to nine tenths a year (P13)"],
  [
    "gpuHour.h100",
    "$ an hour",
    (value) => value,
    "from above 8 to 2.99 in a year and a half (GP08); under 1.65 owning one loses money (GP09)",
  ],
  [
    "apps.failedShare",
    "share",
    (value) => value,
    "of young software companies about half are gone after five years; a usual exit rate alone takes a third",
  ],
];
page(
  "plausibility",
  "Is it plausible?",
  "What the baseline does over five years, beside what had been seen before. The median and, in " +
    "brackets, where nine of ten futures lie. A test keeps every cash balance, capex, price, revenue " +
    "and head count at or above zero in every future; what a test cannot judge is said here.",
  [
    [
      "| series | unit | Sep 2024 | after 12 months | 24 | 60 | what had been seen |",
      "|---|---|---|---|---|---|---|",
      ...rows.map(([id, unit, show, seen]) => {
        const { p05, p50, p95 } = baseline.series[id];
        const cells = [0, 11, 23, 59].map(
          (m) => `${plain(show(p50[m]))} (${plain(show(p05[m]))}–${plain(show(p95[m]))})`,
        );
        return `| ${[`\`${String(id)}\``, String(unit), ...cells, String(seen)].join(" | ")} |`;
      }),
    ].join("\n"),
    "**Where it is doubtful.** Growth fades by assumption, so no future repeats the years before " +
      "2024 for long; OpenAI's own plan is therefore out of reach in nearly all of them. Capital " +
      "spending hardly grows after two years at the median: growth fades, retreats come, and a firm " +
      "spends no more than its operations bring. The share of app companies that is gone counts those " +
      "of the start; what is founded later is told apart. A retreat of the four firms comes in half of the futures, " +
      "by an assumption about the patience of markets with wide ends.",
  ],
);

// More curves than these cannot be told apart.
const shown = ["baseline", "subsidy-ends", "credits-run-out", "confidence-breaks", "perfect-storm"];
const curves = shown.map((name) => {
  const { company, economy } = JSON.parse(faultline("stress", "--scenario", name, "--json"));
  return { name, values: company.insolvency, draws: economy.draws };
});
writeFileSync(`${root}docs/pictures/insolvency.svg`, picture(curves));

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->` by a block of plain text. */
function replaceBlock(file, name, text) {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const old = readFileSync(file, "utf8");
  const [start, end] = [old.indexOf(open), old.indexOf(close)];
  if (start < 0 || end < start) throw new Error(`${file} has no block ${open} … ${close}`);
  const body = `${open}\n\`\`\`\n${text}\n\`\`\`\n`;
  writeFileSync(file, old.slice(0, start) + body + old.slice(end));
}

/** Step curves of the share of futures in which the sample company is out of cash. */
function picture(all) {
  const [width, height, left, right, top, bottom] = [760, 360, 52, 168, 46, 44];
  const months = all[0].values.length;
  const x = (month) => left + ((width - left - right) * month) / months;
  const y = (share) => height - bottom - (height - top - bottom) * share;
  const colours = ["#5b6b7b", "#b4412f", "#2f6fb4", "#7a5ca8", "#8a6d1b"];
  const path = (values) =>
    values
      .map((v, i) => `${i === 0 ? "M" : "L"}${x(i + 1).toFixed(1)} ${y(v).toFixed(1)}`)
      .join("");
  const grid = [0, 0.25, 0.5, 0.75, 1]
    .map(
      (share) =>
        `<path d="M${left} ${y(share)}H${width - right}" stroke="#dde2e7"/>` +
        `<text x="${left - 8}" y="${y(share) + 4}" text-anchor="end">${share * 100}</text>`,
    )
    .join("");
  const ticks = Array.from({ length: Math.floor(months / 12) }, (_, i) => (i + 1) * 12)
    .map((m) => `<text x="${x(m)}" y="${height - bottom + 18}" text-anchor="middle">${m}</text>`)
    .join("");
  // Names stand at the curves' ends, pushed apart where two would cover each other.
  const ends = all
    .map(({ name, values }, i) => ({
      name,
      colour: colours[i % colours.length],
      at: y(values.at(-1)) + 4,
    }))
    .toSorted((a, b) => a.at - b.at);
  for (let i = 1; i < ends.length; i += 1) ends[i].at = Math.max(ends[i].at, ends[i - 1].at + 17);
  const over = Math.max(0, ends.at(-1).at - (height - bottom + 4));
  const names = ends
    .map(
      (e) =>
        `<text x="${width - right + 8}" y="${e.at - over}" fill="${e.colour}" font-weight="600">${e.name}</text>`,
    )
    .join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui,sans-serif" font-size="13" fill="#33404d" role="img" aria-label="Futures in which the sample company is out of cash, by month and scenario">
<rect width="${width}" height="${height}" rx="6" fill="#fff"/>
<text x="${left}" y="24" font-size="15" font-weight="600">Of 100 futures, those in which the sample company is out of cash</text>
${grid}${ticks}<text x="${(left + width - right) / 2}" y="${height - 8}" text-anchor="middle">months from September 2024</text>
${all.map(({ values }, i) => `<path d="${path(values)}" fill="none" stroke="${colours[i % colours.length]}" stroke-width="2.2"/>`).join("\n")}
${names}
</svg>
`;
}
