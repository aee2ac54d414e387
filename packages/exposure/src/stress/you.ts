import {
  type Account,
  type Equation,
  type Institution,
  type Model,
  type Variable,
  constant,
  down,
  earn,
  eq,
  quantity,
  spend,
  up,
} from "@faultline/engine";
import type { Institutions } from "@faultline/economy";
import type { Vendor } from "../prices/vendor.ts";
import type { CompanyBooks, CreditBooks, FeatureBooks } from "./company-books.ts";
import { type Levers, actionIds, companyLever, companyLevers, you } from "./levers.ts";

/**
 * Adds a company to the economy as an institution of zero weight: token prices and vendors'
 * survival come from the same draws, what it pays and takes goes to one outside account, and
 * nothing in the economy reads it. Its own sales follow its file.
 */
export function addCompany(model: Model, at: Institutions, books: CompanyBooks): void {
  const m = model.section("stress/you.ts");
  const institution = m.institution("you", { doc: books.name });
  const others = m.institution("yourWorld", { doc: "Everybody the company deals with" });
  const levers = companyLevers(m);
  const cash = m.account("you.balance", {
    institution,
    side: "asset",
    initial: usd(books.cash ?? 0),
    overdraft: "owed",
    doc: "Cash of the company",
  });
  const world = m.account("yourWorld.cash", {
    institution: others,
    side: "asset",
    initial: eq`0`,
    overdraft: "owed",
    doc: "What the company's customers and suppliers hold of its money",
  });
  const parties: Parties = { institution, others, cash, world };
  const growth = growthFactor(books.growth, eq`time`);
  const price = vendorPrices(m, at, levers);
  const sold = salesFactor(books, levers);
  const openPrice = at.openHosts.priceAtStart;
  const openOverList = {
    openai: eq`${openPrice} / ${at.openai.opening.listPrice}`,
    anthropic: eq`${openPrice} / ${at.anthropic.opening.listPrice}`,
  };

  const features = books.features.map((feature, index) =>
    addFeature(m, feature, index, { growth, price, levers, sold, openOverList, books }),
  );
  const total = (pick: (f: FeatureParts) => Equation): Equation =>
    features.map(pick).reduce((a, b) => eq`${a} + ${b}`, eq`0`);
  const bills: Record<Vendor, Variable> = {
    openai: m.variable(
      "you.bill.openai",
      total((f) => f.bills.openai),
      perMonth,
    ),
    anthropic: m.variable(
      "you.bill.anthropic",
      total((f) => f.bills.anthropic),
      perMonth,
    ),
    other: m.variable(
      "you.bill.other",
      total((f) => f.bills.other),
      perMonth,
    ),
  };
  const revenue = m.variable(
    "you.sales",
    total((f) => f.revenue),
    perMonth,
  );
  const costs = m.variable(
    "you.otherCosts",
    total((f) => eq`${f.otherCogs} + ${f.fixedAi}`),
    perMonth,
  );
  const tokens = m.variable(
    "you.tokens",
    eq`${bills.openai} + ${bills.anthropic} + ${bills.other}`,
    perMonth,
  );
  const drawn = creditFlows(m, parties, books.credits, bills);
  settle(m, parties, at, books, { revenue, costs, tokens, drawn, levers, features });
}

const perMonth = { unit: "USD/month" } as const;
const usd = (amount: number): Equation => quantity(amount, "USD");
const usdPerMonth = (amount: number): Equation => quantity(amount, "USD/month");

interface Parties {
  readonly institution: Institution;
  readonly others: Institution;
  readonly cash: Account;
  readonly world: Account;
}

/** `(1 + rate)` to the power of a number of months. */
function growthFactor(rate: number, months: Equation): Equation {
  return rate === 0 ? eq`1` : eq`pow(${1 + rate}, ${months} / month)`;
}

/** Sales in volume over what they would be, once own prices have changed. */
function salesFactor(books: CompanyBooks, levers: Levers): Equation {
  return eq`${levers.salesKept} * if(time >= ${quantity(books.noticeMonths, "month")},
    pow(1 + ${levers.repricing}, ${books.priceElasticity}), 1)`;
}

/**
 * A vendor's token price for the company over that of the start. A lab that has failed is replaced
 * by another vendor at the ratio app companies meet; open models follow rents and efficiency.
 */
