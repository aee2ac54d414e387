import type { Expression } from "../language/expression.ts";
import type { Model } from "../language/model.ts";
import type { Part, Stock } from "../language/parts.ts";
import { constant } from "../numbers/distributions.ts";
import { choose, dt, isAtom, num, one, perTime, ref, time, two } from "./algebra.ts";
import { type ClockValues, constantOf, fixedValue } from "./constants.ts";
import type { Formula, FormulaOperator, Name } from "./formula.ts";
import { functions, modulo } from "./functions.ts";
import { memories } from "./memory.ts";
import { type Entry, type Namespace, readersOf } from "./namespace.ts";
import { type Table, readAt } from "./table.ts";

/** When a formula is read. */
export type Moment =
  /** At every step. */
  | "now"
  /** Once, for what a delay or `INIT` holds at the start: opening equations count. */
  | "opening"
  /** Once, for a stock's initial value: flows are not yet limited by what stocks hold. */
  | "initial";

/** Whose formula is read, and when. */
export interface Scope {
  readonly owner: Entry;
  readonly moment: Moment;
  /** Whether `SELF` may stand here. */
  readonly self?: boolean;
}

/** How numbers below zero are made whole. */
export type Rounding = "down" | "towards zero";

/** What every formula of a file may read besides its variables. */
export interface Surroundings extends ClockValues {
  readonly rounding: Rounding;
  readonly macros: ReadonlySet<string>;
}

const randomNames: ReadonlySet<string> = new Set(
  "exprnd lognormal normal poisson random uniform".split(" "),
);

const operators = {
  or: "or",
  and: "and",
  "=": "==",
  "<>": "!=",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
  "+": "+",
  "-": "-",
  "*": "*",
  "/": "/",
  "^": "pow",
} as const satisfies Readonly<Record<Exclude<FormulaOperator, "mod">, string>>;

/** Turns declared variables into parts of a model, and their formulas into expressions. */
export class Translator {
  readonly surroundings: Surroundings;
  /** Flows that are limited by the stock they leave, with what they would be. */
  readonly wanted = new Map<Part, Part>();
  /** Equations of the limited flows, to be filled in. */
  readonly limits = new Map<Part, Expression>();
  /** Changes of the stocks per unit of time, to be filled in. */
  readonly changes = new Map<Entry, Expression>();
  private readonly model: Model;
  private readonly namespace: Namespace;
  /** Parts by id, and their versions for the start by id and moment. */
  private readonly made = new Map<string, Part>();
  /** Variables that are not read at the start as at every step, in themselves or what they read. */
  private readonly differing: Readonly<Record<Exclude<Moment, "now">, ReadonlySet<Entry>>>;
  private readonly counts = new Map<Entry, number>();
  /** What is being made, each for the one before. */
  private readonly trail = new Map<string, Entry>();
  private readonly jobs: (() => void)[] = [];

  constructor(model: Model, namespace: Namespace, surroundings: Surroundings) {
    this.model = model;
    this.namespace = namespace;
    this.surroundings = surroundings;
    this.differing = {
      opening: readersOf(namespace, ({ opening }) => opening !== undefined),
      initial: readersOf(namespace, (one) => one.opening !== undefined || one.isLimited),
    };
  }

  /** Does what was put off because it may read what was not made yet. */
  finish(): void {
    for (let job = this.jobs.shift(); job !== undefined; job = this.jobs.shift()) job();
  }

  /** The part of a variable, made when first asked for. */
  partOf(entry: Entry): Part {
    return this.made.get(entry.id) ?? this.within(entry, entry.id, () => this.make(entry));
  }

  /** Makes a part under a key; an error when making it leads back to it. */
  private within(entry: Entry, key: string, make: () => Part): Part {
    const keys = [...this.trail.keys()];
    const from = keys.indexOf(key);
    if (from >= 0) {
      const way = [...[...this.trail.values()].slice(from), entry];
      const what = entry.kind === "stock" ? "its initial value depends" : "it depends";
      const shown = way.map((one) => `"${one.shown}"`).join(" → ");
      return entry.fail(`${what} on itself at the same time: ${shown}`);
    }
    this.trail.set(key, entry);
    const part = make();
    this.trail.delete(key);
    this.made.set(key, part);
    return part;
  }

