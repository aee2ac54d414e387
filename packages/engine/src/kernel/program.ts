import { isClaim, netWorthSign } from "../graph/double-entry.ts";
import type { Graph } from "../graph/graph.ts";
import { equationOf, isCarried } from "../graph/kinds.ts";
import type { BinaryOperator, Expression, UnaryOperator } from "../language/expression.ts";
import { isBinary } from "../language/expression.ts";
import type { Account, Event, Flow, Part, Population, Series } from "../language/parts.ts";

/** An expression over numbered rows of draws in place of parts. */
export type Lowered =
  | { readonly op: "number"; readonly value: number }
  | { readonly op: "time" }
  | { readonly op: "row"; readonly row: number; readonly perCell: boolean }
  | { readonly op: "trait"; readonly values: readonly number[] }
  | { readonly op: "total"; readonly row: number; readonly cells: number }
  | { readonly op: Exclude<UnaryOperator, "sum">; readonly a: Lowered }
  | { readonly op: BinaryOperator; readonly a: Lowered; readonly b: Lowered }
  | { readonly op: "if"; readonly c: Lowered; readonly a: Lowered; readonly b: Lowered };

/** One assignment: row ← value, for every draw, and for every cell when `cells` is set. */
export interface Assignment {
  readonly row: number;
  readonly cells: number | undefined;
  readonly value: Lowered;
  /** Id of the part it computes. */
  readonly part: string;
}

/** A lowered model: rows of draws and the assignments of each phase. */
export interface Program {
  readonly rows: number;
  /** Once, before the first month, at time 0. */
  readonly opening: readonly Assignment[];
  /** Each month: computed parts, then balances, then events, series and checks. */
  readonly month: readonly Assignment[];
  readonly parameters: ReadonlyMap<string, number>;
  readonly noises: ReadonlyMap<string, number>;
  /** Rows that take a uniform draw each month, by event id. */
  readonly hazards: ReadonlyMap<string, number>;
  readonly series: ReadonlyMap<string, number>;
  /** Row of the month an event tripped in, -1 before. */
  readonly eventMonths: ReadonlyMap<string, number>;
  /** Row of the month an account that must not be overdrawn first was, -1 if never. */
  readonly overdrawn: ReadonlyMap<string, number>;
  readonly worstResidual: number;
}

/** Half a cent: below it a negative balance is rounding, not an overdraft. */
const overdraftTolerance = 0.005;

/** Lowers a graph to rows and assignments. The order of assignments is that of the graph. */
export function lower(graph: Graph): Program {
  return new Lowering(graph).program();
}

const num = (value: number): Lowered => ({ op: "number", value });
const row = (index: number, perCell = false): Lowered => ({ op: "row", row: index, perCell });
/** What an expression is lowered for: one value, or one per cell. */
type Owner = Pick<Part, "id" | "over">;

const two = (op: BinaryOperator, a: Lowered, b: Lowered): Lowered => ({ op, a, b });

class Lowering {
  private readonly graph: Graph;
  private readonly rowOf = new Map<Part, number>();
  private rows = 0;
  private list: Assignment[] = [];

  constructor(graph: Graph) {
    this.graph = graph;
  }

  program(): Program {
    const { graph } = this;
    const parameters = this.allot(graph.parameters);
    const noises = this.allot(graph.noises);
    this.allot(graph.events);
    this.allot(graph.opening);
    this.allot(graph.month);
    const hazards = new Map(
      graph.events.filter((e) => e.trigger === "hazard").map((e) => [e.id, this.row()]),
    );
    const eventMonths = new Map(graph.events.map((e) => [e.id, this.row()]));
    const guarded = graph.accounts.filter((account) => account.overdraft === "never");
    const overdrawn = new Map(guarded.map((account) => [account.id, this.row()]));
    const worstResidual = this.row();
    const books = this.books(worstResidual);

    this.open(eventMonths, overdrawn, worstResidual);
    books.open();
    const opening = this.take();

    for (const part of graph.month) this.assign(part, equationOf(part));
    this.carry();
    books.accumulate();
    this.tripEvents(hazards, eventMonths);
    const series = this.publish(graph.series);
    this.guard(guarded, overdrawn);
    books.check();
    const month = this.take();
    const { rows } = this;
    const named = { parameters, noises, hazards, series, eventMonths, overdrawn };
    return { rows, opening, month, worstResidual, ...named };
  }

  private row(cells = 1): number {
    const index = this.rows;
    this.rows += cells;
    return index;
  }

  private allot(parts: readonly Part[]): ReadonlyMap<string, number> {
    for (const part of parts) {
      if (!this.rowOf.has(part)) this.rowOf.set(part, this.row(part.over?.cells));
    }
    return new Map(parts.map((part) => [part.id, this.rowOf.get(part)!]));
  }

