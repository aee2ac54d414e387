import { type Graph, Model, build, eq } from "@faultline/engine";
import { type Institutions, institutions } from "./institutions/institutions.ts";
import { mechanisms } from "./mechanisms/mechanisms.ts";
import { publish, publishedIds } from "./series.ts";
import { isKnownBy } from "./vintages/known-by.ts";
import type { OwnFact } from "./vintages/own-facts.ts";
import { type Vintage, vintageOf } from "./vintages/vintage.ts";

/** Which economy to build. */
export interface EconomyOptions {
  /** Ids of mechanisms to leave out, such as `M3`. */
  readonly without?: readonly string[];
  /** First month, as `YYYY-MM` from {@link earliestStart} on; {@link origin} unless told. */
  readonly from?: string;
  /** Facts of the user's own, which come before those of the evidence. */
  readonly ownFacts?: readonly OwnFact[];
  /** Adds parts of one's own, such as a company of zero weight, before the model is checked. */
  readonly extend?: (model: Model, at: Institutions) => void;
}

/** A built economy. */
export interface Economy {
  readonly graph: Graph;
  readonly vintage: Vintage;
  /** Published ids that this build does not make. */
  readonly absent: readonly string[];
}

/** First month of the economy unless told, and the last day whose publications it then uses. */
export const origin = { from: "2024-09", knowledgeDate: "2024-10-31" } as const;

/** Version of the model's equations and numbers; a result names it. */
export const modelVersion = "0.1.0";

/**
 * Builds the AI economy of a month, of September 2024 unless told, with all mechanisms but those
 * left out. Throws when a parameter rests on a fact that was published after the knowledge date.
 */
export function buildEconomy(options: EconomyOptions = {}): Economy {
  const vintage = vintageOf(options.from ?? origin.from, options.ownFacts);
  const model = new Model({ revise: vintage.revise });
  const at = institutions(model);
  for (const mechanism of mechanisms) {
    if (!options.without?.includes(mechanism.id)) mechanism.add(model, at);
  }
  publish(model, at);
  if (!options.without?.includes("M2")) crisis(model, at);
  options.extend?.(model, at);
  const graph = build(model, { dropUnused: (options.without ?? []).length > 0 });
  for (const parameter of graph.parameters) {
    for (const fact of parameter.facts) {
      if (!isKnownBy(fact, vintage.knowledgeDate)) {
        throw new Error(
          `Parameter "${parameter.id}" rests on ${fact.id}, published ${fact.published}, after ` +
            `the knowledge date ${vintage.knowledgeDate}.`,
        );
      }
    }
  }
  const made = new Set([...graph.series, ...graph.events].map((part) => part.id));
  for (const mechanism of mechanisms) {
    if (options.without?.includes(mechanism.id)) for (const id of mechanism.makes) made.delete(id);
  }
  return { graph, vintage, absent: publishedIds.filter((id) => !made.has(id)) };
}

/**
 * Crisis, in words: a frontier lab has defaulted and investors' confidence has fallen below half of
 * what it was at the start, in the same month or later.
 */
function crisis(model: Model, at: Institutions): void {
  const { openai, anthropic, capital } = at;
  model.section("economy.ts").event("crisis", {
    when: eq`${openai.alive} * ${anthropic.alive} == 0
      and ${capital.confidence} < 0.5 * ${capital.confidenceAtStart}`,
    doc: "A lab has defaulted and confidence is below half of the start's",
  });
}
