import type { Clock, Graph } from "../graph/graph.ts";
import { equationOf, isCarried } from "../graph/kinds.ts";
import type { Account, Event, Part } from "../language/parts.ts";
import { conservation } from "./conservation.ts";
import { type Assignment, type Lowered, num, row, two } from "./lowered.ts";
import { rungeKutta } from "./runge-kutta.ts";
import { Workbench } from "./workbench.ts";

export type { Assignment, Lowered } from "./lowered.ts";

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

class Lowering {
  private readonly graph: Graph;
  private readonly bench: Workbench;

  constructor(graph: Graph) {
    this.graph = graph;
    this.bench = new Workbench(graph);
  }

  program(): Program {
    const { graph, bench } = this;
    const parameters = bench.allot(graph.parameters);
    const noises = bench.allot(graph.noises);
    bench.allot(graph.events);
    bench.allot(graph.opening);
    bench.allot(graph.month);
    const hazards = new Map(
      graph.events.filter((e) => e.trigger === "hazard").map((e) => [e.id, bench.row()]),
    );
    const eventMonths = new Map(graph.events.map((e) => [e.id, bench.row()]));
    const guarded = graph.accounts.filter((account) => account.overdraft === "never");
    const overdrawn = new Map(guarded.map((account) => [account.id, bench.row()]));
    const worstResidual = bench.row();
    const books = conservation(bench, worstResidual);

    this.open(eventMonths, overdrawn, worstResidual);
    books.open();
    const opening = bench.take();

    const { sampleAt } = graph.clock;
    const series = bench.allot(graph.series);
    const publish = (at: Clock["sampleAt"]): void => {
      if (at === sampleAt) for (const one of graph.series) bench.assign(one, one.equation);
    };
    bench.compute();
    publish("start");
    if (graph.method === "rk4") rungeKutta(bench);
    this.carry(graph.method === "euler");
    books.accumulate();
    this.tripEvents(hazards, eventMonths);
    publish("end");
    this.guard(guarded, overdrawn);
    books.check();
    const month = bench.take();
    const { rows } = bench;
    const named = { parameters, noises, hazards, series, eventMonths, overdrawn };
    return { rows, opening, month, worstResidual, ...named };
  }

  private open(
    eventMonths: ReadonlyMap<string, number>,
    overdrawn: ReadonlyMap<string, number>,
    worstResidual: number,
  ): void {
    for (const event of this.graph.events) this.bench.set(event, num(0));
    for (const [id, at] of [...eventMonths, ...overdrawn]) this.bench.put(at, num(-1), id);
    this.bench.put(worstResidual, num(0), "residual");
    for (const part of this.graph.opening) {
      this.bench.assign(part, isCarried(part) ? part.initial : equationOf(part));
    }
  }

  /** Moves lags, stocks and balances to the end of the step; all read the step's values. */
  private carry(stocksToo: boolean): void {
    const { stocks, lags, accounts, clock } = this.graph;
    const { step } = clock;
    const setAside = (part: Part, value: Lowered): readonly [Part, number] => {
      const next = this.bench.row(part.over?.cells);
      this.bench.put(next, value, part.id, part.over);
      return [part, next];
    };
    const moved = [
      ...(stocksToo ? stocks : []).map((stock) => {
        const change = this.bench.within(step, this.bench.lower(stock.change, stock));
        return setAside(stock, two("+", this.bench.read(stock), change));
      }),
      ...lags
        .filter((lag) => lag.source().kind === "lag")
        .map((lag) => setAside(lag, this.bench.read(lag.source()))),
    ];
    for (const lag of lags) {
      if (lag.source().kind === "lag") continue;
      this.bench.set(lag, this.bench.read(lag.source()));
    }
    for (const [part, next] of moved) {
      const perCell = part.over !== undefined;
      this.bench.set(part, row(next, perCell));
    }
    for (const account of accounts) {
      const balance = this.bench.moved(account, this.bench.read(account), step);
      this.bench.set(account, balance);
    }
  }

  private tripEvents(
    hazards: ReadonlyMap<string, number>,
    months: ReadonlyMap<string, number>,
  ): void {
    const tripped = this.graph.events.map((event): [Event, number] => {
      const condition = this.bench.lower(event.equation, event);
      const draw = hazards.get(event.id);
      const at = this.bench.row();
      this.bench.put(at, draw === undefined ? condition : two("<", row(draw), condition), event.id);
      return [event, at];
    });
    for (const [event, at] of tripped) {
      const state = this.bench.read(event);
      const first = two("and", two("==", state, num(0)), row(at));
      const month = months.get(event.id)!;
      this.bench.put(month, { op: "if", c: first, a: this.sample(), b: row(month) }, event.id);
      const now: Lowered = { op: "if", c: row(at), a: num(1), b: state };
      this.bench.set(event, now);
    }
  }

  /** Index of the sample that the step belongs to. */
  private sample(): Lowered {
    const { start, step, stepsPerSample } = this.graph.clock;
    const time: Lowered = { op: "time" };
    if (start === 0 && step * stepsPerSample === 1) {
      return stepsPerSample === 1 ? time : { op: "floor", a: time };
    }
    // Half a step keeps a rounded time from falling into the sample before.
    const steps = two("+", two("/", two("-", time, num(start)), num(step)), num(0.5));
    return { op: "floor", a: two("/", steps, num(stepsPerSample)) };
  }

  private guard(accounts: readonly Account[], overdrawn: ReadonlyMap<string, number>): void {
    for (const account of accounts) {
      const at = overdrawn.get(account.id)!;
      const below = two("<", this.lowest(account), num(-overdraftTolerance));
      const first = two("and", two("<", row(at), num(0)), below);
      this.bench.put(at, { op: "if", c: first, a: this.sample(), b: row(at) }, account.id);
    }
  }

  private lowest(account: Account): Lowered {
    if (account.over === undefined) return this.bench.read(account);
    const aside = this.bench.row(account.over.cells);
    const shortfall = two("min", this.bench.read(account), num(0));
    this.bench.put(aside, shortfall, account.id, account.over);
    return { op: "total", row: aside, cells: account.over.cells };
  }
}