  private take(): readonly Assignment[] {
    const taken = this.list;
    this.list = [];
    return taken;
  }

  private put(index: number, value: Lowered, part: string, over?: Population): void {
    this.list.push({ row: index, cells: over?.cells, value, part });
  }

  private assign(part: Part, equation: Expression): void {
    this.put(this.rowOf.get(part)!, this.lower(equation, part), part.id, part.over);
  }

  private lower(node: Expression, owner: Owner): Lowered {
    switch (node.op) {
      case "number":
      case "time":
        return node;
      case "ref":
        return this.read(node.part);
      case "trait":
        return { op: "trait", values: traitValues(node.population, node.name) };
      case "sum":
        return this.total(node.a, owner);
      case "if":
        return {
          op: "if",
          c: this.lower(node.c, owner),
          a: this.lower(node.a, owner),
          b: this.lower(node.b, owner),
        };
      default:
        return isBinary(node)
          ? two(node.op, this.lower(node.a, owner), this.lower(node.b, owner))
          : { op: node.op, a: this.lower(node.a, owner) };
    }
  }

  private read(part: Part): Lowered {
    return row(this.rowOf.get(part)!, part.over !== undefined);
  }

  /** Cells are added from the first to the last, so that every kernel rounds alike. */
  private total(cells: Expression, owner: Owner): Lowered {
    const over = populationOf(cells)!;
    let at = cells.op === "ref" ? this.rowOf.get(cells.part)! : undefined;
    if (at === undefined) {
      at = this.row(over.cells);
      this.put(at, this.lower(cells, { id: owner.id, over }), owner.id, over);
    }
    const total: Lowered = { op: "total", row: at, cells: over.cells };
    if (owner.over === undefined) return total;
    // A loop over cells may still be writing the cells that a total within it would add up.
    const once = this.row();
    this.put(once, total, owner.id);
    return row(once);
  }

  private open(
    eventMonths: ReadonlyMap<string, number>,
    overdrawn: ReadonlyMap<string, number>,
    worstResidual: number,
  ): void {
    for (const event of this.graph.events) this.put(this.rowOf.get(event)!, num(0), event.id);
    for (const [id, at] of [...eventMonths, ...overdrawn]) this.put(at, num(-1), id);
    this.put(worstResidual, num(0), "residual");
    for (const part of this.graph.opening) {
      this.assign(part, isCarried(part) ? part.initial : equationOf(part));
    }
  }

  /** Moves stocks, lags and balances to the end of the month; all read the month's values. */
  private carry(): void {
    const setAside = (part: Part, value: Lowered): readonly [Part, number] => {
      const next = this.row(part.over?.cells);
      this.put(next, value, part.id, part.over);
      return [part, next];
    };
    const { stocks, lags } = this.graph;
    const moved = [
      ...stocks.map((stock) =>
        setAside(stock, two("+", this.read(stock), this.lower(stock.change, stock))),
      ),
      ...lags
        .filter((lag) => lag.source().kind === "lag")
        .map((lag) => setAside(lag, this.read(lag.source()))),
    ];
    for (const lag of lags) {
      if (lag.source().kind === "lag") continue;
      this.put(this.rowOf.get(lag)!, this.read(lag.source()), lag.id, lag.over);
    }
    for (const [part, next] of moved) {
      const perCell = part.over !== undefined;
      this.put(this.rowOf.get(part)!, row(next, perCell), part.id, part.over);
    }
    for (const account of this.graph.accounts) {
      let balance = this.read(account);
      for (const flow of this.graph.flows) {
        for (const leg of flow.legs) {
          if (leg.kind !== "balance" || leg.account !== account) continue;
          const amount = account.over === undefined ? this.amount(flow) : this.read(flow);
          balance = two(leg.sign > 0 ? "+" : "-", balance, amount);
        }
      }
      this.put(this.rowOf.get(account)!, balance, account.id, account.over);
    }
  }

  /** A flow's amount over all its cells. */
  private amount(flow: Flow): Lowered {
    const cells = flow.over?.cells;
    return cells === undefined
      ? this.read(flow)
      : { op: "total", row: this.rowOf.get(flow)!, cells };
  }

  private tripEvents(
    hazards: ReadonlyMap<string, number>,
    months: ReadonlyMap<string, number>,
  ): void {
    const tripped = this.graph.events.map((event): [Event, number] => {
      const condition = this.lower(event.equation, event);
      const draw = hazards.get(event.id);
      const at = this.row();
      this.put(at, draw === undefined ? condition : two("<", row(draw), condition), event.id);
      return [event, at];
    });
    for (const [event, at] of tripped) {
      const state = this.read(event);
      const first = two("and", two("==", state, num(0)), row(at));
      const month = months.get(event.id)!;
      this.put(month, { op: "if", c: first, a: { op: "time" }, b: row(month) }, event.id);
      const now: Lowered = { op: "if", c: row(at), a: num(1), b: state };
      this.put(this.rowOf.get(event)!, now, event.id);
    }
  }

