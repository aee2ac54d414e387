import { expect, test } from "vitest";
import { build } from "../graph/graph.ts";
import { type BlockResult, blockSize } from "../kernel/block.ts";
import { compile } from "../kernel/compile.ts";
import { eq } from "../language/equation.ts";
import { Model } from "../language/model.ts";
import { lognormal, normal, triangular } from "../numbers/distributions.ts";
import { Choices } from "../testing/choices.ts";
import { blocksOf } from "./blocks.ts";
import { collect, collector } from "./collector.ts";

const why = { assumption: "of this test" };
const request = { draws: 9000, months: 3, seed: 4 };

function graphOf() {
  const m = new Model();
  const [a, b] = [m.parameter("a", normal(5, 2), why), m.parameter("b", lognormal(1, 1.2), why)];
  const c = m.parameter("c", triangular(0, 0.2, 1), why);
  const x = m.stock("x", { initial: eq`0`, change: (self) => eq`(${a} + 0.3 * ${self}) / month` });
  m.series("x", x);
  m.series("skewed", b);
  m.series("mixed", eq`if(${c} > 0.5, ${a} * time / month, 0)`);
  m.series("level", eq`7`);
  m.event("high", { when: eq`${x} > 14` });
  return build(m);
}

const graph = graphOf();
const kernel = compile(graph);
const blocks = blocksOf(request.draws).map((firstDraw) => kernel({ ...request, firstDraw }));
const exact = collect(graph, request, blocks);

function stream(arrived: readonly BlockResult[]) {
  const streamed = collector(graph, request, 1000);
  for (const block of arrived) streamed.add(block);
  return streamed.finish();
}

test("quantiles from histograms are within a bin of the exact ones, means and events equal", () => {
  const streamed = stream(blocks);
  for (const [id, series] of Object.entries(exact.series)) {
    const found = streamed.series[id]!;
    for (let month = 0; month < request.months; month += 1) {
      const width = found.resolution![month]!;
      for (const q of ["p05", "p25", "p50", "p75", "p95"] as const) {
        const gap = Math.abs(found[q][month]! - series[q][month]!);
        expect(gap, `${id} ${q} of month ${month}`).toBeLessThanOrEqual(width * 1.001);
      }
      expect(found.mean[month]).toBeCloseTo(series.mean[month]!, 9);
    }
  }
  expect(streamed.events).toEqual(exact.events);
  expect(streamed.eventMonths).toEqual(exact.eventMonths);
  expect(streamed.worstResidual).toBe(exact.worstResidual);
});

test("bins are narrow beside what they measure", () => {
  const { x } = stream(blocks).series;
  const spread = x!.p95[2]! - x!.p05[2]!;
  expect(x!.resolution![2]! / spread).toBeLessThan(0.002);
});

test("the order of arrival changes no bit", () => {
  const orders = [1, 2, 3].map((seed) => new Choices(seed).shuffle(blocks));
  const first = stream(blocks);
  for (const order of orders) expect(stream(order).series).toEqual(first.series);
});

test("an ensemble smaller than the pilot, and one without series, are counted too", () => {
  const small = { ...request, draws: 700 };
  const mute = { ...graph, series: [] };
  const [streamed, muted] = [graph, mute].map((of) => {
    const collected = collector(of, of === graph ? small : request, 100);
    for (const block of of === graph ? blocks.slice(0, 3) : blocks) collected.add(block);
    return collected.finish();
  });
  const kept = collect(graph, small, blocks.slice(0, 3));
  expect(streamed!.series["skewed"]!.mean[1]).toBeCloseTo(kept.series["skewed"]!.mean[1]!, 9);
  expect(muted!.series).toEqual({});
  expect(muted!.events).toEqual(exact.events);
});

test("what an ensemble that is not kept cannot tell is said", () => {
  const streamed = stream(blocks);
  expect(() => streamed.column("x", 0)).toThrow(/are not kept/);
  expect(streamed.parameters).toEqual({});
});

test("a missing, a doubled and a foreign block are named", () => {
  expect(() => stream(blocks.slice(0, -1))).toThrow(`Block ${blocks.length - 1} is missing.`);
  expect(() => stream([...blocks, blocks[3]!])).toThrow(/Block 3 is doubled/);
  const foreign = { ...blocks[0]!, firstDraw: 100 * blockSize };
  expect(() => stream([...blocks, foreign])).toThrow(/Block 100 is doubled or does not belong/);
});
