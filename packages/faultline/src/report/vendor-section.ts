import {
  type CompanyStress,
  type Fate,
  type VendorEvent,
  type VendorView,
  vendorNames,
} from "@faultline/exposure";
import { ofHundred, percent } from "../terminal/numbers.ts";
import type { Paint } from "../terminal/paint.ts";
import { table } from "../terminal/table.ts";
import { wrap } from "../terminal/text.ts";

/** Vendors with less of the bill than this are left to the files. */
const leastShare = 0.01;

/** What a vendor does, and how the company fares where it does and where it does not. */
export function vendorEventLines(company: CompanyStress, columns: number, ink: Paint): string[] {
  const shown = (company.vendors ?? []).filter(({ share }) => share >= leastShare);
  if (shown.length === 0) return [];
  const told = fatesTold(company);
  const legend = told.map(({ title, meaning }) => `${title}: ${meaning}`);
  return [
    ...table(
      [
        { title: `IF A VENDOR, BY MONTH ${company.withinMonths}`, shrinks: true },
        { title: "of 100", align: "right" },
        ...told
          .flatMap(({ title }) => [title, "else"])
          .map((title) => ({ title, align: "right" as const })),
      ],
      shown.flatMap((view) => vendorRows(view, company)),
      { columns, title: ink.bold },
    ),
    ...(legend.length === 0
      ? []
      : wrap(
          `${legend.join("; ")}; else: where it does not; few: under twenty futures, too few to tell`,
          { columns, rest: "  " },
        )),
    "",
  ];
}

/** A way to tell how the company fares. */
interface Told {
  readonly title: string;
  readonly meaning: string;
  readonly cell: (fate: Fate) => string;
}

/** What is known of how the company fares: nothing of cash without cash, of margin without sales. */
export function fatesTold({ runway, vendors, withinMonths }: CompanyStress): readonly Told[] {
  const fates = (vendors ?? []).flatMap(({ doubles: { fates: of } }) => [of.given, of.otherwise]);
  const hasSales = fates.some((fate) => fate !== null && fate.grossMargin !== null);
  return [
    ...(runway === null
      ? []
      : [
          {
            title: "broke",
            meaning: `out of cash by month ${withinMonths}, of 100`,
            cell: ({ insolvency }: Fate) => (insolvency === null ? "–" : ofHundred(insolvency)),
          },
        ]),
    ...(hasSales
      ? [
          {
            title: "margin",
            meaning: "gross, until then, at the median",
            cell: ({ grossMargin }: Fate) => (grossMargin === null ? "–" : percent(grossMargin)),
          },
        ]
      : []),
    ...(runway === null
      ? []
      : [
          {
            title: "ends",
            meaning: "month in which cash does, at the median",
            cell: (fate: Fate) =>
              fate.runway === null ? `>${runway.horizon}` : String(fate.runway + 1),
          },
        ]),
  ];
}

/** The two things a vendor may do, each with the company's fate then and otherwise. */
export function vendorRows(view: VendorView, company: CompanyStress): string[][] {
  const row = (does: string, { probability, fates }: VendorEvent): string[] => [
    `${vendorNames[view.vendor]} (${percent(view.share)}) ${does}`,
    ofHundred(probability),
    ...fatesTold(company).flatMap(({ cell }) =>
      [fates.given, fates.otherwise].map((fate) => (fate === null ? "few" : cell(fate))),
    ),
  ];
  return [
    row("asks ×2 or more", view.doubles),
    ...(view.fails === null ? [] : [row("fails", view.fails)]),
  ];
}
