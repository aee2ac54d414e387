import { type Settings, triangular } from "@faultline/engine";
import { type ActionTerms, type CompanyBooks, type Guess, opexCut } from "./company-books.ts";
import { workRange } from "../switching/work-range.ts";
import { type ActionId, you } from "./levers.ts";

/** Something a company can do, as settings of its own levers. */
export interface Hedge {
  readonly id: string;
  /** What is done, in words. */
  readonly action: string;
  /** What it costs or risks, in words. */
  readonly price: string;
  /** What it costs once, USD; nothing for a change of own prices. */
  readonly cost: Guess;
  /** Months until it works. */
  readonly months: Guess;
  readonly settings: Settings;
}

/** Shares that the standard hedges move. */
const reasoningKept = 0.5;
const repricing = 0.1;
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
      ...done("capReasoning", books.actions.capReasoning, {
        [you.reasoningKept(reasoning.index)]: reasoningKept,
      }),
    });
  }
  if (books.features.some((feature) => (feature.revenue ?? 0) > 0)) {
    hedges.push({
      id: "reprice",
      action: `raise own prices by ${percent(repricing)}`,
      price: `it takes ${books.noticeMonths} months' notice, and sales move by your elasticity of ${books.priceElasticity}`,
      cost: [0, 0, 0],
      months: [books.noticeMonths, books.noticeMonths, books.noticeMonths],
      settings: { [you.repricing]: repricing },
    });
  }
  if (books.features.some((feature) => feature.tokens.openai + feature.tokens.anthropic > 0)) {
    hedges.push({
      id: "switch",
      action: `move ${percent(switched)} of the labs' tokens to open models`,
      price: switchPrice(),
      ...done("switch", books.actions.switch, { [you.switchShare]: switched }),
    });
  }
  if (books.opex > 0) {
    hedges.push({
      id: "cut-opex",
      action: `cut running costs by ${percent(opexCut)}`,
      price: "people or plans",
      ...done("cutOpex", books.actions.cutOpex, { [you.opexCut]: opexCut }),
    });
  }
  return hedges;
}

/** An action with its terms: what it costs and how long it takes are drawn, so neither is a point. */
function done(
  action: ActionId,
  { cost, months }: ActionTerms,
  levers: Settings,
): Pick<Hedge, "cost" | "months" | "settings"> {
  const drawn = ([low, likeliest, high]: Guess) =>
    low === high ? low : triangular(low, likeliest, high);
  return {
    cost,
    months,
    settings: {
      ...levers,
      [you.cost(action)]: drawn(cost),
      [you.months(action)]: drawn(months),
    },
  };
}

/** Hedges done together. */
export interface HedgeSet {
  readonly hedges: readonly Hedge[];
  /** Likeliest cost of all, USD. */
  readonly cost: number;
  readonly settings: Settings;
}

/**
 * Every set of two or more hedges that the budget allows, by their likeliest costs. Their levers are
 * their own, so all can be moved at once; what one takes from another the run tells.
 */
export function hedgeSets(books: CompanyBooks, hedges: readonly Hedge[]): readonly HedgeSet[] {
  const budget = books.actions.budget ?? Infinity;
  return Array.from({ length: 2 ** hedges.length }, (_, mask) =>
    hedges.filter((_hedge, i) => Math.floor(mask / 2 ** i) % 2 === 1),
  )
    .filter((chosen) => chosen.length > 1)
    .map((chosen) => ({
      hedges: chosen,
      cost: chosen.reduce((sum, { cost }) => sum + cost[1], 0),
      settings: Object.assign({}, ...chosen.map(({ settings }) => settings)) as Settings,
    }))
    .filter(({ cost }) => cost <= budget);
}

function switchPrice(): string {
  const { low, high } = workRange();
  return (
    `the same work takes ${low.toFixed(1)} to ${high.toFixed(1)} times what its present tokens ` +
    "would cost there (92 in 100 pairs of models, on coding tasks); how well it is done is not " +
    "counted"
  );
}

function bill(feature: CompanyBooks["features"][number]): number {
  return feature.tokens.openai + feature.tokens.anthropic + feature.tokens.other;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)}%`;
}
