import { type Equation, type Model, type Variable, eq } from "@faultline/engine";
import type { Institutions } from "@faultline/economy";
import { type Vendor, VENDORS } from "../prices/vendor.ts";
import { type Levers, you } from "./levers.ts";

/** A rise of a vendor's token price that counts as one: twice that of the start. */
const doubling = 2;

/**
 * A vendor's token price for the company over that of the start. A lab that has failed is replaced
 * by another vendor at the ratio app companies meet; open models follow rents and efficiency.
 */
export function vendorPrices(m: Model, at: Institutions, levers: Levers): Record<Vendor, Variable> {
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
  const prices = {
    openai: index("openai", ofLab(openai)),
    anthropic: index("anthropic", ofLab(anthropic)),
    other: open,
  };
  for (const vendor of VENDORS) {
    m.event(you.doubled(vendor), {
      when: eq`${standsOf(at, vendor)} == 1 and ${prices[vendor]} >= ${doubling}`,
      doc: "The vendor stands and asks at least twice what it asked at the start",
    });
  }
  return prices;
}

/** 1 while a vendor stands; hosts of open models are many, so they always do. */
export function standsOf(at: Institutions, vendor: Vendor): Equation {
  return vendor === "other" ? eq`1` : eq`${at[vendor].alive}`;
}
