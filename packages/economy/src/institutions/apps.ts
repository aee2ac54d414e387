import {
  type Account,
  type Equation,
  type Institution,
  type Model,
  type Population,
  type Slot,
  type Variable,
  eq,
  trait,
} from "@faultline/engine";
import { type Age, ages, appTraits } from "./app-cells.ts";
import { type AppGroup, appGroups, exitOf, groupBooks, sumOf } from "./app-groups.ts";
import { appEquity } from "./app-equity.ts";
import { appFunding } from "./app-funding.ts";
import { type AppParameters, appParameters } from "./app-parameters.ts";
import { appTrade } from "./app-trade.ts";
import { type AppVendor, type VendorTrade, appVendor } from "./app-vendor.ts";
import type { Capital } from "./capital.ts";
import type { ComputeMarket } from "./compute-market.ts";
import type { Lab, LabSurroundings } from "./lab.ts";
import type { Outside } from "./outside.ts";

/** App companies as cells of surviving mass: groups by cash and age, of a cell for each kind. */
export interface Apps {
  readonly institution: Institution;
  readonly kinds: Population;
  readonly parameters: AppParameters;
  readonly groups: readonly AppGroup[];
  /** Capital paid in since the start by kind, at cost. */
  readonly paidIn: Readonly<Record<Age, Account>>;
  /** Cash on its way between the companies and those they deal with; empty but for rounding. */
  readonly till: Account;
  /** Share of the start's companies that is gone. */
  readonly failedShare: Variable;
  /** Companies founded this month over the start's number, 1/month. */
  readonly born: Variable;
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
 * Companies that resell the labs' tokens as a product. Their kinds differ in how much of their
 * revenue goes to tokens and from which lab; companies of a kind differ in age and in how long
 * their cash lasts. They pass a part of a dearer token on, lose customers by it, raise equity in
 * proportion to confidence and margin, and leave when cash runs short; the young burn more and
 * leave more often. Others are founded while investors give, and share the customers.
 */
export function apps(model: Model, at: AppSurroundings): Apps {
  const m = model.section("institutions/apps.ts");
  const { openai, anthropic, world, capital } = at;
  const kinds = m.population("apps.kinds", {
    doc: "Kinds of app companies, which differ in token share and vendor mix",
    traits: { ...appTraits() },
  });
  const own = (name: string): Equation => trait(kinds, name);
  const institution = m.institution("apps", { doc: "Companies built on the labs" });
  const p = appParameters(m);
  const ofKind = (id: string, equation: Equation, doc: string, unit = "USD/month"): Variable =>
    m.variable(`apps.${id}`, equation, { unit, over: kinds, doc });
  // The young's figure over the grown's is a parameter, and both together give the known mean.
  const byAge = (id: string, mean: Equation, ratio: Equation, doc: string, unit = "1") => {
    const grown = m.variable(
      `apps.grown.${id}`,
      eq`${mean} / (1 + ${p.youngShare} * (${ratio} - 1))`,
      {
        unit,
        doc: `${doc}, grown companies`,
      },
    );
    const young = m.variable(`apps.young.${id}`, eq`${grown} * ${ratio}`, {
      unit,
      doc: `${doc}, young companies`,
    });
    return { young, grown };
  };

  const startBill = (lab: Lab): Equation =>
    eq`${p.share} * ${lab.opening.apiTokens} * ${lab.opening.listPrice}`;
  const startRevenue = ofKind(
    "startRevenue",
    eq`(${startBill(openai)} * ${own("ofOpenai")} + ${startBill(anthropic)} * ${own("ofAnthropic")})
      / ${own("tokenShare")}`,
    "Revenue of a kind at the start, of which its token bill is its token share",
  );
  const burnAtStart = byAge(
    "burnAtStart",
    eq`${p.burnShare}`,
    eq`${p.youngBurn}`,
    "Cash burned for each dollar of revenue at the start",
  );
  const usualExit = byAge(
    "usualExit",
    eq`${p.baseExit}`,
    eq`${p.youngExit}`,
    "Exits of companies not short of cash",
    "1/month",
  );
  const till = m.account("apps.till", {
    institution,
    side: "asset",
    initial: eq`0`,
    overdraft: "owed",
    doc: "Cash on its way between the companies and those they deal with; nothing stays in it",
  });
  const exits = new Map<AppGroup, Variable>();
  const groups = appGroups(m, {
    institution,
    kinds,
    parameters: p,
    startRevenue,
    burnAtStart,
    founded: () => eq`${founded} * ${p.birthSize}`,
    exit: (group) => eq`${exits.get(group)!}`,
  });
  const massOf = (some: readonly AppGroup[]): Equation =>
    sumOf(some.map(({ mass }) => eq`${mass}`));
  const companies = Object.fromEntries(
    ages.map((age) => [
      age,
      ofKind(
        `${age}.companies`,
        massOf(groups.filter((group) => group.age === age)),
        "Companies of that age, over the start's number of the kind",
        "1",
      ),
    ]),
  ) as Record<Age, Variable>;
  const customerDemand = m.slot("apps.customerDemand", {
    base: eq`${at.around.appetite}`,
    combine: "product",
    doc: "Customers' willingness to pay for what app companies sell",
  });

  const vendor = (lab: Lab, of: string): VendorTrade =>
    appVendor(m, lab, {
      ...at,
      parameters: p,
      till,
      customerDemand,
      startBill: startBill(lab),
      buyers: eq`sum(${own(of)} * (${companies.young} + ${companies.grown}))`,
    });
  const fromOpenai = vendor(openai, "ofOpenai");
  const fromAnthropic = vendor(anthropic, "ofAnthropic");

  const trade = appTrade(m, {
    ...at,
    kinds,
    parameters: p,
    fromOpenai,
    fromAnthropic,
    till,
    customerDemand: eq`${customerDemand}`,
    startRevenue,
    burnAtStart,
    companies,
  });
  const { months, founded, firstRound } = appFunding(m, {
    kinds,
    parameters: p,
    capital,
    trade,
    startRevenue,
    burnAtStart,
    usualExit,
    companies,
  });
  for (const group of groups) {
    const exit = exitOf(m, group, months[group.age], p);
    exits.set(group, exit);
    groupBooks(m, group, months[group.age], exit, till, p.youngFor);
  }
  const paidIn = appEquity(m, {
    institution,
    kinds,
    parameters: p,
    capital,
    till,
    groups,
    exits,
    months,
    companies,
    founded,
    firstRound,
  });
  const left = groups.map((group) => eq`${exits.get(group)!} * ${group.cash}`);
  m.flow("apps.exitPaid", {
    from: till,
    to: world.cash,
    rate: eq`sum(${sumOf(left)})`,
    doc: "Cash of companies that left, shared out or owed",
  });
  const ofStart = massOf(groups.filter((group) => !group.isBorn));
  const failedShare = m.variable(
    "apps.gone",
    eq`max(0, 1 - sum(${own("weight")} * (${ofStart})))`,
    { doc: "Share of the start's app companies that is gone" },
  );
  const born = m.variable("apps.bornNow", eq`sum(${own("weight")} * ${founded})`, {
    unit: "1/month",
    doc: "Companies founded this month over the start's number",
  });
  return {
    institution,
    kinds,
    parameters: p,
    groups,
    paidIn,
    till,
    failedShare,
    born,
    customerDemand,
    openai: fromOpenai,
    anthropic: fromAnthropic,
  };
}
