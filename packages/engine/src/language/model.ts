import type { Distribution } from "../numbers/distributions.ts";
import type { Collection, ModelOptions, Section } from "./collection.ts";
import { correlations, type Correlations } from "./correlations.ts";
import { type Equation, type Term, eq, toExpression } from "./equation.ts";
import type { Expression } from "./expression.ts";
import { down, earn, spend, up } from "./legs.ts";
import type {
  AccountOptions,
  FlowOptions,
  ParameterOptions,
  PartOptions,
  PopulationOptions,
  StockOptions,
} from "./part-options.ts";
import { type BalanceLeg, isRationed, paidShare } from "./rationing.ts";
import type {
  Account,
  Event,
  Flow,
  Institution,
  Lag,
  Leg,
  Noise,
  Parameter,
  Part,
  PartBase,
  Population,
  Series,
  Slot,
  SlotTerm,
  Stock,
  Variable,
} from "./parts.ts";
import { unitOfPart } from "./unit.ts";

/**
 * Collects the parts of a model. Institutions, contracts and mechanisms are plain functions that
 * take a model and add parts to it; {@link Model.section} stamps what they add with their file.
 *
 * @example
 * const m = new Model();
 * const bank = m.institution("bank");
 * const cash = m.account("bank.cash", { institution: bank, side: "asset", initial: eq`0` });
 */
export class Model {
  private readonly collection: Collection;
  private readonly where: Section;

  /** Starts an empty model in US dollars. */
  constructor(
    options: ModelOptions = {},
    within?: { readonly collection: Collection; readonly where?: Section },
  ) {
    this.collection = within?.collection ?? { ...options, parts: new Map(), correlated: [] };
    this.where = within?.where ?? { file: "model", mechanism: undefined };
  }

  /** Every part so far, by id. */
  get parts(): ReadonlyMap<string, Part> {
    return this.collection.parts;
  }

  /** Rank correlations between parameters; see {@link Model.correlate}. */
  get correlations(): readonly Correlations[] {
    return this.collection.correlated;
  }

  /** The same model, stamping what is added with a file and, if given, a mechanism. */
  section(file: string, mechanism?: string): Model {
    return new Model({}, { collection: this.collection, where: { file, mechanism } });
  }

  /**
   * A number we do not know, drawn once per draw from its distribution.
   *
   * @example
   * const price = m.parameter("price", range90(2, 8), {
   *   unit: "USD",
   *   assumption: "between the cheapest and the dearest of five offers",
   * });
   */
  parameter(id: string, distribution: Distribution, options: ParameterOptions): Parameter {
    return this.addParameter(id, "uncertainty", distribution, options);
  }

  /** A number that somebody may choose or a scenario may move; its distribution is the default. */
  lever(id: string, distribution: Distribution, options: ParameterOptions): Parameter {
    return this.addParameter(id, "lever", distribution, options);
  }

  /**
   * Makes parameters depend on each other by a Gaussian copula with these rank correlations
   * (Spearman's), row by row; each keeps its own distribution. A parameter is in one copula at most.
   */
  correlate(parameters: readonly Parameter[], ranks: readonly (readonly number[])[]): void {
    this.collection.correlated.push(correlations(parameters, ranks, this.collection.correlated));
  }

  /**
   * Cells that differ in traits; `traits` gives one number per cell and name. A part that is declared
   * `over` a population has one value per cell.
   *
   * @example
   * const people = m.population("people", { traits: { income: [900, 2100, 6500] } });
   * const tax = m.variable("tax", eq`0.2 * ${trait(people, "income")}`, { over: people });
   * m.series("all taxes", eq`sum(${tax})`);
   */
  population(id: string, options: PopulationOptions): Population {
    const columns = Object.values(options.traits);
    const cells = columns[0]?.length ?? 0;
    if (cells === 0 || columns.some((column) => column.length !== cells)) {
      throw new Error(`Population "${id}" needs the same number of cells, at least 1, per trait.`);
    }
    const traitUnits = Object.fromEntries(
      Object.keys(options.traits).map((name) => [name, unitOfPart(id, options.traitUnits?.[name])]),
    );
    return this.add<Population>({
      ...this.base(id, options),
      kind: "population",
      cells,
      traits: options.traits,
      traitUnits,
    });
  }

