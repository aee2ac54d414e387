import type { CompanyStress, Fate, VendorEvent } from "@faultline/exposure";
import { type OutTable, number, spreadCells, spreadColumns, words } from "./out-table.ts";

/** What was tried, what renews when, and all that hangs on each vendor, as tables. */
export function companyTables(company: CompanyStress): readonly OutTable[] {
  return [
    hedgeTable(company),
    ...(company.renewals === null ? [] : [renewalTable(company.renewals)]),
    ...(company.vendors === null ? [] : [vendorTable(company.vendors)]),
    ...(company.selfHosting === null ? [] : [selfHostTable(company.selfHosting)]),
  ];
}

const guessColumns = (name: string): OutTable["columns"] =>
  ["low", "likeliest", "high"].map((end) => number(`${name}_${end}`));

function hedgeTable({ hedges, hedgeRanking }: CompanyStress): OutTable {
  const rank = (ids: readonly string[] | null, id: string): number | null => {
    const place = ids?.indexOf(id) ?? -1;
    return place < 0 ? null : place + 1;
  };
  return {
    name: "hedges",
    columns: [
      words("id"),
      words("action"),
      words("price"),
      ...["insolvency", "saved", "sampling_error", "gross_profit"].map(number),
      ...["margin_saved", "outlay", "paid_ahead"].map(number),
      ...["saved_per_10k", "margin_saved_per_dollar"].map(number),
      ...["rank_by_risk", "rank_by_margin"].map(number),
      ...["cost", "monthly", "months", "sales_lost"].flatMap(guessColumns),
    ],
    rows: hedges.map((hedge) => [
      hedge.id,
      hedge.action,
      hedge.price,
      hedge.insolvency,
      hedge.saved,
      hedge.samplingError,
      hedge.grossProfit,
      hedge.marginSaved,
      hedge.outlay,
      hedge.upfront,
      hedge.savedPer10k,
      hedge.marginSavedPerDollar,
      rank(hedgeRanking.byRisk, hedge.id),
      rank(hedgeRanking.byMargin, hedge.id),
      ...hedge.cost,
      ...hedge.monthly,
      ...hedge.months,
      ...(hedge.salesLost ?? [null, null, null]),
    ]),
  };
}

function renewalTable({ contracts }: NonNullable<CompanyStress["renewals"]>): OutTable {
  return {
    name: "renewals",
    columns: [
      ...["contract", "vendor", "kind", "renews"].map(words),
      ...["month", "now"].map(number),
      ...["at_renewal", "rise"].flatMap(spreadColumns),
    ],
    rows: contracts.map(({ name, vendor, kind, renews, month, now, atRenewal, rise }) => [
      name,
      vendor,
      kind,
      renews,
      month === null ? null : month + 1,
      now,
      ...spreadCells(atRenewal),
      ...spreadCells(rise),
    ]),
  };
}

function vendorTable(vendors: NonNullable<CompanyStress["vendors"]>): OutTable {
  const fateColumns = (name: string): OutTable["columns"] =>
    ["insolvency", "gross_margin", "runway"].map((what) => number(`${name}_${what}`));
  const eventColumns = (name: string): OutTable["columns"] => [
    ...["probability", "by_end"].map((what) => number(`${name}_${what}`)),
    ...fateColumns(name),
    ...fateColumns(`no_${name}`),
  ];
  return {
    name: "vendors",
    columns: [
      words("vendor"),
      ...["bill", "share"].map(number),
      words("sinks"),
      ...["sinks_at", "credits"].map(number),
      words("contracts"),
      ...["doubles", "fails"].flatMap(eventColumns),
    ],
    rows: vendors.map(({ vendor, bill, share, breakEven, credits, contracts, doubles, fails }) => [
      vendor,
      bill,
      share,
      breakEven.kind,
      breakEven.kind === "multiple" ? breakEven.value : null,
      credits,
      contracts.map(({ name, renews }) => `${name} to ${renews}`).join("; ") || null,
      ...eventCells(doubles),
      ...eventCells(fails),
    ]),
  };
}

function eventCells(event: VendorEvent | null): readonly (number | null)[] {
  return [
    event?.probability ?? null,
    event?.byEnd ?? null,
    ...fateCells(event?.fates.given ?? null),
    ...fateCells(event?.fates.otherwise ?? null),
  ];
}

/** Months are counted from 1, as in the other tables. */
function fateCells(fate: Fate | null): readonly (number | null)[] {
  const runway = fate?.runway ?? null;
  return [fate?.insolvency ?? null, fate?.grossMargin ?? null, runway === null ? null : runway + 1];
}

function selfHostTable(machines: NonNullable<CompanyStress["selfHosting"]>): OutTable {
  return {
    name: "own_machines",
    columns: [
      words("vendor"),
      ...["price_per_mtok", "gpus", "copies"].map(number),
      ...["gpu_hour", "utilisation", "break_even_today", "break_even_stressed"].flatMap(
        spreadColumns,
      ),
    ],
    rows: machines.breakEven.map(({ vendor, pricePerMtok, today, stressed }) => [
      vendor,
      pricePerMtok,
      machines.gpus,
      machines.copies,
      ...[machines.gpuHour, machines.utilisation, today, stressed].flatMap(spreadCells),
    ]),
  };
}
