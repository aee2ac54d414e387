import { type Equation, eq, quantity } from "../language/equation.ts";
import type { Model } from "../language/model.ts";
import type { Account, Parameter, Part, Population } from "../language/parts.ts";
import type { Choices } from "./choices.ts";
import type { EquationGrower, Leaf } from "./random-equation.ts";

/** A model while it grows, with what its next parts may read. */
export interface Growth {
  readonly choices: Choices;
  readonly model: Model;
  readonly isWild: boolean;
  readonly populations: readonly Population[];
  /** A positive amount in US dollars, which turns shares into money and money into ratios. */
  readonly usd: Parameter;
  readonly leaves: Leaf[];
  readonly grower: EquationGrower;
  readonly accounts: Account[];
  /** A fresh id whose place in the order of ids is random. */
  readonly name: (kind: string) => string;
}

/** Offers a part to later equations as a ratio of something in its own unit. */
export function offer(growth: Growth, part: Part, ratio: Equation): void {
  growth.leaves.push({ equation: ratio, over: part.over });
}

/** A population, or none more often than not. */
export function somePopulation({ choices, populations }: Growth): Population | undefined {
  return populations.length > 0 && choices.chance(0.35) ? choices.pick(populations) : undefined;
}

/** A random amount of money, of one value or of one per cell of `over`. */
export function money(growth: Growth, over?: Population): Equation {
  const { choices, grower, usd, accounts } = growth;
  const readable = accounts.filter((a) => a.over === undefined || a.over === over);
  if (readable.length === 0 || choices.chance(0.4)) return eq`${usd} * ${grower.bounded(over)}`;
  const account = choices.pick(readable);
  const share = grower.share(over);
  return choices.pick([
    eq`max(${account}, 0)`,
    eq`if(${share} > 0.5, ${account}, 0)`,
    eq`min(${account}, ${usd} * ${share})`,
    eq`sqrt(${usd} * abs(${account}))`,
    eq`pow(${usd}, 2) / ${usd} * ${share}`,
    eq`${usd} - ${account} * 0.25`,
    eq`clip(-${account}, 0, ${usd})`,
    eq`${usd} * time / month * 0.1`,
    eq`max(${account}, ${quantity(12.5, "USD")})`,
  ]);
}
