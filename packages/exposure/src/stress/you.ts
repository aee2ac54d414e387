import { type Equation, type Model, type Variable, eq, quantity, up } from "@faultline/engine";
import type { Institutions } from "@faultline/economy";
import { type Vendor, VENDORS } from "../prices/vendor.ts";
import type { CompanyBooks } from "./company-books.ts";
import { contractTerms } from "./contract-terms.ts";
import { creditAccounts, creditFlows, creditsAt } from "./credit-flows.ts";
import {
  type FeatureMoney,
  type FeatureWork,
  featureMoney,
  featureWork,
  tokensByPrice,
} from "./feature-parts.ts";
import { type Levers, actionIds, companyLever, companyLevers, standingIds, you } from "./levers.ts";
import { ownMachines } from "./own-machines.ts";
import type { Parties } from "./parties.ts";
import { prepaidTokens } from "./prepaid-tokens.ts";
import { vendorOutages } from "./vendor-outage.ts";
import { standsOf, vendorPrices } from "./vendor-prices.ts";

/**
 * Adds a company to the economy as an institution of zero weight: token prices and vendors'
 * survival come from the same draws, what it pays and takes goes to one outside account, and
 * nothing in the economy reads it. Its own sales follow its file, but for work that is lost.
 */
export function addCompany(model: Model, at: Institutions, books: CompanyBooks): void {
  const m = model.section("stress/you.ts");
  const parties = partiesOf(m, books);
  const levers = companyLevers(m, books);
  const growth = growthFactor(books.growth, eq`time`);
  const sold = salesFactor(books, levers);
  const price = vendorPrices(m, at, levers);
  const terms = contractTerms(m, at, books.contracts, price);
  const openPrice = at.openHosts.priceAtStart;
  const openOverList = {
    openai: eq`${openPrice} / ${at.openai.opening.listPrice}`,
    anthropic: eq`${openPrice} / ${at.anthropic.opening.listPrice}`,
  };
  const outage = vendorOutages(m, at, levers);
  const works = books.features.map((feature, index) =>
    featureWork(m, feature, index, { growth, levers, sold, outage, openOverList }),
  );
  const machines = ownMachines(m, at, books.actions.selfHost, levers, {
    openai: overStart(
      works,
      "openai",
      (work) => eq`(${work.moved.openai}) / (${openOverList.openai})`,
    ),
    anthropic: overStart(
      works,
      "anthropic",
      (work) => eq`(${work.moved.anthropic}) / (${openOverList.anthropic})`,
    ),
    other: overStart(works, "other", (work) => work.tokens.other),
  });
  const { covered } = machines;
  const credits = creditAccounts(m, parties, books.credits);
  const ahead = books.actions.prepay.vendor;
  const atVendor = works.map((work) => tokensByPrice(work, ahead, terms, covered));
  const open = m.variable(
    "you.open",
    totalOf(atVendor, (part) => part.open),
    {
      ...perMonth,
      doc: "Tokens at the vendor of what is paid ahead whose price is not locked, at the start's",
    },
  );
  const locked = totalOf(atVendor, (part) => part.locked ?? eq`0`);
  const prepaid = prepaidTokens(m, parties, books.actions.prepay, levers, {
    open,
    bill: m.variable("you.list", eq`${open} * ${price[ahead]} + ${locked}`, {
      ...perMonth,
      doc: "That vendor's bill without what is paid ahead",
    }),
    price: price[ahead],
    stands: standsOf(at, ahead),
    credits: creditsAt(ahead, credits),
  });
  const features = works.map((work) =>
    featureMoney(m, work, {
      growth,
      levers,
      sold,
      terms,
      covered,
      books,
      price: { ...price, [ahead]: prepaid.price },
    }),
  );
  terms.publish((feature, vendor) => works[feature]!.tokens[vendor]);
  const bills = billsOf(m, features);
  const due = { ...termsOf(bills), [ahead]: eq`${bills[ahead]} - ${prepaid.used}` };
  const drawn = creditFlows(m, parties, credits, due);
  settle(m, parties, at, books, {
    levers,
    revenue: m.variable(
      "you.sales",
      totalOf(features, (f) => f.revenue),
      perMonth,
    ),
    costs: m.variable(
      "you.otherCosts",
      eq`${totalOf(features, (f) => eq`${f.otherCogs} + ${f.fixedAi}`)} + ${machines.rent}
        + ${standingCosts(levers)}`,
      perMonth,
    ),
    tokens: m.variable(
      "you.tokens",
      eq`${bills.openai} + ${bills.anthropic} + ${bills.other}`,
      perMonth,
    ),
    paidOtherwise: eq`${drawn} + ${prepaid.used}`,
  });
}

