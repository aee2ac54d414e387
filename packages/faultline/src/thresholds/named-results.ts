import { publishedIds } from "@faultline/economy";
import { type BreakEven, type CompanyStress, type Exposure, VENDORS } from "@faultline/exposure";
import type { SimulateResult } from "../results/simulate-result.ts";

/** Results that a command has, which its conditions may name. */
export interface Named {
  readonly economy?: SimulateResult;
  readonly company?: CompanyStress;
  readonly exposure?: Exposure;
  /** Records of usage that were rejected. */
  readonly rejected?: number;
}

/** What a name stands for; a part of a result that was not computed says why. */
export type NamedValue = number | { readonly unknown: string };

/** A kind of name: one, or one for each month. */
export interface NameKind {
  /** As it is written, `N` standing for a month, such as `p_insolvent_Nm`. */
  readonly shape: string;
  readonly unit: string;
  readonly meaning: string;
  /** Which part of the results it is read from. */
  readonly of: keyof Named;
  readonly read: (results: Required<Named>, month: number) => NamedValue | undefined;
}

const unknown = (why: string): NamedValue => ({ unknown: why });

const noCash = unknown("cash is not told (company.yaml: cash)");

/** A quantity that grows beyond what is looked at counts as endless. */
const orEndless = (value: number | null): number => value ?? Infinity;

function multipleOf(point: BreakEven): NamedValue {
  if (point.kind === "multiple") return point.value;
  if (point.kind === "underwater") return 0;
  return point.kind === "noLimit" ? Infinity : unknown("revenue or prices are missing");
}

const orUnknown = (value: number | null, why: string): NamedValue => value ?? unknown(why);

