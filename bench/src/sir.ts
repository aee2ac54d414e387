import {
  type BlockResult,
  type Graph,
  Model,
  blockSize,
  build,
  eq,
  uniform,
} from "@faultline/engine";
import { relativeDifference } from "./difference.ts";

/** Published quantities, in the order in which every program gives them. */
export const sirSeries = ["susceptible", "infectious", "recovered"] as const;

/** Inputs that differ from run to run, in the order in which every program takes them. */
export const sirInputs = ["contact infectivity", "duration"] as const;

/** Days that are published: 0 to 200, every 32nd step. */
export const sirDays = 201;

/** Steps of a run from day 0 to day 200. */
export const sirSteps = 200 * 32;

/** The inputs of the published run, and what it prints for day 50, in the order of the series. */
export const published = {
  inputs: [0.3, 5],
  day: 50,
  values: [548.746, 56.2736, 399.981],
} as const;

const why = { assumption: "around the published run" };

/**
 * The epidemic of the SDXorg test models (`samples/SIR`): three stocks, two flows, Euler's rule
 * with 32 steps a day. A day is what our clock calls a month.
 */
export function sirGraph(): Graph {
  const m = new Model().section("sir.ts");
  const [infectivityId, durationId] = sirInputs;
  const infectivity = m.parameter(infectivityId, uniform(0.2, 0.4), { ...why, unit: "1/month" });
  const duration = m.parameter(durationId, uniform(4, 6), { ...why, unit: "month" });
  const succumbing = m.variable(
    "succumbing",
    () => eq`${susceptible} * ${infectious} / 1000 * ${infectivity}`,
    { unit: "1/month" },
  );
  const recovering = m.variable("recovering", () => eq`${infectious} / ${duration}`, {
    unit: "1/month",
  });
  const susceptible = m.stock("susceptible", { initial: eq`1000`, change: eq`-${succumbing}` });
  const infectious = m.stock("infectious", {
    initial: eq`5`,
    change: eq`${succumbing} - ${recovering}`,
  });
  const recovered = m.stock("recovered", { initial: eq`0`, change: eq`${recovering}` });
  for (const stock of [susceptible, infectious, recovered]) m.series(stock.id, stock);
  return build(m, { clock: { step: 1 / 32, stepsPerSample: 32, sampleAt: "start" } });
}

/** The same model in the language of Vensim, which other programs read. */
export const sirMdl = `{UTF-8}
${[
  ["contact infectivity = 0.3", "1/day"],
  ["duration = 5", "day"],
  ["total population = 1000", "person"],
  ["succumbing = susceptible * infectious / total population * contact infectivity", "person/day"],
  ["recovering = infectious / duration", "person/day"],
  ["susceptible = INTEG(-succumbing, total population)", "person"],
  ["infectious = INTEG(succumbing - recovering, 5)", "person"],
  ["recovered = INTEG(recovering, 0)", "person"],
  ["INITIAL TIME = 0", "day"],
  ["FINAL TIME = 200", "day"],
  ["TIME STEP = 0.03125", "day"],
  ["SAVEPER = 1", "day"],
]
  .map(([equation, unit]) => `${equation}\n\t~\t${unit}\n\t~\t|\n`)
  .join("")}`;

/** What a draw of a block publishes: the days of the first series, then of the second and third. */
export function valuesOf(block: BlockResult, draw: number): Float64Array {
  const values = new Float64Array(sirSeries.length * sirDays);
  sirSeries.forEach((id, k) => {
    for (let day = 0; day < sirDays; day += 1) {
      values[k * sirDays + day] = block.series[id]![day * blockSize + draw]!;
    }
  });
  return values;
}

/** How far a run's values are from the published ones at most, relative to them. */
export function fromPublished(values: Float64Array): number {
  return Math.max(
    ...published.values.map((value, k) =>
      relativeDifference(values[k * sirDays + published.day]!, value),
    ),
  );
}
