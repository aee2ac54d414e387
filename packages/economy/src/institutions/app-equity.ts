import {
  type Account,
  type Institution,
  type Model,
  type Population,
  type Variable,
  down,
  earn,
  eq,
  quantity,
  spend,
  up,
} from "@faultline/engine";
import { type Age, ages } from "./app-cells.ts";
import { type AppGroup, type AgeMonth, sumOf } from "./app-groups.ts";
import type { AppParameters } from "./app-parameters.ts";
import type { Capital } from "./capital.ts";

/** What the equity of app companies is booked between. */
export interface EquitySurroundings {
  readonly institution: Institution;
  readonly kinds: Population;
  readonly parameters: AppParameters;
  readonly capital: Capital;
  readonly till: Account;
  readonly groups: readonly AppGroup[];
  readonly exits: ReadonlyMap<AppGroup, Variable>;
  readonly months: Readonly<Record<Age, AgeMonth>>;
  /** Companies of an age, by kind, over the start's number. */
  readonly companies: Readonly<Record<Age, Variable>>;
  /** Founded this month, by kind, over the start's number, 1/month. */
  readonly founded: Variable;
  /** Cash that founders raise for as many companies as at the start, by kind, USD. */
  readonly firstRound: Variable;
}

/**
 * Books the capital of app companies by kind and age: rounds, first rounds, what investors write
 * off with those that leave, and what passes on with age. Companies of a kind and age raise alike,
 * so what was paid in is not told apart by the cash they began with. Returns the capital paid in.
 */
export function appEquity(m: Model, at: EquitySurroundings): Readonly<Record<Age, Account>> {
  const { capital, kinds, till, parameters: p } = at;
  const accountOf = (age: Age): Account =>
    m.account(`apps.${age}.paidIn`, {
      institution: at.institution,
      over: kinds,
      side: "equity",
      instrument: "app equity",
      initial: eq`0`,
      doc: "Capital paid in since the start, at cost",
    });
  const paidIn = { young: accountOf("young"), grown: accountOf("grown") };
  for (const age of ages) {
    m.flow(`apps.${age}.equity`, {
      from: capital.fundsCash,
      to: till,
      rate: eq`${at.companies[age]} * ${at.months[age].granted}`,
      books: [up(capital.appStakes), up(paidIn[age])],
      over: kinds,
      doc: "Rounds of companies of that age",
    });
    const leavers = at.groups
      .filter((group) => group.age === age)
      .map((group) => eq`${at.exits.get(group)!} * ${group.mass}`);
    m.flow(`apps.${age}.equityLost`, {
      rate: eq`${paidIn[age]} * (${sumOf(leavers)}) / max(${at.companies[age]}, ${fewest})`,
      books: [
        down(paidIn[age]),
        down(capital.appStakes),
        earn(at.institution),
        spend(capital.funds),
      ],
      over: kinds,
      doc: "Investors write off companies that left",
    });
  }
  m.flow("apps.paidInAged", {
    rate: eq`${paidIn.young} * (1 / ${p.youngFor})`,
    books: [down(paidIn.young), up(paidIn.grown)],
    over: kinds,
    doc: "Capital paid into companies that are no longer young",
  });
  const newest = at.groups.find(({ isBorn, age }) => isBorn && age === "young")!;
  m.flow("apps.firstRounds", {
    from: capital.fundsCash,
    to: newest.cash,
    rate: eq`${at.founded} * ${at.firstRound}`,
    books: [up(capital.appStakes), up(paidIn.young)],
    over: kinds,
    doc: "Cash that founders raise",
  });
  return paidIn;
}

/** Keeps a share of the companies of an age defined where there are none. */
const fewest = quantity(1e-12, "1");
