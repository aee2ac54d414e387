import { partsReadBy } from "../language/expression.ts";
import type { Correlations } from "../language/correlations.ts";
import type { Model } from "../language/model.ts";
import type {
  Account,
  Event,
  Flow,
  Institution,
  Lag,
  Noise,
  Parameter,
  Part,
  Series,
  Stock,
} from "../language/parts.ts";
import { checkParts, checkUse, usedParts } from "./checks.ts";
import { type Carried, type Computed, equationOf, isCarried, isComputed } from "./kinds.ts";
import { byId, orderParts } from "./order.ts";

/** A checked model in the order in which it runs; every kernel is made from this. */
export interface Graph {
  readonly clock: Clock;
  readonly method: Method;
  readonly parts: ReadonlyMap<string, Part>;
  readonly parameters: readonly Parameter[];
  /** Groups of parameters that depend on each other; those that nothing uses count too. */
  readonly copulas: readonly Correlations[];
  readonly institutions: readonly Institution[];
  readonly accounts: readonly Account[];
  readonly flows: readonly Flow[];
  readonly stocks: readonly Stock[];
  readonly lags: readonly Lag[];
  readonly events: readonly Event[];
  readonly noises: readonly Noise[];
  readonly series: readonly Series[];
  /** Opening values, and computed parts that they read, each after what it needs. */
  readonly opening: readonly (Computed | Carried)[];
  /** Computed parts of a month, each after what it reads. */
  readonly month: readonly Computed[];
}

/** How time passes: `sample k` covers the steps from `k · stepsPerSample` on. */
export interface Clock {
  /** Time of the first step, in the model's unit of time. */
  readonly start: number;
  /** Length of a step. Time is `start + k · step` with a whole `k`, so no rounding adds up. */
  readonly step: number;
  /** Steps from one published value to the next. */
  readonly stepsPerSample: number;
  /**
   * When series are read. `end`: levels at the end of the sample, flows of its last step, as books
   * are kept. `start`: all at the time of the sample's first step, as system dynamics prints them.
   */
  readonly sampleAt: "start" | "end";
}

/** How levels move within a step: by its first slope, or by the fourth-order Runge–Kutta rule. */
export type Method = "euler" | "rk4";

/** How to build a model. */
export interface BuildOptions {
  /** One step a month from 0 on, read at its end, unless told. */
  readonly clock?: Partial<Clock>;
  /** Euler unless told. Runge–Kutta is for smooth models: events and lags move once a step. */
  readonly method?: Method;
  /**
   * Leave out what nothing uses instead of reporting it. Meant for a model of which a mechanism was
   * left out on purpose, so that what only that mechanism read is not a fault.
   */
  readonly dropUnused?: boolean;
}

/**
 * Checks a model and puts it in running order. Throws {@link ModelError} naming part and file for
 * the first fault: units that differ, a cycle, a flow that does not cancel, a parameter without a
 * source, a part that nothing uses, an account that may be overdrawn without saying what follows.
 *
 * @example
 * const m = new Model();
 * const users = m.stock("users", { initial: eq`100`, change: eq`5 / month` });
 * m.series("users", users);
 * const graph = build(m);
 * graph.stocks.map(({ id }) => id); // → ["users"]
 */
export function build(model: Model, options: BuildOptions = {}): Graph {
  checkParts(model.parts);
  if (options.dropUnused !== true) checkUse(model.parts);
  const used = usedParts(model.parts);
  const parts = new Map([...model.parts].filter(([, part]) => used.has(part)));
  const all = byId(parts.values());
  const of = <K extends Part["kind"]>(kind: K) =>
    all.filter((part): part is Extract<Part, { kind: K }> => part.kind === kind);
  const carried = all.filter(isCarried);
  const computed = all.filter(isComputed);
  const opening = orderParts(carried, (part) => {
    const read = isCarried(part) ? part.initial : isComputed(part) ? equationOf(part) : undefined;
    return read === undefined ? [] : partsReadBy(read).filter((p) => isCarried(p) || isComputed(p));
  });
  const month = orderParts(computed, (part) =>
    isComputed(part) ? partsReadBy(equationOf(part)).filter(isComputed) : [],
  );
  const clock: Clock = {
    start: 0,
    step: 1,
    stepsPerSample: 1,
    sampleAt: "end",
    ...options.clock,
  };
  if (!(clock.step > 0) || !Number.isInteger(clock.stepsPerSample) || clock.stepsPerSample < 1) {
    throw new RangeError(
      `A clock needs a step above 0 and a whole number of steps a sample, not ${clock.step} and ` +
        `${clock.stepsPerSample}.`,
    );
  }
  return {
    clock,
    method: options.method ?? "euler",
    parts,
    parameters: of("parameter"),
    copulas: model.correlations,
    institutions: of("institution"),
    accounts: of("account"),
    flows: of("flow"),
    stocks: of("stock"),
    lags: of("lag"),
    events: of("event"),
    noises: of("noise"),
    series: of("series"),
    opening: opening.filter((part) => isCarried(part) || isComputed(part)),
    month: month.filter(isComputed),
  };
}
