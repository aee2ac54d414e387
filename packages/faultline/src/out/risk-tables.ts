import type { CompanyStress } from "@faultline/exposure";
import { type OutTable, number, spreadCells, spreadColumns, words } from "./out-table.ts";

/** What could go wrong, as tables: failing vendors, credits, margin at risk, breaking points. */
export function riskTables(company: CompanyStress): readonly OutTable[] {
  return [
    {
      name: "vendor_failures",
      columns: [
        words("vendor"),
        ...["bill", "share", "failed_by_12", "failed_by_24", "failed_by_60"].map(number),
        ...spreadColumns("change"),
        ...["insolvency_failed", "insolvency_stands"].map(number),
      ],
      rows: (company.vendorFailures ?? []).map(
        ({ vendor, bill, share, by, change, insolvency }) => [
          vendor,
          bill,
          share,
          by["12"],
          by["24"],
          by["60"],
          ...spreadCells(change),
          insolvency?.failed ?? null,
          insolvency?.stands ?? null,
        ],
      ),
    },
    {
      name: "credits",
      columns: [
        words("vendor"),
        ...["balance", "expires"].map(number),
        ...["lasts", "lost", "cliff"].flatMap(spreadColumns),
      ],
      rows: (company.credits ?? []).map(({ vendor, balance, expires, lasts, lost, cliff }) => [
        vendor,
        balance,
        expires === null ? null : expires + 1,
        ...[lasts, lost, cliff].flatMap(spreadCells),
      ]),
    },
    {
      name: "margin_at_risk",
      columns: [
        ...["months", "expected", "at_risk", "expected_shortfall"].map(number),
        ...spreadColumns("gross_profit"),
      ],
      rows: (company.marginAtRisk ?? []).map((risk) => [
        risk.months,
        risk.expected,
        risk.atRisk,
        risk.expectedShortfall,
        ...spreadCells(risk.grossProfit),
      ]),
    },
    {
      name: "breaking_points",
      // "unmoved" is no number, and an empty cell is what no value of the lever reaches.
      columns: [words("lever"), words("breaks"), number("at"), number("insolvency_at_end")],
      rows: company.breakingPoints.map(({ id, at, atEnd }) => [
        id,
        at === null ? "never" : at === "unmoved" ? "as it stands" : "at",
        typeof at === "number" ? at : null,
        atEnd,
      ]),
    },
  ];
}
