import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SAME_TASKS } from "./same-tasks.ts";
import {
  comparableRuns,
  type FactorRange,
  modelPairs,
  type PricedRun,
  repriced,
  workFactor,
  workRange,
} from "./work-range.ts";

const runs = comparableRuns();

/** Share of pairs whose real bill the range holds, the model switched to being unknown to it. */
function heldShare(realBill: (from: PricedRun, to: PricedRun, range: FactorRange) => boolean) {
  const pairs = modelPairs(runs);
  const widths: number[] = [];
  const held = pairs.filter(({ from, to }) => {
    const range = workRange(runs.filter((run) => run.key !== to.key));
    widths.push(range.high / range.low);
    return realBill(from, to, range);
  });
  return { share: held.length / pairs.length, widest: Math.max(...widths), pairs: pairs.length };
}

/** What the provider charged for a token, over its list price. */
const chargedOverList = (run: PricedRun) => run.billedUsd / repriced(run, run);

test("every run is as published, and none with tokens and a bill is left out", () => {
  const file = new URL("../../../../examples/aider/same_tasks.csv", import.meta.url);
  const published = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("polyglot_leaderboard,"))
    .flatMap((line) => {
      const figures = /,(22\d),(\d+),(\d+),(\d+\.\d+),/.exec(line);
      return figures === null || Number(figures[4]) === 0 ? [] : [figures.slice(2).map(Number)];
    });
  const ours = SAME_TASKS.map((run) => [run.promptTokens, run.completionTokens, run.billedUsd]);
  expect(ours).toEqual(published);
});

describe("leaving each model out", () => {
  test("the range holds what it really cost at the prices it charged", () => {
    const { share, widest, pairs } = heldShare((from, to, { low, high }) => {
      const sameTokens = repriced(from, to) * chargedOverList(to);
      return to.billedUsd >= sameTokens * low && to.billedUsd <= sameTokens * high;
    });
    expect(pairs).toBe(398);
    expect(share).toBeGreaterThanOrEqual(0.8);
    expect(widest).toBeLessThanOrEqual(20);
  });

  test("and at the bundled list's prices, which are wrong about some models", () => {
    const { share } = heldShare((from, to, { low, high }) => {
      const sameTokens = repriced(from, to);
      return to.billedUsd >= sameTokens * low && to.billedUsd <= sameTokens * high;
    });
    expect(share).toBeGreaterThanOrEqual(0.8);
  });
});

test("re-pricing the tokens of opus-4 as gemini-2.5-pro's is 6.4 times too low", () => {
  const of = (name: string) => runs.find((run) => run.run.startsWith(name))!;
  const from = of("claude-opus-4-20250514 (no think");
  const to = of("gemini-2.5-pro-preview-06-05 (default");
  expect(to.billedUsd / repriced(from, to)).toBeCloseTo(6.4, 1);
});

test("output of the same tasks differs 12.8 times, and runs that cannot be compared are left out", () => {
  const output = runs.map((run) => run.completionTokens);
  expect(Math.max(...output) / Math.min(...output)).toBeCloseTo(12.8, 1);
  const left = SAME_TASKS.filter(({ run }) => !runs.some((kept) => kept.run === run));
  expect(left.map(({ run }) => run)).toEqual(["Qwen3 32B"]);
});

test("the factor there and back is one when both have one price, and tokens alone move it", () => {
  const count = fc.integer({ min: 1, max: 1e7 });
  const price = fc.double({ min: 0.01, max: 100, noNaN: true });
  fc.assert(
    fc.property(count, count, count, count, price, price, (a, b, c, d, input, output) => {
      const base = { ...runs[0]!, input, output };
      const one = { ...base, promptTokens: a, completionTokens: b };
      const other = { ...base, promptTokens: c, completionTokens: d };
      expect(workFactor(one, other) * workFactor(other, one)).toBeCloseTo(1, 9);
      expect(workFactor(one, one)).toBe(1);
    }),
  );
});
