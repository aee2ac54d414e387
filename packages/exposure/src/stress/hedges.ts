import { type Settings, pow, triangular } from "@faultline/engine";
import { type ActionTerms, type Guess, opexCut, switchedShare } from "./action-books.ts";
import type { CompanyBooks } from "./company-books.ts";
import { workRange } from "../switching/work-range.ts";
import { VENDORS } from "../prices/vendor.ts";
import { type ActionId, type StandingId, assumedElasticity, standingIds, you } from "./levers.ts";
import { vendorNames } from "./vendor-names.ts";

/** Something a company can do, as settings of its own levers. */
export interface Hedge {
  readonly id: string;
  /** What is done, in words. */
  readonly action: string;
  /** What it costs or risks, in words. */
  readonly price: string;
  /** What it costs once, USD; nothing for a change of own prices. */
  readonly cost: Guess;
  /** What it costs each month from then on, USD. */
  readonly monthly: Guess;
  /** What is paid ahead, USD, and comes back as tokens if nothing goes wrong. */
  readonly upfront: number;
  /** Months until it works. */
  readonly months: Guess;
  /** Share of own sales that it loses: low, likeliest, high; null where it moves none. */
  readonly salesLost: Guess | null;
  /** What is done: hedges that share an action pay for it once. */
  readonly actions: readonly ActionId[];
  readonly settings: Settings;
}

/** Shares that the standard hedges move. */
const reasoningKept = 0.5;
const repricing = 0.1;

const nothing: Guess = [0, 0, 0];

/**
 * The hedges that make sense for a company. Reasoning can be capped only where it is known; own
 * prices only where something is sold; labs' tokens can be moved, and stood in for, only where there
 * are some; machines of one's own need a known number of tokens.
 */
export function hedgesFor(books: CompanyBooks): readonly Hedge[] {
  const hasLabs = books.features.some(({ tokens }) => tokens.openai + tokens.anthropic > 0);
  return [
    ...capReasoning(books),
    ...(books.features.some((feature) => (feature.revenue ?? 0) > 0) ? [reprice(books)] : []),
    ...(hasLabs ? [switchModels(books)] : []),
    ...(books.opex > 0 ? [cutOpex(books)] : []),
    ...(books.actions.prepay.amount > 0 ? [prepay(books)] : []),
    ...(hasLabs ? [secondVendor(books)] : []),
    ...selfHost(books, hasLabs),
  ];
}

function capReasoning(books: CompanyBooks): readonly Hedge[] {
  const reasoning = books.features
    .map((feature, index) => ({ feature, index, cost: feature.reasoningShare * bill(feature) }))
    .toSorted((a, b) => b.cost - a.cost)[0];
  if (reasoning === undefined || reasoning.cost === 0) return [];
  return [
    {
      id: "cap-reasoning",
      action: `cap reasoning on "${reasoning.feature.name ?? "unattributed"}" at half`,
      price: "answers to its hardest questions get worse; how much is not known here",
      ...done("capReasoning", books.actions.capReasoning, {
        [you.reasoningKept(reasoning.index)]: reasoningKept,
      }),
    },
  ];
}

function reprice({ noticeMonths, priceElasticity }: CompanyBooks): Hedge {
  const { low, likeliest, high } = assumedElasticity;
  const lost = (elasticity: number): number => 1 - pow(1 + repricing, elasticity);
  const salesLost: Guess =
    priceElasticity === null
      ? [lost(high), lost(likeliest), lost(low)]
      : [lost(priceElasticity), lost(priceElasticity), lost(priceElasticity)];
  const by =
    priceElasticity === null
      ? `${percent(salesLost[0])} to ${percent(salesLost[2])} of sales are lost, by an assumed elasticity of ${low} to ${high}`
      : `${percent(salesLost[1])} of sales are lost, by your elasticity of ${priceElasticity}`;
  return {
    id: "reprice",
    action: `raise own prices by ${percent(repricing)}`,
    price: `it takes ${noticeMonths} months' notice, and ${by}; that customers leave at once is assumed`,
    cost: nothing,
    monthly: nothing,
    upfront: 0,
    months: [noticeMonths, noticeMonths, noticeMonths],
    salesLost,
    actions: [],
    settings: { [you.repricing]: repricing },
  };
}

function switchModels({ actions }: CompanyBooks): Hedge {
  return {
    id: "switch",
    action: `move ${percent(switchedShare)} of the labs' tokens to open models`,
    price: switchPrice(),
    ...done("switch", actions.switch, { [you.switchShare]: switchedShare }),
  };
}

