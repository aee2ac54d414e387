import type { Distribution } from "../numbers/distributions.ts";
import type { Expression } from "./expression.ts";
import type { Unit } from "./unit.ts";

/** Where a number comes from. The engine asks only for an id and the day it became public. */
export interface SourceReference {
  readonly id: string;
  /** ISO date of first publication. */
  readonly published: string;
}

/** What every part of a model carries. */
export interface PartBase {
  /** Unique dotted name, such as `openai.cash`. */
  readonly id: string;
  readonly unit: Unit;
  /** One sentence on what the quantity means. */
  readonly doc: string;
  /** File that declared the part, for error messages and for the reader. */
  readonly file: string;
  /** Mechanism that declared the part, if any; a model can be built without it. */
  readonly mechanism: string | undefined;
  /** Population the part has one value per cell of; undefined for a single value. */
  readonly over: Population | undefined;
}

/**
 * A number that is drawn once per draw.
 * `uncertainty` is what we do not know, `lever` what somebody may choose or a scenario may move.
 */
export interface Parameter extends PartBase {
  readonly kind: "parameter";
  readonly role: "uncertainty" | "lever";
  readonly distribution: Distribution;
  /** Published facts behind the number; empty when it is an assumption. */
  readonly facts: readonly SourceReference[];
  /** Why the number was assumed; undefined when it rests on facts. */
  readonly assumption: string | undefined;
}

/** Weighted cells that differ in traits; each cell runs the same equations. */
export interface Population extends PartBase {
  readonly kind: "population";
  readonly cells: number;
  readonly traits: Readonly<Record<string, readonly number[]>>;
  readonly traitUnits: Readonly<Record<string, Unit>>;
}

/** A party that keeps books: assets, liabilities, paid-in equity, and income. */
export interface Institution extends PartBase {
  readonly kind: "institution";
}

/** What happens when payments exceed what an account holds. */
export type Overdraft =
  /** A negative balance stands as owed; the model says elsewhere what follows. */
  | "owed"
  /** A negative balance is an error of the model, reported with draw and month. */
  | "never"
  /**
   * Payments are cut to what there is: what the account held at the start of the step and what it
   * is paid in it by accounts that do not ration, first to flows of rank 1, then of rank 2, and so
   * on, in proportion within a rank.
   */
  | "ration";

/** A balance of one institution in one instrument, at the end of a month. */
export interface Account extends PartBase {
  readonly kind: "account";
  readonly institution: Institution;
  readonly side: "asset" | "liability" | "equity";
  /** Claims of the same instrument cancel across institutions: loans, credits, shares. */
  readonly instrument: string;
  readonly initial: Expression;
  readonly overdraft: Overdraft | undefined;
}

/** One effect of a flow: a balance moves, or an institution earns or spends. */
export type Leg =
  | { readonly kind: "balance"; readonly account: Account; readonly sign: 1 | -1 }
  | { readonly kind: "income"; readonly institution: Institution; readonly sign: 1 | -1 };

/** A monthly amount with all its legs; the legs cancel by double entry. */
export interface Flow extends PartBase {
  readonly kind: "flow";
  readonly equation: Expression;
  readonly legs: readonly Leg[];
}

/** A quantity that accumulates but is not conserved: users, log prices, people. */
export interface Stock extends PartBase {
  readonly kind: "stock";
  readonly initial: Expression;
  /** Change per month, in the stock's unit per month. */
  readonly change: Expression;
}

/** A quantity computed anew each month. */
export interface Variable extends PartBase {
  readonly kind: "variable";
  readonly equation: Expression;
}

/** Last month's value of another part; it is how loops close. */
export interface Lag extends PartBase {
  readonly kind: "lag";
  /** The part whose value it keeps; a function, since that part may be declared later. */
  readonly source: () => Part;
  readonly initial: Expression;
}

/** A base that mechanisms extend by factors or terms, so that any one of them can be left out. */
export interface Slot extends PartBase {
  readonly kind: "slot";
  readonly combine: "product" | "sum";
  readonly base: Expression;
  readonly terms: readonly SlotTerm[];
}

/** One mechanism's contribution to a slot. */
export interface SlotTerm {
  readonly id: string;
  readonly equation: Expression;
  readonly file: string;
  readonly mechanism: string | undefined;
}

/**
 * A condition that trips once: 0 before, 1 from then on. Equations of a month read the state at
 * its start. A hazard trips when a uniform draw of the month falls below its probability.
 */
export interface Event extends PartBase {
  readonly kind: "event";
  readonly trigger: "condition" | "hazard";
  readonly equation: Expression;
}

/** A standard normal draw of its own for each month. */
export interface Noise extends PartBase {
  readonly kind: "noise";
}

/** A published result. Its equation reads levels at the end of the month. */
export interface Series extends PartBase {
  readonly kind: "series";
  readonly equation: Expression;
}

/** Anything a model is built from. */
export type Part =
  | Parameter
  | Population
  | Institution
  | Account
  | Flow
  | Stock
  | Variable
  | Lag
  | Slot
  | Event
  | Noise
  | Series;
