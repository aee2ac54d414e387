import { type Equation, type Model, type Variable, eq, quantity } from "@faultline/engine";
import type { Institutions } from "@faultline/economy";
import { type Vendor, VENDORS } from "../prices/vendor.ts";
import type { ContractBooks } from "./bound-contracts.ts";
import { companyLever, you } from "./levers.ts";
import { standsOf } from "./vendor-prices.ts";

/** What contracts do to a month. */
export interface ContractTerms {
  /** What seats and capacity of a feature cost beyond what they do at the start, USD/month. */
  readonly extra: (feature: number) => Equation;
  /** Share of a vendor's tokens of a feature whose price is locked; undefined where none is. */
  readonly locked: (feature: number, vendor: Vendor) => Equation | undefined;
  /** Publishes what each contract costs. */
  readonly publish: (tokensOf: (feature: number, vendor: Vendor) => Equation) => void;
}

/**
 * Contracts in the economy. Seats and capacity keep the price of their last signature: that of the
 * start until they renew, then the economy's of that month for another term, and so on. A locked
 * token price stays that of the start until it ends, and is then the vendor's. A contract ends with
 * its vendor, and what stands in for it is signed at the price of that month.
 */
export function contractTerms(
  m: Model,
  at: Institutions,
  contracts: readonly ContractBooks[],
  price: Readonly<Record<Vendor, Variable>>,
): ContractTerms {
  if (contracts.length === 0) {
    return { extra: () => eq`0`, locked: () => undefined, publish: () => undefined };
  }
  const held = companyLever(
    m,
    you.contractsHeld,
    0,
    "1 holds every contract at its price beyond its renewal",
  );
  const failing = failures(m, at, contracts);
  const parts = contracts.map((contract, index) => {
    const id = `you.contract${index}`;
    const { kind, vendor, renewsIn, monthly } = contract;
    if (kind === "priceLock") {
      const stands = standsOf(at, vendor);
      const until = quantity(renewsIn, "month");
      const lock = m.variable(
        `${id}.locked`,
        eq`if((time < ${until} or ${held} > 0) and ${stands} == 1, 1, 0)`,
        { doc: "1 while the price is locked" },
      );
      return { id, contract, lock, rise: undefined };
    }
    const signed = signedPrice(m, id, contract, {
      now: indexOf(at, contract, price),
      held: eq`${held}`,
      failing: failing[vendor],
    });
    const rise = eq`${quantity(monthly, "USD/month")} * (${signed} - 1)`;
    return { id, contract, lock: undefined, rise };
  });
  const sum = (terms: readonly Equation[]): Equation | undefined =>
    terms.length === 0 ? undefined : terms.reduce((a, b) => eq`${a} + ${b}`);
  return {
    extra: (feature) =>
      sum(
        parts.flatMap(({ rise, contract }) => {
          const share = contract.byFeature[feature] ?? 0;
          return rise === undefined || share === 0 ? [] : [eq`${share} * (${rise})`];
        }),
      ) ?? eq`0`,
    locked: (feature, vendor) => {
      const shares = sum(
        parts.flatMap(({ lock, contract }) => {
          const share = contract.byFeature[feature] ?? 0;
          const isIts = lock !== undefined && contract.vendor === vendor && share > 0;
          return isIts ? [eq`${share} * ${lock}`] : [];
        }),
      );
      return shares && eq`min(1, ${shares})`;
    },
    publish: (tokensOf) => {
      for (const [index, { contract, lock, rise }] of parts.entries()) {
        const covered = (): Equation =>
          contract.byFeature
            .map((share, feature) => eq`${share} * (${tokensOf(feature, contract.vendor)})`)
            .reduce((a, b) => eq`${a} + ${b}`, eq`0`);
        const cost =
          lock === undefined
            ? eq`${quantity(contract.monthly, "USD/month")} + ${rise ?? eq`0`}`
            : eq`(${covered()}) * (${lock} + (1 - ${lock}) * ${price[contract.vendor]})`;
        m.series(you.contractCost(index), cost, {
          unit: "USD/month",
          doc: "What the contract costs, or the tokens whose price it locks",
        });
      }
    },
  };
}

/** 1 in the month from which a vendor is gone, for vendors whose contracts that ends. */
function failures(
  m: Model,
  at: Institutions,
  contracts: readonly ContractBooks[],
): Readonly<Record<Vendor, Equation>> {
  const failing: Record<Vendor, Equation> = { openai: eq`0`, anthropic: eq`0`, other: eq`0` };
  for (const vendor of VENDORS) {
    const isNeeded = contracts.some((one) => one.vendor === vendor && one.kind !== "priceLock");
    if (vendor === "other" || !isNeeded) continue;
    const { alive } = at[vendor];
    const before = m.lag(`you.stood.${vendor}`, alive, { initial: eq`1` });
    failing[vendor] = eq`${before} - ${alive}`;
  }
  return failing;
}

/** The economy's price, over that of the start, that a contract is signed at. */
function indexOf(
  { openai, anthropic, market }: Institutions,
  { kind, vendor }: ContractBooks,
  price: Readonly<Record<Vendor, Variable>>,
): Equation {
  if (kind === "committed") {
    // Capacity at a lab is tokens by another name; elsewhere it is rented machines.
    return vendor === "other" ? eq`${market.h100} / ${market.h100AtStart}` : eq`${price[vendor]}`;
  }
  const seat = (lab: typeof openai, rival: typeof openai): Equation =>
    eq`if(${lab.alive} == 1, ${lab.seatPricePolicy},
      if(${rival.alive} == 1, ${rival.seatPricePolicy}, 1))`;
  const [ofOpenai, ofAnthropic] = [seat(openai, anthropic), seat(anthropic, openai)];
  if (vendor === "openai") return ofOpenai;
  // What others sell by the seat runs on both labs' models.
  return vendor === "anthropic" ? ofAnthropic : eq`(${ofOpenai} + ${ofAnthropic}) / 2`;
}

function signedPrice(
  m: Model,
  id: string,
  { renewsIn, term }: ContractBooks,
  by: { readonly now: Equation; readonly held: Equation; readonly failing: Equation },
): Variable {
  const before = m.lag(`${id}.before`, () => signed, { initial: eq`1` });
  const first = quantity(renewsIn, "month");
  const years = quantity(term, "month");
  const isDue = eq`time >= ${first} and floor((time - ${first}) / ${years}) * ${years} == time - ${first}
    and ${by.held} == 0`;
  const signed: Variable = m.variable(
    `${id}.price`,
    eq`if((${isDue}) or ${by.failing} > 0, ${by.now}, ${before})`,
    { doc: "Price it was last signed at, over that of the start" },
  );
  return signed;
}