const perMonth = { unit: "USD/month" } as const;
const usd = (amount: number): Equation => quantity(amount, "USD");
const usdPerMonth = (amount: number): Equation => quantity(amount, "USD/month");

function totalOf<T>(parts: readonly T[], pick: (part: T) => Equation): Equation {
  return parts.map(pick).reduce((a, b) => eq`${a} + ${b}`, eq`0`);
}

/** Work by a vendor's tokens, over the vendor's tokens at the start. */
function overStart(
  works: readonly FeatureWork[],
  vendor: Vendor,
  pick: (work: FeatureWork) => Equation,
): Equation {
  const start = works.reduce((sum, { feature }) => sum + feature.tokens[vendor], 0);
  return start === 0 ? eq`0` : eq`(${totalOf(works, pick)}) / ${usdPerMonth(start)}`;
}

function billsOf(m: Model, features: readonly FeatureMoney[]): Record<Vendor, Variable> {
  const bill = (vendor: Vendor): Variable =>
    m.variable(
      `you.bill.${vendor}`,
      totalOf(features, (f) => f.bills[vendor]),
      perMonth,
    );
  return { openai: bill("openai"), anthropic: bill("anthropic"), other: bill("other") };
}

function termsOf(bills: Readonly<Record<Vendor, Variable>>): Record<Vendor, Equation> {
  return Object.fromEntries(VENDORS.map((vendor) => [vendor, eq`${bills[vendor]}`])) as Record<
    Vendor,
    Equation
  >;
}

function standingCosts({ monthly, works }: Levers): Equation {
  return standingIds
    .map((action) => eq`${monthly[action]} * ${works[action]}`)
    .reduce((a, b) => eq`${a} + ${b}`);
}

function partiesOf(m: Model, books: CompanyBooks): Parties {
  const institution = m.institution("you", { doc: books.name });
  const others = m.institution("yourWorld", { doc: "Everybody the company deals with" });
  return {
    institution,
    others,
    cash: m.account("you.balance", {
      institution,
      side: "asset",
      initial: usd(books.cash ?? 0),
      overdraft: "owed",
      doc: "Cash of the company",
    }),
    world: m.account("yourWorld.cash", {
      institution: others,
      side: "asset",
      initial: eq`0`,
      overdraft: "owed",
      doc: "What the company's customers and suppliers hold of its money",
    }),
  };
}

/** `(1 + rate)` to the power of a number of months. */
function growthFactor(rate: number, months: Equation): Equation {
  return rate === 0 ? eq`1` : eq`pow(${1 + rate}, ${months} / month)`;
}

/** Sales in volume over what they would be, once own prices have changed. */
function salesFactor(books: CompanyBooks, levers: Levers): Equation {
  return eq`${levers.salesKept} * if(time >= ${quantity(books.noticeMonths, "month")},
    pow(1 + ${levers.repricing}, ${levers.priceElasticity}), 1)`;
}

interface Month {
  readonly revenue: Variable;
  readonly costs: Variable;
  readonly tokens: Variable;
  /** Tokens paid with credits and with what was paid ahead. */
  readonly paidOtherwise: Equation;
  readonly levers: Levers;
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
  pay(
    "tokens",
    eq`${tokens} - (${month.paidOtherwise})`,
    "Token bills beyond credits and what was paid ahead",
  );
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
