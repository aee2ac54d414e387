import { type Model, constant, eq } from "@faultline/engine";
import { D02, D03, D04, D09, GP02, GP04, OA49 } from "../evidence/facts.ts";
import type { Institutions } from "../institutions/institutions.ts";
import { never } from "./constants.ts";
import type { Mechanism } from "./mechanism.ts";
import { down, earn, spend } from "@faultline/engine";

/**
 * M4. Credits are not renewed, so they run out as they are drawn, or expire when a scenario says;
 * and the discount may end, upon which OpenAI pays the market's rent for serving and training.
 */
export const discountAndCreditsEnd: Mechanism = {
  id: "M4",
  name: "discount and credits end",
  tier: "dynamic",
  paragraphs: ["P27", "P76", "P77", "P78"],
  essay:
    "OpenAI pays 1.30 a GPU-hour where others pay 3.40 to 4, largely with credits; without the deal " +
    "its servers would cost far more, and the credits are gone by 2025.",
  evidence:
    "For: the price and the bill are reported and agree with the fleet. At on-demand list the bill " +
    "would be 10 to 12 billion (D02), not the 6 named (D03). Against: for a commitment of the same " +
    "length the discount is 4 to 43% (D09, GP02), and none against one independent cloud (GP04).",
  facts: [D02, D03, D04, D09, GP02, GP04, OA49],
  makes: ["credits.exhausted"],
  ablation: "Credits are renewed as they are drawn and the discount stands.",
  add: (model: Model, at: Institutions) => {
    const m = model.section("mechanisms/discount-and-credits-end.ts", "M4");
    const { credits, openai, market, microsoft } = at;
    const discountEnd = m.lever("discount.endMonth", constant(never), {
      unit: "month",
      doc: "Month from which OpenAI pays the market's rent",
      assumption: "Never, unless a scenario sets it; the contract's term is not public.",
    });
    const expiry = m.lever("credits.expiryMonth", constant(never), {
      unit: "month",
      doc: "Month in which the credits left expire",
      assumption: "Never, unless a scenario sets it; terms are not public.",
    });
    m.extend(credits.granted, "credits are not renewed", eq`0`);
    m.extend(
      openai.computePremium,
      "discount ends",
      eq`if(time >= ${discountEnd}, ${market.a100AtStart} / ${at.contractPrice}, 1)`,
    );
    m.flow("openai.creditsExpired", {
      rate: eq`if(time == ${expiry}, ${credits.balance} / month - ${credits.drawn}, 0) * ${openai.alive}`,
      books: [
        down(credits.balance),
        down(microsoft.deferredCredits),
        spend(openai.institution),
        earn(microsoft.institution),
      ],
      doc: "Credits that expire are written off on both sides",
    });
    m.event("credits.exhausted", {
      when: eq`${credits.balance} < 0.01 * ${credits.atStart} and ${openai.defaulted} == 0`,
      doc: "Less than a hundredth of the start's credits is left",
    });
  },
};
