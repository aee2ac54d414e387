import {
  type Account,
  type Graph,
  type Institution,
  Model,
  type Noise,
  type Parameter,
  type Stock,
  type Variable,
  build,
  eq,
  uniform,
} from "@faultline/engine";

/** Equations that one firm adds: what it computes and what it carries from month to month. */
const equationsPerFirm = 15;

const why = { assumption: "made up, to have something to measure" };

interface Common {
  readonly households: Account;
  readonly confidence: Stock;
  readonly speed: Parameter;
  readonly payout: Parameter;
  /** Dollars a month that one unit at a price of 1 brings. */
  readonly scale: Parameter;
}

interface Firm {
  readonly id: string;
  readonly institution: Institution;
  readonly cash: Account;
  readonly price: Stock;
  readonly unitCost: Variable;
  readonly output: Variable;
}

/**
 * A made-up economy of about `equations` equations: firms in a ring buy from one another, sell to
 * households, learn, set prices and pay dividends. Per firm one `exp`, one `pow`, four flows booked
 * on both sides, an account, three stocks and two lags; a few series are published.
 */
export function syntheticEconomy(equations: number): Graph {
  const m = new Model().section("synthetic.ts");
  const common = addCommon(m, m.noise("mood"));
  const count = Math.max(2, Math.round(equations / equationsPerFirm));
  const firms = Array.from({ length: count }, (_, k) => addFirm(m, `firm${k}`, common));
  firms.forEach((firm, k) => addFlows(m, firm, firms[(k + 1) % count]!, common));
  publish(m, firms, common);
  return build(m);
}

/** Equations of a graph: all that a month computes or carries over. */
export function countEquations({ month, stocks, lags, accounts }: Graph): number {
  return month.length + stocks.length + lags.length + accounts.length;
}

function addCommon(m: Model, mood: Noise): Common {
  const speed = m.parameter("speed", uniform(0.05, 0.15), { ...why, unit: "1/month" });
  const savings = m.parameter("savings", uniform(1e6, 2e6), { ...why, unit: "USD" });
  return {
    households: m.account("households.cash", {
      institution: m.institution("households"),
      side: "asset",
      initial: eq`${savings}`,
      overdraft: "owed",
    }),
    confidence: m.stock("confidence", {
      initial: eq`1`,
      change: (self) => eq`${speed} * (1 - ${self} + 0.3 * ${mood})`,
    }),
    speed,
    payout: m.parameter("payout", uniform(0.01, 0.05), { ...why, unit: "1/month" }),
    scale: m.parameter("scale", uniform(900, 1100), { ...why, unit: "USD/month" }),
  };
}

function addFirm(m: Model, id: string, { confidence, speed, scale }: Common): Firm {
  const institution = m.institution(id);
  const learning = m.parameter(`${id}.learning`, uniform(0.1, 0.4), why);
  const elasticity = m.parameter(`${id}.elasticity`, uniform(0.5, 1.5), why);
  const cash = m.account(`${id}.cash`, {
    institution,
    side: "asset",
    initial: eq`${scale} * 10 * month`,
    overdraft: "owed",
  });
  const made: { output?: Variable; margin?: Variable } = {};
  const lastOutput = m.lag(`${id}.lastOutput`, () => made.output!, { unit: "1", initial: eq`1` });
  const lastMargin = m.lag(`${id}.lastMargin`, () => made.margin!, { unit: "1", initial: eq`0` });
  const experience = m.stock(`${id}.experience`, {
    initial: eq`1`,
    change: eq`${speed} * ${lastOutput}`,
  });
  const capacity = m.stock(`${id}.capacity`, {
    initial: eq`1`,
    change: (self) => eq`${speed} * ${self} * clip(${lastMargin}, -0.5, 0.5)`,
  });
  const unitCost = m.variable(`${id}.unitCost`, eq`pow(${experience}, -${learning})`);
  const price = m.stock(`${id}.price`, {
    initial: eq`1.5`,
    change: (self) => eq`${speed} * (max(1.2 * ${unitCost}, 0.1) - ${self})`,
  });
  const demand = m.variable(
    `${id}.demand`,
    eq`3 * max(${confidence}, 0) * exp(-${elasticity} * ${price})`,
  );
  const output = m.variable(`${id}.output`, eq`min(${demand}, ${capacity})`);
  made.output = output;
  made.margin = m.variable(`${id}.margin`, eq`(${price} - ${unitCost}) / ${price}`);
  return { id, institution, cash, price, unitCost, output };
}

function addFlows(m: Model, firm: Firm, supplier: Firm, common: Common): void {
  const { id, cash, price, unitCost, output } = firm;
  const { households, scale, payout } = common;
  m.flow(`${id}.sales`, {
    from: households,
    to: cash,
    rate: eq`${scale} * ${price} * ${output}`,
  });
  m.flow(`${id}.wages`, {
    from: cash,
    to: households,
    rate: eq`0.6 * ${scale} * ${unitCost} * ${output}`,
  });
  m.flow(`${id}.supplies`, {
    from: cash,
    to: supplier.cash,
    rate: eq`0.2 * ${scale} * ${supplier.price} * ${output}`,
  });
  m.flow(`${id}.dividends`, {
    from: cash,
    to: households,
    rate: eq`if(${cash} > 0, ${cash} * ${payout}, 0)`,
  });
}

function publish(m: Model, firms: readonly Firm[], { confidence, households }: Common): void {
  m.series("mood.level", confidence);
  m.series("households.wealth", households, { unit: "USD" });
  for (const firm of firms.slice(0, 3)) {
    m.series(`${firm.id}.wealth`, firm.cash, { unit: "USD" });
    m.series(`${firm.id}.sold`, firm.output);
  }
  m.event("panic", { when: eq`${confidence} < 0.8` });
  m.hazard("strike", { probability: eq`0.02 * max(${confidence}, 0)` });
}
