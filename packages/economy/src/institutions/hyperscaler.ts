import {
  type Account,
  type Distribution,
  type Institution,
  type Model,
  type Parameter,
  type Slot,
  type SourceReference,
  type Variable,
  down,
  earn,
  eq,
  spend,
  triangular,
  up,
} from "@faultline/engine";
import { CL04, CL07, CL20, CX06, CX10 } from "../evidence/facts.ts";
import { openingPace } from "../vintages/builders.ts";
import type { Outside } from "./outside.ts";

/** What the large clouds and Meta share: how fast they build, and how much they can. */
export interface BuildOut {
  /** Share of capital spending that is for AI at the start. */
  readonly aiShare: Parameter;
  /** Growth of AI spending by plan at the start, per month. */
  readonly growth: Parameter;
  /** Months that growth at the start would have taken for what it brings until now, as it fades. */
  readonly reach: Variable;
  /** AI spending over the plan; mechanisms change it. */
  readonly carriedOut: Slot;
  /** Operating cash of their other business, over the start. */
  readonly cashGrown: Variable;
  /** Largest share of operating cash that is spent on plant. */
  readonly ceiling: Parameter;
  /** Time over which plant is written off. */
  readonly life: Parameter;
}

/** What differs from firm to firm at the start. */
export interface HyperscalerOpening {
  /** `microsoft`, `google`, `amazon` or `meta`; ids of parts begin with it. */
  readonly id: string;
  readonly file: string;
  readonly doc: string;
  /** Capital spending as the firm reports it, USD/month. */
  readonly capex: Distribution;
  readonly capexFacts: readonly SourceReference[];
  /** Cash from operations, AI apart, USD/month. */
  readonly operations: Distribution;
  readonly operationsFacts: readonly SourceReference[];
}

/** A firm that builds data centres out of what its other business earns. */
export interface Hyperscaler {
  readonly opening: HyperscalerOpening;
  readonly institution: Institution;
  readonly cash: Account;
  readonly plant: Account;
  readonly capexAtStart: Parameter;
  /** Capital spending, and the part of it that is for AI, USD/month. */
  readonly capex: Variable;
  readonly aiCapex: Variable;
}

/** The plan to build that the four firms share, before anything disturbs it. */
export function buildOut(model: Model): BuildOut {
  const m = model.section("institutions/hyperscaler.ts");
  const pace = openingPace("hyperscalers.capexGrowth");
  const growth = m.parameter("hyperscalers.capexGrowth", pace.value, {
    unit: "1/month",
    doc: "Growth of AI capital spending at the start, by plan",
    facts: [...pace.facts, CX06, CX10],
    assumption: `${pace.assumption} Forecasts of spring expected 11% for all spending; it is inside.`,
  });
  const fade = m.parameter("hyperscalers.capexFade", triangular(0.02, 0.04, 0.08), {
    unit: "1/month",
    doc: "Rate at which that growth fades",
    assumption: "Plans are published a year or two ahead.",
  });
  const cashGrowth = m.parameter("hyperscalers.cashGrowth", triangular(0.003, 0.008, 0.013), {
    unit: "1/month",
    doc: "Growth of operating cash at the start",
    assumption: "4 to 17% a year, as their sales of the past two years; it fades with the plan's.",
  });
  const reach = m.variable("hyperscalers.reach", eq`(1 - exp(0 - ${fade} * time)) / ${fade}`, {
    unit: "month",
    doc: "Months that the growth of the start would have taken for what it brings until now",
  });
  return {
    growth,
    reach,
    aiShare: m.parameter("hyperscalers.aiShare", triangular(0.35, 0.5, 0.65), {
      doc: "Share of capital spending that is for AI at the start",
      assumption:
        "Not published. Amazon's spending includes warehouses, and data centres of all firms serve " +
        "other work too; NVIDIA's sales to clouds are near half of the clouds' half.",
    }),
    carriedOut: m.slot("hyperscalers.carriedOut", {
      base: eq`1`,
      combine: "product",
      doc: "AI capital spending over the plan",
    }),
    cashGrown: m.variable("hyperscalers.cashGrown", eq`exp(${cashGrowth} * ${reach})`, {
      doc: "Operating cash over the start",
    }),
    ceiling: m.parameter("hyperscalers.ceiling", triangular(0.6, 0.75, 0.95), {
      doc: "Largest share of operating cash that goes into plant",
      facts: [CL04, CL07],
      assumption: "Half is spent now; what is beyond is owed to shareholders only by custom.",
    }),
    life: m.parameter("hyperscalers.life", triangular(60, 84, 150), {
      unit: "month",
      doc: "Time over which plant is written off",
      facts: [CL20],
      assumption: "Servers five or six years, buildings decades; about half is servers.",
    }),
  };
}

