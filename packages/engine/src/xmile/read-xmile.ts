import type { BuildOptions, Clock, Method } from "../graph/graph.ts";
import { Model } from "../language/model.ts";
import { type SimulationSpecs, readDocument } from "./document.ts";
import { type Formula, argumentsOf } from "./formula.ts";
import { type Entry, Namespace } from "./namespace.ts";
import { markLimitedFlows, setChanges } from "./non-negative.ts";
import { type Rounding, Translator } from "./translator.ts";

/** How to read an XMILE file. */
export interface XmileOptions {
  /** Name of the file, for messages and as the origin of the model's parts. */
  readonly file?: string;
  /** Time between saved values. Unless told, the file's save step; without one, every step. */
  readonly saveStep?: number;
  /**
   * How `INT` and `MOD` treat numbers below zero. Unless told, down as the standard says, and towards
   * zero in files that Vensim wrote or that were converted from it, whose numbers come from there.
   */
  readonly rounding?: Rounding;
}

/** A model read from an XMILE file, and how to run it. */
export interface XmileModel {
  readonly model: Model;
  /** Clock and method, for `build`. */
  readonly build: BuildOptions & { readonly clock: Clock };
  /** Values that a run saves of each series, the one at the start included. */
  readonly samples: number;
  /** Ids of the series by the names of the stocks, flows and auxiliaries as the file shows them. */
  readonly names: ReadonlyMap<string, string>;
  /** What was left out or read in a way of its own, in full sentences. */
  readonly warnings: readonly string[];
}

/**
 * Reads a system dynamics model in XMILE 1.0: stocks, flows and auxiliaries, graphical functions,
 * modules, non-negative stocks and flows, and the standard's functions but those that draw random
 * numbers. Arrays, macros, conveyors, queues and files in several pieces are not read: it throws an
 * {@link XmileError}, one sentence that names file, line and element, rather than read them wrongly.
 *
 * Every quantity is dimensionless and the file's unit of time is what the engine calls a month.
 * Auxiliaries that are plain numbers become parameters, so an ensemble may vary them. Each variable
 * is published as a series whose id is its name in small letters with underscores, after the name of
 * its module and a period.
 *
 * @example
 * const { model, build: options, samples } = readXmile(text, { file: "teacup.xmile" });
 * const block = compile(build(model, options))({ seed: 1, firstDraw: 0, months: samples });
 */
export function readXmile(text: string, options: XmileOptions = {}): XmileModel {
  const file = options.file ?? "model.xmile";
  const document = readDocument(text, file);
  const { specs } = document;
  const warnings = [...document.warnings];
  const namespace = new Namespace(document);
  const entries = [...namespace.entries.values()];
  const stocks = entries.filter(({ kind, id }) => kind === "stock" && !namespace.aliases.has(id));
  markLimitedFlows(namespace, stocks);
  const isVensim = /vensim|ventana/i.test(document.writtenBy);
  const rounding = options.rounding ?? (isVensim ? "towards zero" : "down");
  if (options.rounding === undefined && isVensim && entries.some(rounds)) {
    warnings.push("INT and MOD round towards zero, as in Vensim; the standard rounds down.");
  }
  const model = new Model().section(file);
  const { start, stop, step } = specs;
  const { macros } = document;
  const translator = new Translator(model, namespace, { start, stop, step, rounding, macros });
  const saved = options.saveStep ?? specs.saveStep ?? saveStepOf(namespace, translator);
  const clock = clockOf(specs, saved ?? step, warnings);
  const method = methodOf(specs, warnings);
  const names = publish(model, namespace, translator);
  translator.finish();
  setChanges(namespace, stocks, translator);
  const samples = Math.floor(stepsOf(specs) / clock.stepsPerSample) + 1;
  return { model, build: { clock, method }, samples, names, warnings };
}

/** Publishes every variable that has a value. */
function publish(
  model: Model,
  namespace: Namespace,
  translator: Translator,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const entry of namespace.entries.values()) {
    const { id, shown, doc, table, formula } = entry;
    const source = namespace.aliases.get(id) ?? entry;
    // A graphical function without an input is there to be called.
    if (source === entry && table !== undefined && formula === undefined) continue;
    model.series(id, translator.partOf(source), { doc });
    names.set(shown, id);
  }
  return names;
}

/** Vensim keeps the save step among the variables. */
function saveStepOf(namespace: Namespace, translator: Translator): number | undefined {
  const entry = namespace.entries.get("saveper");
  return entry?.formula && translator.constantOf(entry.formula, entry);
}

function stepsOf({ start, stop, step }: SimulationSpecs): number {
  // The slack lets a step that was written rounded, such as 0.333333, reach the stop.
  const steps = (stop - start) / step;
  return Math.floor(steps * (1 + 1e-6) + 1e-6);
}

function clockOf(specs: SimulationSpecs, saved: number, warnings: string[]): Clock {
  const { start, stop, step, fail } = specs;
  const exact = saved / step;
  const stepsPerSample = Math.max(1, Math.round(exact));
  if (!(saved > 0) || saved === Infinity) fail(`a save step of ${saved} is not above 0`);
  if (Math.abs(exact - stepsPerSample) > 1e-4 * stepsPerSample) {
    warnings.push(
      `A save step of ${saved} is not a whole number of steps of ${step}: every ` +
        `${stepsPerSample === 1 ? "step" : `${stepsPerSample} steps`} is saved instead.`,
    );
  }
  const reached = start + stepsOf(specs) * step;
  if (stop - reached > 1e-4 * step) {
    warnings.push(`Steps of ${step} do not reach ${stop}: the last one is at ${reached}.`);
  }
  return { start, step, stepsPerSample, sampleAt: "start" };
}

/** Methods the standard names, and what runs in their place. */
const methods: Readonly<Record<string, Method>> = {
  euler: "euler",
  rk4: "rk4",
  rk2: "rk4",
  rk45: "rk4",
};

function methodOf({ methods: wanted, fail }: SimulationSpecs, warnings: string[]): Method {
  const name = wanted.find((one) => Object.hasOwn(methods, one));
  if (name === undefined) return fail(`the method "${wanted.join(", ")}" cannot be run`);
  if (name === "rk2" || name === "rk45") {
    warnings.push(`The fourth-order Runge–Kutta rule takes the place of ${name.toUpperCase()}.`);
  }
  return methods[name]!;
}

function rounds({ formula }: Entry): boolean {
  const isRounding = (one: Formula): boolean =>
    (one.kind === "call" && ["int", "mod", "modulo"].includes(one.name)) ||
    (one.kind === "binary" && one.op === "mod") ||
    argumentsOf(one).some(isRounding);
  return formula !== undefined && isRounding(formula);
}
