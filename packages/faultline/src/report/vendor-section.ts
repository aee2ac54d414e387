import {
  type CompanyStress,
  type Fate,
  type VendorEvent,
  type VendorView,
  verdictMonths,
  vendorNames,
} from "@faultline/exposure";
import { ofHundred, percent } from "../terminal/numbers.ts";
import type { Paint } from "../terminal/paint.ts";
import { table } from "../terminal/table.ts";

/** Vendors with less of the bill than this are left to the files. */
const leastShare = 0.01;

/** What a vendor does, and how the company fares where it does and where it does not. */
export function vendorEventLines(company: CompanyStress, columns: number, ink: Paint): string[] {
  const rows = (company.vendors ?? [])
    .filter(({ share }) => share >= leastShare)
    .flatMap((view) => vendorRows(view, company));
  if (rows.length === 0) return [];
  const within = company.verdict.insolvency?.withinMonths ?? verdictMonths;
  return [
    ...table(
      [
        { title: `IF A VENDOR, BY MONTH ${within}`, shrinks: true },
        { title: "of 100", align: "right" },
        ...["broke", "else", "margin", "else", "ends", "else"].map((title) => ({
          title,
          align: "right" as const,
        })),
      ],
      rows,
      { columns, title: ink.bold },
    ),
    "",
  ];
}

/** The two things a vendor may do, each with the company's fate then and otherwise. */
export function vendorRows(view: VendorView, { runway }: CompanyStress): string[][] {
  const horizon = runway?.horizon ?? null;
  const row = (does: string, { probability, fates }: VendorEvent): string[] => [
    `${vendorNames[view.vendor]} (${percent(view.share)}) ${does}`,
    ofHundred(probability),
    ...pair(fates.given, fates.otherwise, brokeCell),
    ...pair(fates.given, fates.otherwise, ({ grossMargin }) =>
      grossMargin === null ? "–" : percent(grossMargin),
    ),
    ...pair(fates.given, fates.otherwise, (fate) => endCell(fate, horizon)),
  ];
  return [
    row("asks ×2 or more", view.doubles),
    ...(view.fails === null ? [] : [row("fails", view.fails)]),
  ];
}

function pair(
  given: Fate | null,
  otherwise: Fate | null,
  cell: (fate: Fate) => string,
): readonly string[] {
  return [given === null ? "few" : cell(given), otherwise === null ? "few" : cell(otherwise)];
}

function brokeCell({ insolvency }: Fate): string {
  return insolvency === null ? "–" : ofHundred(insolvency);
}

/** Month in which cash ends at the median. */
function endCell({ runway, insolvency }: Fate, horizon: number | null): string {
  if (insolvency === null || horizon === null) return "–";
  return runway === null ? `>${horizon}` : String(runway + 1);
}
