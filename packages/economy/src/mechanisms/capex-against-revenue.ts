import { type Model, constant, eq, triangular } from "@faultline/engine";
import { CX04, CX10, CX12, CX13, CX14, CX15, CX16, MK01, SU09 } from "../evidence/facts.ts";
import type { Institutions } from "../institutions/institutions.ts";
import { halfYear, never, year } from "./constants.ts";
import type { Mechanism } from "./mechanism.ts";

/**
 * M13. What is built must show revenue. Markets compare what AI's users pay with what was spent on
 * AI over the past year, and want more of it as time goes by. The further revenue falls short, the
 * likelier the firms retreat: they cut what they build, as two of them did in 2022. Chips sell less,
 * and the news costs confidence.
 */
export const capexAgainstRevenue: Mechanism = {
  id: "M13",
  name: "capex against revenue",
  tier: "dynamic",
  paragraphs: ["P66", "P80", "P81", "P82", "P83", "P88"],
  essay:
    "150 billion and more of data centres and chips must show revenue within a few quarters, or the " +
    "market punishes those who paid; they then retreat, or cut everything else to go on.",
  evidence:
    "For: 600 billion a year would have to be earned by one count (SU09), and two of the firms cut by " +
    "a third when shareholders asked for it (CX13). Against: after the first fall in July 2024 all " +
    "four raised what they spend (CX04, CX12), and forecasts for the next year rose (CX10).",
  facts: [CX04, CX10, CX12, CX13, CX14, CX15, CX16, MK01, SU09],
  makes: ["hyperscalers.retreat"],
  ablation: "The firms build by plan for as long as their cash allows, whatever AI earns.",
  add: (model: Model, at: Institutions) => {
    const m = model.section("mechanisms/capex-against-revenue.ts", "M13");
    const wanted = m.parameter("capex.wanted", triangular(0.4, 1, 2), {
      doc: "Revenue from AI's users that markets want in the end, over a year's AI capital spending",
      facts: [SU09],
      assumption:
        "Twice, by the count of 600 billion; less where AI also serves the firms' own products.",
    });
    const patience = m.parameter("capex.patience", triangular(18, 42, 84), {
      unit: "month",
      doc: "Time from the start until markets want all of it",
      assumption:
        "The essay expects one to three quarters (P88); firms said they plan for many years.",
    });
    const pressure = m.parameter("capex.pressure", triangular(0.005, 0.02, 0.06), {
      unit: "1",
      doc: "Probability per month of a retreat while no revenue shows at all",
      assumption: "One retreat in the ten years before 2024, within a year of falling sales.",
    });
    const cut = m.parameter("capex.cut", triangular(0.2, 0.32, 0.5), {
      doc: "Share of AI capital spending that a retreat takes away",
      facts: [CX13],
      assumption: "The two precedents cut all capital spending by 31 to 34%.",
    });
    const toConfidence = m.parameter("capex.toConfidence", triangular(0.2, 0.6, 1.2), {
      doc: "Log-odds of confidence lost on the news of a retreat as deep as the precedents",
      facts: [MK01],
      assumption: "Between a refused round and a lab's default.",
    });
    const cutTime = m.parameter("capex.cutTime", constant(6), {
      unit: "month",
      doc: "Time in which most of a cut is made",
      facts: [CX13],
      assumption: "The two precedents took two and three quarters.",
    });
    const resolve = m.lever("capex.resolve", constant(0), {
      doc: "Share of that pressure that the firms withstand, 1 = they go on whatever happens",
      assumption: "None unless a scenario sets it.",
    });
    const race = m.lever("capex.race", constant(0), {
      doc: "AI capital spending beyond the plan that a race adds in a year, as a share of it",
      assumption: "None unless a scenario sets it.",
    });
    const forced = m.lever("capex.retreatMonth", constant(never), {
      unit: "month",
      doc: "Month in which the firms retreat in any case",
      assumption: "Never, unless a scenario sets it.",
    });
    const deeper = m.lever("capex.deeper", constant(0), {
      doc: "How much deeper than the precedents the firms cut, as a share",
      assumption: "No deeper, unless a scenario sets it.",
    });
    const { aiCapex, buildOut, clouds, openai, anthropic, capital } = at;
    const pastYear = m.stock("capex.pastYear", {
      unit: "USD/month",
      initial: eq`${aiCapex}`,
      change: (self) => eq`(${aiCapex} - ${self}) / (12 * month)`,
      doc: "The same, smoothed over a year",
    });
    const earned = m.variable(
      "capex.earned",
      eq`${openai.revenue} + ${anthropic.revenue} + ${clouds.aiRevenue}
        - ${openai.computeBill} - ${anthropic.computeBill}`,
      { unit: "USD/month", doc: "What AI's users pay labs and clouds" },
    );
    const due = eq`${wanted} * min(1, time / ${patience})`;
    const shortfall = m.variable(
      "capex.shortfall",
      eq`max(0, 1 - ${earned} / max(${due} * ${pastYear}, 0.000001 * ${pastYear}))`,
      { doc: "Share of the revenue due by now that is missing" },
    );
    const retreat = m.hazard("hyperscalers.retreat", {
      probability: eq`if(time >= ${forced}, 1,
        ${pressure} * (1 - ${resolve}) * ${shortfall} * ${shortfall})`,
      doc: "The large firms cut what they build for AI",
    });
    const depth = m.stock("capex.retreated", {
      initial: eq`0`,
      change: (self) =>
        eq`(min(0.95, ${cut} * (1 + ${deeper})) * ${retreat} - ${self}) / ${cutTime}`,
      doc: "Share of AI capital spending that is cut",
    });
    m.extend(buildOut.carriedOut, "retreat", eq`1 - ${depth}`);
    m.extend(
      buildOut.carriedOut,
      "race",
      eq`1 + ${race} * clip((time - ${halfYear}) / ${year}, 0, 1)`,
    );
    const retreated = m.variable("capex.hasRetreated", eq`${retreat} + 0`, {
      doc: "1 from the month after the retreat",
    });
    const before = m.lag("capex.hadRetreated", retreated, { initial: eq`0` });
    m.extend(
      capital.marketNews,
      "retreat",
      eq`0 - ${toConfidence} * (1 + ${deeper}) * (${retreated} - ${before})`,
    );
    m.series("capex.shortfall", shortfall, {
      doc: "Share of the revenue that markets want by now that AI does not bring in",
    });
  },
};