function vendorPrices(m: Model, at: Institutions, levers: Levers): Record<Vendor, Variable> {
  const { openai, anthropic, apps } = at;
  const index = (vendor: Vendor, equation: Equation): Variable => {
    const price = m.variable(`you.priceIndex.${vendor}`, equation, {
      doc: "Token price over that of the start",
    });
    m.series(you.priceIndex(vendor), price, { doc: "Token price over that of the start" });
    return price;
  };
  const open = index("other", eq`${levers.priceMultiple} * ${at.openHosts.priceIndex}`);
  const ofLab = (lab: typeof openai): Equation =>
    eq`${lab.alive} * ${levers.priceMultiple} * ${lab.apiPrice} / ${lab.opening.listPrice}
      + (1 - ${lab.alive}) * ${apps.parameters.fallbackRatio} * ${open}`;
  return {
    openai: index("openai", ofLab(openai)),
    anthropic: index("anthropic", ofLab(anthropic)),
    other: open,
  };
}

interface FeatureParts {
  readonly revenue: Equation;
  readonly otherCogs: Equation;
  readonly fixedAi: Equation;
  readonly bills: Readonly<Record<Vendor, Equation>>;
}

interface FeatureSurroundings {
  readonly growth: Equation;
  readonly price: Readonly<Record<Vendor, Variable>>;
  readonly levers: Levers;
  readonly sold: Equation;
  /** Price of a token on an open model over a lab's list, at the start. */
  readonly openOverList: Readonly<Record<"openai" | "anthropic", Equation>>;
  readonly books: CompanyBooks;
}

function addFeature(
  m: Model,
  feature: FeatureBooks,
  index: number,
  around: FeatureSurroundings,
): FeatureParts {
  const { growth, price, levers, sold, books } = around;
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
  const moved = eq`${levers.switchShare} * ${levers.works.switch}`;
  const fromLab = (vendor: "openai" | "anthropic"): Equation =>
    eq`${usdPerMonth(feature.tokens[vendor])} * ${volume} * (1 - ${moved})
      * ${price[vendor]}`;
  const switchedTo = (vendor: "openai" | "anthropic"): Equation =>
    eq`${usdPerMonth(feature.tokens[vendor])} * ${around.openOverList[vendor]}`;
  const bills = {
    openai: fromLab("openai"),
    anthropic: fromLab("anthropic"),
    other: eq`${usdPerMonth(feature.tokens.other)} * ${volume} * ${price.other}
      + (${switchedTo("openai")} + ${switchedTo("anthropic")}) * ${volume}
      * ${moved} * ${levers.switchWork} * ${price.other}`,
  };
  const raised = eq`1 + ${levers.repricing} * (if(time >= ${quantity(books.noticeMonths, "month")}, 1, 0))`;
  const revenue = eq`${usdPerMonth(feature.revenue ?? 0)} * ${growth} * ${sold} * (${raised})`;
  const otherCogs = eq`${usdPerMonth(feature.otherCogs)} * ${growth} * ${sold}`;
  const fixedAi = usdPerMonth(feature.fixedAi);
  if (feature.revenue !== null && feature.revenue > 0) {
    const margin = m.variable(
      `${id}.margin`,
      eq`${revenue} - ${otherCogs} - ${fixedAi} - (${bills.openai}) - (${bills.anthropic})
        - (${bills.other})`,
      { ...perMonth, doc: "Gross profit of the feature" },
    );
    m.event(you.underWater(index), {
      when: eq`${margin} < 0`,
      doc: "The feature costs more than it earns",
    });
  }
  return { revenue, otherCogs, fixedAi, bills };
}

/** Credits pay the vendor's bill until they are used up or expire; returns what they pay a month. */
function creditFlows(
  m: Model,
  parties: Parties,
  credits: readonly CreditBooks[],
  bills: Readonly<Record<Vendor, Variable>>,
): Equation {
  const paid: Record<Vendor, Equation> = { openai: eq`0`, anthropic: eq`0`, other: eq`0` };
  let total = eq`0`;
  for (const [index, credit] of credits.entries()) {
    const id = `you.credit${index}`;
    const expires = quantity(credit.expiresIn, "month");
    const claim = { instrument: id, initial: usd(credit.balance) };
    const balance = m.account(`${id}.balance`, {
      ...claim,
      institution: parties.institution,
      side: "asset",
      overdraft: "never",
      doc: "Credits not yet used",
    });
    const owed = m.account(`${id}.owed`, {
      ...claim,
      institution: parties.others,
      side: "liability",
      doc: "Tokens the vendor still owes for credits",
    });
    const books = [down(balance), down(owed), spend(parties.institution), earn(parties.others)];
    const used = m.variable(
      `${id}.used`,
      eq`if(time < ${expires},
        min(${balance} / month, max(0, ${bills[credit.vendor]} - (${paid[credit.vendor]}))), 0)`,
      perMonth,
    );
    m.series(you.creditUsed(index), used, { ...perMonth, doc: "Tokens paid with these credits" });
    m.flow(`${id}.drawn`, { rate: eq`${used}`, books, doc: "Tokens paid with credits" });
    m.flow(`${id}.expired`, {
      rate: eq`if(time >= ${expires}, ${balance} / month, 0)`,
      books,
      doc: "Credits left at expiry are lost",
    });
    paid[credit.vendor] = eq`${paid[credit.vendor]} + ${used}`;
    total = eq`${total} + ${used}`;
  }
  return total;
}

