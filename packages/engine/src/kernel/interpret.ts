import { isClaim, netWorthSign } from "../graph/double-entry.ts";
import type { Graph } from "../graph/graph.ts";
import { equationOf, isCarried } from "../graph/kinds.ts";
import {
  type BinaryOperator,
  type Expression,
  type UnaryOperator,
  isBinary,
} from "../language/expression.ts";
import type { Account, Event, Flow, Part } from "../language/parts.ts";
import { hashName, uniform } from "../numbers/draws.ts";
import { quantile, standardNormal } from "../numbers/distributions.ts";
import { exp, log, pow } from "../numbers/elementary.ts";
import {
  type BlockRequest,
  type BlockResult,
  type Kernel,
  blockSize,
  checkOverdrawn,
  checkSettings,
  drawParameters,
} from "./block.ts";

/** One value, or one per cell of a population. */
type Value = number | readonly number[];

/**
 * Runs a graph draw by draw straight from its equations, without rows, loops over draws or generated
 * code. It is slow and exists as the oracle that every kernel is compared with, bit for bit.
 */
export function interpret(graph: Graph): Kernel {
  return (request) => {
    checkSettings(graph, request.settings);
    const { months, firstDraw } = request;
    const result: BlockResult = {
      firstDraw,
      months,
      series: named(graph.series, () => new Float64Array(months * blockSize)),
      eventMonths: named(graph.events, () => new Int32Array(blockSize).fill(-1)),
      parameters: drawParameters(graph.parameters, request),
      residual: new Float64Array(blockSize),
    };
    for (let draw = 0; draw < blockSize; draw += 1) {
      new Draw(graph, result, draw).run(request);
    }
    return result;
  };
}

function named<T>(parts: readonly Part[], make: () => T): Record<string, T> {
  return Object.fromEntries(parts.map((part) => [part.id, make()]));
}

class Draw {
  private readonly values = new Map<Part, Value>();
  private readonly earned = new Map<string, number>();
  private readonly peaks = new Map<string, number>();
  private readonly graph: Graph;
  private readonly result: BlockResult;
  private readonly draw: number;
  private time = 0;

  constructor(graph: Graph, result: BlockResult, draw: number) {
    this.graph = graph;
    this.result = result;
    this.draw = draw;
  }

  run(request: BlockRequest): void {
    const { graph, result, draw } = this;
    for (const p of graph.parameters) this.values.set(p, result.parameters[p.id]![draw]!);
    for (const part of [...graph.noises, ...graph.events]) this.values.set(part, 0);
    for (const part of graph.opening) {
      this.store(part, this.evaluate(isCarried(part) ? part.initial : equationOf(part)));
    }
    const opening = this.worths();
    for (const { id } of graph.institutions) this.earned.set(id, 0);
    for (this.time = 0; this.time < result.months; this.time += 1) {
      this.month(request, opening);
    }
  }

  private month(request: BlockRequest, opening: ReadonlyMap<string, number>): void {
    const { graph, result, draw, time } = this;
    const key = [request.seed, request.firstDraw + draw, time] as const;
    for (const noise of graph.noises) {
      this.values.set(noise, quantile(standardNormal, uniform(...key, hashName(noise.id))));
    }
    for (const part of graph.month) this.store(part, this.evaluate(equationOf(part)));
    this.carry();
    for (const { id } of graph.institutions) this.earned.set(id, this.income(id));
    const tripped = graph.events.map((event) => this.trips(event, key));
    graph.events.forEach((event, i) => {
      if (!tripped[i]!) return;
      if (this.values.get(event) === 0) result.eventMonths[event.id]![draw] = time;
      this.values.set(event, 1);
    });
    for (const series of graph.series) {
      result.series[series.id]![time * blockSize + draw] = this.evaluate(series.equation) as number;
    }
    this.checkOverdrafts(request);
    this.checkBooks(opening);
  }

  private trips(event: Event, key: readonly [number, number, number]): boolean {
    const value = this.evaluate(event.equation) as number;
    return event.trigger === "hazard" ? uniform(...key, hashName(event.id)) < value : value !== 0;
  }

  private carry(): void {
    const { graph } = this;
    const stocks = graph.stocks.map((stock) =>
      map2(this.values.get(stock)!, this.evaluate(stock.change), (a, b) => a + b),
    );
    const lags = graph.lags.map((lag) => this.values.get(lag.source())!);
    graph.stocks.forEach((stock, i) => this.store(stock, stocks[i]!));
    graph.lags.forEach((lag, i) => this.store(lag, lags[i]!));
    const balances = graph.accounts.map((account) => this.movedBalance(account));
    graph.accounts.forEach((account, i) => this.store(account, balances[i]!));
  }

  private movedBalance(account: Account): Value {
    let balance = this.values.get(account)!;
    for (const flow of this.graph.flows) {
      for (const leg of flow.legs) {
        if (leg.kind !== "balance" || leg.account !== account) continue;
        const amount = account.over === undefined ? this.amount(flow) : this.values.get(flow)!;
        balance = map2(balance, amount, (a, b) => (leg.sign > 0 ? a + b : a - b));
      }
    }
    return balance;
  }

  private amount(flow: Flow): number {
    return total(this.values.get(flow)!);
  }