  /** The expression of a formula. */
  expression(formula: Formula, scope: Scope): Expression {
    const of = (inner: Formula): Expression => this.expression(inner, scope);
    switch (formula.kind) {
      case "number":
        return num(formula.value);
      case "name":
        return this.value(formula, scope);
      case "call":
        return this.call(formula, formula.args, scope);
      case "unary":
        return one(formula.op, of(formula.a));
      case "if":
        return choose(of(formula.c), of(formula.a), of(formula.b));
      default: {
        const [a, b] = [of(formula.a), of(formula.b)];
        return formula.op === "mod"
          ? modulo(this, [a, b], scope)
          : two(operators[formula.op], a, b);
      }
    }
  }

  /** The formula of a variable; an error when it has none. */
  formulaOf(entry: Entry): Formula {
    return entry.formula ?? entry.fail("it has no equation");
  }

  /** The value of a formula that is the same at every step; undefined for others. */
  constantOf(formula: Formula, owner: Entry): number | undefined {
    return constantOf(formula, owner, this.namespace, this.surroundings);
  }

  /** The same expression as a number or a part, so that it may be repeated. */
  once(expression: Expression, { owner }: Scope): Expression {
    if (isAtom(expression)) return expression;
    return ref(this.model.variable(this.hidden(owner, "term"), { expression }));
  }

  /** A stock that a function keeps. Its change is made when every variable is there. */
  stock(
    { owner }: Scope,
    what: string,
    initial: Expression,
    change: (self: Expression) => Expression,
  ): Expression {
    let made: Expression | undefined;
    const part: Stock = this.model.stock(this.hidden(owner, what), {
      initial: { expression: initial },
      change: () => ({ expression: perTime(made!) }),
    });
    this.jobs.push(() => {
      made = change(ref(part));
    });
    return ref(part);
  }

  /** What an expression was so many steps before, and `initial` until then. */
  before(
    { owner }: Scope,
    steps: number,
    initial: Expression,
    input: () => Expression,
  ): Expression {
    let source: Part | undefined;
    let lag: Part = this.model.lag(this.hidden(owner, "before"), () => source!, {
      initial: { expression: initial },
    });
    for (let i = 1; i < steps; i += 1) {
      lag = this.model.lag(this.hidden(owner, "before"), lag, { initial: { expression: initial } });
    }
    this.jobs.push(() => {
      const expression = input();
      source =
        expression.op === "ref" && expression.part.kind !== "parameter"
          ? expression.part
          : this.model.variable(this.hidden(owner, "input"), { expression });
    });
    return ref(lag);
  }

  /** Reads a table at an expression. */
  tableAt(table: Table, x: Expression, scope: Scope): Expression {
    return readAt(table, this.once(x, scope));
  }

  private make(entry: Entry): Part {
    const { id, doc } = entry;
    const scope: Scope = { owner: entry, moment: "now" };
    if (entry.kind === "stock") return this.makeStock(entry);
    const formula = this.formulaOf(entry);
    const fixed = fixedValue(formula);
    if (
      entry.kind === "aux" &&
      entry.table === undefined &&
      fixed !== undefined &&
      !entry.isFixed
    ) {
      const assumption = "A constant of the model, as its XMILE file has it.";
      return this.model.parameter(id, constant(fixed), { doc, assumption });
    }
    if (!entry.isLimited) return this.variable(id, this.rate(entry, scope), doc);
    const flow = this.model.variable(id, () => ({ expression: this.limits.get(flow)! }), { doc });
    this.wanted.set(flow, this.variable(`${id}.wanted`, this.rate(entry, scope), doc));
    return flow;
  }

  private makeStock(entry: Entry): Part {
    const { id, doc } = entry;
    const initial = this.expression(this.formulaOf(entry), { owner: entry, moment: "initial" });
    return this.model.stock(id, {
      doc,
      initial: { expression: initial },
      change: () => ({ expression: perTime(this.changes.get(entry)!) }),
    });
  }

  private variable(id: string, expression: Expression, doc: string): Part {
    return this.model.variable(id, { expression }, { doc });
  }

