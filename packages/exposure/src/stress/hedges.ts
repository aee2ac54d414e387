import type { Settings } from "@faultline/engine";
import type { CompanyBooks } from "./company-books.ts";
import { workRange } from "../switching/work-range.ts";
import { you } from "./you.ts";

/** Something a company can do, as settings of its own levers. */
export interface Hedge {
  readonly id: string;
  /** What is done, in words. */
  readonly action: string;
  /** What it costs or risks, in words. */
  readonly price: string;
  readonly settings: Settings;
}

/** Shares that the standard hedges move. */
const reasoningKept = 0.5;
const repricing = 0.1;
const opexCut = 0.1;
const switched = 0.5;

/**
 * The hedges that make sense for a company. Reasoning can be capped only where it is known; own
 * prices only where something is sold; labs' tokens can be moved only where there are some.
 */
export function hedgesFor(books: CompanyBooks): readonly Hedge[] {
  const hedges: Hedge[] = [];
  const reasoning = books.features
    .map((feature, index) => ({ feature, index, cost: feature.reasoningShare * bill(feature) }))
    .toSorted((a, b) => b.cost - a.cost)[0];
  if (reasoning !== undefined && reasoning.cost > 0) {
    hedges.push({
      id: "cap-reasoning",
      action: `cap reasoning on "${reasoning.feature.name ?? "unattributed"}" at half`,
      price: "answers to its hardest questions get worse; how much is not known here",
      settings: { [you.reasoningKept(reasoning.index)]: reasoningKept },
    });
  }
  if (books.features.some((feature) => (feature.revenue ?? 0) > 0)) {
    hedges.push({
      id: "reprice",
      action: `raise own prices by ${percent(repricing)}`,
      price: `it takes ${books.noticeMonths} months' notice, and sales move by your elasticity of ${books.priceElasticity}`,
      settings: { [you.repricing]: repricing },
    });
  }
  if (books.features.some((feature) => feature.tokens.openai + feature.tokens.anthropic > 0)) {
    hedges.push({
      id: "switch",
      action: `move ${percent(switched)} of the labs' tokens to open models`,
      price: switchPrice(),
      settings: { [you.switchShare]: switched },
    });
  }
  if (books.opex > 0) {
    hedges.push({
      id: "cut-opex",
      action: `cut running costs by ${percent(opexCut)}`,
      price: "people or plans",
      settings: { [you.opexCut]: opexCut },
    });
  }
  return hedges;
}

function switchPrice(): string {
  const { low, high } = workRange();
  return (
    `the same work takes ${low.toFixed(1)} to ${high.toFixed(1)} times what its present tokens ` +
    "would cost there (92 in 100 pairs of models, on coding tasks); how well it is done is not counted"
  );
}

function bill(feature: CompanyBooks["features"][number]): number {
  return feature.tokens.openai + feature.tokens.anthropic + feature.tokens.other;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)}%`;
}
