import { type Model, eq, triangular } from "@faultline/engine";
import { SU05, SU06 } from "../evidence/facts.ts";
import type { Institutions } from "../institutions/institutions.ts";
import type { Mechanism } from "./mechanism.ts";

/**
 * M18. A part of what companies buy is bought to be seen with. It lasts as long as investors'
 * confidence does, and comes back with it.
 */
export const demandForShow: Mechanism = {
  id: "M18",
  name: "demand for show",
  tier: "modifier",
  paragraphs: ["P104"],
  essay:
    "Features are added to please investors rather than customers, so they vanish with the mood.",
  evidence:
    "For: two surveys of use lie a factor of ten apart, the higher one of firms that speak for " +
    "themselves (SU05, SU06). Against: nobody has measured why AI is bought.",
  facts: [SU05, SU06],
  makes: [],
  ablation: "What companies want of AI does not follow the mood of investors.",
  add: (model: Model, at: Institutions) => {
    const m = model.section("mechanisms/demand-for-show.ts", "M18");
    const { capital, customers } = at;
    const show = m.parameter("show.share", triangular(0.05, 0.15, 0.35), {
      doc: "Share of companies' spending on AI that is for show",
      assumption: "No measurement; between one in twenty and one in three.",
    });
    const before = m.lag("show.confidenceBefore", capital.confidence, {
      initial: eq`${capital.confidenceAtStart}`,
    });
    m.extend(
      customers.appetite,
      "for show",
      eq`1 - ${show} * clip(1 - ${before} / ${capital.confidenceAtStart}, 0, 1)`,
    );
  },
};
