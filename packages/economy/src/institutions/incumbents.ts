import {
  type Account,
  type Equation,
  type Flow,
  type Institution,
  type Model,
  type Slot,
  type Variable,
  eq,
  triangular,
} from "@faultline/engine";
import { ST12 } from "../evidence/facts.ts";
import type { AppVendor } from "./app-vendor.ts";
import { type Buyer, bought } from "./buyer.ts";
import type { Lab } from "./lab.ts";

/** What a lab sells by API to others than app companies, USD/month. */
export interface OtherApiSales {
  readonly toIncumbents: Flow;
  /** What companies buy directly. */
  readonly direct: Variable;
}

/** Software firms that add AI to what they sell already. */
export interface Incumbents {
  readonly institution: Institution;
  readonly cash: Account;
  /** Part of the add-on's first charge that customers still pay; mechanisms lower it. */
  readonly charged: Slot;
  /** What customers pay for the add-on, USD/month. */
  readonly sales: Flow;
  /** Its sales less its tokens, over its sales; 0 where nothing is sold. */
  readonly margin: Variable;
  readonly openai: OtherApiSales;
  readonly anthropic: OtherApiSales;
}

/** Whom incumbents deal with. */
export interface IncumbentSurroundings {
  readonly openai: Lab;
  readonly anthropic: Lab;
  readonly vendors: { readonly openai: AppVendor; readonly anthropic: AppVendor };
  readonly companies: Buyer;
}

/**
 * Vendors of established software, such as office suites, sales or file software, with AI added on
 * top (essay P33, P105 to P108). Their tokens are a part of what the labs sell by API anyway. They
 * charge for the add-on by its use, at the lists' trend: a price that labs raise beyond it is theirs
 * to bear, and as competitors include the same, the charge goes and the tokens stay. Their other
 * business is left out, so their cash is what the add-on alone has brought.
 */
export function incumbents(model: Model, at: IncumbentSurroundings): Incumbents {
  const m = model.section("institutions/incumbents.ts");
  const { openai, anthropic, vendors, companies } = at;
  const share = m.parameter("incumbents.share", triangular(0.05, 0.2, 0.4), {
    doc: "Share of the API sales that app companies leave which incumbents buy",
    assumption:
      "Not published. Several large vendors build on the labs' API; companies that build for " +
      "themselves are many more.",
  });
  const marginAtStart = m.parameter("incumbents.marginAtStart", triangular(0.3, 0.55, 0.75), {
    doc: "Margin of the add-on over its tokens at the start",
    facts: [ST12],
    assumption:
      "As told of app companies in the middle, up to that of ordinary software; no vendor tells it.",
  });
  const institution = m.institution("incumbents", {
    doc: "Software firms that add AI to what they sell already",
  });
  const cash = m.account("incumbents.cash", {
    institution,
    side: "asset",
    initial: eq`0`,
    overdraft: "owed",
    doc: "What the AI add-on brought since the start, less its tokens; other business left out",
  });
  const charged = m.slot("incumbents.charged", {
    base: eq`1`,
    combine: "product",
    doc: "Part of the add-on's first charge that customers still pay",
  });
  const otherApi = (lab: Lab, vendor: AppVendor): OtherApiSales => {
    const { id } = lab.opening;
    const all = m.variable(`${id}.apiOther`, eq`${lab.apiRevenue} - ${vendor.bill}`, {
      unit: "USD/month",
      doc: "API sales to others than app companies",
    });
    const toIncumbents = m.flow(`incumbents.${id}Tokens`, {
      from: cash,
      to: lab.cash,
      rate: eq`${share} * ${all}`,
      doc: "Token bill of incumbents",
    });
    return {
      toIncumbents,
      direct: m.variable(`${id}.apiDirect`, eq`${all} - ${toIncumbents}`, {
        unit: "USD/month",
        doc: "API sales to companies directly",
      }),
    };
  };
  const [fromOpenai, fromAnthropic] = [
    otherApi(openai, vendors.openai),
    otherApi(anthropic, vendors.anthropic),
  ];
  const atTrend = (lab: Lab, sales: OtherApiSales): Equation =>
    eq`${sales.toIncumbents} / ${lab.apiPricePolicy}`;
  const sales = bought(m, "incumbents.sales", {
    by: companies,
    to: cash,
    rate: eq`(${atTrend(openai, fromOpenai)} + ${atTrend(anthropic, fromAnthropic)})
      / (1 - ${marginAtStart}) * ${charged}`,
    doc: "Customers pay for the add-on",
  });
  const tokens = eq`${fromOpenai.toIncumbents} + ${fromAnthropic.toIncumbents}`;
  return {
    institution,
    cash,
    charged,
    sales,
    openai: fromOpenai,
    anthropic: fromAnthropic,
    margin: m.variable("incumbents.margin", eq`if(${sales} > 0, 1 - (${tokens}) / ${sales}, 0)`, {
      doc: "Sales of the add-on less its tokens, over its sales; 0 where nothing is sold",
    }),
  };
}
