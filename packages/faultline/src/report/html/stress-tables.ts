import {
  type CompanyStress,
  type Renewals,
  type VendorView,
  vendorNames,
} from "@faultline/exposure";
import { decimal, dollars, ofHundred, percent, shortFigures } from "../../terminal/numbers.ts";
import { costsCell, guess } from "../hedge-section.ts";
import { renewalCells, renewalColumns } from "../renewal-section.ts";
import { fatesTold, vendorRows } from "../vendor-section.ts";
import { breakEvenCell, listed, pointsOf } from "../words.ts";
import { type Html, html } from "./html.ts";
import { type Column, list, tableOf } from "./page-parts.ts";

const right = (title: string): Column => ({ title, kind: "right" });

/** What could be done and what it asks for, then what it does. */
export function hedgeTables({ hedges, withinMonths }: CompanyStress): readonly Html[] {
  if (hedges.length === 0) return [html`<p>Nothing is tried without cash in the company file.</p>`];
  const or = (value: number | null, words: (value: number) => string): string =>
    value === null ? "–" : words(value);
  return [
    tableOf(
      [
        { title: "what", kind: "long" },
        { title: "its price", kind: "long" },
        ...["costs", "months"].map(right),
      ],
      hedges.map((hedge) => [
        hedge.action,
        hedge.price,
        costsCell(hedge),
        guess(hedge.months, shortFigures),
      ]),
    ),
    tableOf(
      [
        { title: "what", kind: "long" },
        ...[`broke by ${withinMonths}`, "saved", "for $10k", "profit", "worst 5%", "for $1"].map(
          right,
        ),
      ],
      hedges.map((hedge) => [
        hedge.action,
        ofHundred(hedge.insolvency),
        `${decimal(hedge.saved * 100)} ± ${pointsOf(hedge.samplingError)}`,
        or(hedge.savedPer10k, (value) => decimal(value * 100, 1)),
        dollars(Math.round(hedge.grossProfit)),
        or(hedge.marginSaved, (value) => dollars(Math.round(value))),
        or(hedge.marginSavedPerDollar, (value) => dollars(value)),
      ]),
    ),
    list([
      "saved: of 100 futures, and for $10,000 of outlay; profit: change of gross profit, mean; " +
        "worst 5%: margin at risk saved, what the 5 in 100 worst futures earn more, and for $1",
    ]),
  ];
}

/** What renews when, and what it costs then. */
export function renewalTable({ contracts }: Renewals): Html {
  return tableOf(
    renewalColumns.map(({ title, isText }) => ({ title, kind: isText ? "long" : "right" })),
    contracts.map(renewalCells),
  );
}

/** All that hangs on each vendor, and how the company fares by what a vendor does. */
export function vendorTables(
  company: CompanyStress,
  vendors: readonly VendorView[],
): readonly Html[] {
  const { vendorHhi, withinMonths } = company;
  const titles = fatesTold(company).flatMap(({ title }) => [title, "else"]);
  const legend = fatesTold(company).map(({ title, meaning }) => `${title}: ${meaning}`);
  return [
    tableOf(
      [
        { title: "vendor", kind: "long" },
        ...["tokens, $/month", "share", "alone sinks you at", "credits"].map(right),
        { title: "contracts", kind: "long" },
      ],
      vendors.map((view) => [
        vendorNames[view.vendor],
        decimal(view.bill),
        percent(view.share),
        breakEvenCell(view.breakEven),
        dollars(view.credits),
        listed(view.contracts.map(({ name, renews }) => `${name} to ${renews}`)) || "–",
      ]),
    ),
    tableOf(
      [
        { title: `if, by month ${withinMonths}`, kind: "long" },
        ...["of 100", ...titles].map(right),
      ],
      vendors.flatMap((view) => vendorRows(view, company)),
    ),
    list([
      [...legend, "else: where it does not", "few: under twenty futures, too few to tell"].join(
        "; ",
      ),
      ...(vendorHhi === null
        ? []
        : [
            `Concentration of vendors (Herfindahl–Hirschman): ${decimal(vendorHhi, 2)}; 1 is one vendor alone.`,
          ]),
    ]),
  ];
}
