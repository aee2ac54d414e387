import { type Model, type Parameter, constant, triangular } from "@faultline/engine";
import { ST04, ST09, ST12, ST13 } from "../evidence/facts.ts";

/** What app companies sell and pay. */
export interface TradeParameters {
  readonly share: Parameter;
  readonly otherShare: Parameter;
  readonly burnShare: Parameter;
  readonly passThrough: Parameter;
  readonly fixedOpex: Parameter;
  readonly fallbackRatio: Parameter;
}

/** How app companies are funded, and leave. */
export interface SurvivalParameters {
  readonly fundingCover: Parameter;
  readonly fundsShare: Parameter;
  readonly baseExit: Parameter;
  readonly shortExit: Parameter;
  readonly shortRunway: Parameter;
}

/** What age means to app companies, and how many are founded. */
export interface AgeParameters {
  readonly youngShare: Parameter;
  readonly youngFor: Parameter;
  readonly youngExit: Parameter;
  readonly youngBurn: Parameter;
  readonly birthRate: Parameter;
  readonly birthSize: Parameter;
  readonly birthCash: Parameter;
}

/** Numbers that all app companies share. */
export interface AppParameters extends TradeParameters, SurvivalParameters, AgeParameters {}

/** Declares the numbers that all app companies share. */
export function appParameters(m: Model): AppParameters {
  return { ...tradeParameters(m), ...survivalParameters(m), ...ageParameters(m) };
}

function tradeParameters(m: Model): TradeParameters {
  return {
    share: m.parameter("apps.share", triangular(0.3, 0.5, 0.7), {
      doc: "Share of the labs' API that app companies buy; enterprises buy the rest directly",
      assumption: "Not published; the essay says nearly all such start-ups are on these two labs.",
    }),
    otherShare: m.parameter("apps.otherShare", triangular(0.15, 0.2, 0.25), {
      doc: "Cost of sales other than tokens, as a share of revenue",
      facts: [ST12],
    }),
    burnShare: m.parameter("apps.burnShare", triangular(0.2, 0.6, 1.5), {
      doc: "Cash burned for each dollar of revenue at the start, all ages together",
      facts: [ST09],
      assumption: "Stability AI burned 13 dollars for each; a usual young company far less.",
    }),
    passThrough: m.parameter("apps.passThrough", triangular(0, 0.3, 0.7), {
      doc: "Part of a dearer token that a company passes on to its customers",
      assumption: "No measurement; bundled products pass nothing on, metered ones most of it.",
    }),
    fixedOpex: m.parameter("apps.fixedOpex", triangular(0.5, 0.7, 0.9), {
      doc: "Part of running costs that does not follow revenue",
      assumption: "Salaries mostly; no measurement.",
    }),
    fallbackRatio: m.parameter("apps.fallbackRatio", triangular(0.6, 1.2, 2.5), {
      doc: "Cost of the same work at another vendor after one's own has failed, over the old cost",
      assumption:
        "Open models cost less a token; a cold cache, other token counts and rework cost more.",
    }),
  };
}

function survivalParameters(m: Model): SurvivalParameters {
  return {
    fundingCover: m.parameter("apps.fundingCover", triangular(0.5, 0.85, 1.1), {
      doc: "Part of the burn of a company with a 50% margin that investors replace at the start",
      facts: [ST04],
      assumption:
        "Many were founded in 2023 and stood before their second round; half to all find it.",
    }),
    fundsShare: m.parameter("apps.fundsShare", constant(0.2), {
      unit: "1/month",
      doc: "Largest part of the funds' cash that goes to app companies in a month",
      assumption: "The labs' rounds come first; no measurement.",
    }),
    baseExit: m.parameter("apps.baseExit", triangular(0.003, 0.007, 0.012), {
      unit: "1/month",
      doc: "Exits per month of the start's companies that are not short of cash, all ages together",
      assumption: "Four to thirteen percent a year, the usual range for young companies.",
    }),
    shortExit: m.parameter("apps.shortExit", triangular(0.15, 0.25, 0.4), {
      unit: "1/month",
      doc: "Exits per month of companies without cash",
      assumption: "A company out of cash is gone within a few months.",
    }),
    shortRunway: m.parameter("apps.shortRunway", constant(3), {
      unit: "month",
      doc: "Months of cash left at which half of a company's exits without cash occur",
      assumption: "A round takes about a quarter to close, so below that it comes too late.",
    }),
  };
}

function ageParameters(m: Model): AgeParameters {
  return {
    youngShare: m.parameter("apps.youngShare", triangular(0.4, 0.6, 0.8), {
      doc: "Share of the start's companies that are young",
      facts: [ST04],
      assumption:
        "The labs' interfaces had been open for two to four years, and 2023 brought more new " +
        "companies than any year before.",
    }),
    youngFor: m.parameter("apps.youngFor", triangular(24, 36, 48), {
      unit: "month",
      doc: "Mean months until a young company is as likely to stay as a grown one",
      facts: [ST13],
      assumption: "Four years in the survey, of which the start's companies had spent one or two.",
    }),
    youngExit: m.parameter("apps.youngExit", triangular(1.2, 1.75, 2.5), {
      doc: "Exits of young companies over those of grown ones, neither being short of cash",
      facts: [ST13],
      assumption:
        "Exits in the first four years over those in the next three are 1.75; the ends a guess.",
    }),
    youngBurn: m.parameter("apps.youngBurn", triangular(1, 1.4, 2), {
      doc: "Cash burned for each dollar of revenue by young companies, over that by grown ones",
      assumption: "No measurement; what is founded to grow spends ahead of its sales.",
    }),
    birthRate: m.parameter("apps.birthRate", triangular(0.005, 0.015, 0.03), {
      unit: "1/month",
      doc:
        "Companies founded a month while confidence is as at the start and margins are a half, " +
        "over the start's number",
      facts: [ST04],
      assumption:
        "A year's new companies were a fifteenth to a third of those there are; how many of " +
        "them resell tokens is not published.",
    }),
    birthSize: m.parameter("apps.birthSize", triangular(0.1, 0.3, 0.6), {
      doc: "Size of a new company over that of one of the start, by revenue",
      assumption: "No measurement; it stays, as growth of what all sell is the market's.",
    }),
    birthCash: m.parameter("apps.birthCash", triangular(12, 18, 24), {
      unit: "month",
      doc: "Months of burn that founders raise",
      assumption: "First rounds are sized for one to two years.",
    }),
  };
}
