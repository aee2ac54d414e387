import { type Model, eq, triangular } from "@faultline/engine";
import { OA50 } from "../evidence/facts.ts";
import type { Institutions } from "../institutions/institutions.ts";
import type { Mechanism } from "./mechanism.ts";

/**
 * M17. Whoever has built on a lab finds it dearer to leave with every month, so a price rise costs
 * the lab less of its demand: that is what lets it raise prices.
 */
export const lockIn: Mechanism = {
  id: "M17",
  name: "lock-in",
  tier: "modifier",
  paragraphs: ["P117", "P118", "P119"],
  essay:
    "Clouds and labs tie their customers in until leaving costs more than staying, then raise prices.",
  evidence:
    "For: a partner takes a share of all revenue for years (OA50), as others took for hosting. " +
    "Against: interfaces of the labs are alike, and routers that switch between them are in use.",
  facts: [OA50],
  makes: [],
  ablation: "Customers answer a price rise in the fifth year as they would in the first.",
  add: (model: Model, at: Institutions) => {
    const m = model.section("mechanisms/lock-in.ts", "M17");
    const depth = m.parameter("lockIn.depth", triangular(0, 0.2, 0.5), {
      doc: "Share of the elasticity of demand that lock-in takes away in the end",
      assumption: "From nothing to half; no measurement.",
    });
    const pace = m.parameter("lockIn.pace", triangular(0.02, 0.04, 0.08), {
      unit: "1/month",
      doc: "Rate at which it deepens",
      assumption: "A contract or two, or the rewriting of a product: one to four years.",
    });
    const { customers, openai, anthropic } = at;
    const tied = m.variable("lockIn.tied", eq`${depth} * (1 - exp(0 - ${pace} * time))`, {
      doc: "Share of the elasticity that lock-in takes away by now",
    });
    for (const lab of [openai, anthropic]) {
      m.extend(
        lab.apiTokens,
        "tied customers",
        eq`pow(${lab.apiPolicySeen}, ${tied} * ${customers.apiElasticity})`,
      );
    }
  },
};
