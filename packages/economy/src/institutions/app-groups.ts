import {
  type Account,
  type Equation,
  type Institution,
  type Model,
  type Parameter,
  type Population,
  type Stock,
  type Variable,
  eq,
  quantity,
} from "@faultline/engine";
import { type Age, ages, runwayClasses } from "./app-cells.ts";
import type { AppParameters } from "./app-parameters.ts";

/**
 * App companies of one age that began with the same cash: one cell for each kind of company. A
 * group is not a trait of the population but parts of its own, so that companies can pass from one
 * age to the next, and what is the same in all groups is computed once for each kind.
 */
export interface AppGroup {
  /** Such as `apps.young.m18`, for companies with 18 months of cash at the start. */
  readonly id: string;
  readonly age: Age;
  /** Whether its companies were founded after the start. */
  readonly isBorn: boolean;
  /** Companies, over the start's number of the kind in all groups; the born by their size. */
  readonly mass: Stock;
  readonly cash: Account;
  /** Group that its companies come of age into; undefined for the grown. */
  readonly next: AppGroup | undefined;
}

/** What a group's masses and cash start from and change by. */
export interface GroupSurroundings {
  readonly institution: Institution;
  readonly kinds: Population;
  readonly parameters: AppParameters;
  /** Revenue of a kind at the start, USD/month. */
  readonly startRevenue: Variable;
  /** Cash that companies of an age burn for each dollar of revenue at the start. */
  readonly burnAtStart: Readonly<Record<Age, Variable>>;
  /** Founded this month, by kind and size, over the start's number, 1/month. */
  readonly founded: () => Equation;
  /** Share of a group's companies that leaves this month, 1/month. */
  readonly exit: (group: AppGroup) => Equation;
}

/** Declares all groups: the start's by cash and age, and those founded since by age. */
export function appGroups(m: Model, at: GroupSurroundings): readonly AppGroup[] {
  const start = runwayClasses.map(({ months, share }) => ({
    id: `m${months}`,
    isBorn: false,
    massOf: (ofAge: Equation) => eq`${share} * (${ofAge})`,
    cashOf: (mass: Equation, age: Age) =>
      eq`${at.burnAtStart[age]} * ${at.startRevenue} * ${quantity(months, "month")} * (${mass})`,
  }));
  const born = {
    id: "born",
    isBorn: true,
    massOf: () => eq`0`,
    cashOf: () => eq`0`,
  };
  const { youngShare, youngFor } = at.parameters;
  const ofAge = { young: eq`${youngShare}`, grown: eq`1 - ${youngShare}` };
  const aging = eq`1 / ${youngFor}`;

  return [...start, born].flatMap((cohort) => {
    let next: AppGroup | undefined;
    const groups: AppGroup[] = [];
    // The grown first, as the young pass into them.
    for (const age of ages.toReversed()) {
      const id = `apps.${age}.${cohort.id}`;
      const initial = cohort.massOf(ofAge[age]);
      const isYoung = age === "young";
      const enters = (): Equation => {
        const younger = groups.find((one) => one.next === group);
        if (younger !== undefined) return eq`${younger.mass} * (${aging})`;
        return cohort.isBorn ? at.founded() : eq`0 / month`;
      };
      const group: AppGroup = {
        id,
        age,
        isBorn: cohort.isBorn,
        mass: m.stock(`${id}.mass`, {
          over: at.kinds,
          initial,
          change: (self) => {
            const leave = eq`${self} * ${at.exit(group)}`;
            return isYoung
              ? eq`${enters()} - ${leave} - ${self} * (${aging})`
              : eq`${enters()} - ${leave}`;
          },
          doc: "Companies left, over the start's number of the kind in all groups",
        }),
        cash: m.account(`${id}.cash`, {
          institution: at.institution,
          over: at.kinds,
          side: "asset",
          initial: cohort.cashOf(initial, age),
          overdraft: "owed",
          doc: "Cash of the group's companies",
        }),
        next,
      };
      groups.push(group);
      next = group;
    }
    return groups;
  });
}

/** Terms added up, at least one. */
export function sumOf(terms: readonly Equation[]): Equation {
  return terms.reduce((a, b) => eq`${a} + ${b}`);
}

/** What happens to companies of one age this month, by kind. */
export interface AgeMonth {
  /** Cash a company loses beyond the equity it raises, negative for a gain, USD/month. */
  readonly shortfall: Variable;
  /** Equity a company raises, USD/month. */
  readonly granted: Variable;
  /** Cash below which a company is short, at this month's shortfall; 0 for a gain, USD. */
  readonly shortCash: Variable;
  /** Exits of companies that are not short of cash, 1/month. */
  readonly usualExit: Variable;
}

/**
 * Share of a group's companies that leaves this month. It rises with shortage of cash as a
 * log-logistic curve of the fourth degree: half of `shortExit` with cash for `shortRunway` months,
 * a seventeenth with twice as much, all of it without cash, none without a shortfall. Unlike a
 * logistic of the runway it needs one division and no exponential, which each cell would pay for.
 */
export function exitOf(
  m: Model,
  { id, mass, cash }: AppGroup,
  { shortCash, usualExit }: AgeMonth,
  { shortExit }: AppParameters,
): Variable {
  const fourth = (of: Equation): Equation => eq`(${of}) * (${of}) * ((${of}) * (${of}))`;
  const short = fourth(eq`${mass} * ${shortCash}`);
  const held = fourth(eq`max(${cent}, ${cash})`);
  return m.variable(
    `${id}.exit`,
    eq`${usualExit} + ${shortExit} * (${short} / (${short} + ${held}))`,
    {
      unit: "1/month",
      ...(mass.over && { over: mass.over }),
      doc: "Share of the group's companies that leaves",
    },
  );
}

/**
 * Books a group's month. What its companies lose in trade beyond what they raise goes to the till,
 * and with it the cash of those that leave, shared out or owed: one flow, as each costs every cell.
 */
export function groupBooks(
  m: Model,
  { id, mass, cash, next }: AppGroup,
  { shortfall }: AgeMonth,
  exit: Variable,
  till: Account,
  youngFor: Parameter,
): void {
  const over = { ...(mass.over && { over: mass.over }) };
  m.flow(`${id}.spent`, {
    from: cash,
    to: till,
    rate: eq`${mass} * ${shortfall} + ${exit} * ${cash}`,
    ...over,
    doc: "Cash the companies lose beyond what they raise, and that of companies that leave",
  });
  if (next === undefined) return;
  m.flow(`${id}.cashAged`, {
    from: cash,
    to: next.cash,
    rate: eq`${cash} * (1 / ${youngFor})`,
    ...over,
    doc: "Cash of companies that are no longer young",
  });
}

/** A cent: keeps the ratio defined when a cell is empty, without weight otherwise. */
const cent = quantity(0.01, "USD");
