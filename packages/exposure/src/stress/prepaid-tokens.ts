import {
  type Equation,
  type Model,
  type Variable,
  down,
  earn,
  eq,
  quantity,
  spend,
  up,
} from "@faultline/engine";
import type { PrepayTerms } from "./action-books.ts";
import type { Levers } from "./levers.ts";
import type { Parties } from "./parties.ts";

/** What tokens bought ahead do to a month. */
export interface PrepaidTokens {
  /** What the vendor's tokens whose price is not locked cost on average, over the start's price. */
  readonly price: Variable;
  /** Tokens paid with the balance, at the price they were bought at, USD/month. */
  readonly used: Variable;
}

/** What the balance is used for. */
export interface PrepaidUse {
  /** Tokens whose price is not locked, at the start's price, USD/month. */
  readonly open: Variable;
  /** The vendor's bill without tokens bought ahead, USD/month. */
  readonly bill: Variable;
  readonly price: Variable;
  /** 1 while the vendor stands. */
  readonly stands: Equation;
  /** Credits with the vendor that can be used this month, USD/month. */
  readonly credits: Equation;
}

/**
 * Tokens bought ahead from a vendor at the price of the month in which that is agreed. Cash goes out
 * then; the balance pays for what credits leave, until it is used up or lost: when it expires, or
 * when the vendor fails.
 */
export function prepaidTokens(
  m: Model,
  { institution, others, cash, world }: Parties,
  { expiresAfter }: PrepayTerms,
  levers: Levers,
  use: PrepaidUse,
): PrepaidTokens {
  const claim = { instrument: "your prepaid tokens", initial: eq`0` };
  const balance = m.account("you.prepaid.balance", {
    ...claim,
    institution,
    side: "asset",
    overdraft: "never",
    doc: "Tokens paid ahead and not yet used",
  });
  const owed = m.account("you.prepaid.owed", {
    ...claim,
    institution: others,
    side: "liability",
    doc: "Tokens the vendor still owes for what was paid ahead",
  });
  const works = levers.works.prepay;
  const worked = m.lag("you.prepay.worked", works, { initial: eq`0` });
  const isBought = eq`${works} - ${worked}`;
  const before = m.lag("you.prepaid.before", () => paidPrice, { initial: eq`1` });
  const paidPrice: Variable = m.variable(
    "you.prepaid.price",
    eq`if(${isBought} > 0, ${use.price}, ${before})`,
    { doc: "Price they were bought at, over that of the start" },
  );
  const age = m.stock("you.prepaid.age", {
    unit: "month",
    initial: eq`0`,
    change: eq`${works}`,
    doc: "Months since they were bought",
  });
  const isGood = eq`${use.stands} == 1 and ${age} < ${quantity(expiresAfter, "month")}`;
  const left = eq`max(0, 1 - ${use.credits} / max(${use.bill}, ${tiny}))`;
  const used = m.variable(
    "you.prepaid.used",
    eq`if(${isGood}, min(${balance} / month, ${use.open} * (${left}) * ${paidPrice}), 0)`,
    { unit: "USD/month", doc: "Tokens paid with what was paid ahead" },
  );
  m.flow("you.prepaid.bought", {
    from: cash,
    to: world,
    rate: eq`(${isBought}) * (${use.stands}) * ${levers.prepaid} / month`,
    books: [up(balance), up(owed)],
    doc: "Paid ahead for tokens",
  });
  const books = [down(balance), down(owed), spend(institution), earn(others)];
  m.flow("you.prepaid.drawn", { rate: eq`${used}`, books, doc: "Tokens paid ahead, used" });
  m.flow("you.prepaid.lost", {
    rate: eq`if(${isGood}, 0, ${balance} / month)`,
    books,
    doc: "Paid ahead and lost: expired, or owed by a vendor that has failed",
  });
  const price = m.variable(
    "you.prepaid.meanPrice",
    eq`${use.price} + ${used} * (1 - ${use.price} / max(${paidPrice}, ${nearlyFree})) / max(${use.open}, ${tiny})`,
    { doc: "What the vendor's open tokens cost on average, over the start's price" },
  );
  return { price, used };
}

/** A hundredth of a cent a month: keeps a ratio defined where there is nothing, else without weight. */
const tiny = quantity(0.0001, "USD/month");

/** A price at which nothing is paid: keeps a ratio defined where tokens cost nothing. */
const nearlyFree = 1e-9;
