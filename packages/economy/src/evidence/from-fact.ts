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
  const [input, output] = pairOf(fact);
  return (3 * input + output) / 4;
}

/** A list price given as `[input, output]`, USD per million tokens. */
export function pairOf(fact: Fact): readonly [input: number, output: number] {
  const { value } = fact;
  const [input, output] = Array.isArray(value) ? (value as readonly number[]) : [];
  if (input === undefined || output === undefined) {
    throw new Error(`Fact ${fact.id} is not a pair of input and output prices.`);
  }
  return [input, output];
}

/** The ends of a fact that is a number or a range. Throws for a dated series. */
export function endsOf(fact: Fact): readonly [low: number, high: number] {
  const { value } = fact;
  if (typeof value === "number") return [value, value];
  if (!Array.isArray(value)) throw new Error(`Fact ${fact.id} is a dated series, not a range.`);
  const numbers = value as readonly number[];
  return [numbers[0] ?? Number.NaN, numbers.at(-1) ?? Number.NaN];
}

/** The likeliest value of a fact: its number, or the middle of low, mode and high. */
export function modeOf(fact: Fact): number {
  const { value } = fact;
  if (typeof value === "number") return value;
  if (!Array.isArray(value) || value.length !== 3) throw new Error(`Fact ${fact.id} has no mode.`);
  return (value as readonly number[])[1] ?? Number.NaN;
}

/** The dated values of a fact, oldest first. Throws for a number or a range. */
export function datedOf(fact: Fact): readonly (readonly [period: string, value: number])[] {
  const { value } = fact;
  if (typeof value === "number" || Array.isArray(value)) {
    throw new Error(`Fact ${fact.id} is not a dated series.`);
  }
  return Object.entries(value as Readonly<Record<string, number>>);
}

/** The value of a dated fact in one of its periods. */
export function valueIn(fact: Fact, period: string): number {
  const found = datedOf(fact).find(([name]) => name === period);
  if (found === undefined) throw new Error(`Fact ${fact.id} has no value for ${period}.`);
  return found[1];
}
