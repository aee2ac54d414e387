import { isClaim, netWorthSign } from "../graph/double-entry.ts";
import type { Graph } from "../graph/graph.ts";
import { equationOf, isCarried } from "../graph/kinds.ts";
import type { Expression } from "../language/expression.ts";
import type { Account, Event, Flow, Part, Stock } from "../language/parts.ts";
import { hashName, uniform } from "../numbers/draws.ts";
import { quantile, standardNormal } from "../numbers/distributions.ts";
import {
  type BlockRequest,
  type BlockResult,
  type Kernel,
  blockSize,
  checkOverdrawn,
  checkSettings,
} from "./block.ts";
import { drawParameters } from "./draw-parameters.ts";
import { type Value, evaluate, map1, map2, total } from "./evaluate.ts";

/**
 * Runs a graph draw by draw straight from its equations, without rows, loops over draws or generated
 * code. It is slow and exists as the oracle that every kernel is compared with, bit for bit.
 */
export function interpret(graph: Graph): Kernel {
  return (request) => {
    checkSettings(graph, request);
    const result = emptyResult(graph, request);
    for (let draw = 0; draw < blockSize; draw += 1) {
      new Draw(graph, result, draw).run(request);
    }
    return result;
  };
}

/** What a part is worth in a draw at the end of a step: a level, or the amount of a flow. */
export type Reading = (part: Account | Flow) => number;

/**
 * Runs one draw up to the end of a sample and lets its parts be read, summed over cells; with it
 * books can be looked at that no series publishes.
 */
export function readDraw(graph: Graph, request: BlockRequest, draw: number): Reading {
  checkSettings(graph, request);
  const one = new Draw(graph, emptyResult(graph, request), draw);
  one.run(request);
  return (part) => one.read(part);
}