  private publish(series: readonly Series[]): ReadonlyMap<string, number> {
    const rows = this.allot(series);
    for (const one of series) this.assign(one, one.equation);
    return rows;
  }

  private guard(accounts: readonly Account[], overdrawn: ReadonlyMap<string, number>): void {
    for (const account of accounts) {
      const at = overdrawn.get(account.id)!;
      const below = two("<", this.lowest(account), num(-overdraftTolerance));
      const first = two("and", two("<", row(at), num(0)), below);
      this.put(at, { op: "if", c: first, a: { op: "time" }, b: row(at) }, account.id);
    }
  }

  private lowest(account: Account): Lowered {
    if (account.over === undefined) return this.read(account);
    const aside = this.row(account.over.cells);
    const shortfall = two("min", this.read(account), num(0));
    this.put(aside, shortfall, account.id, account.over);
    return { op: "total", row: aside, cells: account.over.cells };
  }

  /**
   * The checks of conservation: each institution's net worth against an income statement kept
   * apart from its balances, and each instrument's claims against its debts. The residual is the
   * difference over the largest sum of the balances' sizes so far (what a firm rounds off while it
   * is large stays with it after its default), at least one unit of the currency.
   */
  private books(worst: number): { open(): void; accumulate(): void; check(): void } {
    const groups = [
      ...this.graph.institutions.map((institution) => ({
        id: institution.id,
        accounts: this.graph.accounts.filter((a) => a.institution === institution),
        income: this.row(),
        opening: this.row(),
        peak: this.row(),
      })),
      ...[...new Set(this.graph.accounts.map((a) => a.instrument))]
        .toSorted()
        .filter(isClaim)
        .map((instrument) => ({
          id: instrument,
          accounts: this.graph.accounts.filter((a) => a.instrument === instrument),
          income: undefined,
          opening: this.row(),
          peak: this.row(),
        })),
    ].filter(({ accounts }) => accounts.length > 0);
    const worth = (accounts: readonly Account[]): Lowered =>
      accounts
        .map((account) => ({ value: this.balance(account), sign: netWorthSign(account) }))
        .reduce<Lowered>((sum, { value, sign }) => two(sign > 0 ? "+" : "-", sum, value), num(0));
    return {
      open: () => {
        for (const { id, accounts, income, opening, peak } of groups) {
          this.put(opening, worth(accounts), id);
          this.put(peak, num(1), id);
          if (income !== undefined) this.put(income, num(0), id);
        }
      },
      accumulate: () => {
        for (const { id, income } of groups) {
          if (income !== undefined) this.put(income, this.income(id, row(income)), id);
        }
      },
      check: () => {
        for (const { id, accounts, income, opening, peak } of groups) {
          const change = two("-", worth(accounts), row(opening));
          const gap = income === undefined ? change : two("-", change, row(income));
          const size = accounts
            .map((account): Lowered => ({ op: "abs", a: this.balance(account) }))
            .reduce((a, b) => two("+", a, b));
          this.put(peak, two("max", row(peak), size), id);
          const residual = two("/", { op: "abs", a: gap }, row(peak));
          // Written so that a residual that is not a number wins, stays, and is seen.
          const isLost = two("!=", row(worst), row(worst));
          const kept: Lowered = {
            op: "if",
            c: two("or", two("<=", residual, row(worst)), isLost),
            a: row(worst),
            b: residual,
          };
          this.put(worst, kept, id);
        }
      },
    };
  }

  private balance(account: Account): Lowered {
    return account.over === undefined
      ? this.read(account)
      : { op: "total", row: this.rowOf.get(account)!, cells: account.over.cells };
  }

  private income(institution: string, before: Lowered): Lowered {
    let sum = before;
    for (const flow of this.graph.flows) {
      for (const leg of flow.legs) {
        if (leg.kind !== "income" || leg.institution.id !== institution) continue;
        sum = two(leg.sign > 0 ? "+" : "-", sum, this.amount(flow));
      }
    }
    return sum;
  }
}

function traitValues(population: Part, name: string): readonly number[] {
  return population.kind === "population" ? (population.traits[name] ?? []) : [];
}

function populationOf(node: Expression): Population | undefined {
  if (node.op === "ref") return node.part.over;
  if (node.op === "trait")
    return node.population.kind === "population" ? node.population : undefined;
  if (node.op === "number" || node.op === "time" || node.op === "sum") return undefined;
  if (node.op === "if") return populationOf(node.c) ?? populationOf(node.a) ?? populationOf(node.b);
  return isBinary(node) ? (populationOf(node.a) ?? populationOf(node.b)) : populationOf(node.a);
}
