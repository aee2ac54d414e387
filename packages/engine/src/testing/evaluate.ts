import { build } from "../graph/graph.ts";
import { compile } from "../kernel/compile.ts";
import { interpret } from "../kernel/interpret.ts";
import type { Equation } from "../language/equation.ts";
import { Model } from "../language/model.ts";
import { differenceOf } from "./bits.ts";

/** Values of dimensionless equations in the first month, on which both kernels must agree. */
export function evaluate(...equations: readonly Equation[]): readonly number[] {
  const model = new Model();
  equations.forEach((equation, i) => model.series(`${i}`, equation));
  const graph = build(model);
  const request = { seed: 1, firstDraw: 0, months: 1 };
  const compiled = compile(graph)(request);
  const difference = differenceOf(compiled, interpret(graph)(request));
  if (difference !== undefined) throw new Error(`The kernels differ: ${difference}.`);
  return equations.map((_, i) => compiled.series[`${i}`]![0]!);
}

/** The message of what a function throws; fails when it throws nothing. */
export function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("Nothing was thrown.");
}
