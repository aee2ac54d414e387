import { facts } from "@faultline/economy";
import {
  type CompanyStress,
  type Exposure,
  type LineItem,
  type Profile,
  REASONS,
  type Reconciliation,
} from "@faultline/exposure";
import type { AssessedCompany } from "../company/assess-company.ts";
import type { StressResult } from "../commands/stress.ts";
import type { SimulateResult } from "../results/simulate-result.ts";
import { companyTables } from "./company-tables.ts";
import { type OutTable, number, words } from "./out-table.ts";
import { riskTables } from "./risk-tables.ts";

/** The tables of a stress test; what is unknown or without end is an empty cell. */
export function stressTables(
  { company, economy }: StressResult,
  { exposure, profile }: AssessedCompany,
): readonly OutTable[] {
  return [
    {
      name: "features",
      columns: [
        words("feature"),
        ...["revenue", "token_priced_ai", "reasoning_share", "gross_margin"].map(number),
        words("sinks"),
        ...["sinks_at", "sunk_by_12", "sunk_by_24", "sunk_by_60"].map(number),
      ],
      rows: exposure.features.map((line, i) => {
        const sunk = company.features[i]?.sunkBy ?? null;
        return [
          line.name,
          line.revenue,
          line.tokenPricedAi,
          line.reasoning.share,
          line.grossMargin,
          line.breakEven.kind,
          line.breakEven.kind === "multiple" ? line.breakEven.value : null,
          sunk?.["12"] ?? null,
          sunk?.["24"] ?? null,
          sunk?.["60"] ?? null,
        ];
      }),
    },
    ladderTable(exposure),
    ...(company.insolvency === null ? [] : [insolvencyTable(company.insolvency)]),
    ...(company.runway === null ? [] : [runwayTable(company.runway)]),
    ...companyTables(company),
    ...riskTables(company),
    ...economyTables(economy),
    ...usageTables(profile),
  ];
}

/** The tables of a simulation: series and events by month, assumptions and facts. */
export function economyTables(economy: SimulateResult): readonly OutTable[] {
  return [
    {
      name: "economy",
      columns: [
        words("series"),
        words("unit"),
        number("month"),
        ...["mean", "p05", "p25", "p50", "p75", "p95"].map(number),
      ],
      rows: Object.entries(economy.series).flatMap(([id, series]) =>
        series.p50.map((p50, i) => [
          id,
          series.unit,
          i + 1,
          series.mean[i]!,
          series.p05[i]!,
          series.p25[i]!,
          p50,
          series.p75[i]!,
          series.p95[i]!,
        ]),
      ),
    },
    {
      name: "events",
      columns: [words("event"), number("month"), number("probability")],
      rows: Object.entries(economy.events).flatMap(([id, { cumulative }]) =>
        cumulative.map((probability, i) => [id, i + 1, probability]),
      ),
    },
    {
      name: "assumptions",
      columns: [words("parameter"), words("drawn_from"), words("why"), words("facts")],
      rows: economy.assumptions.map(({ id, distribution, why, facts }) => [
        id,
        distribution,
        why,
        facts.join(" "),
      ]),
    },
    factTable(economy.facts),
  ];
}

/** The tables of an exposure: features and customers, the ladder of prices, usage and records. */
export function exposureTables({
  exposure,
  profile,
  reconciliation,
}: AssessedCompany): readonly OutTable[] {
  return [
    ...(reconciliation === null ? [] : [billTable(reconciliation)]),
    lineTable("features", "feature", exposure.features),
    lineTable("customers", "customer", exposure.customers),
    ladderTable(exposure),
    ...usageTables(profile),
  ];
}

/** The bill against list prices; the reasons of a row add up to its difference. */
function billTable({ rows }: Reconciliation): OutTable {
  return {
    name: "bill",
    columns: [
      ...["provider", "model"].map(words),
      ...["estimated_usd", "billed_usd", "due_usd", "difference_usd"].map(number),
      ...REASONS.map((reason) => number(snakeCase(reason))),
    ],
    rows: rows.map((row) => [
      row.provider,
      row.model,
      row.estimatedUsd,
      row.billedUsd,
      row.dueUsd,
      row.differenceUsd,
      ...REASONS.map((reason) => row.reasons.find((part) => part.reason === reason)?.usd ?? 0),
    ]),
  };
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function lineTable(name: string, of: string, lines: readonly LineItem[]): OutTable {
  return {
    name,
    columns: [
      words(of),
      ...["revenue", "token_priced_ai", "reasoning_share", "gross_margin"].map(number),
      words("sinks"),
      number("sinks_at"),
    ],
    rows: lines.map((line) => [
      line.name,
      line.revenue,
      line.tokenPricedAi,
      line.reasoning.share,
      line.grossMargin,
      line.breakEven.kind,
      line.breakEven.kind === "multiple" ? line.breakEven.value : null,
    ]),
  };
}

function ladderTable({ ladder }: Exposure): OutTable {
  return {
    name: "ladder",
    columns: [number("multiple"), number("gross_profit"), number("gross_margin")],
    rows: ladder.map((rung) => [rung.multiple, rung.grossProfit, rung.grossMargin]),
  };
}

function usageTables({ accounting, rows }: Profile): readonly OutTable[] {
  return [
    {
      name: "records",
      columns: ["physical", "kept", "rejected", "blank"].map(number),
      rows: [[accounting.physical, accounting.kept, accounting.rejected, accounting.blank]],
    },
    {
      name: "usage",
      columns: [
        ...["month", "provider", "vendor", "model", "feature", "customer"].map(words),
        ...["requests", "in_uncached", "cache_read", "out_visible"].map(number),
        ...["out_reasoning", "cost_usd"].map(number),
      ],
      rows: rows.map((row) => [
        row.month,
        row.provider,
        row.vendor,
        row.model,
        row.feature,
        row.customer,
        row.requests,
        row.inUncached,
        row.cacheRead,
        row.outVisible,
        row.outReasoning,
        row.costUsd,
      ]),
    },
  ];
}

/** The published facts that a run's parameters rest on, with their sources. */
function factTable(ids: readonly string[]): OutTable {
  const cited = new Set(ids);
  return {
    name: "facts",
    columns: ["id", "title", "unit", "as_of", "published", "kind", "fit", "confidence"]
      .concat("source_title", "source_publisher", "source_date", "source_address")
      .map(words),
    rows: facts
      .filter(({ id }) => cited.has(id))
      .map(({ id, title, unit, asOf, published, kind, fit, confidence, source }) => [
        id,
        title,
        unit,
        asOf,
        published,
        kind,
        fit,
        confidence,
        source.title,
        source.publisher,
        source.date,
        source.address ?? null,
      ]),
  };
}

function insolvencyTable(shares: readonly number[]): OutTable {
  return {
    name: "insolvency",
    columns: [number("month"), number("probability")],
    rows: shares.map((share, i) => [i + 1, share]),
  };
}

/** Months are counted from 1, as in the other tables; one beyond the run is an empty cell. */
function runwayTable(runway: NonNullable<CompanyStress["runway"]>): OutTable {
  return {
    name: "runway",
    columns: [words("quantile"), number("month")],
    rows: (["p05", "p50", "p95"] as const).map((quantile) => {
      const month = runway[quantile];
      return [quantile, month === null ? null : month + 1];
    }),
  };
}
