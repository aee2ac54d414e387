import type { Company } from "../company/company.ts";
import type { ToldHedges } from "../company/hedges-schema.ts";
import { type Vendor, VENDORS } from "../prices/vendor.ts";
import { type TokenRate, busyCopies } from "./machine-load.ts";

/** Low, likeliest and high value; three times the same for one value that is told. */
export type Guess = readonly [low: number, likeliest: number, high: number];

/** What an action costs once, USD, and the months until it works. */
export interface ActionTerms {
  readonly cost: Guess;
  readonly months: Guess;
}

/** Tokens bought ahead at the price of that month. */
export interface PrepayTerms extends ActionTerms {
  readonly vendor: Vendor;
  /** USD paid ahead. */
  readonly amount: number;
  /** Months after which what is left is lost. */
  readonly expiresAfter: number;
}

/** A contract and an integration with another vendor that stand ready. */
export interface SecondVendorTerms extends ActionTerms {
  /** USD a month. */
  readonly monthly: Guess;
  /** Share of the work lost at a vendor's failure that it saves. */
  readonly covers: Guess;
}

/** Open models on machines of one's own. */
export interface SelfHostTerms extends ActionTerms {
  /** USD a month beyond the machines. */
  readonly monthly: Guess;
  /** Machines that serve one copy of the model together, and copies. */
  readonly gpus: number;
  readonly copies: number;
  /** USD for an hour of one machine at the start; null for the economy's rent of an H100. */
  readonly gpuHour: number | null;
  /** Tokens a second that one copy reads, and writes. */
  readonly inputPerSecond: Guess;
  readonly outputPerSecond: Guess;
  /** Load of the busiest hour over the average. */
  readonly peak: Guess;
  /** Which of these the company tells; the others are assumed. */
  readonly isTold: Readonly<Record<"input" | "output" | "peak", boolean>>;
  /** What each vendor's work asks of a copy, averaged over a month. */
  readonly load: Readonly<Record<Vendor, TokenRate>>;
}

/** Things a company could do about its exposure, and what it may spend on them. */
export interface ActionBooks {
  /** Null when no limit is told. */
  readonly budget: number | null;
  readonly switch: ActionTerms;
  readonly capReasoning: ActionTerms;
  readonly cutOpex: ActionTerms;
  readonly prepay: PrepayTerms;
  readonly secondVendor: SecondVendorTerms;
  readonly selfHost: SelfHostTerms;
}

/** Part of running costs that the standard action cuts. */
export const opexCut = 0.1;

/** Share of the labs' tokens that the standard switch moves to open models. */
export const switchedShare = 0.5;

/** Months of a vendor's bill that are paid ahead unless told, and the part of cash it may take. */
const monthsAhead = 3;
const mostOfCash = 0.25;

/** A middle-sized open model: machines that hold a copy of it. */
const gpusPerCopy = 4;

/** Why the speed of a copy is what it is, for the screen and the list of assumptions. */
export const speedAssumption =
  "A model of about 70 billion parameters on four H100: at full batches 306 to 2,657 output tokens " +
  "a second a GPU were published for TensorRT-LLM 0.6.1 by its maker, least where the input is " +
  "sixteen times as long; a service that answers at once gets less.";

/**
 * Terms of the actions. What the company does not tell is an assumption: a switch takes a small team
 * weeks to months, a cap some days; people who are let go are paid for one to three months; a second
 * vendor costs about a switch ahead of time and something to keep; machines take months to set up
 * and somebody to run them.
 */
export function actionBooks(
  { hedges = {}, opex = 0, cash }: Company,
  bills: Readonly<Record<Vendor, number>>,
  load: Readonly<Record<Vendor, TokenRate>>,
): ActionBooks {
  const cut = opexCut * opex;
  const { prepay, secondVendor, selfHost } = hedges;
  const vendor = prepay?.vendor ?? largest(bills);
  const ahead = Math.min(monthsAhead * bills[vendor], mostOfCash * (cash ?? Infinity));
  return {
    budget: hedges.budget ?? null,
    switch: terms(hedges.switch, { cost: [10_000, 30_000, 90_000], months: [1, 3, 6] }),
    capReasoning: terms(hedges.capReasoning, { cost: [2000, 8000, 20_000], months: [0.5, 1, 2] }),
    cutOpex: terms(hedges.cutOpex, { cost: [cut, 1.5 * cut, 3 * cut], months: [1, 2, 4] }),
    prepay: {
      ...terms(prepay, { cost: [0, 2000, 10_000], months: [0, 1, 2] }),
      vendor,
      amount: prepay?.amount ?? ahead,
      expiresAfter: prepay?.expiresAfter ?? 12,
    },
    secondVendor: {
      ...terms(secondVendor, { cost: [8000, 25_000, 70_000], months: [1, 2, 5] }),
      monthly: toldOr(secondVendor?.monthly, [300, 1000, 4000]),
      covers: toldOr(secondVendor?.covers, [0.6, 0.9, 1]),
    },
    selfHost: selfHostTerms(selfHost, load),
  };
}

function selfHostTerms(
  told: ToldHedges["selfHost"],
  load: Readonly<Record<Vendor, TokenRate>>,
): SelfHostTerms {
  const inputPerSecond = toldOr(told?.inputPerSecond, [6000, 12_000, 20_000]);
  const outputPerSecond = toldOr(told?.outputPerSecond, [800, 2000, 5000]);
  const peak = toldOr(told?.peak, [2, 4, 8]);
  const speed = { input: inputPerSecond[1], output: outputPerSecond[1] };
  const busy =
    busyCopies(load.other, speed) +
    switchedShare * (busyCopies(load.openai, speed) + busyCopies(load.anthropic, speed));
  return {
    ...terms(told, { cost: [20_000, 60_000, 200_000], months: [2, 4, 9] }),
    monthly: toldOr(told?.monthly, [3000, 10_000, 30_000]),
    gpus: told?.gpus ?? gpusPerCopy,
    copies: told?.copies ?? Math.max(1, Math.ceil(peak[1] * busy)),
    gpuHour: told?.gpuHour ?? null,
    inputPerSecond,
    outputPerSecond,
    peak,
    isTold: {
      input: told?.inputPerSecond !== undefined,
      output: told?.outputPerSecond !== undefined,
      peak: told?.peak !== undefined,
    },
    load,
  };
}

function terms(
  told: { readonly cost?: Told; readonly months?: Told } | undefined,
  assumed: ActionTerms,
): ActionTerms {
  return {
    cost: toldOr(told?.cost, assumed.cost),
    months: toldOr(told?.months, assumed.months),
  };
}

/** One value, or a range of the company's own. */
type Told = number | Guess | undefined;

function toldOr(told: Told, assumed: Guess): Guess {
  if (told === undefined) return assumed;
  return typeof told === "number" ? [told, told, told] : told;
}

function largest(bills: Readonly<Record<Vendor, number>>): Vendor {
  return VENDORS.reduce((most, vendor) => (bills[vendor] > bills[most] ? vendor : most));
}
