import type { Expression } from "../language/expression.ts";
import { choose, num, two } from "./algebra.ts";
import type { Formula } from "./formula.ts";
import type { Scope, Translator } from "./translator.ts";

/** A function that keeps something from step to step. */
export interface MemoryFunction {
  /** Fewest and most arguments. */
  readonly takes: readonly [number, number];
  /** Which argument has to be the same throughout, since the model is built by it. */
  readonly fixed?: number;
  readonly make: (translator: Translator, args: readonly Formula[], scope: Scope) => Expression;
}

/** A delay of more steps than this is refused: each step is a part of the model. */
const longest = 10_000;

/** Most stages of a smooth or a delay. */
const mostStages = 1000;

/** The functions of XMILE 1.0 with memory. */
export const memories: Readonly<Record<string, MemoryFunction>> = {
  smth1: chain(smooth, 1),
  smth3: chain(smooth, 3),
  smthn: chain(smooth),
  delay1: chain(materialDelay, 1),
  delay3: chain(materialDelay, 3),
  delayn: chain(materialDelay),
  delay: { takes: [2, 3], fixed: 1, make: fixedDelay },
  init: { takes: [1, 1], make: initialValue },
  initial: { takes: [1, 1], make: initialValue },
  previous: { takes: [2, 2], make: previous },
  trend: {
    takes: [2, 3],
    make: (t, [input, average, initial], scope) => trend(t, [input!, average!, initial], scope),
  },
  forcst: { takes: [3, 4], make: forecast },
};

type Stages = (
  t: Translator,
  args: { readonly input: Formula; readonly time: Formula; readonly initial: Formula | undefined },
  stages: number,
  scope: Scope,
) => Expression;

/** A function of input, time and initial value, with the number of stages before the last. */
function chain(make: Stages, stages?: number): MemoryFunction {
  return {
    takes: stages === undefined ? [3, 4] : [2, 3],
    ...(stages === undefined && { fixed: 2 }),
    make: (t, args, scope) => {
      const [input, time] = [args[0]!, args[1]!];
      const initial = args[stages === undefined ? 3 : 2];
      if (scope.moment !== "now") return t.expression(initial ?? input, scope);
      const count = stages ?? t.constantOf(args[2]!, scope.owner) ?? NaN;
      if (!Number.isInteger(count) || count < 1 || count > mostStages) {
        scope.owner.fail(
          `the number of stages of a delay or a smooth has to be a whole number from 1 to ` +
            `${mostStages} that does not change`,
        );
      }
      return make(t, { input, time, initial }, count, scope);
    },
  };
}

/** Each stage closes `stages / time` of its gap to the one before per unit of time. */
function smooth(
  t: Translator,
  { input, time, initial }: Parameters<Stages>[1],
  stages: number,
  scope: Scope,
): Expression {
  const start = t.once(t.expression(initial ?? input, opening(scope)), scope);
  const source = lazy(() => t.once(t.expression(input, scope), scope));
  const pace = lazy(() => t.once(two("/", t.expression(time, scope), num(stages)), scope));
  let before = source;
  let last = start;
  for (let i = 0; i < stages; i += 1) {
    const from = before;
    last = t.stock(scope, "smooth", start, (self) => two("/", two("-", from(), self), pace()));
    const reached = last;
    before = () => reached;
  }
  return last;
}

/** Each stage holds what is on its way, and lets `stages / time` of it go per unit of time. */
function materialDelay(
  t: Translator,
  { input, time, initial }: Parameters<Stages>[1],
  stages: number,
  scope: Scope,
): Expression {
  const share = (at: Scope): Expression => two("/", t.expression(time, at), num(stages));
  const flow = t.expression(initial ?? input, opening(scope));
  const start = t.once(two("*", flow, share(opening(scope))), scope);
  const pace = t.once(share(scope), scope);
  let into = lazy(() => t.once(t.expression(input, scope), scope));
  let out = start;
  for (let i = 0; i < stages; i += 1) {
    const from = into;
    const held = t.stock(scope, "held", start, (self) => two("-", from(), two("/", self, pace)));
    out = two("/", held, pace);
    const leaving = out;
    into = () => leaving;
  }
  return out;
}

/** What came in a fixed time ago, step by step. */
function fixedDelay(t: Translator, args: readonly Formula[], scope: Scope): Expression {
  const [input, length, initial] = args;
  if (scope.moment !== "now") return t.expression(initial ?? input!, scope);
  const time = t.constantOf(length!, scope.owner);
  if (time === undefined) return scope.owner.fail("the time of a DELAY must not change");
  const steps = Math.round(time / t.surroundings.step);
  if (!(steps >= 0 && steps <= longest)) {
    return scope.owner.fail(`a DELAY of ${steps} steps is not from 0 to ${longest}`);
  }
  const now = (): Expression => t.expression(input!, scope);
  if (steps === 0) return now();
  const start = t.once(t.expression(initial ?? input!, opening(scope)), scope);
  return t.before(scope, steps, start, now);
}

function previous(t: Translator, args: readonly Formula[], scope: Scope): Expression {
  const [input, initial] = args;
  if (scope.moment !== "now") return t.expression(initial!, scope);
  const start = t.expression(initial!, opening(scope));
  return t.before(scope, 1, start, () => t.expression(input!, { ...scope, self: true }));
}

function initialValue(t: Translator, args: readonly Formula[], scope: Scope): Expression {
  if (scope.moment !== "now") return t.expression(args[0]!, scope);
  return t.stock(scope, "initial", t.expression(args[0]!, opening(scope)), () => num(0));
}

/** How fast a value grows, as a share of its average per unit of time. */
function trend(
  t: Translator,
  [input, average, initial]: readonly [Formula, Formula, Formula | undefined],
  scope: Scope,
): Expression {
  const start = (at: Scope): Expression =>
    initial === undefined ? num(0) : t.expression(initial, at);
  if (scope.moment !== "now") return start(scope);
  const at = opening(scope);
  const growth = two("+", num(1), two("*", start(at), t.expression(average, at)));
  const time = t.once(t.expression(average, scope), scope);
  const value = t.once(t.expression(input, scope), scope);
  const mean = t.stock(scope, "average", two("/", t.expression(input, at), growth), (self) =>
    two("/", two("-", value, self), time),
  );
  const gap = two("-", value, mean);
  const scale = t.once(two("*", mean, time), scope);
  return choose(two("==", scale, num(0)), num(0), two("/", gap, scale));
}

/** The input as it would be after a while if its trend went on. */
function forecast(t: Translator, args: readonly Formula[], scope: Scope): Expression {
  const [input, average, horizon, initial] = args;
  const growth = trend(t, [input!, average!, initial], scope);
  const ahead = two("*", growth, t.expression(horizon!, scope));
  return two("*", t.expression(input!, scope), two("+", num(1), ahead));
}

function opening(scope: Scope): Scope {
  return scope.moment === "now" ? { ...scope, moment: "opening" } : scope;
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
