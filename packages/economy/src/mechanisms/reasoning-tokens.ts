import { type Model, constant, eq, triangular } from "@faultline/engine";
import { TK06, TK08 } from "../evidence/facts.ts";
import { blendOf } from "../evidence/from-fact.ts";
import type { Institutions } from "../institutions/institutions.ts";
import { halfYear } from "./constants.ts";
import type { Mechanism } from "./mechanism.ts";

/**
 * M6. A reasoning model spends hidden tokens on a task, billed at a higher price. As work moves to
 * it, a unit of work costs more; customers do less of it than if it cost the same, and what is spent
 * and what must be computed both shift.
 */
export const reasoningTokens: Mechanism = {
  id: "M6",
  name: "reasoning tokens",
  tier: "dynamic",
  paragraphs: ["P41", "P42", "P49", "P58"],
  essay:
    "The new model spends many hidden tokens on each task, at three to four times the price, and " +
    "takes tens of seconds: more cost for a gain few can name.",
  evidence:
    "For: hidden tokens are billed as output (TK08), at six times the list of the model on sale " +
    "(TK06), not three or four. Against: it was days old, access was limited, and cheaper variants " +
    "of it came at once.",
  facts: [TK06, TK08],
  makes: [],
  ablation: "A unit of work takes the tokens it took, whatever models come.",
  add: (model: Model, at: Institutions) => {
    const m = model.section("mechanisms/reasoning-tokens.ts", "M6");
    const { openai, anthropic } = at;
    const premium = blendOf(TK08) / blendOf(TK06);
    const cap = m.parameter("reasoning.cap", triangular(0.01, 0.03, 0.1), {
      doc: "Share of API work that reasoning models do in the end",
      assumption: "The days since the launch tell nothing; hard work is a small part of all work.",
    });
    const surge = m.lever("reasoning.surge", constant(0), {
      doc: "Share of API work that moves to them besides, from the seventh month on",
      assumption: "None unless a scenario sets it.",
    });
    const pace = m.parameter("reasoning.pace", triangular(0.03, 0.08, 0.2), {
      unit: "1/month",
      doc: "Rate at which work moves to them",
      assumption: "Half of the way in four months to two years, as with models before.",
    });
    const tokens = m.parameter("reasoning.tokens", triangular(2, 5, 12), {
      doc: "Tokens of a task with reasoning, over those without",
      assumption: "Users saw two to a dozen times the visible answer; no count is published.",
    });
    const dearer = m.parameter("reasoning.premium", triangular(1, premium / 2, premium), {
      doc: "Price of a reasoning model's token over that of the best other model",
      facts: [TK06, TK08],
      assumption: "Six at the launch; smaller variants were sold at about the price of the others.",
    });
    const hours = m.parameter("reasoning.hours", triangular(1, 1.5, 3), {
      doc: "Compute for a reasoning model's token over that of another's",
      assumption: "Longer contexts and worse batching; no measurement.",
    });
    const elasticity = m.parameter("reasoning.elasticity", triangular(0.2, 0.5, 0.8), {
      doc: "Percent of such work not given for a percent that it costs more",
      assumption: "Less than for all work: what is given to a dearer model is worth more.",
    });
    const moved = (since: ReturnType<typeof eq>) => eq`1 - exp(0 - ${pace} * (${since}))`;
    const share = m.variable(
      "reasoning.share",
      eq`min(1, ${cap} * (${moved(eq`time`)})
        + ${surge} * (${moved(eq`max(0 * month, time - ${halfYear})`)}))`,
      { doc: "Share of API work that reasoning models do" },
    );
    const cost = eq`${tokens} * ${dearer}`;
    // Work costs more, so less of it is done: spending moves by the cost to the rest of elasticity.
    const done = eq`pow(${cost}, 0 - ${elasticity})`;
    const spent = m.variable("reasoning.spending", eq`1 + ${share} * (${cost} * ${done} - 1)`, {
      doc: "API spending over what it would be without reasoning models",
    });
    const computed = eq`1 + ${share} * (${tokens} * ${hours} * ${done} - 1)`;
    for (const lab of [openai, anthropic]) {
      m.extend(lab.apiTokens, "hidden tokens", eq`${spent}`);
      m.extend(lab.apiHours, "hidden tokens", eq`(${computed}) / ${spent}`);
    }
    m.series("reasoning.tokensPerTask", eq`1 + ${share} * (${tokens} - 1)`, {
      doc: "Tokens of a task over those of the start, hidden ones included",
    });
  },
};
