import { type Model, eq, triangular } from "@faultline/engine";
import { AN10, OA42 } from "../evidence/facts.ts";
import type { Institutions } from "../institutions/institutions.ts";
import type { Mechanism } from "./mechanism.ts";

/**
 * M16. A cloud's investment comes back as its own revenue: OpenAI draws credits that Microsoft
 * granted, and Anthropic pays Amazon and Google largely with what they invested. Reported, not paid
 * again: the money is already in the books.
 */
export const roundTripping: Mechanism = {
  id: "M16",
  name: "round-tripping",
  tier: "dynamic",
  paragraphs: ["P78", "P120"],
  essay:
    "A cloud invests in a lab, the lab spends it at that cloud, and the cloud reports it as growth " +
    "of its own AI revenue.",
  evidence:
    "For: most of what OpenAI raised before 2024 came as credits (OA42), and two clouds gave 6 of " +
    "the 7.3 billion that Anthropic raised in a year (AN10). Against: other customers of the " +
    "clouds pay with money of their own, and grow faster.",
  facts: [AN10, OA42],
  makes: ["roundTrip.share"],
  ablation: "Nothing but this share is gone: it reports and moves nothing.",
  add: (model: Model, at: Institutions) => {
    const m = model.section("mechanisms/round-tripping.ts", "M16");
    const invested = m.parameter("roundTrip.anthropic", triangular(0.5, 0.75, 0.85), {
      doc: "Share of what Anthropic spends that came from Amazon and Google",
      facts: [AN10],
      assumption:
        "6 of 7.3 billion raised, with half a billion of revenue beside it; less as others invest.",
    });
    const { credits, anthropic, clouds } = at;
    m.series(
      "roundTrip.share",
      eq`if(${clouds.aiRevenue} > 0,
        (${credits.drawn} + ${invested} * ${anthropic.computeBill}) / ${clouds.aiRevenue}, 0)`,
      { doc: "Share of the clouds' AI revenue that is paid with what they put in themselves" },
    );
  },
};
