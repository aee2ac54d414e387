import {
  type Account,
  type Equation,
  type Institution,
  type Model,
  type Population,
  type Slot,
  type Stock,
  type Variable,
  down,
  earn,
  eq,
  quantity,
  spend,
  trait,
  up,
} from "@faultline/engine";
import { appTraits } from "./app-cells.ts";
import { type AppParameters, appParameters } from "./app-parameters.ts";
import type { Capital } from "./capital.ts";
import type { ComputeMarket } from "./compute-market.ts";
import type { Lab, LabSurroundings } from "./lab.ts";
import type { Outside } from "./outside.ts";

/** The dealings of app companies with one lab. */
export interface AppVendor {
  /** Share of the lab's app customers of the start that is left. */
  readonly survivors: Variable;
  /** What each survivor sells over what it would, having taken over from those that went. */
  readonly takeover: Slot;
  /** Token bill by cell, USD/month. */
  readonly bill: Variable;
}

/** App companies as cells of surviving mass. */
export interface Apps {
  readonly institution: Institution;
  readonly cells: Population;
  readonly parameters: AppParameters;
  readonly cash: Account;
  readonly mass: Stock;
  /** Share of the start's companies that is gone. */
  readonly failedShare: Variable;
  /** Customers' willingness to pay, 1 at the start; mechanisms lower it. */
  readonly customerDemand: Slot;
  readonly openai: AppVendor;
  readonly anthropic: AppVendor;
}

/** What app companies deal with. */
export interface AppSurroundings {
  readonly openai: Lab;
  readonly anthropic: Lab;
  readonly world: Outside;
  readonly capital: Capital;
  readonly market: ComputeMarket;
  readonly around: LabSurroundings;
}

/**
 * Companies that resell the labs' tokens as a product. Cells differ in how much of their revenue
 * goes to tokens, from which lab, and in how long their cash lasts. They pass a part of a dearer
 * token on, lose customers by it, raise equity in proportion to confidence and margin, and leave
 * when cash runs short; their customers move to the survivors unless a mechanism says otherwise.
 */