function emptyResult(graph: Graph, request: BlockRequest): BlockResult {
  const { months, firstDraw } = request;
  return {
    firstDraw,
    months,
    series: named(graph.series, () => new Float64Array(months * blockSize)),
    eventMonths: named(graph.events, () => new Int32Array(blockSize).fill(-1)),
    parameters: drawParameters(graph, request),
    residual: new Float64Array(blockSize),
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
  private sample = 0;

  constructor(graph: Graph, result: BlockResult, draw: number) {
    this.graph = graph;
    this.result = result;
    this.draw = draw;
  }

  /** The value of a part now, summed over its cells. */
  read(part: Part): number {
    return total(this.values.get(part)!);
  }

  run(request: BlockRequest): void {
    const { graph, result, draw } = this;
    for (const p of graph.parameters) this.values.set(p, result.parameters[p.id]![draw]!);
    for (const part of [...graph.noises, ...graph.events]) this.values.set(part, 0);
    this.time = graph.clock.start;
    for (const part of graph.opening) {
      this.store(part, this.evaluate(isCarried(part) ? part.initial : equationOf(part)));
    }
    const opening = this.worths();
    for (const { id } of graph.institutions) this.earned.set(id, 0);
    const { start, step, stepsPerSample } = graph.clock;
    for (this.sample = 0; this.sample < result.months; this.sample += 1) {
      for (let sub = 0; sub < stepsPerSample; sub += 1) {
        const count = this.sample * stepsPerSample + sub;
        this.time = start + count * step;
        this.step(request, count, sub, opening);
      }
    }
  }

  private step(
    request: BlockRequest,
    count: number,
    sub: number,
    opening: ReadonlyMap<string, number>,
  ): void {
    const { graph, result, draw } = this;
    const { sampleAt, stepsPerSample } = graph.clock;
    const key = [request.seed, result.firstDraw + draw, count] as const;
    for (const noise of graph.noises) {
      this.values.set(noise, quantile(standardNormal, uniform(...key, hashName(noise.id))));
    }
    this.compute();
    if (sampleAt === "start" && sub === 0) this.publish();
    if (graph.method === "rk4") this.rungeKutta();
    this.carry();
    for (const { id } of graph.institutions) this.earned.set(id, this.income(id));
    const tripped = graph.events.map((event) => this.trips(event, key));
    graph.events.forEach((event, i) => {
      if (!tripped[i]!) return;
      if (this.values.get(event) === 0) result.eventMonths[event.id]![draw] = this.sample;
      this.values.set(event, 1);
    });
    if (sampleAt === "end" && sub === stepsPerSample - 1) this.publish();
    this.checkOverdrafts(request);
    this.checkBooks(opening);
  }

  private compute(): void {
    for (const part of this.graph.month) this.store(part, this.evaluate(equationOf(part)));
  }

  private publish(): void {
    for (const series of this.graph.series) {
      const value = this.evaluate(series.equation) as number;
      this.result.series[series.id]![this.sample * blockSize + this.draw] = value;
    }
  }

  private within(time: number, amount: Value): Value {
    return time === 1 ? amount : map1(amount, (a) => a * time);
  }

  /** The classical rule, written out by its four stages; see the kernel's lowering of it. */
  private rungeKutta(): void {
    const { graph, time } = this;
    const { step } = graph.clock;
    const levels = new Map(
      [...graph.stocks, ...graph.accounts].map((p) => [p, this.values.get(p)!]),
    );
    const slopes = (): Map<Stock | Flow, Value> =>
      new Map<Stock | Flow, Value>([
        ...graph.stocks.map((stock) => [stock, this.evaluate(stock.change)] as const),
        ...graph.flows.map((flow) => [flow, this.values.get(flow)!] as const),
      ]);
    const look = (from: ReadonlyMap<Part, Value>, reach: number): Map<Stock | Flow, Value> => {
      for (const stock of graph.stocks) {
        const change = this.within(reach, from.get(stock)!);
        this.store(
          stock,
          map2(levels.get(stock)!, change, (a, b) => a + b),
        );
      }
      for (const account of graph.accounts) {
        this.store(account, this.moved(account, levels.get(account)!, reach));
      }
      this.time = time + reach;
      this.compute();
      return slopes();
    };
    const k1 = slopes();
    const k2 = look(k1, 0.5 * step);
    const k3 = look(k2, 0.5 * step);
    const k4 = look(k3, step);
    this.time = time;
    const mean = (part: Stock | Flow): Value => {
      const two2 = map2(
        k1.get(part)!,
        map1(k2.get(part)!, (b) => 2 * b),
        (a, b) => a + b,
      );
      const two3 = map2(
        two2,
        map1(k3.get(part)!, (c) => 2 * c),
        (a, b) => a + b,
      );
      const all = map2(
        two3,
        map1(k4.get(part)!, (d) => 1 * d),
        (a, b) => a + b,
      );
      return map1(all, (sum) => sum / 6);
    };
    for (const stock of graph.stocks) {
      const change = this.within(step, mean(stock));
      this.store(
        stock,
        map2(levels.get(stock)!, change, (a, b) => a + b),
      );
    }
    for (const flow of graph.flows) this.store(flow, mean(flow));
    for (const account of graph.accounts) this.store(account, levels.get(account)!);
  }

  private trips(event: Event, key: readonly [number, number, number]): boolean {
    const value = this.evaluate(event.equation) as number;
    return event.trigger === "hazard" ? uniform(...key, hashName(event.id)) < value : value !== 0;
  }

  private carry(): void {
    const { graph } = this;
    const { step } = graph.clock;
    const stocks =
      graph.method === "rk4"
        ? []
        : graph.stocks.map((stock) => {
            const change = this.within(step, this.evaluate(stock.change));
            return [stock, map2(this.values.get(stock)!, change, (a, b) => a + b)] as const;
          });
    const lags = graph.lags.map((lag) => this.values.get(lag.source())!);
    for (const [stock, next] of stocks) this.store(stock, next);
    graph.lags.forEach((lag, i) => this.store(lag, lags[i]!));
    const balances = graph.accounts.map((account) =>
      this.moved(account, this.values.get(account)!, step),
    );
    graph.accounts.forEach((account, i) => this.store(account, balances[i]!));
  }

  private moved(account: Account, from: Value, time: number): Value {
    let balance = from;
    for (const flow of this.graph.flows) {
      for (const leg of flow.legs) {
        if (leg.kind !== "balance" || leg.account !== account) continue;
        const whole = account.over === undefined ? this.amount(flow) : this.values.get(flow)!;
        const amount = this.within(time, whole);
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
        const amount = this.within(this.graph.clock.step, this.amount(flow)) as number;
        sum = leg.sign > 0 ? sum + amount : sum - amount;
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
      const month = lowest < -0.005 ? this.sample : -1;
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
    return evaluate(node, {
      time: this.time,
      step: this.graph.clock.step,
      read: (part) => this.values.get(part)!,
    });
  }
}
