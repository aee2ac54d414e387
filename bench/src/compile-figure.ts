import { type Graph, compile } from "@faultline/engine";
import { runTask } from "./child.ts";
import { type Figure, median, quartileDistance, round } from "./figure.ts";
import { fitLine } from "./line.ts";
import { alternate, timeOf } from "./rounds.ts";
import { countEquations, syntheticEconomy } from "./synthetic.ts";

/** Nanoseconds an equation may take. */
const limit = 30e3;

const block = { seed: 1, firstDraw: 0, months: 1 };

/**
 * Times the compiling of models of four sizes, built beforehand, over 30 µs an equation: the ratio
 * is that of the size which does worst. A runtime may put off part of the work until code
 * first runs; that part, and what a process takes that has compiled nothing yet, stand in the
 * detail.
 */
export async function compileFigure(name: string): Promise<Figure> {
  const models = [150, 500, 1_500, 5_000].map((size) => {
    const graph = syntheticEconomy(size);
    return { graph, equations: countEquations(graph) };
  });
  const equations = models.map((model) => model.equations);
  const contestants = Object.fromEntries(
    models.map(({ graph, equations }) => [String(equations), () => timeOf(() => compile(graph))]),
  );
  for (const compileOnce of Object.values(contestants)) await compileOnce();
  const times = await alternate(contestants, { rounds: 9, seconds: 15 });
  const medians = equations.map((size) => median(times[String(size)]!));
  const each = medians.map((time, k) => time / equations[k]!);
  const worst = each.indexOf(Math.max(...each));
  const line = fitLine(equations, medians);
  const largest = models.at(-1)!;
  const first = await firstMonth(largest.graph);
  const cold = await runTask<number>("compile-cold", largest.equations);
  const perEquation = (nanoseconds: number): number => round(nanoseconds / largest.equations / 1e3);
  return {
    name,
    ratio: round(each[worst]! / limit),
    against: "30 µs an equation",
    goal: 1,
    spread: round(
      quartileDistance(
        times[String(equations[worst]!)]!.map((time) => time / equations[worst]! / limit),
      ),
    ),
    detail: {
      "µs per equation, slope of a line": round(line.slope / 1e3),
      "R² of the line": Number(line.r2.toFixed(6)),
      ...Object.fromEntries(
        equations.map((size, k) => [`µs per equation, ${size}`, round(each[k]! / 1e3)]),
      ),
      [`the same, ${largest.equations}, first month beyond later ones`]: perEquation(first),
      [`the same, ${largest.equations}, in a fresh process`]: perEquation(cold),
    },
  };
}

/** Nanoseconds that a kernel's first month of a block takes longer than its second. */
async function firstMonth(graph: Graph): Promise<number> {
  const rounds: number[] = [];
  for (let i = 0; i < 3; i += 1) {
    const kernel = compile(graph);
    const first = await timeOf(() => kernel(block));
    rounds.push(first - (await timeOf(() => kernel(block))));
  }
  return median(rounds);
}
