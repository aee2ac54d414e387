import { type Fact, facts } from "@faultline/economy";
import type { CompanyStress, LineItem } from "@faultline/exposure";
import type { AssessedCompany } from "../../company/assess-company.ts";
import type { StressResult } from "../../commands/stress.ts";
import { seriesRows, shownMonths } from "../../results/simulate-text.ts";
import { labelOf } from "../../results/labels.ts";
import {
  decimal,
  dollars,
  magnitude,
  ofHundred,
  percent,
  shortFigures,
} from "../../terminal/numbers.ts";
import { riskSentences } from "../company-risks.ts";
import { basisLines } from "../exposure-sections.ts";
import { guess, hedgeSetSentences, verdictSentences } from "../stress-report.ts";
import { breakEvenCell, multiple, nameOf } from "../words.ts";
import { type Content, Html, html } from "./html.ts";
import { pageStyle } from "./page-style.ts";
import { insolvencyChart } from "./survival-chart.ts";

/** A column of a table in the page. */
interface Column {
  readonly title: string;
  readonly kind?: "right" | "long";
}

/**
 * The report of a stress test as one page of HTML: it asks nothing of the network, needs no script,
 * and prints with its first page for a board.
 *
 * @param command the command line that makes the same result
 */
export function stressPage(
  result: StressResult,
  assessed: AssessedCompany,
  command: string,
): string {
  const { company, economy } = result;
  const title = `Stress test · ${company.name}`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'"
        />
        <title>${title}</title>
        <style>
          ${new Html(pageStyle)}
        </style>
      </head>
      <body>
        <main>
          <section class="board">${heading(result, assessed)} ${board(result, assessed)}</section>
          ${section("Features", featureTable(company, assessed))}
          ${section("Token prices", ladderTable(assessed))}
          ${section("What would help", [hedgeTable(company), list(hedgeSetSentences(company))])}
          ${section("What could go wrong", list(riskSentences(company)))}
          ${section("The economy", economyTable(result))}
          ${section("What the usage rests on", list(basisLines(assessed)))}
          ${section("Assumptions", assumptionTable(result))} ${section("Facts", factTable(result))}
          ${section(
            "How to make this again",
            html`<pre><code>${command}</code></pre>
              <p class="soft">
                Faultline ${economy.modelVersion}, seed ${economy.seed}. The same inputs give the
                same bytes on any machine.
              </p>`,
          )}
        </main>
      </body>
    </html> `;
  return page.text;
}

function section(title: string, content: Content): Html {
  return html`<section>
    <h2>${title}</h2>
    ${content}
  </section> `;
}

function list(lines: readonly string[]): Html {
  return html`${lines.map((line) => html`<p>${line}</p> `)}`;
}

function tableOf(columns: readonly Column[], rows: readonly (readonly Content[])[]): Html {
  const attribute = ({ kind }: Column): Html =>
    kind === undefined ? html`` : html` class="${kind}"`;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${columns.map((column) => html`<th${attribute(column)}>${column.title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell, i) => html`<td${attribute(columns[i]!)}>${cell}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

function heading(
  { economy }: StressResult,
  { company, isSample, profile, files }: AssessedCompany,
): Html {
  const note = isSample
    ? " (bundled sample, invented)"
    : company.invented === true
      ? " (invented)"
      : "";
  const { start, end } = profile.period;
  const severity = economy.severity === null ? "" : `, ${economy.severity}`;
  return html`<h1>${company.name ?? files.join(", ")}${note}</h1>
    <p class="soft">
      Stress test under “${economy.title}” (${economy.scenario}${severity}):
      ${economy.draws.toLocaleString("en")} futures of ${economy.months} months from
      ${economy.from}, by what was known on ${economy.knowledgeDate}. Usage of ${start.slice(0, 10)}
      to ${end.slice(0, 10)}. Money conserved to ${magnitude(economy.conservation.worstResidual)}.
    </p>
    <p class="soft">${economy.story}</p>`;
}

/** What a board reads: the verdict, three numbers, one chart, and what to do. */
function board(result: StressResult, assessed: AssessedCompany): Html {
  const { company, economy } = result;
  const sentences = verdictSentences(result, assessed);
  const { insolvency } = company.verdict;
  const { total } = assessed.exposure;
  const numbers: readonly (readonly [string, string])[] = [
    insolvency === null
      ? ["?", "risk of running out of cash: cash is not told"]
      : [
          `${ofHundred(insolvency.probability)} in 100`,
          `out of cash within ${insolvency.withinMonths} months`,
        ],
    company.runway === null
      ? ["?", "runway: cash is not told"]
      : [
          company.runway.p50 === null ? `> ${economy.months}` : String(company.runway.p50 + 1),
          "month in which cash ends, at the median",
        ],
    [breakEvenCell(total.breakEven), "token prices at which nothing is left of the gross margin"],
  ];
  const help = company.hedges.slice(0, 3);
  return html`${sentences.map(({ text, isHeadline }) =>
      isHeadline ? html`<p class="headline">${text}</p> ` : html`<p>${text}</p> `,
    )}
    <ul class="numbers">
      ${numbers.map(([number, words]) => html`<li><b>${number}</b>${words}</li> `)}
    </ul>
    ${
      company.insolvency === null
        ? html``
        : html`<h2>Futures in which cash is gone, by month</h2>
            ${insolvencyChart(company.insolvency, economy.draws)}`
    }
    ${
      help.length === 0
        ? html``
        : html`<h2>What to do</h2>
            <p>Of what was tried, in the order of the risk it saves; all of it has a price.</p>
            <ol>
              ${help.map((hedge) => html`<li>${hedge.action}: ${ofHundred(hedge.insolvency)} of 100 out of cash instead of ${ofHundred(insolvency?.probability ?? 0)}. Its price: ${hedge.price}.</li> `)}
            </ol>`
    }
    <p class="soft">
      Consequences of stated assumptions under this scenario, as of ${economy.knowledgeDate}; not a
      forecast.
    </p>`;
}

function featureTable({ features }: CompanyStress, { exposure }: AssessedCompany): Html {
  const by = (share: number | null | undefined): string =>
    share === null || share === undefined ? "–" : percent(share);
  return tableOf(
    [
      { title: "feature", kind: "long" },
      ...[
        "revenue",
        "tokens",
        "reasoning",
        "gross margin",
        "sinks at",
        "sunk by 12",
        "24",
        "60",
      ].map((title): Column => ({ title, kind: "right" })),
    ],
    exposure.features.map((line: LineItem, i) => {
      const sunk = features[i]?.sunkBy;
      return [
        nameOf(line.name),
        line.revenue === null ? "?" : dollars(Math.round(line.revenue)),
        dollars(Math.round(line.tokenPricedAi)),
        line.reasoning.share === null ? "not told" : percent(line.reasoning.share),
        line.grossMargin === null ? "–" : percent(line.grossMargin),
        breakEvenCell(line.breakEven),
        by(sunk?.["12"]),
        by(sunk?.["24"]),
        by(sunk?.["60"]),
      ];
    }),
  );
}

function ladderTable({ exposure }: AssessedCompany): Html {
  return tableOf(
    [
      { title: "multiple", kind: "right" },
      { title: "gross margin", kind: "right" },
      { title: "under water", kind: "long" },
    ],
    exposure.ladder.map((rung) => [
      `×${multiple(rung.multiple)}`,
      rung.grossMargin === null ? "?" : percent(rung.grossMargin),
      rung.underWater.length === 0 ? "none" : rung.underWater.map(nameOf).join(", "),
    ]),
  );
}

function hedgeTable({ hedges, verdict }: CompanyStress): Html {
  if (hedges.length === 0) return html`<p>Nothing is tried without cash in the company file.</p>`;
  const within = verdict.insolvency?.withinMonths ?? 24;
  return tableOf(
    [
      { title: "what", kind: "long" },
      { title: "its price", kind: "long" },
      { title: `insolvent by ${within}`, kind: "right" },
      { title: "saved of 100", kind: "right" },
      { title: "gross profit", kind: "right" },
      { title: "costs once", kind: "right" },
      { title: "months", kind: "right" },
    ],
    hedges.map((hedge) => [
      hedge.action,
      hedge.price,
      ofHundred(hedge.insolvency),
      `${decimal(hedge.saved * 100)} ± ${decimal(hedge.samplingError * 100)}`,
      dollars(Math.round(hedge.grossProfit)),
      guess(hedge.cost, dollars),
      guess(hedge.months, shortFigures),
    ]),
  );
}

function economyTable({ economy }: StressResult): Html {
  const months = shownMonths(economy.months);
  const rows = seriesRows(economy).map(({ label, cells }) => [
    label,
    ...cells.map(({ middle, span }) => html`${middle} <span class="soft">${span}</span>`),
  ]);
  const events = Object.entries(economy.events)
    .filter(([id]) => !id.startsWith("you."))
    .map(([id, { cumulative }]) => [
      labelOf(id),
      ...months.map((month) => `${ofHundred(cumulative[month - 1]!)} of 100`),
    ]);
  const columns = (title: string): readonly Column[] => [
    { title, kind: "long" },
    ...months.map((month): Column => ({ title: `month ${month}`, kind: "right" })),
  ];
  return html`${tableOf(columns("median, and 5 to 95 of 100 futures"), rows)}
    ${tableOf(columns("has happened by"), events)}
    <p class="soft">
      * conditional on this scenario, as of ${economy.knowledgeDate}; not a forecast.
    </p>`;
}

function assumptionTable({ economy }: StressResult): Html {
  return html`<p class="soft">
      Numbers that no published fact settles: what each is drawn from, and why. They are shown
      because the result rests on them.
    </p>
    ${tableOf(
      [{ title: "number", kind: "long" }, { title: "drawn from" }, { title: "why", kind: "long" }],
      economy.assumptions.map(({ id, distribution, why, facts: leaning }) => [
        html`<code>${id}</code>`,
        distribution,
        leaning.length === 0 ? why : `${why} (${leaning.join(", ")})`,
      ]),
    )}`;
}

/** The facts that the parameters of the run rest on. */
function factTable({ economy }: StressResult): Html {
  const own = new Set(economy.ownFacts.used);
  const cited = new Set(economy.facts);
  const rows = facts.filter(({ id }) => cited.has(id));
  return html`<p class="soft">
      Published figures that the run's parameters rest
      on${own.size === 0 ? "" : `, besides ${[...own].join(", ")} of your own`}.
    </p>
    ${tableOf(
      [
        { title: "fact" },
        { title: "what", kind: "long" },
        { title: "as of" },
        { title: "source", kind: "long" },
      ],
      rows.map((fact) => [fact.id, fact.title, fact.asOf, sourceOf(fact)]),
    )}`;
}

function sourceOf({ source }: Fact): Html {
  const { title, publisher, date, address } = source;
  // Only a web address is a link; anything else stands as text.
  const name = /^https?:\/\//.test(address ?? "")
    ? html`<a href="${address!}" rel="noreferrer">${title}</a>`
    : html`${title}`;
  return html`${name}. ${publisher}, ${date}`;
}
