import type { Expression } from "../language/expression.ts";
import { choose, dt, num, one, time, two } from "./algebra.ts";
import type { Scope, Translator } from "./translator.ts";

/** A function of its arguments' values at the same time. */
export interface PlainFunction {
  /** Fewest and most arguments. */
  readonly takes: readonly [number, number];
  readonly make: (translator: Translator, args: readonly Expression[], scope: Scope) => Expression;
}

const ln10 = num(Math.LN10);
const halfPi = num(Math.PI / 2);

/** A thousandth of a step: less than one, and more than the rounding of a time. */
const slack = two("*", num(0.001), dt);

/** The functions of XMILE 1.0 without memory, and some that Stella and Vensim's converter write. */
export const functions: Readonly<Record<string, PlainFunction>> = {
  abs: unary((x) => one("abs", x)),
  exp: unary((x) => one("exp", x)),
  ln: unary((x) => one("log", x)),
  log10: unary((x) => two("/", one("log", x), ln10)),
  sqrt: unary((x) => one("sqrt", x)),
  sin: unary((x) => one("sin", x)),
  cos: unary((x) => one("cos", x)),
  tan: unary((x) => one("tan", x)),
  arctan: unary((x) => one("atan", x)),
  arcsin: plain(1, 1, (t, [x], scope) => arcSine(t.once(x!, scope))),
  arccos: plain(1, 1, (t, [x], scope) => two("-", halfPi, arcSine(t.once(x!, scope)))),
  int: plain(1, 1, (t, [x], scope) => whole(t, x!, scope)),
  mod: plain(2, 2, (t, args, scope) => modulo(t, args, scope)),
  modulo: plain(2, 2, (t, args, scope) => modulo(t, args, scope)),
  min: plain(1, Infinity, (_, args) => args.reduce((a, b) => two("min", a, b))),
  max: plain(1, Infinity, (_, args) => args.reduce((a, b) => two("max", a, b))),
  safediv: plain(2, 3, (t, [a, b, otherwise], scope) => {
    const divisor = t.once(b!, scope);
    return choose(two("==", divisor, num(0)), otherwise ?? num(0), two("/", a!, divisor));
  }),
  if_then_else: plain(3, 3, (_, [c, a, b]) => choose(c!, a!, b!)),
  step: plain(2, 2, (_, [height, from]) => choose(hasCome(from!), height!, num(0))),
  ramp: plain(2, 3, (t, [slope, start, end], scope) => {
    const from = t.once(start!, scope);
    const now = end === undefined ? time : two("min", time, end);
    return two("*", slope!, two("max", num(0), two("-", now, from)));
  }),
  pulse: plain(2, 3, pulse),
};

function unary(make: (x: Expression) => Expression): PlainFunction {
  return plain(1, 1, (_, [x]) => make(x!));
}

function plain(least: number, most: number, make: PlainFunction["make"]): PlainFunction {
  return { takes: [least, most], make };
}

/** arctan(x / √(1 − x²)), with the root's argument as a product so that it is good near 1. */
function arcSine(x: Expression): Expression {
  const rest = two("*", two("-", num(1), x), two("+", num(1), x));
  return one("atan", two("/", x, one("sqrt", rest)));
}

/** The whole number at or below x, or nearer to zero where the file's program rounds so. */
function whole(t: Translator, x: Expression, scope: Scope): Expression {
  if (t.surroundings.rounding === "down") return one("floor", x);
  const value = t.once(x, scope);
  const below = one("neg", one("floor", one("neg", value)));
  return choose(two("<", value, num(0)), below, one("floor", value));
}

/** What division to a whole number leaves: a − b·INT(a / b). */
export function modulo(t: Translator, args: readonly Expression[], scope: Scope): Expression {
  const [a, b] = [t.once(args[0]!, scope), t.once(args[1]!, scope)];
  return two("-", a, two("*", b, whole(t, two("/", a, b), scope)));
}

function hasCome(from: Expression): Expression {
  return two(">=", two("+", time, slack), from);
}

/** A volume that comes within one step, again and again where an interval is given. */
function pulse(t: Translator, args: readonly Expression[], scope: Scope): Expression {
  const [volume, first, interval] = args;
  const height = two("/", volume!, dt);
  const from = t.once(first!, scope);
  const since = two("+", two("-", time, from), slack);
  const hit = (after: Expression): Expression =>
    choose(two("and", hasCome(from), two("<", after, dt)), height, num(0));
  if (interval === undefined || (interval.op === "number" && interval.value === 0)) {
    return hit(since);
  }
  const every = t.once(interval, scope);
  const passed = t.once(since, scope);
  const round = two("*", every, one("floor", two("/", passed, every)));
  const phase = choose(two(">", every, num(0)), two("-", passed, round), passed);
  return hit(phase);
}
