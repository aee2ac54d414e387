import { type Model, eq, triangular } from "@faultline/engine";
import { CP01, ST12 } from "../evidence/facts.ts";
import type { Institutions } from "../institutions/institutions.ts";
import type { Mechanism } from "./mechanism.ts";

/**
 * M11. An app's AI feature meets one of two fates: customers will not pay for it, or a large vendor
 * bundles it into what they already have. Either way the app sells less at the same token bill. And
 * incumbents that bundle what they charged for lose the charge and keep the tokens.
 */
export const twoFates: Mechanism = {
  id: "M11",
  name: "an app's two fates",
  tier: "dynamic",
  paragraphs: ["P105", "P106", "P107", "P108"],
  essay:
    "Either nobody pays for the AI feature, or it comes with the product at no charge and eats the " +
    "margin.",
  evidence:
    "For: app companies' gross margins were remembered as 50 to 60% against 75 to 80 for other " +
    "software (ST12). Against: the largest vendor charges 30 a month for its assistant (CP01) " +
    "rather than give it away.",
  facts: [CP01, ST12],
  makes: [],
  ablation: "No incumbent bundles what app companies sell, nor gives its own add-on away.",
  add: (model: Model, at: Institutions) => {
    const m = model.section("mechanisms/two-fates.ts", "M11");
    const { apps, incumbents } = at;
    const pace = m.parameter("fates.pace", triangular(0.0005, 0.002, 0.006), {
      unit: "1/month",
      doc: "Share of what app companies sell that incumbents bundle, per month",
      assumption: "A thirtieth to a third in five years; no measurement.",
    });
    const ends = m.parameter("fates.most", triangular(0.2, 0.4, 0.7), {
      doc: "Share of it that they bundle in the end",
      assumption: "Features that many want and that need no data of the app's own.",
    });
    const givenAway = m.parameter("fates.givenAway", triangular(0.5, 0.8, 1), {
      doc: "Part of what incumbents charge for their own add-on that is gone when all is bundled",
      facts: [CP01],
      assumption: "Some keep a dearer plan beside the one with AI in it; no measurement.",
    });
    const bundled = m.stock("fates.bundled", {
      initial: eq`0`,
      change: (self) => eq`${pace} * max(0, 1 - ${self} / ${ends})`,
      doc: "Share of what app companies sold at the start that incumbents bundle",
    });
    m.extend(apps.customerDemand, "bundled elsewhere", eq`1 - ${bundled}`);
    m.extend(incumbents.charged, "bundled", eq`1 - ${givenAway} * min(1, ${bundled} / ${ends})`);
  },
};
