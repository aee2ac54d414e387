import type { CompanyStress, HedgeResult, LineItem } from "@faultline/exposure";
import type { AssessedCompany } from "../../company/assess-company.ts";
import type { StressResult } from "../../commands/stress.ts";
import { shownMonths } from "../../results/simulate-text.ts";
import { dollars, magnitude, ofHundred, percent } from "../../terminal/numbers.ts";
import { riskSentences } from "../company-risks.ts";
import { basisLines } from "../exposure-sections.ts";
import { hedgeSetSentences, rankingSentences } from "../hedge-section.ts";
import { renewalSentences } from "../renewal-section.ts";
import { selfHostSentences } from "../self-host-section.ts";
import { verdictSentences } from "../stress-report.ts";
import { breakEvenCell, nameOf } from "../words.ts";
import { assumptionTable, economyTables, factTable } from "./economy-tables.ts";
import { type Html, html } from "./html.ts";
import { ladderTable } from "./ladder-table.ts";
import { type Column, again, list, pageOf, section, tableOf } from "./page-parts.ts";
import { hedgeTables, renewalTable, vendorTables } from "./stress-tables.ts";
import { insolvencyChart } from "./survival-chart.ts";

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
  return pageOf(
    `Stress test · ${company.name}`,
    html`<section class="board">${heading(result, assessed)} ${board(result, assessed)}</section>
      ${section("Features", featureTable(company, assessed))}
      ${section("Token prices", ladderTable(assessed))}
      ${section("What would help", [
        ...hedgeTables(company),
        list([
          ...rankingSentences(company),
          ...hedgeSetSentences(company),
          ...selfHostSentences(company.selfHosting),
        ]),
      ])}
      ${section("Cash", cashTables(result))}
      ${
        company.renewals === null
          ? html``
          : section("What renews when", [
              renewalTable(company.renewals),
              list(renewalSentences(company)),
            ])
      }
      ${
        company.vendors === null
          ? html``
          : section("By vendor", vendorTables(company, company.vendors))
      }
      ${section("What could go wrong", list(riskSentences(company)))}
      ${section("The economy", economyTables(economy))}
      ${section("What the usage rests on", list(basisLines(assessed)))}
      ${section("Assumptions", assumptionTable(economy))} ${section("Facts", factTable(economy))}
      ${again(command, `Faultline ${economy.modelVersion}, seed ${economy.seed}`)}`,
  );
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
              ${help.map((hedge) => helpItem(hedge, insolvency?.probability ?? 0))}
            </ol>`
    }
    <p class="soft">
      Consequences of stated assumptions under this scenario, as of ${economy.knowledgeDate}; not a
      forecast.
    </p>`;
}

function helpItem({ action, insolvency, price }: HedgeResult, before: number): Html {
  return html`<li>
    ${action}: ${ofHundred(insolvency)} of 100 out of cash instead of ${ofHundred(before)}. Its
    price: ${price}.
  </li> `;
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

/** How long cash lasts, and in how many futures it is gone by the months shown. */
function cashTables({ company: { runway, insolvency }, economy }: StressResult): Html {
  if (runway === null || insolvency === null) return html`<p>Cash is not told.</p>`;
  const endless = (month: number | null): string =>
    month === null ? `> ${runway.horizon}` : String(month + 1);
  const months = shownMonths(economy.months);
  const right = (title: string): Column => ({ title, kind: "right" });
  return html`${tableOf(
    [
      { title: "runway", kind: "long" },
      ...["in 5 of 100 futures", "at the median", "in 95 of 100"].map(right),
    ],
    [
      [
        "month in which cash is gone, or sooner",
        ...[runway.p05, runway.p50, runway.p95].map(endless),
      ],
    ],
  )}
  ${tableOf(
    [{ title: "insolvency", kind: "long" }, ...months.map((month) => right(`month ${month}`))],
    [
      [
        "out of cash by then, of 100 futures",
        ...months.map((month) => ofHundred(insolvency[month - 1]!)),
      ],
    ],
  )}`;
}
