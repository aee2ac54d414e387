import { type Fact, facts } from "@faultline/economy";
import { labelOf } from "../../results/labels.ts";
import type { SimulateResult } from "../../results/simulate-result.ts";
import { seriesRows, shownMonths } from "../../results/simulate-text.ts";
import { ofHundred } from "../../terminal/numbers.ts";
import { type Html, html } from "./html.ts";
import { type Column, tableOf } from "./page-parts.ts";

/** Main series at the months shown, and how often events have happened by then. */
export function economyTables(economy: SimulateResult): Html {
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

/** What no published fact settles. */
export function assumptionTable(economy: SimulateResult): Html {
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
export function factTable(economy: SimulateResult): Html {
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
