import { type Model, constant, eq, triangular } from "@faultline/engine";
import { SU01, SU06 } from "../evidence/facts.ts";
import type { Institutions } from "../institutions/institutions.ts";
import type { Mechanism } from "./mechanism.ts";

/**
 * M10. Companies try AI in pilots; a part is put to use, a part is dropped. Growth at the start
 * already counts with the usual part; what is dropped beyond it is appetite lost, which comes back
 * as new trials begin.
 */
export const pilotAbandonment: Mechanism = {
  id: "M10",
  name: "pilot abandonment",
  tier: "dynamic",
  paragraphs: ["P110"],
  essay: "Three in ten projects are forecast to be dropped after their trial by the end of 2025.",
  evidence:
    "For: the forecast is of at least 30%, for data, risk, cost and unclear value (SU01). Against: " +
    "it is a forecast, trials are meant to fail, and the share of companies in regular use doubled " +
    "in a year (SU06).",
  facts: [SU01, SU06],
  makes: ["enterprise.abandonedShare"],
  ablation: "Pilots are not counted, and none that fails costs any demand.",
  add: (model: Model, at: Institutions) => {
    const m = model.section("mechanisms/pilot-abandonment.ts", "M10");
    const { customers, enterprises, openai, anthropic } = at;
    const dropped = m.parameter("pilots.dropped", triangular(0.015, 0.022, 0.04), {
      unit: "1/month",
      doc: "Share of running pilots that is dropped per month",
      facts: [SU01],
      assumption: "30% in the 17 months to the end of 2025 is 2.1% a month; told as at least that.",
    });
    const kept = m.parameter("pilots.kept", triangular(0.01, 0.03, 0.06), {
      unit: "1/month",
      doc: "Share of running pilots that is put to use per month",
      assumption: "A pilot lasts one to three years; no count is published.",
    });
    const begun = m.parameter("pilots.begun", triangular(0.03, 0.06, 0.12), {
      unit: "1/month",
      doc: "Pilots begun per month, over those running at the start",
      facts: [SU06],
      assumption: "Regular use doubled in eleven months; pilots come before use.",
    });
    const share = m.parameter("pilots.shareOfUse", triangular(0.1, 0.25, 0.5), {
      doc: "Share of companies' spending on AI that is for pilots at the start",
      assumption: "Not published; most companies had no AI in regular use yet.",
    });
    const toPrice = m.parameter("pilots.toPrice", triangular(0.2, 0.7, 1.5), {
      doc: "How much the dropping rate rises with price, as an elasticity",
      assumption: "Cost is one of the four reasons named; no measurement.",
    });
    const comeBack = m.parameter("pilots.comeBack", constant(0.5), {
      doc: "Share of new pilots that win back appetite lost",
      assumption: "Every other trial is by somebody who had given up.",
    });
    const extra = m.lever("pilots.extra", constant(0), {
      unit: "1/month",
      doc: "Share of pilots that is dropped per month beyond the usual, from the scenario's month on",
      assumption: "Nothing unless a scenario sets it.",
    });
    const extraMonth = m.lever("pilots.extraMonth", constant(6), {
      unit: "month",
      doc: "Month from which on that is so",
      assumption: "Half a year after the start.",
    });
    const dearer = eq`max(1, (${openai.apiPolicySeen} + ${anthropic.apiPolicySeen}) / 2)`;
    const rate = m.variable(
      "pilots.rate",
      eq`${dropped} * pow(${dearer}, ${toPrice}) + if(time >= ${extraMonth}, ${extra}, 0)`,
      { unit: "1/month", doc: "Share of running pilots that is dropped this month" },
    );
    const running = enterprises.pilots;
    m.extend(
      enterprises.pilotChange,
      "begun, dropped and put to use",
      eq`${begun} * ${customers.appetite} - (${rate} + ${kept}) * ${running}`,
    );
    const yearly = (id: string, flow: ReturnType<typeof eq>, doc: string) =>
      m.stock(`pilots.${id}`, {
        unit: "1/month",
        initial: flow,
        change: (self) => eq`((${flow}) - ${self}) / (12 * month)`,
        doc,
      });
    const gone = yearly(
      "goneInYear",
      eq`${rate} * ${running}`,
      "Pilots dropped a month, past year",
    );
    const seen = yearly("seenInYear", eq`${running} / month`, "Pilots running, past year");
    const lost = m.stock("pilots.lost", {
      initial: eq`0`,
      change: (self) =>
        eq`${share} * (1 - ${self}) * min(0.5 / month, ${rate} - ${dropped}) - ${begun} * ${self} * ${comeBack}`,
      doc: "Share of companies' appetite lost with pilots dropped beyond the usual",
    });
    m.extend(customers.appetite, "pilots dropped", eq`1 - ${lost}`);
    // Of those that ran in the year: the average stock, and what left it and was replaced.
    m.series(
      "enterprise.abandonedShare",
      eq`12 * month * ${gone} / (${seen} * month + 12 * month * (${gone} + ${kept} * ${seen} * month))`,
      { doc: "Share of the pilots that ran in the past year that was dropped in it" },
    );
  },
};
