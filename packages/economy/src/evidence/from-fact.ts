import { type Distribution, constant, triangular, uniform } from "@faultline/engine";
import type { Fact } from "./fact.ts";

/**
 * The distribution a fact stands for: a point is a constant, `[low, high]` uniform,
 * `[low, mode, high]` triangular; `scale` turns the fact's unit into the parameter's, such as 1/12
 * from a year to a month. Throws for a dated series, which has no single value.
 */
export function fromFact(fact: Fact, scale = 1): Distribution {
  const { value } = fact;
  if (typeof value === "number") return constant(value * scale);
  if (Array.isArray(value)) {
    const [a, b, c] = value.map((v: number) => v * scale);
    if (a !== undefined && b !== undefined) {
      return c === undefined ? uniform(a, b) : triangular(a, b, c);
    }
  }
  throw new Error(`Fact ${fact.id} is a dated series; a distribution needs one value or a range.`);
}

/** The single number of a fact. Throws for a range or a series. */
export function pointOf(fact: Fact, scale = 1): number {
  if (typeof fact.value !== "number") throw new Error(`Fact ${fact.id} is not a single number.`);
  return fact.value * scale;
}

/** The 3:1 blend of a list price given as `[input, output]`, USD per million tokens. */
export function blendOf(fact: Fact): number {
  const { value } = fact;
  const [input, output] = Array.isArray(value) ? (value as readonly number[]) : [];
  if (input === undefined || output === undefined) {
    throw new Error(`Fact ${fact.id} is not a pair of input and output prices.`);
  }
  return (3 * input + output) / 4;
}