/** Every kind of name, for the parser and for the documentation. */
export const nameKinds: readonly NameKind[] = [
  {
    shape: "p_insolvent_Nm",
    unit: "0 to 1",
    meaning: "share of futures in which cash is gone by the end of month N",
    of: "company",
    read: ({ company }, month) =>
      company.insolvency === null ? noCash : company.insolvency[month - 1],
  },
  ...(["p05", "p50", "p95"] as const).map((quantile): NameKind => ({
    shape: `runway_${quantile}`,
    unit: "months",
    meaning:
      "months until cash is gone, of which so many in 100 futures have fewer; endless past the run",
    of: "company",
    read: ({ company }) => (company.runway === null ? noCash : orEndless(company.runway[quantile])),
  })),
  {
    shape: "margin_at_risk_Nm",
    unit: "USD",
    meaning: "gross profit missing in the 5 in 100 worst futures over N months; N is 12 or 24",
    of: "company",
    read: ({ company }, month) =>
      company.marginAtRisk === null
        ? unknown("it is not read from so many draws")
        : company.marginAtRisk.find(({ months }) => months === month)?.atRisk,
  },
  {
    shape: "breaking_price",
    unit: "×",
    meaning:
      "multiple of token prices that alone makes insolvency as likely as not; endless past 100",
    of: "company",
    read: ({ company }) => {
      const point = company.breakingPoints.find(({ id }) => id === "tokenPrice");
      if (point === undefined) return noCash;
      return point.at === "unmoved" ? 1 : orEndless(point.at);
    },
  },
  ...VENDORS.map((vendor): NameKind => ({
    shape: `p_${vendor}_doubles`,
    unit: "0 to 1",
    meaning:
      "share of futures in which this vendor asks twice the start's token price or more within 24 months",
    of: "company",
    read: ({ company }) => {
      if (company.vendors === null) return unknown("it is not read from so many draws");
      const view = company.vendors.find((one) => one.vendor === vendor);
      return view?.doubles.probability ?? unknown(`nothing is bought from ${vendor}`);
    },
  })),
  {
    shape: "renewal_rise",
    unit: "×",
    meaning:
      "largest of the contracts' costs at renewal over those at the old price, each at the median",
    of: "company",
    read: ({ company }) => {
      const rises = (company.renewals?.contracts ?? []).flatMap(({ rise }) => rise?.p50 ?? []);
      return rises.length === 0 ? unknown("no contract renews within the run") : Math.max(...rises);
    },
  },
  {
    shape: "spend",
    unit: "USD",
    meaning: "token-priced AI, a month where the usage makes one, else the period",
    of: "exposure",
    read: ({ exposure }) => exposure.total.tokenPricedAi,
  },
  {
    shape: "gross_margin",
    unit: "0 to 1",
    meaning: "gross profit over revenue",
    of: "exposure",
    read: ({ exposure }) => orUnknown(exposure.total.grossMargin, "revenue is not told"),
  },
  {
    shape: "break_even_price",
    unit: "×",
    meaning: "multiple of token prices at which the gross margin is zero; 0 if it is below already",
    of: "exposure",
    read: ({ exposure }) => multipleOf(exposure.total.breakEven),
  },
  {
    shape: "features_under_water",
    unit: "features",
    meaning: "features that cost more than they earn",
    of: "exposure",
    read: ({ exposure }) =>
      exposure.features.filter(
        ({ name, breakEven }) => name !== null && breakEven.kind === "underwater",
      ).length,
  },
  {
    shape: "reasoning_share",
    unit: "0 to 1",
    meaning: "known reasoning as a share of token-priced AI",
    of: "exposure",
    read: ({ exposure }) =>
      orUnknown(exposure.total.reasoning.share, "no source reports reasoning"),
  },
  {
    shape: "largest_vendor",
    unit: "0 to 1",
    meaning: "largest vendor's share of token-priced AI",
    of: "exposure",
    read: ({ exposure }) => Math.max(0, ...exposure.vendors.map(({ share }) => share)),
  },
  {
    shape: "hhi",
    unit: "0 to 1",
    meaning: "concentration of vendors (Herfindahl–Hirschman)",
    of: "exposure",
    read: ({ exposure }) => orUnknown(exposure.hhi, "there is no token-priced AI"),
  },
  {
    shape: "unpriced_tokens",
    unit: "tokens",
    meaning: "tokens in no cost, as no price is known",
    of: "exposure",
    read: ({ exposure }) => exposure.total.uncostedTokens,
  },
  {
    shape: "rejected_records",
    unit: "records",
    meaning: "records of usage that could not be read",
    of: "rejected",
    read: ({ rejected }) => rejected,
  },
  ...publishedIds.flatMap((id): NameKind[] => [
    {
      shape: `p_${flat(id)}_Nm`,
      unit: "0 to 1",
      meaning: `share of futures in which ${id} has come by the end of month N`,
      of: "economy",
      read: ({ economy }, month) => economy.events[id]?.cumulative[month - 1],
    },
    ...(["mean", "p05", "p50", "p95"] as const).map((statistic): NameKind => ({
      shape: `${flat(id)}_${statistic}_Nm`,
      unit: "as the series",
      meaning: `${statistic} of ${id} over futures in month N`,
      of: "economy",
      read: ({ economy }, month) => economy.series[id]?.[statistic][month - 1],
    })),
  ]),
];

function flat(id: string): string {
  return id.replaceAll(".", "_");
}

/** A name taken apart: which kind it is of, and for which month. */
export interface ResolvedName {
  readonly kind: NameKind;
  /** 0 for a name without a month. */
  readonly month: number;
}

/** Finds what a name is of; undefined for a name that no kind has. */
export function resolveName(name: string): ResolvedName | undefined {
  const exact = nameKinds.find(({ shape }) => shape === name);
  if (exact !== undefined) return { kind: exact, month: 0 };
  const match = /^(.+_)(\d{1,3})m$/.exec(name);
  if (match === null) return undefined;
  const kind = nameKinds.find(({ shape }) => shape === `${match[1]}Nm`);
  return kind && { kind, month: Number(match[2]) };
}
