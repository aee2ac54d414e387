import { type Model, constant, eq, triangular } from "@faultline/engine";
import { TK17, TK23 } from "../evidence/facts.ts";
import type { FundedLab, Institutions } from "../institutions/institutions.ts";
import { never } from "./constants.ts";
import type { Mechanism } from "./mechanism.ts";

/**
 * M7. Spending grows and capability does not: models become alike, so what a leading one can charge
 * beyond a hosted open model wears off, and less new work is worth giving to it.
 */
export const plateau: Mechanism = {
  id: "M7",
  name: "plateau and commoditisation",
  tier: "modifier",
  paragraphs: ["P61", "P66", "P67", "P70"],
  essay:
    "Four or five models are nearly the same, each costs more than the last, and none does something " +
    "new.",
  evidence:
    "For: lists of equal quality fell by 88% in 17 months (TK23), and a hosted open model sells at " +
    "a seventh of the leading one (TK17). Against: measured quality still rose with every generation.",
  facts: [TK17, TK23],
  makes: [],
  ablation: "A lab's list keeps its distance to open models, and appetite does not tire.",
  add: (model: Model, at: Institutions) => {
    const m = model.section("mechanisms/plateau.ts", "M7");
    const month = m.lever("plateau.month", constant(never), {
      unit: "month",
      doc: "Month from which on models get no better",
      assumption: "Never, unless a scenario sets it.",
    });
    const tired = m.lever("plateau.tired", constant(0.3), {
      doc: "Share of companies' appetite that is lost in the end when they get no better",
      assumption: "What was bought for models to come; a third.",
    });
    const wear = m.parameter("plateau.wear", triangular(0.02, 0.05, 0.1), {
      unit: "1/month",
      doc: "Rate at which the distance of lists to hosted open models closes on a plateau",
      facts: [TK17],
      assumption: "Half gone in half a year to three years.",
    });
    const pace = m.parameter("plateau.pace", constant(18), {
      unit: "month",
      doc: "Time in which most of that appetite, or of the work that leaves for open models, is gone",
      assumption: "A contract and a half.",
    });
    const open = m.lever("openWeights.share", constant(0), {
      doc: "Share of the labs' API work that moves to hosted open models in the end",
      assumption: "None unless a scenario sets it.",
    });
    const openMonth = m.lever("openWeights.month", constant(6), {
      unit: "month",
      doc: "Month from which on it moves, and from which lists must follow",
      assumption: "Half a year after the start.",
    });
    const since = eq`max(0 * month, time - ${month})`;
    const sinceOpen = eq`max(0 * month, time - ${openMonth})`;
    const gone = eq`${open} * (1 - exp(0 - (${sinceOpen}) / ${pace}))`;
    const { customers, openHosts, openai, anthropic } = at;
    m.extend(
      customers.appetite,
      "tired of waiting",
      eq`1 - ${tired} * (1 - exp(0 - ${since} / ${pace}))`,
    );
    const worn = eq`${since} + if(${open} > 0, ${sinceOpen}, 0 * month)`;
    const left = m.variable("plateau.distance", eq`exp(0 - ${wear} * (${worn}))`, {
      doc: "What is left of the distance of lists to hosted open models",
    });
    const atStart = (lab: FundedLab) =>
      eq`min(1, ${openHosts.priceAtStart} / ${lab.opening.listPrice})`;
    for (const lab of [openai, anthropic]) {
      m.extend(
        lab.trendPrice,
        "models become alike",
        eq`${left} + (1 - ${left}) * ${atStart(lab)}`,
      );
      m.extend(lab.apiTokens, "moved to open models", eq`1 - ${gone}`);
    }
  },
};
