import {
  type Equation,
  type Model,
  type Parameter,
  type Variable,
  constant,
  eq,
  quantity,
  triangular,
} from "@faultline/engine";
import type { Institutions } from "@faultline/economy";
import { type Guess, type SelfHostTerms, speedAssumption } from "./action-books.ts";
import type { Levers } from "./levers.ts";
import { hoursPerMonth } from "./machine-load.ts";

/** What machines of one's own do to a month. */
export interface OwnMachines {
  /** Share of the work on open models that runs on them. */
  readonly covered: Variable;
  /** Their rent, USD/month. */
  readonly rent: Variable;
}

/** Months for which machines are reserved. */
const term = quantity(12, "month");

/**
 * Open models on rented machines. What they cost is fixed: machines times hours times the economy's
 * rent of the month they were last reserved in, for a year at a time. They are there for the
 * busiest hour, so they serve as much of the work as keeps that hour within them; hosts do the rest.
 *
 * @param work open-model work by whose tokens it was, over that vendor's tokens at the start
 */
export function ownMachines(
  m: Model,
  { market }: Institutions,
  terms: SelfHostTerms,
  levers: Levers,
  work: Readonly<Record<keyof SelfHostTerms["load"], Equation>>,
): OwnMachines {
  const drawn = (
    id: keyof SelfHostTerms["isTold"],
    [low, mode, high]: Guess,
    doc: string,
    assumption: string,
  ) =>
    m.parameter(`you.selfHost.${id}`, low === high ? constant(low) : triangular(low, mode, high), {
      doc,
      assumption: terms.isTold[id] ? "Told by the company." : assumption,
    });
  const reads = drawn(
    "input",
    terms.inputPerSecond,
    "Tokens a copy reads a second",
    speedAssumption,
  );
  const writes = drawn(
    "output",
    terms.outputPerSecond,
    "Tokens a copy writes a second",
    speedAssumption,
  );
  const peak = drawn(
    "peak",
    terms.peak,
    "Load of the busiest hour over the average",
    "Not told: work of office hours in one time zone is at four times its mean, or a half or double.",
  );
  const busy = (["openai", "anthropic", "other"] as const)
    .map((vendor) => ofVendor(terms.load[vendor], work[vendor], reads, writes))
    .reduce((a, b) => eq`${a} + ${b}`);
  const works = eq`${levers.selfHost} * ${levers.works.selfHost}`;
  const covered = m.variable(
    "you.selfHost.covered",
    eq`${works} * min(1, ${terms.copies} / (${peak} * max(${busy}, ${fewest})))`,
    { doc: "Share of the work on open models that runs on machines of the company's own" },
  );
  const hour =
    terms.gpuHour === null
      ? eq`${market.h100}`
      : eq`${quantity(terms.gpuHour, "USD/GPUhour")} * ${market.h100} / ${market.h100AtStart}`;
  return { covered, rent: reservedRent(m, terms, levers, { works, hour }) };
}

/** Copies that serve a vendor's work, busy all the time. */
function ofVendor(
  { input, output }: SelfHostTerms["load"]["other"],
  share: Equation,
  reads: Parameter,
  writes: Parameter,
): Equation {
  return eq`(${share}) * (${input} / ${reads} + ${output} / ${writes})`;
}

function reservedRent(
  m: Model,
  { copies, gpus }: SelfHostTerms,
  levers: Levers,
  { works, hour }: { readonly works: Equation; readonly hour: Equation },
): Variable {
  const age = m.stock("you.selfHost.age", {
    unit: "month",
    initial: eq`0`,
    change: eq`${levers.works.selfHost}`,
    doc: "Months since the machines were first reserved",
  });
  const before = m.lag("you.selfHost.hourBefore", () => reserved, {
    unit: "USD/GPUhour",
    initial: hour0,
  });
  const reserved: Variable = m.variable(
    "you.selfHost.hour",
    eq`if(floor(${age} / ${term}) * ${term} == ${age}, ${hour}, ${before})`,
    { unit: "USD/GPUhour", doc: "What an hour of a machine costs until it is reserved again" },
  );
  return m.variable(
    "you.selfHost.rent",
    eq`${works} * ${quantity(copies * gpus * hoursPerMonth, "GPUhour/month")} * ${reserved}`,
    { unit: "USD/month", doc: "Rent of the machines" },
  );
}

const hour0 = quantity(0, "USD/GPUhour");

/** Copies below which there is no work to speak of; keeps a ratio defined. */
const fewest = 1e-9;
