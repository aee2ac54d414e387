// Writes docs/claims.md from `faultline claims --json`: run after a build. With --print the page
// goes to the screen instead.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const bin = `${root}packages/faultline/bin/faultline.js`;
const json = execFileSync(process.execPath, [bin, "claims", "--json"], {
  encoding: "utf8",
  maxBuffer: 1e8,
});
const { verdicts, items, notJudged, from, knowledgeDate, months, draws, seed } = JSON.parse(json);

const futures = draws.toLocaleString("en");

/** Text as it stands in a cell or a paragraph. */
const plain = (text) => text.replaceAll(/[\\|<*_]/g, "\\$&");
const table = (head, rows) =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const page = `# The essay's claims, judged

What the essay says with a figure, and what the published facts and the model say to it. This page
is made by \`node tools/claims-page.mjs\` from \`faultline claims --json\`; the tests fail when it is
out of date. \`Pn\` and \`Enn\` are explained in [essay.md](essay.md), and
\`faultline facts --id ID\` shows a fact with its dates and source.

${table(
  ["verdict", "claims"],
  Object.entries(verdicts).map(([verdict, count]) => [verdict, count]),
)}

Facts are those known by ${knowledgeDate}. Claims judged by the ensemble rest on ${futures} futures
of the baseline over ${months} months from ${from}, seed ${seed}: they hold if true in two thirds of
the futures, and do not if in a third or fewer. A figure agrees with a claim's within a tenth, which
is an assumption. A claim on which sources contradict each other, that rests on one weak source, or
that is a forecast which the model has nothing to say on, cannot be told.

## All claims

${table(
  ["claim", "paragraph", "in our words", "verdict"],
  items.map((i) => [`[${i.id}](#${i.id.toLowerCase()})`, i.paragraph, plain(i.claim), i.verdict]),
)}

## Figures

${items.map(entry).join("\n\n")}

## Not judged

${table(
  ["claim", "paragraph", "why"],
  notJudged.map((n) => [n.id, n.paragraph, plain(n.reason)]),
)}
`;

function entry({ id, paragraph, claim, verdict, basis, figure, flips, facts }) {
  return `### ${id}

${plain(claim)} (${paragraph})

**${verdict}**, judged by ${basis === "facts" ? "facts" : "the ensemble"}.

- Figure: ${plain(figure)}
- Would flip it: ${plain(flips)}
- Facts: ${facts.join(", ")}`;
}

if (process.argv.includes("--print")) process.stdout.write(page);
else writeFileSync(`${root}docs/claims.md`, page);
