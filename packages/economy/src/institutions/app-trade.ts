import {
  type Account,
  type Equation,
  type Model,
  type Population,
  type Variable,
  eq,
  trait,
} from "@faultline/engine";
import type { Age } from "./app-cells.ts";
import type { AppParameters } from "./app-parameters.ts";
import type { VendorTrade } from "./app-vendor.ts";
import type { Lab } from "./lab.ts";
import type { Outside } from "./outside.ts";

/** What app companies trade with, and in. */
export interface TradeSurroundings {
  readonly kinds: Population;
  readonly parameters: AppParameters;
  readonly openai: Lab;
  readonly anthropic: Lab;
  readonly fromOpenai: VendorTrade;
  readonly fromAnthropic: VendorTrade;
  readonly world: Outside;
  readonly till: Account;
  readonly customerDemand: Equation;
  /** Revenue of a kind at the start, USD/month. */
  readonly startRevenue: Variable;
  /** Cash that companies of an age burn for each dollar of revenue at the start. */
  readonly burnAtStart: Readonly<Record<Age, Variable>>;
  /** Companies of an age, by kind, over the start's number. */
  readonly companies: Readonly<Record<Age, Variable>>;
}

/** What one company of a kind takes and pays, had the kind as many as at the start, USD/month. */
export interface Trade {
  readonly revenue: Variable;
  /** Tokens and other cost of sales. */
  readonly salesCost: Variable;
  /** Cash lost before financing, by age. */
  readonly burn: Readonly<Record<Age, Variable>>;
}

/**
 * What app companies sell and pay, by kind; only running costs differ by age, and nothing by cash.
 * Token bills apart, which vendors book, all of it is paid through the till for all cells at once.
 */
export function appTrade(m: Model, at: TradeSurroundings): Trade {
  const { kinds, parameters: p, openai, anthropic, fromOpenai, fromAnthropic } = at;
  const { world, till, customerDemand, startRevenue, burnAtStart, companies } = at;
  const own = (name: string): Equation => trait(kinds, name);
  const ofKind = (id: string, equation: Equation, doc: string, unit = "USD/month"): Variable =>
    m.variable(`apps.${id}`, equation, { unit, over: kinds, doc });
  const mix = (a: Equation, b: Equation): Equation =>
    eq`(${b}) + ${own("openaiMix")} * ((${a}) - (${b}))`;
  const dearer = mix(eq`${openai.apiPolicySeen}`, eq`${anthropic.apiPolicySeen}`);
  const sold = ofKind(
    "sold",
    eq`${customerDemand} * (${mix(eq`${fromOpenai.tasks}`, eq`${fromAnthropic.tasks}`)})
      * (1 + ${p.passThrough} * ${own("tokenShare")} * ((${dearer}) - 1))`,
    "What a company sells, over the start",
    "1",
  );
  const revenue = ofKind("revenue", eq`${startRevenue} * ${sold}`, "What customers pay a company");
  const tokens = eq`${fromOpenai.costOfAll} * ${own("ofOpenai")}
    + ${fromAnthropic.costOfAll} * ${own("ofAnthropic")}`;
  const salesCost = ofKind(
    "salesCost",
    eq`${tokens} + ${revenue} * ${p.otherShare}`,
    "Tokens and other cost of sales of a company",
  );
  const runningOf = (age: Age): Variable =>
    ofKind(
      `${age}.running`,
      eq`${startRevenue} * (1 - ${own("tokenShare")} - ${p.otherShare} + ${burnAtStart[age]})
        * (${p.fixedOpex} + (1 - ${p.fixedOpex}) * ${sold})`,
      "Running costs of a company, a part of which follows sales",
    );
  const running = { young: runningOf("young"), grown: runningOf("grown") };

  const burnOf = (age: Age): Variable =>
    ofKind(
      `${age}.burn`,
      eq`${running[age]} + ${salesCost} - ${revenue}`,
      "Cash a company loses before financing",
    );
  const burn = { young: burnOf("young"), grown: burnOf("grown") };
  const sales = m.flow("apps.sales", {
    from: world.cash,
    to: till,
    rate: eq`sum(${revenue} * (${companies.young} + ${companies.grown}))`,
    doc: "Customers pay app companies",
  });
  const pay = (id: string, rate: Equation, doc: string) =>
    m.flow(`apps.${id}Paid`, { from: till, to: world.cash, rate, doc });
  pay(
    "running",
    eq`sum(${running.young} * ${companies.young} + ${running.grown} * ${companies.grown})`,
    "Salaries and other running costs",
  );
  pay("otherSales", eq`${sales} * ${p.otherShare}`, "Hosting, support, payment");

  return { revenue, salesCost, burn };
}
