import {
  type Account,
  type Equation,
  type Model,
  down,
  earn,
  eq,
  quantity,
  spend,
} from "@faultline/engine";
import type { Vendor } from "../prices/vendor.ts";
import type { CreditBooks } from "./company-books.ts";
import { you } from "./levers.ts";
import type { Parties } from "./parties.ts";

/** A credit with the accounts that hold it on both sides. */
export interface CreditAccounts {
  readonly credit: CreditBooks;
  readonly id: string;
  readonly balance: Account;
  readonly owed: Account;
}

/** Opens the accounts of a company's credits. */
export function creditAccounts(
  m: Model,
  parties: Parties,
  credits: readonly CreditBooks[],
): readonly CreditAccounts[] {
  return credits.map((credit, index) => {
    const id = `you.credit${index}`;
    const claim = { instrument: id, initial: quantity(credit.balance, "USD") };
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
    return { credit, id, balance, owed };
  });
}

/** Credits with a vendor that can be used this month, USD/month. */
export function creditsAt(vendor: Vendor, credits: readonly CreditAccounts[]): Equation {
  return credits
    .filter(({ credit }) => credit.vendor === vendor)
    .map(({ credit, balance }) => {
      return eq`if(time < ${quantity(credit.expiresIn, "month")}, ${balance} / month, 0)`;
    })
    .reduce((a, b) => eq`${a} + ${b}`, eq`0`);
}

/** Credits pay the vendor's bill until they are used up or expire; returns what they pay a month. */
export function creditFlows(
  m: Model,
  parties: Parties,
  credits: readonly CreditAccounts[],
  due: Readonly<Record<Vendor, Equation>>,
): Equation {
  const paid: Record<Vendor, Equation> = { openai: eq`0`, anthropic: eq`0`, other: eq`0` };
  let total = eq`0`;
  for (const [index, { credit, id, balance, owed }] of credits.entries()) {
    const expires = quantity(credit.expiresIn, "month");
    const books = [down(balance), down(owed), spend(parties.institution), earn(parties.others)];
    const used = m.variable(
      `${id}.used`,
      eq`if(time < ${expires},
        min(${balance} / month, max(0, ${due[credit.vendor]} - (${paid[credit.vendor]}))), 0)`,
      { unit: "USD/month" },
    );
    m.series(you.creditUsed(index), used, {
      unit: "USD/month",
      doc: "Tokens paid with these credits",
    });
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
