import {
  type Equation,
  type Model,
  type Population,
  type Variable,
  eq,
  quantity,
} from "@faultline/engine";
import type { Age } from "./app-cells.ts";
import type { AgeMonth } from "./app-groups.ts";
import type { AppParameters } from "./app-parameters.ts";
import type { Trade } from "./app-trade.ts";
import type { Capital } from "./capital.ts";

/** What app companies ask equity for, and of whom. */
export interface FundingSurroundings {
  readonly kinds: Population;
  readonly parameters: AppParameters;
  readonly capital: Capital;
  readonly trade: Trade;
  /** Revenue of a kind at the start, USD/month. */
  readonly startRevenue: Variable;
  /** Cash that companies of an age burn for each dollar of revenue at the start. */
  readonly burnAtStart: Readonly<Record<Age, Variable>>;
  /** Exits of companies of an age that are not short of cash, 1/month. */
  readonly usualExit: Readonly<Record<Age, Variable>>;
  /** Companies of an age, by kind, over the start's number. */
  readonly companies: Readonly<Record<Age, Variable>>;
}

/** Equity that investors give app companies this month, by kind. */
export interface Funding {
  readonly months: Readonly<Record<Age, AgeMonth>>;
  /** Companies founded, over the start's number, 1/month. */
  readonly founded: Variable;
  /** Cash that founders raise, for as many companies as there were at the start, USD. */
  readonly firstRound: Variable;
}

/**
 * Rounds and first rounds. Investors replace a part of what a company burns, and back founders, in
 * proportion to confidence and to the margin of the kind; all are cut alike where they would take
 * more than a part of the funds' cash.
 */
export function appFunding(m: Model, at: FundingSurroundings): Funding {
  const { kinds, parameters: p, capital, startRevenue, burnAtStart, usualExit, companies } = at;
  const { revenue, salesCost, burn } = at.trade;
  const ofKind = (id: string, equation: Equation, doc: string, unit = "USD/month"): Variable =>
    m.variable(`apps.${id}`, equation, { unit, over: kinds, doc });
  const appetite = ofKind(
    "appetite",
    eq`${capital.confidence} / ${capital.confidenceAtStart}
      * clip((1 - ${salesCost} / max(${revenue}, ${smallest})) / 0.5, 0, 1.2)`,
    "Readiness of investors to fund a kind of company, 1 at a margin of a half at the start",
    "1",
  );
  const wantedOf = (age: Age): Variable =>
    ofKind(
      `${age}.wanted`,
      eq`max(0, ${burn[age]}) * ${p.fundingCover} * ${appetite}`,
      "Equity investors would give a company",
    );
  const wanted = { young: wantedOf("young"), grown: wantedOf("grown") };
  const firstRound = ofKind(
    "firstRound",
    eq`${p.birthSize} * ${burnAtStart.young} * ${startRevenue} * ${p.birthCash}`,
    "Cash that founders of a kind raise, for as many companies as there were at the start",
    "USD",
  );
  const ideas = ofKind(
    "ideas",
    eq`${p.birthRate} * ${appetite}`,
    "Companies that would be founded, over the start's number of the kind",
    "1/month",
  );
  const asked = m.variable(
    "apps.asked",
    eq`sum(${wanted.young} * ${companies.young} + ${wanted.grown} * ${companies.grown}
      + ${ideas} * ${firstRound})`,
    { unit: "USD/month", doc: "Equity that investors would give app companies, new ones included" },
  );
  const given = m.variable(
    "apps.given",
    eq`min(1, ${p.fundsShare} * max(0, ${capital.fundsCash}) / max(${asked}, ${smallest}))`,
    { doc: "Share of it that the funds' cash allows" },
  );
  const founded = ofKind(
    "founded",
    eq`${ideas} * ${given}`,
    "Companies founded, over the start's number of the kind",
    "1/month",
  );
  const monthOf = (age: Age): AgeMonth => {
    const granted = ofKind(
      `${age}.granted`,
      eq`${wanted[age]} * ${given}`,
      "Equity a company raises",
    );
    const shortfall = ofKind(
      `${age}.shortfall`,
      eq`${burn[age]} - ${granted}`,
      "Cash a company loses beyond the equity it raises",
    );
    const shortCash = ofKind(
      `${age}.shortCash`,
      eq`${p.shortRunway} * max(0, ${shortfall})`,
      "Cash below which a company is short",
      "USD",
    );
    return { granted, shortfall, shortCash, usualExit: usualExit[age] };
  };
  return { months: { young: monthOf("young"), grown: monthOf("grown") }, founded, firstRound };
}

/** A cent a month: keeps a ratio defined where nothing is sold, without weight otherwise. */
const smallest = quantity(0.01, "USD/month");
