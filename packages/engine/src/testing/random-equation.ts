import { type Equation, eq } from "../language/equation.ts";
import type { Population } from "../language/parts.ts";
import type { Choices } from "./choices.ts";

/** A dimensionless value that equations may read. */
export interface Leaf {
  readonly equation: Equation;
  readonly over: Population | undefined;
}

type One = (a: Equation) => Equation;
type Two = (a: Equation, b: Equation) => Equation;
type Three = (a: Equation, b: Equation, c: Equation) => Equation;

/** Forms that keep bounded values bounded. */
const tame: {
  readonly one: readonly One[];
  readonly two: readonly Two[];
  readonly three: readonly Three[];
} = {
  one: [
    (a) => eq`-${a}`,
    (a) => eq`not ${a}`,
    (a) => eq`exp(clip(${a}, -3, 3))`,
    (a) => eq`log(abs(${a}) + 0.1)`,
    (a) => eq`sqrt(abs(${a}))`,
    (a) => eq`floor(${a} * 4)`,
    (a) => eq`logistic(${a})`,
    (a) => eq`sin(${a} * 7)`,
    (a) => eq`cos(${a}) - atan(${a})`,
    (a) => eq`${a} - time / month * 0.25`,
  ],
  two: [
    (a, b) => eq`${a} + ${b}`,
    (a, b) => eq`${a} - ${b}`,
    (a, b) => eq`${a} * ${b}`,
    (a, b) => eq`${a} / (abs(${b}) + 0.5)`,
    (a, b) => eq`min(${a}, ${b})`,
    (a, b) => eq`max(${a}, ${b})`,
    (a, b) => eq`pow(abs(${a}) + 0.1, clip(${b}, -2, 2))`,
    (a, b) => eq`${a} < ${b}`,
    (a, b) => eq`${a} <= ${b}`,
    (a, b) => eq`${a} > ${b}`,
    (a, b) => eq`${a} >= ${b}`,
    (a, b) => eq`floor(${a}) == floor(${b})`,
    (a, b) => eq`floor(${a}) != floor(${b})`,
    (a, b) => eq`${a} > 0 and not ${b} > 1`,
    (a, b) => eq`${a} and floor(${b})`,
    (a, b) => eq`floor(${a}) or ${b} < 0 - ${a}`,
  ],
  three: [
    (a, b, c) => eq`if(${a} > 0.5, ${b}, ${c})`,
    (a, b, c) => eq`if(${a}, ${b}, ${c})`,
    (a, b, c) => eq`if(${a} > 0 and ${b} > 0 or not ${c}, -${b}, ${a} * 0.5)`,
    (a, b, c) => eq`clip(${a}, min(${b}, ${c}), max(${b}, ${c}))`,
    (a, b, c) => eq`min(max(${a}, min(${b}, 1)), max(${c}, 0) + ${a})`,
    (a, b, c) => eq`${a} - ${b} - ${c} * 2 / 3`,
  ],
};

/** Forms that make infinities, NaN and both zeros. */
const wild: typeof tame = {
  one: [
    (a) => eq`log(${a})`,
    (a) => eq`sqrt(${a})`,
    (a) => eq`exp(${a} * 300)`,
    (a) => eq`1 / floor(${a})`,
    (a) => eq`tan(${a} * 1000)`,
    (a) => eq`-(${a} * 0)`,
    (a) => eq`0 * log(floor(abs(${a})))`,
  ],
  two: [
    (a, b) => eq`${a} / floor(${b})`,
    (a, b) => eq`pow(${a}, ${b})`,
    (a, b) => eq`floor(${a}) / floor(${b})`,
    (a, b) => eq`min(-0 * ${a}, 0 * ${b})`,
    (a, b) => eq`max(sqrt(${a}), log(${b}))`,
    (a, b) => eq`min(log(${a}), ${b})`,
    (a, b) => eq`log(${a}) == log(${b})`,
    (a, b) => eq`log(${a}) != sqrt(${b})`,
  ],
  three: [
    (a, b, c) => eq`if(log(${a}), ${b}, ${c})`,
    (a, b, c) => eq`clip(${a}, log(${b}), sqrt(${c}))`,
    (a, b, c) => eq`if(sqrt(${a}) <= ${b} or not log(${b}), ${a}, ${c})`,
  ],
};

/** Forms that hold a value between fixed bounds. */
const bounding: readonly One[] = [
  (a) => eq`logistic(${a})`,
  (a) => eq`clip(${a}, -4, 4)`,
  (a) => eq`${a} / (1 + abs(${a}))`,
  (a) => eq`max(-2, min(2, ${a}))`,
];

/** Grows random dimensionless equations over leaves, which may be added to while it is in use. */
export class EquationGrower {
  private readonly choices: Choices;
  private readonly leaves: readonly Leaf[];
  private readonly isWild: boolean;

  constructor(choices: Choices, leaves: readonly Leaf[], isWild: boolean) {
    this.choices = choices;
    this.leaves = leaves;
    this.isWild = isWild;
  }

  /** A bounded equation (unless wild), of one value or of one per cell of `over`. */
  bounded(over?: Population): Equation {
    const grown = this.grow(this.choices.whole(0, 3), over);
    if (this.isWild && this.choices.chance(0.3)) return grown;
    return this.choices.pick(bounding)(grown);
  }

  /** An equation between 0 and 1 (or NaN, when wild). */
  share(over?: Population): Equation {
    const grown = this.grow(this.choices.whole(0, 2), over);
    return this.choices.chance(0.5) ? eq`logistic(${grown})` : eq`clip(${grown}, 0, 1)`;
  }

  private grow(depth: number, over: Population | undefined): Equation {
    const { choices } = this;
    if (depth === 0) return this.leaf(over);
    const next = (): Equation => this.grow(choices.whole(0, depth - 1), over);
    if (choices.chance(0.15)) return this.sum(depth, over);
    const forms = this.isWild && choices.chance(0.4) ? wild : tame;
    const arity = choices.share();
    if (arity < 0.25) return choices.pick(forms.one)(next());
    if (arity < 0.8) return choices.pick(forms.two)(next(), next());
    return choices.pick(forms.three)(next(), next(), next());
  }

  private leaf(over: Population | undefined): Equation {
    const { choices } = this;
    if (choices.chance(0.12)) return eq`${choices.pick([0, 0.5, 1, 2, -1, -0.3])}`;
    if (choices.chance(0.04)) return eq`time / month`;
    const fitting = this.leaves.filter((leaf) => leaf.over === undefined || leaf.over === over);
    const cells = fitting.filter((leaf) => leaf.over !== undefined);
    if (cells.length > 0 && choices.chance(0.6)) return choices.pick(cells).equation;
    return fitting.length > 0 ? choices.pick(fitting).equation : eq`0.7`;
  }

  /** A sum over cells: of a part as it is, or of an equation that may hold other sums. */
  private sum(depth: number, over: Population | undefined): Equation {
    const cells = this.leaves.filter((leaf) => leaf.over !== undefined);
    if (cells.length === 0) return this.leaf(over);
    const { equation, over: population } = this.choices.pick(cells);
    if (this.choices.chance(0.4)) return eq`sum(${equation})`;
    return eq`sum(${equation} * ${this.grow(depth - 1, population)})`;
  }
}