  /** A party that keeps books. */
  institution(id: string, options: Omit<PartOptions, "unit"> = {}): Institution {
    return this.add<Institution>({ ...this.base(id, options), kind: "institution" });
  }

  /**
   * A balance of an institution. `instrument` defaults to `cash`; the legs of each flow must cancel
   * within every instrument but those that begin with `real`, which nobody owes.
   *
   * @example
   * const loan = m.account("bank.loans", {
   *   institution: bank,
   *   side: "asset",
   *   instrument: "loans",
   *   initial: quantity(100, "USD"),
   *   overdraft: "never",
   * });
   */
  account(id: string, options: AccountOptions): Account {
    const over = options.over ?? options.institution.over;
    return this.add<Account>({
      ...this.base(id, { ...options, unit: options.unit ?? "USD", ...(over && { over }) }),
      kind: "account",
      institution: options.institution,
      side: options.side,
      instrument: options.instrument ?? "cash",
      initial: options.initial.expression,
      overdraft: options.overdraft,
    });
  }

  /**
   * A monthly amount. `from` and `to` move a balance down and up; unless `books` says otherwise the
   * payer books an expense and the payee income. `books` replaces that with legs of its own.
   *
   * @example
   * // An expense of the firm and an income of the household.
   * m.flow("wages", { from: firmCash, to: householdCash, rate: quantity(8, "USD/month") });
   * // No income: the firm has more cash and more debt.
   * const lent = [up(debt), up(loan), down(bankCash)];
   * m.flow("loan", { to: firmCash, rate: quantity(5, "USD/month"), books: lent });
   */
  flow(id: string, options: FlowOptions): Flow {
    const { from, to } = options;
    const moved: Leg[] = [...(from ? [down(from)] : []), ...(to ? [up(to)] : [])];
    const booked =
      from && to && from.institution !== to.institution
        ? [spend(from.institution), earn(to.institution)]
        : [];
    const unit = options.unit ?? "USD/month";
    const legs = [...moved, ...(options.books ?? booked)];
    const rationed = legs.find(isRationed);
    const rate =
      rationed === undefined
        ? options.rate
        : this.rationed(id, { ...options, unit }, (rationed as BalanceLeg).account);
    return this.add<Flow>({
      ...this.base(id, { ...options, unit }),
      kind: "flow",
      equation: rate.expression,
      legs,
    });
  }

  /** A payment from a rationed account: what is wanted, times the share that is paid of its rank. */
  private rationed(id: string, options: FlowOptions, account: Account): Equation {
    const { rate, rank = 1, over } = options;
    if (!Number.isInteger(rank) || rank < 1) {
      throw new Error(`Flow "${id}" has rank ${rank}; ranks are whole numbers from 1.`);
    }
    const wanted = this.variable(`${id}.wanted`, rate, {
      ...(options.unit !== undefined && { unit: options.unit }),
      ...(over && { over }),
      doc: "Payment before rationing",
    });
    return eq`${wanted} * ${paidShare(this, this.collection.parts, account, rank)}`;
  }

  /**
   * A quantity that accumulates without being conserved. Its change may be a function, which is
   * called when the model is built and so may read parts that are declared further down.
   *
   * @example
   * const users = m.stock("users", {
   *   initial: eq`1000`,
   *   change: (self) => eq`0.02 * ${self} / month`,
   * });
   */
  stock(id: string, options: StockOptions): Stock {
    let change: Expression | undefined;
    const stock: Stock = {
      ...this.base(id, options),
      kind: "stock",
      initial: options.initial.expression,
      // Made when first asked for, so that it may read the stock itself and what comes after it.
      get change() {
        const made = options.change;
        return (change ??= (typeof made === "function" ? made(stock) : made).expression);
      },
    };
    return this.add<Stock>(stock);
  }

  /**
   * A quantity computed anew each month. An equation given as a function is made when the model is
   * built and so may read parts that are declared further down.
   *
   * @example
   * const bill = m.variable("bill", eq`${hours} * min(${price}, ${cap})`, { unit: "USD" });
   */
  variable(id: string, equation: Equation | (() => Equation), options: PartOptions = {}): Variable {
    let made: Expression | undefined;
    const later = typeof equation === "function" ? equation : () => equation;
    return this.add<Variable>({
      ...this.base(id, options),
      kind: "variable",
      get equation() {
        return (made ??= later().expression);
      },
    });
  }

