import { describe, expect, test } from "vitest";
import { build } from "../graph/graph.ts";
import { type BlockResult, blockSize } from "../kernel/block.ts";
import { compile } from "../kernel/compile.ts";
import { eq } from "../language/equation.ts";
import { Model } from "../language/model.ts";
import { uniform } from "../numbers/distributions.ts";
import { messageOf } from "../testing/evaluate.ts";
import { blocksOf, maxDraws } from "./blocks.ts";
import { collect, collector } from "./collector.ts";
import { probabilityBy } from "./events.ts";
import { run } from "./run.ts";
import { summariseSeries } from "./summarise-series.ts";

/** A model of one parameter, one series and one event, whose blocks the tests write by hand. */
function graphOf() {
  const m = new Model();
  const p = m.parameter("p", uniform(0, 1), { assumption: "a test" });
  m.series("s", eq`${p} * time`, { unit: "month" });
  m.event("e", { when: eq`${p} > 0.5` });
  return build(m);
}

interface Written {
  readonly firstDraw?: number;
  readonly months?: number;
  /** Value of the series by month and draw of the block. */
  readonly series?: (month: number, draw: number) => number;
  readonly event?: (draw: number) => number;
  readonly residual?: (draw: number) => number;
}

function block({ firstDraw = 0, months = 1, ...of }: Written): BlockResult {
  const draws = Array.from({ length: blockSize }, (_, draw) => draw);
  const series = new Float64Array(months * blockSize);
  for (let i = 0; i < series.length; i += 1) {
    series[i] = of.series?.(Math.floor(i / blockSize), i % blockSize) ?? 0;
  }
  return {
    firstDraw,
    months,
    series: { s: series },
    eventMonths: { e: Int32Array.from(draws, (draw) => of.event?.(draw) ?? -1) },
    parameters: { p: Float64Array.from(draws, (draw) => firstDraw + draw) },
    residual: Float64Array.from(draws, (draw) => of.residual?.(draw) ?? 0),
  };
}

const graph = graphOf();
const collected = (draws: number, months: number, ...blocks: readonly BlockResult[]) =>
  collect(graph, { draws, months, seed: 1 }, blocks);

/** In each month 101 values, 0 to 100 or ten times that, so that each percentile is a value. */
function shuffled(month: number, draw: number): number {
  return draw > 100 ? 1e9 : ((draw * 37) % 101) * (month === 0 ? 1 : 10);
}

/** What is said of an event that trips in these months, by draw. */
function summaryOf(months: readonly number[]) {
  const written = block({ months: 12, event: (draw) => months[draw] ?? 0 });
  return collected(months.length, 12, written).events["e"];
}

const missing = (index: number): string => `Block ${index} is missing.`;
const doubled = (index: number): string =>
  `Block ${index} is doubled or does not belong to this ensemble.`;

describe("series", () => {
  test("have mean and quantiles over the draws that were asked for, by month", () => {
    expect(collected(101, 2, block({ months: 2, series: shuffled })).series["s"]).toEqual({
      unit: "month",
      mean: [50, 500],
      p05: [5, 50],
      p25: [25, 250],
      p50: [50, 500],
      p75: [75, 750],
      p95: [95, 950],
    });
  });

  test("are put together in order of draws", () => {
    const [one, two] = [0, 1].map((i) =>
      block({ firstDraw: i * blockSize, series: (_, draw) => i * blockSize + draw }),
    );
    const expected = Float64Array.from({ length: 300 }, (_, draw) => draw);
    for (const blocks of [
      [one!, two!],
      [two!, one!],
    ]) {
      const whole = collected(300, 1, ...blocks);
      expect(whole.column("s", 0)).toEqual(expected);
      expect(whole.parameters["p"]).toEqual(expected);
    }
  });

  test.each([
    [NaN, "NaN"],
    [-Infinity, "-Infinity"],
  ])("that are %d are an error that names draw and month", (value, text) => {
    const series = (month: number, draw: number) => (month === 2 && draw >= 7 ? value : 1);
    const blocks = [block({ months: 3 }), block({ months: 3, firstDraw: blockSize, series })];
    expect(messageOf(() => collected(blockSize + 8, 3, ...blocks))).toBe(
      `Series "s" is ${text} in draw ${blockSize + 7}, month 2.`,
    );
    // Draws beyond the ensemble do not count.
    expect(() => collected(blockSize + 7, 3, ...blocks)).not.toThrow();
  });

  test("are asked for by name and month", () => {
    const { column } = collected(2, 3, block({ months: 3, series: (month) => month }));
    expect(column("s", 2)).toEqual(Float64Array.of(2, 2));
    expect(messageOf(() => column("t", 0))).toBe('There is no series "t".');
    for (const month of [-1, 3, 0.5, NaN]) {
      expect(messageOf(() => column("s", month))).toBe(`There is no month ${month} in a run of 3.`);
    }
  });
});

