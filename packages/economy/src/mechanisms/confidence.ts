import { type Model, constant, eq, triangular } from "@faultline/engine";
import { MK01, OA08, ST01 } from "../evidence/facts.ts";
import type { FundedLab, Institutions } from "../institutions/institutions.ts";
import { dollar } from "./constants.ts";
import type { Mechanism } from "./mechanism.ts";

/**
 * M3. Confidence is a log-odds state, pulled back to where it started and moved only by what can be
 * observed, a month late: labs' revenue against what was promised, rounds refused, companies gone,
 * and market shocks. It sets what investors grant and what savers give them.
 */
export const confidence: Mechanism = {
  id: "M3",
  name: "confidence",
  tier: "dynamic",
  paragraphs: ["P13", "P14", "P15", "P16", "P17", "P72"],
  essay:
    "The industry runs on confidence, which like capital is finite; every round must be larger, and " +
    "without the next one a lab is in distress.",
  evidence:
    "For: one maker of chips lost 279 billion of value in a day (MK01), and plans promise revenue " +
    "to triple in a year (OA08). Against: AI took nearly a third of all venture money (ST01), and " +
    "OpenAI's round was filled within weeks.",
  facts: [MK01, OA08, ST01],
  makes: [],
  ablation: "Confidence stays at its start level in every draw and month.",
  add: (model: Model, at: Institutions) => {
    const m = model.section("mechanisms/confidence.ts", "M3");
    const pull = m.parameter("confidence.pull", triangular(0.02, 0.05, 0.1), {
      unit: "1/month",
      doc: "Part of the way back to the start's level in a month",
      assumption: "Venture funding recovered from its slumps within one to four years.",
    });
    const promised = m.parameter("confidence.promised", triangular(0.02, 0.04, 0.07), {
      unit: "1/month",
      doc: "Growth of labs' revenue that investors expect at the start, per month",
      facts: [OA08],
      assumption: "The plan to triple in a year is 10% a month; investors discount plans.",
    });
    const toRevenue = m.parameter("confidence.toRevenue", triangular(0.5, 1.5, 3), {
      doc: "Log-odds moved by a month's growth of labs' revenue that is off by one in logs",
      assumption: "A year at no growth instead of 4% a month costs a quarter to one and a half.",
    });
    const toRefusal = m.parameter("confidence.toRefusal", triangular(0.2, 0.5, 1), {
      doc: "Log-odds lost when a lab is refused a round",
      assumption: "News of the size that closed funding windows for a season before.",
    });
    const toDefault = m.parameter("confidence.toDefault", triangular(0.5, 1.2, 2.5), {
      doc: "Log-odds lost when a frontier lab defaults",
      assumption: "No frontier lab has defaulted; several times a refused round.",
    });
    const toFailures = m.parameter("confidence.toFailures", triangular(1, 3, 6), {
      doc: "Log-odds lost for each share of app companies gone beyond the usual exits",
      assumption: "A tenth more gone costs a tenth to six tenths of a log-odd.",
    });
    const unrest = m.parameter("confidence.unrest", triangular(0.04, 0.1, 0.2), {
      doc: "Standard deviation of the month's other news, in log-odds",
      facts: [MK01],
      assumption: "A bad day of 9.5% in the leading share is one such month's news or two.",
    });
    const shock = m.lever("confidence.shock", constant(0), {
      doc: "Log-odds lost in one month by a shock from outside",
      assumption: "Zero unless a scenario sets it.",
    });
    const shockMonth = m.lever("confidence.shockMonth", constant(6), {
      unit: "month",
      doc: "Month of that shock",
      assumption: "Half a year after the start.",
    });
    const { capital, customers, openai, anthropic, apps } = at;
    const start = capital.confidenceAtStart;
    const opening = eq`log(${start} / (1 - ${start}))`;
    const both = eq`${openai.revenue} + ${anthropic.revenue}`;
    const revenue = m.variable("confidence.labRevenue", both, {
      unit: "USD/month",
      doc: "What both labs took this month",
    });
    const before = m.lag("confidence.labRevenueBefore", revenue, { initial: eq`${revenue}` });
    const growth = eq`clip(log((${revenue} + ${dollar}) / (${before} + ${dollar})), 0 - 0.3, 0.3)`;
    const expected = eq`${promised} * month * exp(0 - ${customers.growthFade} * time)`;
    const failed = (lab: FundedLab) =>
      m.lag(`confidence.${lab.opening.id}AliveBefore`, lab.alive, { initial: eq`1` });
    const defaults = [openai, anthropic]
      .map((lab) => eq`${failed(lab)} - ${lab.alive}`)
      .reduce((a, b) => eq`${a} + ${b}`);
    const goneBefore = m.lag("confidence.goneBefore", apps.failedShare, { initial: eq`0` });
    const usual = eq`(1 - ${goneBefore}) * ${apps.parameters.baseExit} * month`;
    const noise = m.noise("confidence.news", { doc: "The month's other news" });
    const odds = m.stock("confidence.odds", {
      initial: opening,
      change: (self) => eq`(${opening} - ${self}) * ${pull} + (
        ${toRevenue} * (${growth} - ${expected})
        - ${toRefusal} * (${openai.roundRefused} + ${anthropic.roundRefused})
        - ${toDefault} * (${defaults})
        - ${toFailures} * max(0, ${apps.failedShare} - ${goneBefore} - ${usual})
        + ${unrest} * ${noise} + ${capital.marketNews}
        - if(time == ${shockMonth}, ${shock}, 0)) / month`,
      doc: "Log-odds of confidence",
    });
    m.extend(capital.confidence, "log-odds", eq`logistic(${odds}) / ${start}`);
  },
};
