import type { Equation } from "./equation.ts";
import type {
  Account,
  Institution,
  Leg,
  Overdraft,
  Population,
  SourceReference,
  Stock,
} from "./parts.ts";

/** What most parts take: unit as text, meaning, and the population they repeat over. */
export interface PartOptions {
  readonly unit?: string;
  readonly doc?: string;
  readonly over?: Population;
}

/** A parameter names its facts or says why it is assumed; with neither the build fails. */
export interface ParameterOptions {
  readonly unit?: string;
  readonly doc?: string;
  readonly facts?: readonly SourceReference[];
  readonly assumption?: string;
}

/** Cells and their traits; see `Model.population`. */
export interface PopulationOptions {
  readonly doc?: string;
  /** One number per cell and name. */
  readonly traits: Readonly<Record<string, readonly number[]>>;
  /** Units of the traits, by name; dimensionless unless told. */
  readonly traitUnits?: Readonly<Record<string, string>>;
}

/** Whose balance it is, and of what; see `Model.account`. */
export interface AccountOptions {
  readonly institution: Institution;
  readonly side: Account["side"];
  readonly initial: Equation;
  /** `cash` unless told. */
  readonly instrument?: string;
  readonly overdraft?: Overdraft;
  /** `USD` unless told. */
  readonly unit?: string;
  readonly doc?: string;
  /** Cells that it has one balance each of; those of its institution unless told. */
  readonly over?: Population;
}

/** How a quantity starts and changes; see `Model.stock`. */
export interface StockOptions extends PartOptions {
  readonly initial: Equation;
  /** Per month, in the stock's unit per month. */
  readonly change: Equation | ((self: Stock) => Equation);
}

/** How a flow is booked; see `Model.flow`. */
export interface FlowOptions extends PartOptions {
  readonly from?: Account;
  readonly to?: Account;
  readonly rate: Equation;
  readonly books?: readonly Leg[];
  /** Order in which a rationed account pays, 1 first; see {@link Overdraft}. */
  readonly rank?: number;
}
