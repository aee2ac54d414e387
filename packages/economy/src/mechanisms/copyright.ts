import { type Model, constant, eq, pulse, quantity, triangular } from "@faultline/engine";
import { TR01, TR02 } from "../evidence/facts.ts";
import type { FundedLab, Institutions } from "../institutions/institutions.ts";
import { dollar, never, year } from "./constants.ts";
import type { Mechanism } from "./mechanism.ts";

/**
 * M15. A lost case means damages and training anew. Both labs pay over a year; a scenario says when
 * a court rules, and nothing happens before.
 */
export const copyright: Mechanism = {
  id: "M15",
  name: "copyright",
  tier: "shock",
  paragraphs: ["P61", "P62", "P63"],
  essay:
    "Artists and publishers may win: then millions are owed damages and models are trained from " +
    "scratch, for billions.",
  evidence:
    "For: suits are pending against both labs. Against: to train a released model again cost tens to " +
    "hundreds of millions (TR01, TR02); billions are reached only if all research is repeated.",
  facts: [TR01, TR02],
  makes: ["copyright.ruling"],
  ablation: "No court can rule.",
  add: (model: Model, at: Institutions) => {
    const m = model.section("mechanisms/copyright.ts", "M15");
    const month = m.lever("copyright.month", constant(never), {
      unit: "month",
      doc: "Month in which a court rules against the labs",
      assumption: "Never, unless a scenario sets it; no date of a ruling was known.",
    });
    const damages = m.lever("copyright.damages", constant(1e9), {
      unit: "USD",
      doc: "Damages and licences that OpenAI owes, paid over a year; Anthropic its share by revenue",
      assumption: "No award was known; a scenario says how much.",
    });
    const retraining = m.lever("copyright.retraining", constant(3), {
      unit: "month",
      doc: "Months of the training budget that training anew takes, over a year",
      assumption:
        "About a quarter of a year's budget: several models, without all of the research.",
    });
    const news = m.parameter("copyright.news", triangular(0.1, 0.4, 0.8), {
      doc: "Log-odds of confidence lost on the ruling",
      assumption: "About as much as a refused round.",
    });
    const { openai, anthropic, capital, rightsHolders } = at;
    m.event("copyright.ruling", {
      when: eq`time >= ${month}`,
      doc: "A court rules that models were trained on works without right",
    });
    const due = m.variable("copyright.due", pulse(eq`1`, month, year), {
      doc: "1 in the year after the ruling",
    });
    const pay = (lab: FundedLab, share: ReturnType<typeof eq>) => {
      m.extend(
        lab.damages,
        "ruling",
        eq`${due} * ${damages} / ${year} * (${share}) * ${lab.alive}`,
      );
      m.extend(lab.trainingShare, "training anew", eq`1 + ${due} * ${retraining} / ${year}`);
    };
    pay(openai, eq`1`);
    pay(anthropic, eq`min(1, ${anthropic.revenue} / max(${openai.revenue}, ${dollar}))`);
    m.series("rightsHolders.received", rightsHolders.cash, {
      unit: "USD",
      doc: "Damages and licences that rights holders have received since the start",
    });
    m.extend(capital.marketNews, "ruling", eq`0 - ${pulse(news, month, quantity(1, "month"))}`);
  },
};
