import { type Model, type Parameter, triangular } from "@faultline/engine";
import { ST04, ST09, ST12 } from "../evidence/facts.ts";

/** Numbers that all app companies share. */
export interface AppParameters {
  readonly share: Parameter;
  readonly otherShare: Parameter;
  readonly burnShare: Parameter;
  readonly passThrough: Parameter;
  readonly fixedOpex: Parameter;
  readonly fundingCover: Parameter;
  readonly baseExit: Parameter;
  readonly shortExit: Parameter;
  readonly fallbackRatio: Parameter;
}

/** Declares the numbers that all app companies share. */
export function appParameters(m: Model): AppParameters {
  const share = m.parameter("apps.share", triangular(0.3, 0.5, 0.7), {
    doc: "Share of the labs' API that app companies buy; enterprises buy the rest directly",
    assumption: "Not published; the essay says nearly all such start-ups are on these two labs.",
  });
  const otherShare = m.parameter("apps.otherShare", triangular(0.15, 0.2, 0.25), {
    doc: "Cost of sales other than tokens, as a share of revenue",
    facts: [ST12],
  });
  const burnShare = m.parameter("apps.burnShare", triangular(0.2, 0.6, 1.5), {
    doc: "Cash burned for each dollar of revenue at the start",
    facts: [ST09],
    assumption: "Stability AI burned 13 dollars for each; a usual young company far less.",
  });
  const passThrough = m.parameter("apps.passThrough", triangular(0, 0.3, 0.7), {
    doc: "Part of a dearer token that a company passes on to its customers",
    assumption: "No measurement; bundled products pass nothing on, metered ones most of it.",
  });
  const fixedOpex = m.parameter("apps.fixedOpex", triangular(0.5, 0.7, 0.9), {
    doc: "Part of running costs that does not follow revenue",
    assumption: "Salaries mostly; no measurement.",
  });
  const fundingCover = m.parameter("apps.fundingCover", triangular(0.5, 0.85, 1.1), {
    doc: "Part of the burn of a company with a 50% margin that investors replace at the start",
    facts: [ST04],
    assumption:
      "Many were founded in 2023 and stood before their second round; half to all find it.",
  });
  const baseExit = m.parameter("apps.baseExit", triangular(0.003, 0.007, 0.012), {
    unit: "1/month",
    doc: "Exits per month of companies that are not short of cash",
    assumption: "Four to thirteen percent a year, the usual range for young companies.",
  });
  const shortExit = m.parameter("apps.shortExit", triangular(0.15, 0.25, 0.4), {
    unit: "1/month",
    doc: "Exits per month of companies without cash",
    assumption: "A company out of cash is gone within a few months.",
  });
  const fallbackRatio = m.parameter("apps.fallbackRatio", triangular(0.6, 1.2, 2.5), {
    doc: "Cost of the same work at another vendor after one's own has failed, over the old cost",
    assumption:
      "Open models cost less a token; a cold cache, other token counts and rework cost more.",
  });
  return {
    share,
    otherShare,
    burnShare,
    passThrough,
    fixedOpex,
    fundingCover,
    baseExit,
    shortExit,
    fallbackRatio,
  };
}
