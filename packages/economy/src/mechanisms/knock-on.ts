import { type Model, type Parameter, eq, triangular } from "@faultline/engine";
import { SU01 } from "../evidence/facts.ts";
import type { FundedLab, Institutions } from "../institutions/institutions.ts";
import type { Mechanism } from "./mechanism.ts";

/**
 * M12. What is abandoned comes back as a loss: customers who meet a price above the trend, or whose
 * supplier is gone, give AI up; labs and apps sell less, cover less of their costs, and raise prices
 * further. A part comes back in time.
 */
export const knockOn: Mechanism = {
  id: "M12",
  name: "knock-on",
  tier: "dynamic",
  paragraphs: ["P73", "P110", "P111"],
  essay:
    "Abandoned trials cut the AI revenue of clouds and labs, which worsens their margins, which " +
    "raises prices, which ends more trials.",
  evidence:
    "For: at least 30% of projects were forecast to be dropped after their trial by the end of 2025 " +
    "(SU01). Against: that is a forecast of trials, not of paying use, and lists were falling.",
  facts: [SU01],
  makes: [],
  ablation:
    "A price rise costs the demand its elasticity says and no more; customers of failed apps all " +
    "move to others.",
  add: (model: Model, at: Institutions) => {
    const m = model.section("mechanisms/knock-on.ts", "M12");
    const toPrice = m.parameter("knockOn.toPrice", triangular(0.005, 0.02, 0.05), {
      unit: "1/month",
      doc: "Share of use given up per month while prices stand at e times their trend",
      facts: [SU01],
      assumption:
        "30% dropped in 17 months is 2% a month; taken as what a price e times the trend does.",
    });
    const comeBack = m.parameter("knockOn.comeBack", triangular(0.01, 0.03, 0.06), {
      unit: "1/month",
      doc: "Share of what was given up that returns per month",
      assumption: "One and a half to eight years; no measurement.",
    });
    const lost = m.parameter("knockOn.lost", triangular(0.1, 0.3, 0.6), {
      doc: "Share of a failed app's customers that is lost to the labs, in logs of those left",
      assumption: "The rest finds another app; no measurement.",
    });
    const { apps } = at;
    const given = [at.openai, at.anthropic].map((lab) => abandon(m, lab, toPrice, comeBack));
    const kept = given.map((share) => eq`1 - ${share}`);
    m.extend(at.clouds.aiDemand, "abandoned", eq`(${kept[0]!} + ${kept[1]!}) / 2`);
    m.extend(apps.customerDemand, "abandoned", eq`(${kept[0]!} + ${kept[1]!}) / 2`);
    for (const vendor of [apps.openai, apps.anthropic]) {
      m.extend(
        vendor.takeover,
        "customers lost",
        // Companies beyond the start's number share customers and bring none.
        eq`pow(clip(${vendor.buyers}, 0.001, 1), ${lost})`,
      );
    }
  },
};

function abandon(m: Model, lab: FundedLab, toPrice: Parameter, comeBack: Parameter) {
  const { id } = lab.opening;
  const share = m.stock(`${id}.abandoned`, {
    initial: eq`0`,
    change: (self) => eq`(1 - ${self}) * min(0.5 / month,
      ${toPrice} * max(0, log(max(${lab.apiPolicySeen}, 1)))) - ${comeBack} * ${self}`,
    doc: "Share of the lab's use that is given up",
  });
  for (const slot of [lab.apiTokens, lab.paidSeats, lab.businessSeats]) {
    m.extend(slot, "abandoned", eq`1 - ${share}`);
  }
  return share;
}
