import { modelVersion } from "@faultline/economy";
import type { LineItem } from "@faultline/exposure";
import type { AssessedCompany } from "../../company/assess-company.ts";
import {
  basisLines,
  moneyCells,
  overlapLines,
  spendSentence,
  unpricedLines,
  vendorLines,
} from "../exposure-sections.ts";
import { billCells, billSentence, billTitles } from "../bill-sections.ts";
import { billingLines } from "../billing-lines.ts";
import { type Html, html } from "./html.ts";
import { ladderTable } from "./ladder-table.ts";
import { type Column, again, list, pageOf, section, tableOf } from "./page-parts.ts";

/**
 * The report of an exposure as one page of HTML, under the same terms as that of a stress test.
 *
 * @param command the command line that makes the same result
 */
export function exposurePage(assessed: AssessedCompany, command: string): string {
  const { exposure, company, isSample, profile } = assessed;
  const name = company.name ?? assessed.files.join(", ");
  const note = isSample
    ? " (bundled sample, invented)"
    : company.invented === true
      ? " (invented)"
      : "";
  const { start, end } = profile.period;
  const unit = exposure.scaling.basis === "month" ? "$ a month" : "$ in the period";
  const warnings = [...unpricedLines(assessed, Infinity), ...overlapLines(assessed, Infinity)];
  return pageOf(
    `Exposure · ${name}`,
    html`<section class="board">
        <h1>${name}${note}</h1>
        <p class="soft">
          Usage of ${start.slice(0, 10)} to ${end.slice(0, 10)}; money in ${unit}:
          ${exposure.scaling.reason}.
        </p>
        <p class="headline">${spendSentence(exposure)}</p>
        ${list(warnings)} ${list(vendorLines(exposure, company, Infinity))}
        <h2>Features</h2>
        ${lineTable("feature", exposure.features)}
      </section>
      ${section(
        "Customers",
        html`${lineTable("customer", exposure.customers)} ${list(billingLines(assessed, Infinity))}`,
      )}
      ${section("Token prices", ladderTable(assessed))} ${billSection(assessed)}
      ${section(
        "What the figures rest on",
        list([
          ...basisLines(assessed),
          ...exposure.allocations.map((line) => `allocated: ${line}`),
        ]),
      )}
      ${again(command, `Faultline ${modelVersion}`)}`,
  );
}

function billSection(assessed: AssessedCompany): Html {
  const { reconciliation } = assessed;
  if (reconciliation === null) return html``;
  const [estimate, due, difference, why] = billTitles;
  return section(
    "The bill against list prices",
    html`${list([billSentence(assessed) ?? ""])}
    ${tableOf(
      [
        { title: "model", kind: "long" },
        ...[estimate, due, difference].map((title): Column => ({ title, kind: "right" })),
        { title: why, kind: "long" },
      ],
      [...reconciliation.rows, reconciliation.total].map(billCells),
    )}`,
  );
}

function lineTable(title: string, lines: readonly LineItem[]): Html {
  const figures = ["revenue", "tokens", "reasoning", "gross margin", "sinks at"];
  return tableOf(
    [
      { title, kind: "long" },
      ...figures.map((figure): Column => ({ title: figure, kind: "right" })),
    ],
    lines.map((line) =>
      // The last cell is the terminal's bar, which a page has no use for.
      moneyCells(line)
        .slice(0, -1)
        .map((cell) => (typeof cell === "string" ? cell : cell.text)),
    ),
  );
}