interface Month {
  readonly revenue: Variable;
  readonly costs: Variable;
  readonly tokens: Variable;
  readonly drawn: Equation;
  readonly levers: Levers;
  readonly features: readonly FeatureParts[];
}

/** The month's payments, the debt, a planned raise, and what is published. */
function settle(
  m: Model,
  parties: Parties,
  at: Institutions,
  books: CompanyBooks,
  month: Month,
): void {
  const { cash, world, institution, others } = parties;
  const { revenue, costs, tokens } = month;
  // Customers pay late by the same number of months throughout, so cash follows earlier sales.
  const lag = books.paymentLagMonths;
  const late = lag === 0 ? eq`1` : growthFactor(books.growth, eq`0 - ${quantity(lag, "month")}`);
  const collected = eq`${revenue} * ${late}`;
  const opex = eq`${usdPerMonth(books.opex)} * ${growthFactor(books.opexGrowth, eq`time`)}
    * (1 - ${month.levers.opexCut} * ${month.levers.works.cutOpex})`;
  m.flow("you.collected", { from: world, to: cash, rate: collected, doc: "Customers pay" });
  const pay = (id: string, rate: Equation, doc: string) =>
    m.flow(`you.${id}Paid`, { from: cash, to: world, rate, doc });
  pay("tokens", eq`${tokens} - (${month.drawn})`, "Token bills beyond credits");
  pay("costs", eq`${costs}`, "Other cost of sales and fixed AI");
  pay("opex", opex, "Running costs");
  const { costs: actions } = month.levers;
  const spent = actionIds.map((action) => eq`${actions[action]}`).reduce((a, b) => eq`${a} + ${b}`);
  pay(
    "actions",
    eq`if(time < 1 * month, (${spent}) / month, 0)`,
    "What is done about the exposure",
  );
  if (books.raise !== null) addRaise(m, parties, at, books.raise);
  if (books.debt > 0) {
    const debt = { instrument: "your debt", initial: usd(books.debt) };
    m.account("you.debt", { ...debt, institution, side: "liability", doc: "Debt, which stands" });
    m.account("yourWorld.loans", {
      ...debt,
      institution: others,
      side: "asset",
      doc: "Lent to you",
    });
  }
  m.series(you.revenue, revenue, { ...perMonth, doc: "Sales of the company" });
  m.series(you.tokenBill, tokens, { ...perMonth, doc: "Token bill, credits included" });
  m.series(you.grossProfit, eq`${revenue} - ${costs} - ${tokens}`, {
    ...perMonth,
    doc: "Sales less cost of sales, tokens included",
  });
  m.series(
    you.grossMargin,
    eq`if(${revenue} > 0, (${revenue} - ${costs} - ${tokens}) / max(${revenue}, ${usdPerMonth(0.01)}), 0)`,
    { doc: "Gross profit over sales; 0 without sales" },
  );
  if (books.cash === null) return;
  m.series(you.cash, cash, { unit: "USD", doc: "Cash of the company; below zero it is insolvent" });
  m.event(you.insolvent, { when: eq`${cash} < 0`, doc: "The company's cash is gone" });
}

/** A planned raise comes in so far as investors' confidence stands where it stood at the start. */
function addRaise(
  m: Model,
  parties: Parties,
  at: Institutions,
  raise: { readonly inMonths: number; readonly amount: number },
): void {
  const { institution, others, cash, world } = parties;
  const kept = companyLever(m, you.raiseKept, 1, "Share of the planned raise that comes in");
  const paidIn = m.account("you.paidIn", {
    institution,
    side: "equity",
    instrument: "your equity",
    initial: eq`0`,
    doc: "Capital paid in since the start",
  });
  const stake = m.account("yourWorld.stake", {
    institution: others,
    side: "asset",
    instrument: "your equity",
    initial: eq`0`,
    doc: "Investors' stake in the company",
  });
  m.flow("you.raised", {
    from: world,
    to: cash,
    rate: eq`if(time == ${quantity(raise.inMonths, "month")}, ${usdPerMonth(raise.amount)}, 0)
      * ${kept} * clip(${at.capital.confidence} / ${at.capital.confidenceAtStart}, 0, 1)`,
    books: [up(stake), up(paidIn)],
    doc: "The planned raise, as far as confidence stands",
  });
}