describe("events", () => {
  test.each<[string, readonly number[], number, number | null]>([
    ["in no draw", [-1, -1], 0, null],
    ["in fewer than half", [-1, 3, -1], 1 / 3, null],
    ["in one of four", [-1, 0, -1, -1], 0.25, null],
    ["in just half: the last month of that half", [-1, 3, 8, -1], 0.5, 8],
    ["in two of three", [7, -1, 2], 2 / 3, 7],
    ["in all of three: the middle one", [8, 1, 5], 1, 5],
    ["in all of four: by then half have", [8, 1, 5, 3], 1, 3],
    ["in month 0", [0], 1, 0],
    ["late in some, which sorts by number", [10, 9, 2, 2], 1, 2],
  ])("%s", (_, months, probability, medianMonth) => {
    expect(summaryOf(months)).toEqual({ probability, medianMonth });
    // By the median month half of the draws have tripped, and by the month before they have not.
    if (medianMonth === null) return;
    const at = Int32Array.from(months);
    expect(probabilityBy(at, medianMonth)).toBeGreaterThanOrEqual(0.5);
    expect(probabilityBy(at, medianMonth - 1)).toBeLessThan(0.5);
  });

  test("keep their month by draw", () => {
    expect(
      collected(3, 9, block({ months: 9, event: (draw) => draw - 1 })).eventMonths["e"],
    ).toEqual(Int32Array.of(-1, 0, 1));
  });

  test("have a probability by the end of each month", () => {
    const at = Int32Array.of(-1, 0, 2, 2, -1);
    expect([-1, 0, 1, 2, 99].map((month) => probabilityBy(at, month))).toEqual([
      0, 0.2, 0.2, 0.6, 0.6,
    ]);
  });
});

describe("the worst residual", () => {
  test("is that of any draw of the ensemble", () => {
    const blocks = [
      block({ residual: (draw) => (draw === 3 ? 0.5 : 0.25) }),
      block({ firstDraw: blockSize, residual: (draw) => (draw === 50 ? 0.75 : 0.25) }),
    ];
    expect(collected(blockSize + 51, 1, ...blocks).worstResidual).toBe(0.75);
    expect(collected(blockSize + 50, 1, ...blocks).worstResidual).toBe(0.5);
  });

  test("is not a number when that of any draw is not", () => {
    for (const at of [0, 1, 9]) {
      const residual = (draw: number) => (draw === at ? NaN : draw / 10);
      expect(collected(10, 1, block({ residual })).worstResidual).toBeNaN();
    }
  });
});

describe("blocks", () => {
  test("cover the draws", () => {
    expect(blocksOf(1)).toEqual([0]);
    expect(blocksOf(256)).toEqual([0]);
    expect(blocksOf(257)).toEqual([0, 256]);
    expect(blocksOf(maxDraws)).toHaveLength(39063);
  });

  test.each([0, -1, 1.5, maxDraws + 1, NaN, Infinity])("%d draws are refused", (draws) => {
    const message = `draws must be a whole number from 1 to 10000000, not ${draws}.`;
    expect(messageOf(() => blocksOf(draws))).toBe(message);
    const kernel = compile(graph);
    expect(messageOf(() => run(graph, kernel, { draws, months: 1, seed: 1 }))).toBe(message);
    expect(messageOf(() => collect(graph, { draws, months: 1, seed: 1 }, []))).toBe(message);
  });

  test("are all there, and once", () => {
    const [a, b] = [block({}), block({ firstDraw: blockSize })];
    expect(messageOf(() => collected(300, 1, b))).toBe(missing(0));
    expect(messageOf(() => collected(300, 1, a))).toBe(missing(1));
    expect(messageOf(() => collected(300, 1, a, a))).toBe(doubled(0));
    expect(messageOf(() => collected(300, 1, a, b, b))).toBe(doubled(1));
    expect(messageOf(() => collected(256, 1, a, b))).toBe(doubled(1));
    expect(() => collected(300, 1, b, a)).not.toThrow();
  });
});

test("percentiles may be computed elsewhere, and the draws are still there", async () => {
  const blocks = [0, 1].map((i) =>
    block({ months: 3, firstDraw: i * blockSize, series: (month, draw) => month * draw + i }),
  );
  const request = { draws: 300, months: 3, seed: 1 };
  const whole = collector(graph, request);
  for (const each of blocks) whole.add(each);
  const elsewhere = await whole.finishWith((id, values, draws) => {
    const moved = structuredClone(values, { transfer: [values.buffer as ArrayBuffer] });
    return Promise.resolve({ values: moved, statistics: summariseSeries(id, moved, draws) });
  });
  const here = collect(graph, request, blocks);
  expect(elsewhere.series).toEqual(here.series);
  expect(elsewhere.column("s", 2)).toEqual(here.column("s", 2));
});
