import {
  type Equation,
  type Model,
  type Variable,
  constant,
  eq,
  quantity,
} from "@faultline/engine";
import type { Vendor } from "../prices/vendor.ts";
import type { CompanyBooks, FeatureBooks } from "./company-books.ts";
import type { ContractTerms } from "./contract-terms.ts";
import { type Levers, you } from "./levers.ts";
import { type LabId, labIds } from "./vendor-outage.ts";

/** What a feature's work depends on. */
export interface WorkSurroundings {
  readonly growth: Equation;
  readonly levers: Levers;
  readonly sold: Equation;
  readonly outage: Readonly<Record<LabId, Variable>>;
  /** Price of a token on an open model over a lab's list, at the start. */
  readonly openOverList: Readonly<Record<LabId, Equation>>;
}

/** A feature's work before any price. */
export interface FeatureWork {
  readonly feature: FeatureBooks;
  readonly index: number;
  /** Tokens at each vendor, at the prices of the start, USD/month. */
  readonly tokens: Readonly<Record<Vendor, Equation>>;
  /** Each lab's tokens moved to open models, at the open models' price of the start, USD/month. */
  readonly moved: Readonly<Record<LabId, Equation>>;
  /** Share of the feature's sales whose work is done. */
  readonly served: Equation;
}

/** The tokens of a feature: they grow with sales, are capped, moved, and lost where a vendor fails. */
export function featureWork(
  m: Model,
  feature: FeatureBooks,
  index: number,
  { growth, levers, sold, outage, openOverList }: WorkSurroundings,
): FeatureWork {
  const kept = m.lever(you.reasoningKept(index), constant(1), {
    doc: "Share of the feature's reasoning tokens that is kept",
    assumption: "A choice of the company's own.",
  });
  const id = `you.feature${index}`;
  const volume = m.variable(
    `${id}.volume`,
    eq`${growth} * ${sold}
      * (1 - ${feature.reasoningShare} * (1 - ${kept}) * ${levers.works.capReasoning})`,
    { doc: "Tokens over those of the start" },
  );
  const share = eq`${levers.switchShare} * ${levers.works.switch}`;
  const bill = feature.tokens.openai + feature.tokens.anthropic + feature.tokens.other;
  const at = (vendor: Vendor, tokens: Equation): Equation =>
    feature.tokens[vendor] === 0
      ? eq`0`
      : eq`${m.variable(`${id}.tokens.${vendor}`, tokens, {
          unit: "USD/month",
          doc: "Tokens at this vendor, at the prices of the start",
        })}`;
  const ofLab = (lab: LabId): Equation =>
    at(
      lab,
      eq`${usdPerMonth(feature.tokens[lab])} * ${volume} * (1 - ${share}) * (1 - ${outage[lab]})`,
    );
  const moved = (lab: LabId): Equation =>
    eq`${usdPerMonth(feature.tokens[lab])} * ${openOverList[lab]} * ${volume} * ${share}
      * ${levers.switchWork}`;
  const lost = labIds
    .filter((lab) => feature.tokens[lab] > 0)
    .map((lab) => eq`${feature.tokens[lab] / bill} * ${outage[lab]}`)
    .reduce((a, b) => eq`${a} + ${b}`, eq`0`);
  return {
    feature,
    index,
    tokens: {
      openai: ofLab("openai"),
      anthropic: ofLab("anthropic"),
      other: at("other", eq`${usdPerMonth(feature.tokens.other)} * ${volume}`),
    },
    moved: { openai: moved("openai"), anthropic: moved("anthropic") },
    served: eq`1 - (1 - ${share}) * (${lost})`,
  };
}

/** What a feature's money depends on besides its work. */
export interface MoneySurroundings extends Pick<WorkSurroundings, "growth" | "levers" | "sold"> {
  /** What a vendor's tokens cost over the start's price. */
  readonly price: Readonly<Record<Vendor, Variable>>;
  readonly terms: ContractTerms;
  /** Share of the work on open models that runs on machines of the company's own. */
  readonly covered: Variable;
  readonly books: CompanyBooks;
}

/** A feature's month in money, USD/month. */
export interface FeatureMoney {
  readonly revenue: Equation;
  readonly otherCogs: Equation;
  readonly fixedAi: Equation;
  readonly bills: Readonly<Record<Vendor, Equation>>;
}

/** Tokens whose price follows the vendor's, and those whose price is locked, USD/month. */
export function tokensByPrice(
  { index, tokens, moved }: Pick<FeatureWork, "index" | "tokens" | "moved">,
  vendor: Vendor,
  terms: ContractTerms,
  covered: Variable,
): { readonly open: Equation; readonly locked: Equation | undefined } {
  const share = terms.locked(index, vendor);
  const bought = vendor === "other" ? eq`1 - ${covered}` : eq`1`;
  const switched = vendor === "other" ? eq`${moved.openai} + ${moved.anthropic}` : eq`0`;
  if (share === undefined) {
    return { open: eq`(${tokens[vendor]} + ${switched}) * (${bought})`, locked: undefined };
  }
  return {
    open: eq`(${tokens[vendor]} * (1 - ${share}) + ${switched}) * (${bought})`,
    locked: eq`${tokens[vendor]} * ${share} * (${bought})`,
  };
}

/** The money of a feature, and the event that it costs more than it earns. */
export function featureMoney(
  m: Model,
  { feature, index, tokens, moved, served }: FeatureWork,
  { growth, levers, sold, price, terms, covered, books }: MoneySurroundings,
): FeatureMoney {
  const billOf = (vendor: Vendor): Equation => {
    const { open, locked } = tokensByPrice({ index, tokens, moved }, vendor, terms, covered);
    const atVendor = eq`(${open}) * ${price[vendor]}`;
    return locked === undefined ? atVendor : eq`${locked} + ${atVendor}`;
  };
  const bills = {
    openai: billOf("openai"),
    anthropic: billOf("anthropic"),
    other: billOf("other"),
  };
  const raised = eq`1 + ${levers.repricing} * (if(time >= ${quantity(books.noticeMonths, "month")}, 1, 0))`;
  const revenue = eq`${usdPerMonth(feature.revenue ?? 0)} * ${growth} * ${sold} * (${raised})
    * (${served})`;
  const otherCogs = eq`${usdPerMonth(feature.otherCogs)} * ${growth} * ${sold} * (${served})`;
  const fixedAi = eq`${usdPerMonth(feature.fixedAi)} + ${terms.extra(index)}`;
  if (feature.revenue !== null && feature.revenue > 0) {
    const margin = m.variable(
      `you.feature${index}.margin`,
      eq`${revenue} - ${otherCogs} - (${fixedAi}) - (${bills.openai}) - (${bills.anthropic})
        - (${bills.other})`,
      { unit: "USD/month", doc: "Gross profit of the feature" },
    );
    // Sales lost with a failed vendor come back: they sink no feature by themselves.
    m.event(you.underWater(index), {
      when: eq`${margin} < 0 and ${served} >= 1`,
      doc: "The feature costs more than it earns",
    });
  }
  return { revenue, otherCogs, fixedAi, bills };
}

function usdPerMonth(amount: number): Equation {
  return quantity(amount, "USD/month");
}