export function apps(model: Model, at: AppSurroundings): Apps {
  const m = model.section("institutions/apps.ts");
  const { openai, anthropic, world, capital, market } = at;
  const cells = m.population("apps.cells", {
    doc: "App companies that differ in token share, vendor mix and runway",
    traits: { ...appTraits() },
    traitUnits: { runway: "month" },
  });
  const own = (name: string): Equation => trait(cells, name);
  const institution = m.institution("apps", { over: cells, doc: "Companies built on the labs" });
  const p = appParameters(m);
  const flowOf = (id: string, equation: Equation, doc: string): Variable =>
    m.variable(`apps.${id}`, equation, { unit: "USD/month", over: cells, doc });

  const startBill = (lab: Lab, of: string): Equation =>
    eq`${p.share} * ${lab.opening.apiTokens} * ${lab.opening.listPrice} * ${own(of)}`;
  const startRevenue = flowOf(
    "startRevenue",
    eq`(${startBill(openai, "ofOpenai")} + ${startBill(anthropic, "ofAnthropic")})
      / ${own("tokenShare")}`,
    "Revenue of a cell at the start, of which its token bill is the cell's token share",
  );
  const exitBefore = m.lag("apps.exitBefore", () => exit, {
    unit: "1/month",
    over: cells,
    initial: eq`0`,
  });
  const mass = m.stock("apps.mass", {
    over: cells,
    initial: eq`1`,
    change: (self) => eq`0 - ${exitBefore} * ${self}`,
    doc: "Share of a cell's companies that is still there",
  });
  const cash = m.account("apps.cash", {
    institution,
    side: "asset",
    initial: eq`${p.burnShare} * ${startRevenue} * ${own("runway")}`,
    overdraft: "owed",
    doc: "Cash of a cell's companies",
  });
  const paidIn = m.account("apps.paidIn", {
    institution,
    side: "equity",
    instrument: "app equity",
    initial: eq`0`,
    doc: "Capital paid in since the start, at cost",
  });
  const customerDemand = m.slot("apps.customerDemand", {
    base: eq`${at.around.appetite}`,
    combine: "product",
    doc: "Customers' willingness to pay for what app companies sell",
  });

  const vendor = (lab: Lab, of: string): AppVendor & { tasks: Variable; fallback: Variable } => {
    const { id } = lab.opening;
    const survivors = m.variable(`apps.${id}.survivors`, eq`sum(${own(of)} * ${mass})`, {
      doc: "Share of the lab's app customers of the start that is left",
    });
    const takeover = m.slot(`apps.${id}.takeover`, {
      base: eq`min(${takeoverLimit}, 1 / max(${survivors}, 0.001))`,
      combine: "product",
      doc: "Sales of a survivor over what they would be had nobody left; three at most",
    });
    const left = m.variable(
      `apps.${id}.left`,
      eq`1 - ${p.share} + ${p.share} * ${survivors} * ${takeover}`,
      { doc: "Share of the lab's API customers of the start that is served, takeovers included" },
    );
    m.extend(lab.apiTokens, "apps that are left", eq`${left}`);
    // What is the same in all cells stands in one value, so that a cell takes two products.
    const customers = m.variable(
      `apps.${id}.perCustomer`,
      eq`${lab.apiRevenue} * ${p.share} * ${takeover} / ${left}`,
      { unit: "USD/month", doc: "Bill of all the start's app customers, had none of them left" },
    );
    const bill = flowOf(`${id}.bill`, eq`${customers} * (${own(of)} * ${mass})`, "Token bill");
    const tasks = m.variable(
      `apps.${id}.tasks`,
      eq`${lab.apiIndex} * pow(${lab.apiPolicySeen}, 0 - ${at.around.apiElasticity}) * ${takeover}`,
      { doc: "Work that a surviving customer of the lab sells, over the start" },
    );
    const fallback = flowOf(
      `${id}.fallback`,
      eq`((1 - ${lab.alive}) * ${tasks} * ${customerDemand})
        * (${p.fallbackRatio} * ${startBill(lab, of)} * ${mass})`,
      "Bill at other vendors once the lab has failed",
    );
    m.flow(`apps.${id}.tokens`, {
      from: cash,
      to: lab.cash,
      rate: eq`${bill}`,
      over: cells,
      doc: "Token bills of app companies",
    });
    m.flow(`apps.${id}.otherVendors`, {
      from: cash,
      to: market.cash,
      rate: eq`${fallback}`,
      over: cells,
      doc: "Token bills at hosts of open models after the lab's failure",
    });
    return { survivors, takeover, bill, tasks, fallback };
  };
  const fromOpenai = vendor(openai, "ofOpenai");
  const fromAnthropic = vendor(anthropic, "ofAnthropic");

  const mix = (a: Equation, b: Equation): Equation =>
    eq`(${b}) + ${own("openaiMix")} * ((${a}) - (${b}))`;
  const dearer = mix(eq`${openai.apiPolicySeen}`, eq`${anthropic.apiPolicySeen}`);
  const revenue = flowOf(
    "revenue",
    eq`${startRevenue} * ${mass} * ${customerDemand}
      * (${mix(eq`${fromOpenai.tasks}`, eq`${fromAnthropic.tasks}`)})
      * (1 + ${p.passThrough} * ${own("tokenShare")} * ((${dearer}) - 1))`,
    "What a cell's customers pay",
  );
  const tokens = eq`${fromOpenai.bill} + ${fromAnthropic.bill} + ${fromOpenai.fallback}
    + ${fromAnthropic.fallback}`;
  const running = flowOf(
    "running",
    eq`${startRevenue} * ${mass} * (1 - ${own("tokenShare")} - ${p.otherShare} + ${p.burnShare})
      * (${p.fixedOpex} + (1 - ${p.fixedOpex}) * ${revenue} / max(${startRevenue} * ${mass},
      ${smallest}))`,
    "Running costs, a part of which follows revenue",
  );
  const otherSales = flowOf("otherSales", eq`${revenue} * ${p.otherShare}`, "Other cost of sales");
  const burn = flowOf(
    "burn",
    eq`${running} + ${otherSales} + ${tokens} - ${revenue}`,
    "Cash lost before financing",
  );
  const margin = eq`1 - (${tokens} + ${otherSales}) / max(${revenue}, ${smallest})`;
  const wanted = flowOf(
    "wanted",
    eq`max(0, ${burn}) * ${p.fundingCover} * ${capital.confidence} / ${capital.confidenceAtStart}
      * clip((${margin}) / 0.5, 0, 1.2)`,
    "Equity investors would give",
  );
  const granted = flowOf(
    "granted",
    eq`${wanted} * min(1, 0.2 * ${capital.fundsCash} / month / max(sum(${wanted}), ${smallest}))`,
    "Equity raised; at most a fifth of the funds' cash goes to apps in a month",
  );
  const short = eq`${burn} - ${granted}`;
  const runway = m.variable(
    "apps.runway",
    eq`if(${short} > 0.001 * ${startRevenue} * ${mass},
      clip(${cash} / max(${short}, ${smallest}) / month, 0, 60), 60)`,
    { over: cells, doc: "Months until a cell's cash is gone at this month's burn, 60 at most" },
  );
  const exit = m.variable(
    "apps.exit",
    eq`${p.baseExit} + ${p.shortExit} * logistic(3 - ${runway})`,
    { unit: "1/month", over: cells, doc: "Share of a cell's companies that leaves" },
  );

  const pay = (id: string, rate: Equation, doc: string) =>
    m.flow(`apps.${id}Paid`, { from: cash, to: world.cash, rate, over: cells, doc });
  m.flow("apps.sales", {
    from: world.cash,
    to: cash,
    rate: eq`${revenue}`,
    over: cells,
    doc: "Customers pay app companies",
  });
  pay("running", eq`${running}`, "Salaries and other running costs");
  pay("otherSales", eq`${otherSales}`, "Hosting, support, payment");
  pay("exit", eq`${exitBefore} * ${cash}`, "Cash of companies that left, shared out or owed");
  m.flow("apps.equity", {
    from: capital.fundsCash,
    to: cash,
    rate: eq`${granted}`,
    over: cells,
    books: [up(capital.appStakes), up(paidIn)],
    doc: "Rounds of app companies",
  });
  m.flow("apps.equityLost", {
    rate: eq`${exitBefore} * ${paidIn}`,
    over: cells,
    books: [down(paidIn), down(capital.appStakes), earn(institution), spend(capital.funds)],
    doc: "Investors write off companies that left",
  });
  const failedShare = m.variable("apps.gone", eq`max(0, 1 - sum(${own("weight")} * ${mass}))`, {
    doc: "Share of the start's app companies that is gone",
  });
  return {
    institution,
    cells,
    parameters: p,
    cash,
    mass,
    failedShare,
    customerDemand,
    openai: fromOpenai,
    anthropic: fromAnthropic,
  };
}

/** Most that one surviving company can grow by taking over customers of those that left. */
const takeoverLimit = 3;

/** A cent a month: keeps a ratio defined when a cell is empty, without weight otherwise. */
const smallest = quantity(0.01, "USD/month");