/**
 * A hyperscaler: its other business brings in cash, of which it spends a part on plant: what is not
 * for AI stays as it was, what is follows the plan as far as cash allows, and of that as much as is
 * carried out: a race goes beyond what custom leaves to shareholders. Plant stands at cost and
 * is written off in proportion. What it returns to its shareholders is outside the model.
 */
export function hyperscaler(
  model: Model,
  opening: HyperscalerOpening,
  around: BuildOut,
  world: Outside,
): Hyperscaler {
  const m = model.section(opening.file);
  const { id } = opening;
  const institution = m.institution(id, { doc: opening.doc });
  const cash = m.account(`${id}.cash`, {
    institution,
    side: "asset",
    initial: eq`0`,
    overdraft: "owed",
    doc: "Cash gained since the start, before what shareholders are paid",
  });
  const plant = m.account(`${id}.plant`, {
    institution,
    side: "asset",
    instrument: "real plant",
    initial: eq`0`,
    overdraft: "never",
    doc: "Plant bought since the start, at cost less what is written off",
  });
  const perMonth = (
    name: string,
    value: Distribution,
    facts: readonly SourceReference[],
    doc: string,
  ) =>
    m.parameter(`${id}.${name}`, value, {
      unit: "USD/month",
      doc,
      facts,
      assumption: "The latest quarter's pace, with the growth since told as a range.",
    });
  const start = perMonth(
    "capexAtStart",
    opening.capex,
    opening.capexFacts,
    "Capital spending at the start, as the firm reports it",
  );
  const operations = perMonth(
    "operationsAtStart",
    opening.operations,
    opening.operationsFacts,
    "Cash from operations at the start",
  );
  const pace = openingPace(`${id}.capexLean`);
  const lean = m.parameter(`${id}.capexLean`, pace.value, {
    unit: "1/month",
    doc: "Growth of its AI spending at the start, over that of the plan all share",
    facts: pace.facts,
    assumption: pace.assumption ?? "",
  });
  const { aiShare, growth, reach, carriedOut, cashGrown, ceiling, life } = around;
  const plan = m.variable(`${id}.plan`, eq`exp((${growth} + ${lean}) * ${reach})`, {
    doc: "Its AI capital spending by plan, over the start",
  });
  const brought = m.flow(`${id}.operations`, {
    from: world.cash,
    to: cash,
    rate: eq`${operations} * ${cashGrown}`,
    doc: "Cash that its other business brings in",
  });
  const otherCapex = eq`${start} * (1 - ${aiShare})`;
  const aiCapex = m.variable(
    `${id}.aiCapex`,
    eq`${carriedOut} * max(0, min(${start} * ${aiShare} * ${plan},
      ${ceiling} * ${brought} - ${otherCapex}))`,
    { unit: "USD/month", doc: "Capital spending for AI" },
  );
  const capex = m.variable(`${id}.capitalSpending`, eq`${otherCapex} + ${aiCapex}`, {
    unit: "USD/month",
    doc: "Capital spending",
  });
  m.flow(`${id}.depreciation`, {
    rate: eq`${plant} / ${life}`,
    books: [down(plant), spend(institution)],
    doc: "Plant written off",
  });
  return { opening, institution, cash, plant, capexAtStart: start, capex, aiCapex };
}

/** What firms spend on AI together. */
export function aiCapexOf(model: Model, firms: readonly Hyperscaler[]): Variable {
  const spent = firms.map((firm) => eq`${firm.aiCapex}`).reduce((sum, one) => eq`${sum} + ${one}`);
  return model.section("institutions/hyperscaler.ts").variable("hyperscalers.aiCapex", spent, {
    unit: "USD/month",
    doc: "AI capital spending of the four firms",
  });
}

/** Books plant that a firm buys for cash from a seller who books the sale. */
export function plantBought(
  m: Model,
  name: string,
  buyer: Hyperscaler,
  seller: { readonly institution: Institution; readonly cash: Account },
  rate: ReturnType<typeof eq>,
  doc: string,
) {
  return m.flow(`${buyer.opening.id}.${name}`, {
    rate,
    books: [down(buyer.cash), up(buyer.plant), up(seller.cash), earn(seller.institution)],
    doc,
  });
}
