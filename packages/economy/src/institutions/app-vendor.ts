import {
  type Account,
  type Equation,
  type Model,
  type Slot,
  type Variable,
  eq,
} from "@faultline/engine";
import type { AppParameters } from "./app-parameters.ts";
import type { ComputeMarket } from "./compute-market.ts";
import type { Lab, LabSurroundings } from "./lab.ts";

/** The dealings of app companies with one lab. */
export interface AppVendor {
  /** App companies that buy from the lab, over those at the start, by what these bought. */
  readonly buyers: Variable;
  /** What each of them sells over what it would if they were as many as at the start. */
  readonly takeover: Slot;
  /** Token bill of all of them, USD/month. */
  readonly bill: Variable;
}

/** The dealings with a lab as the companies' own books need them. */
export interface VendorTrade extends AppVendor {
  /** Work that a company sells on the lab's tokens, over the start. */
  readonly tasks: Variable;
  /** Bill of as many companies as at the start, at the lab or after its failure, USD/month. */
  readonly costOfAll: Variable;
}

/** What a lab's app customers deal with besides. */
export interface VendorSurroundings {
  readonly market: ComputeMarket;
  readonly around: LabSurroundings;
  readonly parameters: AppParameters;
  /** Account that the companies pay from. */
  readonly till: Account;
  readonly customerDemand: Slot;
  /** Their bill at the start, USD/month. */
  readonly startBill: Equation;
  readonly buyers: Equation;
}

/**
 * App companies as customers of one lab. What the lab sells to all of them follows its market; the
 * companies there are share it, so that those left take over from those gone, up to a limit, and
 * new ones take from the others. Once the lab has failed they buy at hosts of open models.
 */
export function appVendor(m: Model, lab: Lab, at: VendorSurroundings): VendorTrade {
  const { id } = lab.opening;
  const { parameters: p, customerDemand } = at;
  const buyers = m.variable(`apps.${id}.buyers`, at.buyers, {
    doc: "App companies that buy from the lab, over those at the start",
  });
  const takeover = m.slot(`apps.${id}.takeover`, {
    base: eq`min(${takeoverLimit}, 1 / max(${buyers}, 0.001))`,
    combine: "product",
    doc: "Sales of a company over those with as many others as at the start; three at most",
  });
  const left = m.variable(
    `apps.${id}.left`,
    eq`1 - ${p.share} + ${p.share} * ${buyers} * ${takeover}`,
    { doc: "Share of the lab's API demand that is served, takeovers included" },
  );
  m.extend(lab.apiTokens, "apps that are left", eq`${left}`);
  const billOfAll = m.variable(
    `apps.${id}.billOfAll`,
    eq`${lab.apiRevenue} * ${p.share} * ${takeover} / ${left}`,
    { unit: "USD/month", doc: "Bill that as many app companies as at the start would have" },
  );
  const bill = m.variable(`apps.${id}.bill`, eq`${billOfAll} * ${buyers}`, {
    unit: "USD/month",
    doc: "Token bill of the app companies there are",
  });
  const tasks = m.variable(
    `apps.${id}.tasks`,
    eq`${lab.apiIndex} * pow(${lab.apiPolicySeen}, 0 - ${at.around.apiElasticity}) * ${takeover}`,
    { doc: "Work that an app company sells on the lab's tokens, over the start" },
  );
  const fallbackOfAll = m.variable(
    `apps.${id}.fallbackOfAll`,
    eq`(1 - ${lab.alive}) * ${tasks} * ${customerDemand} * ${p.fallbackRatio} * (${at.startBill})`,
    {
      unit: "USD/month",
      doc: "Bill of as many companies as at the start at other vendors, once the lab has failed",
    },
  );
  m.flow(`apps.${id}.tokens`, {
    from: at.till,
    to: lab.cash,
    rate: eq`${bill}`,
    doc: "Token bills of app companies",
  });
  m.flow(`apps.${id}.otherVendors`, {
    from: at.till,
    to: at.market.cash,
    rate: eq`${fallbackOfAll} * ${buyers}`,
    doc: "Token bills at hosts of open models after the lab's failure",
  });
  const costOfAll = m.variable(`apps.${id}.costOfAll`, eq`${billOfAll} + ${fallbackOfAll}`, {
    unit: "USD/month",
    doc: "Bill of as many companies as at the start, wherever they buy",
  });
  return { buyers, takeover, bill, tasks, costOfAll };
}

/** Most that one company can grow by taking over customers of those that left. */
const takeoverLimit = 3;
