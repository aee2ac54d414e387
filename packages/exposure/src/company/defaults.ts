import type { Company } from "./company.ts";

/** Something a company did not tell, and what is done instead. */
export interface CompanyDefault {
  readonly key: keyof Company;
  /** What is used instead, in words. */
  readonly default: string;
  /** What that does to the results. */
  readonly effect: string;
}

const DEFAULTS: readonly CompanyDefault[] = [
  { key: "cash", default: "unknown", effect: "runway and insolvency are not computed" },
  { key: "debt", default: "0", effect: "no debt falls due" },
  { key: "plannedRaise", default: "none", effect: "no new money comes in" },
  { key: "revenue", default: "unknown", effect: "margins and break-even multiples are unknown" },
  { key: "growth", default: "0 a month", effect: "revenue and usage stay level" },
  {
    key: "otherCogs",
    default: "0 of revenue",
    effect: "margins are before other costs of revenue",
  },
  { key: "opex", default: "0 a month", effect: "cash pays only for AI, so runway is too long" },
  { key: "opexGrowth", default: "0 a month", effect: "operating costs stay level" },
  { key: "fixedAi", default: "0 a month", effect: "all AI cost moves with token prices" },
  { key: "credits", default: "none", effect: "every token is paid in cash from the first month" },
  { key: "contracts", default: "none", effect: "nothing renews at another price" },
  {
    key: "priceElasticity",
    default: "−1.2 to 0, assumed",
    effect: "how many sales a rise of own prices loses is a range",
  },
  {
    key: "outageMonths",
    default: "0.25 to 3, assumed",
    effect: "how much work a failed vendor takes with it is a range",
  },
  { key: "paymentLagMonths", default: "0", effect: "customers pay at once" },
  { key: "noticeMonths", default: "0", effect: "own prices can change at once" },
  {
    key: "monthlyFactor",
    default: "from the dates of the usage",
    effect: "needed only for less than 28 days of usage",
  },
  { key: "sampling", default: "1", effect: "the export is taken to hold every call" },
  {
    key: "reasoningShare",
    default: "none assumed",
    effect: "hidden reasoning is not told where the export does not report it",
  },
  {
    key: "hedges",
    default: "assumed, as ranges",
    effect: "what could be done costs and takes what is assumed, under no budget",
  },
  {
    key: "prices",
    default: "the bundled price list",
    effect: "negotiated discounts are not counted",
  },
  {
    key: "exchangeRates",
    default: "none",
    effect: "money in other currencies than dollars is refused",
  },
];

/** What a company left out, with the default used and its effect, in the order of the schema. */
export function companyDefaults(company: Company): readonly CompanyDefault[] {
  return DEFAULTS.filter((entry) => company[entry.key] === undefined);
}