  /** What a flow or an auxiliary is by its own equation. */
  private rate(entry: Entry, scope: Scope): Expression {
    const opening = scope.moment === "now" ? undefined : entry.opening;
    const formula = opening ?? this.formulaOf(entry);
    const plain = this.expression(formula, scope);
    const value = entry.table === undefined ? plain : this.tableAt(entry.table, plain, scope);
    return entry.isNonNegative ? two("max", value, num(0)) : value;
  }

  private value(name: Name, scope: Scope): Expression {
    if (name.name === "self" && name.qualifier === undefined && scope.self === true) {
      return ref(this.partOf(scope.owner));
    }
    const entry = this.namespace.find(name, scope.owner);
    if (entry !== undefined) return this.read(entry, scope.moment);
    const { start, stop } = this.surroundings;
    const builtIn: Readonly<Record<string, Expression>> = {
      time,
      dt,
      starttime: num(start),
      stoptime: num(stop),
      pi: num(Math.PI),
      inf: num(Infinity),
      // Vensim's names of the same, in case its file does not declare them.
      time_step: dt,
      initial_time: num(start),
      final_time: num(stop),
    };
    const isPlain = name.qualifier === undefined || name.qualifier === "std";
    const known = isPlain && Object.hasOwn(builtIn, name.name) ? builtIn[name.name] : undefined;
    if (known !== undefined) return known;
    if (this.namespace.tableOf(name, scope.owner) !== undefined) {
      return scope.owner.fail(`"${name.shown}" is a graphical function and needs an argument`);
    }
    if (isPlain && (Object.hasOwn(functions, name.name) || Object.hasOwn(memories, name.name))) {
      return scope.owner.fail(`the function "${name.shown}" needs its arguments`);
    }
    return scope.owner.fail(`"${name.shown}" is not defined`);
  }

  private read(entry: Entry, moment: Moment): Expression {
    if (moment === "now" || !this.differing[moment].has(entry)) return ref(this.partOf(entry));
    const id = `${entry.id}.${moment}`;
    const known = this.made.get(id);
    if (known !== undefined) return ref(known);
    const scope: Scope = { owner: entry, moment };
    return ref(this.within(entry, id, () => this.variable(id, this.rate(entry, scope), entry.doc)));
  }

  private call(name: Name, args: readonly Formula[], scope: Scope): Expression {
    const { owner } = scope;
    const table = this.namespace.tableOf(name, owner);
    if (table !== undefined) {
      if (args.length !== 1) owner.fail(`the graphical function "${name.shown}" takes 1 argument`);
      return this.tableAt(table, this.expression(args[0]!, scope), scope);
    }
    const isPlain = name.qualifier === undefined || name.qualifier === "std";
    const key = isPlain ? name.name : "";
    if (key === "lookup" && args.length === 2 && args[0]!.kind === "name") {
      return this.call(args[0]!, [args[1]!], scope);
    }
    if (this.surroundings.macros.has(name.name)) {
      owner.fail(`"${name.shown}" is a macro, and macros cannot be read`);
    }
    const plain = Object.hasOwn(functions, key) ? functions[key] : undefined;
    const memory = Object.hasOwn(memories, key) ? memories[key] : undefined;
    const known = plain ?? memory;
    if (known === undefined) {
      const what = randomNames.has(name.name)
        ? "draws random numbers, which cannot be read"
        : "is no function that can be read (macros and arrays are not read either)";
      return owner.fail(`"${name.shown}" ${what}`);
    }
    const [least, most] = known.takes;
    if (args.length < least || args.length > most) {
      const wanted = least === most ? `${least}` : `${least} to ${most}`;
      const noun = most === 1 ? "argument" : "arguments";
      owner.fail(`${name.shown} takes ${wanted} ${noun}, not ${args.length}`);
    }
    if (memory !== undefined) return memory.make(this, args, scope);
    const values = args.map((arg) => this.expression(arg, scope));
    return plain!.make(this, values, scope);
  }

  private hidden(owner: Entry, what: string): string {
    const count = (this.counts.get(owner) ?? 0) + 1;
    this.counts.set(owner, count);
    return `${owner.id}.${what}${count}`;
  }
}
