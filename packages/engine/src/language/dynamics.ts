import { type Equation, type Term, eq } from "./equation.ts";
import type { Model } from "./model.ts";
import type { Stock, Variable } from "./parts.ts";

/** What smooths and delays take. */
export interface DelayOptions {
  readonly input: Term;
  /** Unit of the input. */
  readonly unit?: string;
  /** Mean time, in months; at least the time step for each of the stages. */
  readonly time: Term;
  /** Number of stages: 1 answers at once and trails off, 3 answers in a hump. */
  readonly order?: 1 | 3;
  /** Value at the start; the input's opening value unless told. */
  readonly initial?: Equation;
  readonly doc?: string;
}

/**
 * A smooth: the input as it is perceived, a weighted mean of its past (information delay). Each
 * stage closes `order / time` of its gap to the one before per month.
 *
 * @example
 * const seen = smooth(m, "price seen", { input: price, unit: "USD", time: quantity(3, "month") });
 */
export function smooth(m: Model, id: string, options: DelayOptions): Stock {
  const { input, unit = "1", time, order = 1, initial = eq`${input}`, doc = "" } = options;
  let stage: Stock | undefined;
  for (let i = 1; i <= order; i += 1) {
    const before = stage ?? input;
    stage = m.stock(i === order ? id : `${id}.stage${i}`, {
      unit,
      doc,
      initial,
      change: (self) => eq`(${before} - ${self}) / (${time} / ${order})`,
    });
  }
  return stage!;
}

/**
 * A delay: what goes in comes out later, none of it lost (material delay). Returns the outflow; the
 * stages hold what is on the way.
 *
 * @example
 * const built = delay(m, "built", { input: begun, time: quantity(18, "month"), order: 3 });
 */
export function delay(m: Model, id: string, options: DelayOptions): Variable {
  const { input, unit = "1/month", time, order = 1, initial = eq`${input}`, doc = "" } = options;
  let flow: Term = input;
  for (let i = 1; i < order; i += 1) flow = stageOf(m, `${id}.stage${i}`, i, flow);
  return stageOf(m, `${id}.stage${order}`, order, flow);

  function stageOf(model: Model, name: string, stage: number, into: Term): Variable {
    const held = model.stock(name, {
      unit: `${unit}*month`,
      doc: "On the way",
      initial: eq`(${initial}) * ${time} / ${order}`,
      change: (self) => eq`${into} - ${self} / (${time} / ${order})`,
    });
    const out = stage === order ? id : `${name}.out`;
    return model.variable(out, eq`${held} / (${time} / ${order})`, { unit, doc });
  }
}

/**
 * A height from a month on, nothing before.
 *
 * @example
 * m.series("tariff", step(0.25, quantity(6, "month")));
 */
export function step(height: Term, from: Term): Equation {
  return eq`if(time >= ${from}, ${height}, 0)`;
}

/** A slope from one month to another, level after. */
export function ramp(slope: Term, from: Term, to: Term): Equation {
  return eq`${slope} * max(0, min(time, ${to}) - ${from})`;
}

/** A height for so many months from a month on; again every so many months if told. */
export function pulse(height: Term, from: Term, width: Term, every?: Term): Equation {
  const since = eq`(time - ${from})`;
  const phase =
    every === undefined ? since : eq`(${since} - ${every} * floor(${since} / ${every}))`;
  return eq`if(time >= ${from} and ${phase} < ${width}, ${height}, 0)`;
}
