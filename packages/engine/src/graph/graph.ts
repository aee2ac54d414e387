import { partsReadBy } from "../language/expression.ts";
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
  readonly parts: ReadonlyMap<string, Part>;
  readonly parameters: readonly Parameter[];
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

/** How to build a model. */
export interface BuildOptions {
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
  return {
    parts,
    parameters: of("parameter"),
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