  /**
   * Last month's value of a part, which is how a loop closes; `initial` is what the first month
   * reads. A part that is declared further down is given as a function, with its unit.
   *
   * @example
   * const before = m.lag("price before", () => price, { unit: "USD", initial: quantity(3, "USD") });
   * const price = m.variable("price", eq`1.01 * ${before}`, { unit: "USD" });
   */
  lag(
    id: string,
    of: Part | (() => Part),
    options: PartOptions & { readonly initial: Equation },
  ): Lag {
    const known = typeof of === "function" ? undefined : of;
    const over = options.over ?? known?.over;
    const base = this.base(id, { ...options, ...(over && { over }) });
    return this.add<Lag>({
      ...base,
      unit: known !== undefined && options.unit === undefined ? known.unit : base.unit,
      kind: "lag",
      source: typeof of === "function" ? of : () => of,
      initial: options.initial.expression,
    });
  }

  /**
   * A base that mechanisms extend with {@link Model.extend}: a product of factors, or a sum.
   *
   * @example
   * const demand = m.slot("demand", { base: eq`100`, combine: "product" });
   * m.extend(demand, "weather", eq`1 - 0.1 * ${rain}`);
   */
  slot(
    id: string,
    options: PartOptions & { readonly base: Equation; readonly combine: Slot["combine"] },
  ): Slot {
    return this.add<Slot>({
      ...this.base(id, options),
      kind: "slot",
      base: options.base.expression,
      combine: options.combine,
      terms: [],
    });
  }

  /**
   * Adds a factor to a product slot or a term to a sum slot.
   *
   * @example
   * m.extend(demand, "fashion", eq`${fashion}`);
   */
  extend(slot: Slot, id: string, equation: Equation): void {
    const twin = slot.terms.find((term) => term.id === id);
    if (twin !== undefined) {
      throw new Error(`Slot "${slot.id}" already has a term "${id}" (${twin.file}).`);
    }
    const term: SlotTerm = { id, equation: equation.expression, ...this.where };
    (slot.terms as SlotTerm[]).push(term);
  }

  /**
   * A condition that trips once, read at the end of the month.
   *
   * @example
   * const broke = m.event("broke", { when: eq`${cash} < ${quantity(10, "USD")}` });
   */
  event(id: string, options: { readonly doc?: string; readonly when: Equation }): Event {
    return this.add<Event>({
      ...this.base(id, options),
      kind: "event",
      trigger: "condition",
      equation: options.when.expression,
    });
  }

  /** An event that trips with a probability per month, on a draw of its own. */
  hazard(id: string, options: { readonly doc?: string; readonly probability: Equation }): Event {
    return this.add<Event>({
      ...this.base(id, options),
      kind: "event",
      trigger: "hazard",
      equation: options.probability.expression,
    });
  }

  /** A standard normal draw of its own for each month. */
  noise(id: string, options: { readonly doc?: string } = {}): Noise {
    return this.add<Noise>({ ...this.base(id, options), kind: "noise" });
  }

  /**
   * A published result; levels are read at the end of the month.
   *
   * @example
   * m.series("cash in thousands", eq`${cash} / 1000`, { unit: "USD" });
   */
  series(id: string, term: Term, options: Omit<PartOptions, "over"> = {}): Series {
    return this.add<Series>({
      ...this.base(id, options),
      kind: "series",
      equation: toExpression(term),
    });
  }

  private addParameter(
    id: string,
    role: Parameter["role"],
    distribution: Distribution,
    options: ParameterOptions,
  ): Parameter {
    const written = {
      distribution,
      facts: options.facts ?? [],
      assumption: options.assumption,
    };
    return this.add<Parameter>({
      ...this.base(id, options),
      kind: "parameter",
      role,
      ...(this.collection.revise?.(id, written) ?? written),
    });
  }

  private base(id: string, options: PartOptions): PartBase {
    return {
      id,
      unit: unitOfPart(id, options.unit),
      doc: options.doc ?? "",
      over: options.over,
      ...this.where,
    };
  }

  private add<P extends Part>(part: P): P {
    // Nothing reads a series, so one may carry the id of the part it publishes.
    const key = part.kind === "series" ? `series ${part.id}` : part.id;
    const twin = this.collection.parts.get(key);
    if (twin !== undefined) {
      throw new Error(`"${part.id}" (${part.file}) is already declared in ${twin.file}.`);
    }
    this.collection.parts.set(key, part);
    return part;
  }
}
