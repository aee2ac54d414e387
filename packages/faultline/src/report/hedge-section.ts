import { type CompanyStress, type Guess, type HedgeResult } from "@faultline/exposure";
import { decimal, dollars, ofHundred, shortFigures } from "../terminal/numbers.ts";
import type { Paint } from "../terminal/paint.ts";
import { table } from "../terminal/table.ts";
import { wrap } from "../terminal/text.ts";
import { selfHostSentences } from "./self-host-section.ts";
import { listed, pointsOf, signedDollars } from "./words.ts";

/** What a company could do, each thing alone, then together. */
export function hedgeLines(company: CompanyStress, columns: number, ink: Paint): string[] {
  const machines = selfHostSentences(company.selfHosting).flatMap((line) =>
    wrap(line, { columns, rest: "  " }),
  );
  if (company.hedges.length === 0) {
    return machines.length === 0 ? [] : [ink.bold("WHAT WOULD HELP"), ...machines, ""];
  }
  return [
    ...table(
      [
        { title: "WHAT WOULD HELP", shrinks: true, wraps: true },
        { title: "broke", align: "right" },
        { title: "saved", align: "right" },
        { title: "worst 5%", align: "right" },
        { title: "costs", align: "right" },
        { title: "months", align: "right" },
      ],
      company.hedges.map((hedge) => [
        hedge.action,
        ofHundred(hedge.insolvency),
        `${decimal(hedge.saved * 100)} ±${pointsOf(hedge.samplingError)}`,
        hedge.marginSaved === null ? "?" : signedThousands(hedge.marginSaved),
        costsCell(hedge),
        guess(hedge.months, shortFigures),
      ]),
      { columns, title: ink.bold },
    ),
    ...[
      `broke: out of cash by month ${company.withinMonths}, of 100; worst 5%: margin at risk saved, so what the ` +
        "5 in 100 worst futures earn more by then",
      ...demandSentences(company),
      ...rankingSentences(company),
      ...hedgeSetSentences(company),
    ].flatMap((line) => wrap(line, { columns, rest: "  " })),
    ...machines,
    "",
  ];
}

/** What a hedge costs, in thousands: once, each month, and paid ahead. */
export function costsCell({ cost, monthly, upfront }: HedgeResult): string {
  const parts = [
    ...(cost[2] === 0 ? [] : [`$${guess(cost, thousands)}k`]),
    ...(monthly[2] === 0 ? [] : [`${guess(monthly, thousands)}k/mo`]),
    ...(upfront === 0 ? [] : [`${thousands(upfront)}k ahead`]),
  ];
  return parts.length === 0 ? "$0" : parts.join(" + ");
}

function thousands(value: number): string {
  const size = value / 1000;
  return size >= 9.95 || Number.isInteger(size) ? decimal(size) : shortFigures(size);
}

function signedThousands(value: number): string {
  const size = decimal(Math.abs(value) / 1000);
  return size === "0" ? "$0" : `${value > 0 ? "+" : "−"}$${size}k`;
}

/** A guess as its ends, or one value. */
export function guess([low, , high]: Guess, words: (value: number) => string): string {
  return low === high ? words(low) : `${words(low)}–${words(high)}`;
}

/** What one's own customers do about it, for hedges that they notice. */
function demandSentences({ hedges }: CompanyStress): string[] {
  return hedges
    .filter(({ salesLost }) => salesLost !== null)
    .map(({ action, price }) => `To ${action}: ${price}.`);
}

const shortNames = new Map(
  Object.entries({
    "cap-reasoning": "the cap",
    reprice: "own prices",
    switch: "the switch",
    "cut-opex": "the cut",
    prepay: "paying ahead",
    "second-vendor": "a second vendor",
    "self-host": "own machines",
  }),
);

/** Which hedges save most for a dollar of outlay: of the insolvency risk, and of the margin at risk. */
export function rankingSentences({ hedges, hedgeRanking }: CompanyStress): string[] {
  if (hedges.length === 0) return [];
  const named = (ids: readonly string[]): string =>
    ids.length === 0
      ? "none helps"
      : ids
          .map((id) => {
            const isFree = hedges.find((hedge) => hedge.id === id)?.outlay === 0;
            return `${shortNames.get(id) ?? id}${isFree ? " (free)" : ""}`;
          })
          .join(", ");
  const { byRisk, byMargin } = hedgeRanking;
  const margin = byMargin === null ? "" : `; most margin at risk: ${named(byMargin)}`;
  return [`For a dollar, most risk saved: ${named(byRisk)}${margin}.`];
}

/** The best set of hedges, in a sentence. */
export function hedgeSetSentences({ hedges: all, hedgeSet }: CompanyStress): string[] {
  if (hedgeSet === null || hedgeSet.saved <= 0) return [];
  const { ids, cost, budget, compared, insolvency, saved, samplingError, marginSaved } = hedgeSet;
  const actions = ids.map((id) => all.find((hedge) => hedge.id === id)?.action ?? id);
  const within = budget === null ? "" : ` within a budget of ${dollars(budget)}`;
  const margin =
    marginSaved === null ? "" : `; ${signedDollars(Math.round(marginSaved))} in the worst 5%`;
  return [
    `Best of ${compared} sets${within}: ${listed(actions)}, for about ${dollars(Math.round(cost))}: ` +
      `${ofHundred(insolvency)} of 100 out of cash, ${decimal(saved * 100)} ±${pointsOf(samplingError)} saved${margin}.`,
  ];
}