  private income(institution: string): number {
    let sum = this.earned.get(institution)!;
    for (const flow of this.graph.flows) {
      for (const leg of flow.legs) {
        if (leg.kind !== "income" || leg.institution.id !== institution) continue;
        sum = leg.sign > 0 ? sum + this.amount(flow) : sum - this.amount(flow);
      }
    }
    return sum;
  }

  /** Accounts by institution, then by instrument, as the checks of conservation group them. */
  private groups(): readonly (readonly [string, readonly Account[]])[] {
    const { institutions, accounts } = this.graph;
    const instruments = [...new Set(accounts.map((a) => a.instrument))].filter(isClaim);
    return [
      ...institutions.map(
        (owner) => [owner.id, accounts.filter((a) => a.institution === owner)] as const,
      ),
      ...instruments.map(
        (name) => [`instrument ${name}`, accounts.filter((a) => a.instrument === name)] as const,
      ),
    ];
  }

  private worths(): Map<string, number> {
    const worths = new Map<string, number>();
    for (const [id, accounts] of this.groups()) {
      let sum = 0;
      for (const account of accounts) {
        const balance = total(this.values.get(account)!);
        sum = netWorthSign(account) > 0 ? sum + balance : sum - balance;
      }
      worths.set(id, sum);
    }
    return worths;
  }

  private checkBooks(opening: ReadonlyMap<string, number>): void {
    const worths = this.worths();
    const { residual } = this.result;
    for (const [id, accounts] of this.groups()) {
      if (accounts.length === 0) continue;
      const change = worths.get(id)! - opening.get(id)!;
      const income = this.earned.get(id);
      const gap = income === undefined ? change : change - income;
      const sizes = accounts.map((account) => Math.abs(total(this.values.get(account)!)));
      const size = sizes.reduce((a, b) => a + b);
      const before = this.peaks.get(id) ?? 1;
      const peak = before < size ? size : before;
      this.peaks.set(id, peak);
      const found = Math.abs(gap) / peak;
      const worst = residual[this.draw]!;
      residual[this.draw] = found <= worst || Number.isNaN(worst) ? worst : found;
    }
  }

  private checkOverdrafts(request: BlockRequest): void {
    for (const account of this.graph.accounts) {
      if (account.overdraft !== "never") continue;
      const lowest = total(map2(this.values.get(account)!, 0, (a, b) => (b < a ? b : a)));
      const month = lowest < -0.005 ? this.time : -1;
      const at = (draw: number): number => (draw === this.draw ? month : -1);
      checkOverdrawn(this.graph, account.id, at, request);
    }
  }

  private store(part: Part, value: Value): void {
    const cells = part.over?.cells;
    const spread = cells !== undefined && typeof value === "number";
    this.values.set(part, spread ? Array.from({ length: cells }, () => value) : value);
  }

  private evaluate(node: Expression): Value {
    switch (node.op) {
      case "number":
        return node.value;
      case "time":
        return this.time;
      case "ref":
        return this.values.get(node.part)!;
      case "trait":
        return node.population.kind === "population" ? node.population.traits[node.name]! : 0;
      case "sum":
        return total(this.evaluate(node.a));
      case "if":
        return select(this.evaluate(node.c), this.evaluate(node.a), this.evaluate(node.b));
      default:
        return isBinary(node)
          ? map2(this.evaluate(node.a), this.evaluate(node.b), binaryMeaning[node.op])
          : map1(this.evaluate(node.a), unaryMeaning[node.op]);
    }
  }
}

function map1(a: Value, f: (a: number) => number): Value {
  return typeof a === "number" ? f(a) : a.map(f);
}

function map2(a: Value, b: Value, f: (a: number, b: number) => number): Value {
  if (typeof a === "number") return typeof b === "number" ? f(a, b) : b.map((y) => f(a, y));
  return a.map((x, i) => f(x, typeof b === "number" ? b : b[i]!));
}

function select(condition: Value, yes: Value, no: Value): Value {
  const cells = [condition, yes, no].find((value) => typeof value !== "number");
  const at = (value: Value, i: number): number => (typeof value === "number" ? value : value[i]!);
  const pick = (i: number): number => (at(condition, i) !== 0 ? at(yes, i) : at(no, i));
  return typeof cells === "object" ? cells.map((_, i) => pick(i)) : pick(0);
}

function total(value: Value): number {
  if (typeof value === "number") return value;
  let sum = 0;
  for (const cell of value) sum += cell;
  return sum;
}

const bit = (truth: boolean): number => (truth ? 1 : 0);

const unaryMeaning: Readonly<Record<Exclude<UnaryOperator, "sum">, (a: number) => number>> = {
  neg: (a) => -a,
  not: (a) => bit(a === 0),
  exp,
  log,
  sqrt: Math.sqrt,
  abs: Math.abs,
  floor: Math.floor,
};

const binaryMeaning: Readonly<Record<BinaryOperator, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  min: (a, b) => (b < a ? b : a),
  max: (a, b) => (a < b ? b : a),
  pow,
  "<": (a, b) => bit(a < b),
  "<=": (a, b) => bit(a <= b),
  ">": (a, b) => bit(a > b),
  ">=": (a, b) => bit(a >= b),
  "==": (a, b) => bit(a === b),
  "!=": (a, b) => bit(a !== b),
  and: (a, b) => bit(a !== 0 && b !== 0),
  or: (a, b) => bit(a !== 0 || b !== 0),
};
