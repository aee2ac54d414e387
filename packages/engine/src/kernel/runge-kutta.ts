import type { Part } from "../language/parts.ts";
import { type Lowered, num, row, two } from "./lowered.ts";
import type { Workbench } from "./workbench.ts";

/** Stages of the classical Runge–Kutta rule: weight of each slope, and how far on the next looks. */
const stages: readonly { readonly weight: number; readonly reach: number | undefined }[] = [
  { weight: 0, reach: 0.5 },
  { weight: 2, reach: 0.5 },
  { weight: 2, reach: 1 },
  { weight: 1, reach: undefined },
];

/**
 * The classical fourth-order rule, after the first stage was computed: three more stages at
 * levels moved by half a step, half a step and a step. It leaves stocks moved, balances where
 * they were, and in each flow's row its mean over the stages, so that balances and income are
 * then moved by the very same amounts.
 */
export function rungeKutta(bench: Workbench): void {
  const { graph } = bench;
  const { step } = graph.clock;
  const keep = (part: Part): number => {
    const kept = bench.row(part.over?.cells);
    bench.put(kept, bench.read(part), part.id, part.over);
    return kept;
  };
  const stocks = graph.stocks.map((stock) => ({
    stock,
    base: row(keep(stock), stock.over !== undefined),
    slope: bench.row(stock.over?.cells),
    sum: bench.row(stock.over?.cells),
  }));
  const accounts = graph.accounts.map((account) => ({
    account,
    base: row(keep(account), account.over !== undefined),
  }));
  const flows = graph.flows.map((flow) => ({ flow, sum: bench.row(flow.over?.cells) }));
  const add = (part: Part, sum: number, value: Lowered, weight: number): void => {
    const part0 = row(sum, part.over !== undefined);
    const total = weight === 0 ? value : two("+", part0, two("*", num(weight), value));
    bench.put(sum, total, part.id, part.over);
  };
  for (const [stage, { weight, reach }] of stages.entries()) {
    if (stage > 0) bench.compute();
    for (const { stock, slope, sum } of stocks) {
      bench.put(slope, bench.lower(stock.change, stock), stock.id, stock.over);
      add(stock, sum, row(slope, stock.over !== undefined), weight);
    }
    for (const { flow, sum } of flows) add(flow, sum, bench.read(flow), weight);
    if (reach === undefined) break;
    bench.later = reach * step;
    for (const { stock, base, slope } of stocks) {
      const change = bench.within(reach * step, row(slope, stock.over !== undefined));
      bench.set(stock, two("+", base, change));
    }
    for (const { account, base } of accounts) {
      const balance = bench.moved(account, base, reach * step);
      bench.set(account, balance);
    }
  }
  bench.later = 0;
  const mean = (part: Part, sum: number): Lowered =>
    two("/", row(sum, part.over !== undefined), num(6));
  for (const { stock, base, sum } of stocks) {
    const change = bench.within(step, mean(stock, sum));
    bench.set(stock, two("+", base, change));
  }
  for (const { flow, sum } of flows) {
    bench.set(flow, mean(flow, sum));
  }
  for (const { account, base } of accounts) {
    bench.set(account, base);
  }
}