function cutOpex({ actions }: CompanyBooks): Hedge {
  return {
    id: "cut-opex",
    action: `cut running costs by ${percent(opexCut)}`,
    price: "people or plans",
    ...done("cutOpex", actions.cutOpex, { [you.opexCut]: opexCut }),
  };
}

function prepay(books: CompanyBooks): Hedge {
  const { vendor, amount, expiresAfter } = books.actions.prepay;
  const monthly = books.features.reduce((sum, { tokens }) => sum + tokens[vendor], 0);
  const much =
    monthly === 0
      ? "tokens"
      : `${(amount / monthly).toFixed(1).replace(".0", "")} months of tokens`;
  const risk =
    vendor === "other"
      ? "what is left then is lost"
      : "what is left then, or when the vendor fails, is lost";
  return {
    id: "prepay",
    action: `pay ${vendorNames[vendor]} for ${much} ahead`,
    price: `cash goes out at once and its price is bought even if prices fall; it lasts ${expiresAfter} months, and ${risk}`,
    ...done("prepay", books.actions.prepay, { [you.prepaid]: amount }),
    upfront: amount,
  };
}

function secondVendor({ actions, outageMonths }: CompanyBooks): Hedge {
  const { covers } = actions.secondVendor;
  const lost = outageMonths === null ? "an assumed week to quarter" : `your ${outageMonths} months`;
  return {
    id: "second-vendor",
    action: "keep a second vendor ready for the labs' work",
    price: `it saves ${span(covers, percent)} of the work lost when a lab fails (${lost}); it lowers no price`,
    ...done("secondVendor", actions.secondVendor, { [you.secondVendor]: drawn(covers) }),
  };
}

/** Labs' work has to be moved to open models before it runs on machines of one's own. */
function selfHost(books: CompanyBooks, hasLabs: boolean): readonly Hedge[] {
  const { actions } = books;
  const terms = actions.selfHost;
  if (VENDORS.every((vendor) => terms.load[vendor].input + terms.load[vendor].output === 0)) {
    return [];
  }
  const own = done("selfHost", terms, { [you.selfHost]: 1 });
  const moved = hasLabs ? switchModels(books) : undefined;
  const machines = `${terms.copies * terms.gpus} rented GPUs`;
  return [
    {
      id: "self-host",
      action:
        moved === undefined
          ? `run open models on ${machines}`
          : `run ${percent(switchedShare)} of the labs' work on ${machines}`,
      price:
        "their rent is due whether they are busy or not, and is in the profit; speed and peak are " +
        (Object.values(terms.isTold).every(Boolean) ? "yours" : "assumed") +
        (moved === undefined ? "" : `; ${moved.price}`),
      ...own,
      ...(moved && {
        cost: plus(own.cost, moved.cost),
        months: later(own.months, moved.months),
        actions: [...moved.actions, ...own.actions],
        settings: { ...moved.settings, ...own.settings },
      }),
    },
  ];
}

/** An action with its terms: what it costs and how long it takes are drawn, so neither is a point. */
function done(
  action: ActionId,
  { cost, months, monthly = nothing }: ActionTerms & { readonly monthly?: Guess },
  levers: Settings,
): Pick<Hedge, "cost" | "months" | "monthly" | "upfront" | "salesLost" | "actions" | "settings"> {
  return {
    cost,
    months,
    monthly,
    upfront: 0,
    salesLost: null,
    actions: [action],
    settings: {
      ...levers,
      [you.cost(action)]: drawn(cost),
      [you.months(action)]: drawn(months),
      ...(isStanding(action) && { [you.monthly(action)]: drawn(monthly) }),
    },
  };
}

function isStanding(action: ActionId): action is StandingId {
  return standingIds.some((one) => one === action);
}

function drawn([low, likeliest, high]: Guess) {
  return low === high ? low : triangular(low, likeliest, high);
}

function plus(one: Guess, other: Guess): Guess {
  return [one[0] + other[0], one[1] + other[1], one[2] + other[2]];
}

function later(one: Guess, other: Guess): Guess {
  return [Math.max(one[0], other[0]), Math.max(one[1], other[1]), Math.max(one[2], other[2])];
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
  const inHundred = share * 100;
  return `${inHundred.toFixed(inHundred > 0 && inHundred < 9.95 && inHundred % 1 !== 0 ? 1 : 0)}%`;
}

function span([low, , high]: Guess, words: (value: number) => string): string {
  return low === high ? words(low) : `${words(low)} to ${words(high)}`;
}
