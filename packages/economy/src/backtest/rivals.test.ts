import { normal, quantile } from "@faultline/engine";
import { describe, expect, it } from "vitest";
import type { Observation } from "./observation.ts";
import { parsePeriod } from "./period.ts";
import { rivalsFor } from "./rivals.ts";
import { quantilesOf } from "./score-observation.ts";

const at = (text: string) => parsePeriod(text)!;
const past = (figures: Readonly<Record<string, number>>): Observation[] =>
  Object.entries(figures).map(([period, value]) => ({ series: "x", period: at(period), value }));

/** Nine months from January 2023, one figure a month. */
const monthly = (figureOf: (month: number) => number): Observation[] =>
  past(
    Object.fromEntries(
      Array.from({ length: 9 }, (_, month) => [`2023-0${month + 1}`, figureOf(month)]),
    ),
  );

describe("the last value", () => {
  it("is the latest level, whatever the order of the file", () => {
    const history = past({ "2024-05": 7, "2023": 3, "2024-08": 4 });
    const { lastValue, known } = rivalsFor(history, at("2025-03"), "level")!;
    expect([...lastValue.values]).toEqual([4]);
    expect(lastValue.period).toEqual(at("2024-08"));
    expect(known).toHaveLength(3);
  });

  it("carries a flow on as its rate per month", () => {
    const history = past({ "2024-01/2024-06": 600 });
    expect([...rivalsFor(history, at("2025Q1"), "flow")!.lastValue.values]).toEqual([300]);
    expect([...rivalsFor(history, at("2025"), "flow")!.lastValue.values]).toEqual([1200]);
  });

  it("knows nothing of the period itself, nor of what came after", () => {
    const history = past({ "2024-08": 1, "2024-09": 2, "2024-10": 3 });
    expect([...rivalsFor(history, at("2024-09"), "level")!.lastValue.values]).toEqual([1]);
    expect([...rivalsFor(history, at("2024-09/2024-12"), "flow")!.lastValue.values]).toEqual([4]);
    expect([...rivalsFor(history, at("2024-09/2024-12"), "level")!.lastValue.values]).toEqual([3]);
    expect(rivalsFor(history, at("2024-08"), "level")).toBeNull();
    expect(rivalsFor([], at("2025-03"), "level")).toBeNull();
  });
});

describe("the trend", () => {
  it("is the last value below six figures, or six at fewer times", () => {
    const five = monthly((month) => 10 + month).slice(0, 5);
    const { lastValue, trend } = rivalsFor(five, at("2025-03"), "level")!;
    expect(trend.method).toBe("last value");
    expect(trend.values).toEqual(lastValue.values);
    const twice = [...five, ...five];
    expect(rivalsFor(twice, at("2025-03"), "level")!.trend.method).toBe("last value");
    const six = monthly((month) => 10 + month).slice(0, 6);
    expect(rivalsFor(six, at("2025-03"), "level")!.trend.method).not.toBe("last value");
  });

  it("continues steady growth, without a spread if there was none", () => {
    // A tenth more each month from 100; January 2024 is 12 months on.
    const { trend } = rivalsFor(
      monthly((m) => 100 * 1.1 ** m),
      at("2024-01"),
      "level",
    )!;
    expect(trend.method).toBe("log-linear");
    const { p05, p50, p95 } = quantilesOf(trend.values);
    expect(p50).toBeCloseTo(100 * 1.1 ** 12, 6);
    expect(p95 - p05).toBeLessThan(1e-6);
  });

  it("is a straight line where a figure is not positive", () => {
    const { trend } = rivalsFor(
      monthly((m) => 6 - 3 * m),
      at("2024-01"),
      "level",
    )!;
    expect(trend.method).toBe("linear");
    expect(quantilesOf(trend.values).p50).toBeCloseTo(6 - 36, 9);
  });

  // Worked by hand: x = −4 … 4, y = ±1 by turns from −1 and so slope 0, mean −1/9, residuals' sum
  // of squares 9 − 1/9, s² = (80/9)/7; at x = 8 the variance is s² (1 + 1/9 + 64/60).
  it("has the spread of one more observation", () => {
    const { trend } = rivalsFor(
      monthly((m) => (m % 2 === 0 ? -1 : 1)),
      at("2024-01"),
      "level",
    )!;
    const deviation = Math.sqrt((80 / 9 / 7) * (1 + 1 / 9 + 64 / 60));
    expect(quantilesOf(trend.values).p50).toBeCloseTo(-1 / 9, 9);
    // The 950th of 1,000 values stands for the share 0.9495.
    const above = quantile(normal(0, 1), 0.9495) * deviation;
    expect(trend.values).toHaveLength(1000);
    expect(trend.values[949]).toBeCloseTo(-1 / 9 + above, 9);
    expect(trend.values[50]).toBeCloseTo(-1 / 9 - above, 9);
    expect([...trend.values]).toEqual([...trend.values].toSorted((a, b) => a - b));
  });

  it("takes a flow at the middle of its period, times its months", () => {
    // 10 more each month from 100 − 1e3, so not positive; Q1 2024 has its middle at month 13.
    const rising = monthly((m) => 10 * m - 900);
    const { trend } = rivalsFor(rising, at("2024Q1"), "flow")!;
    expect(quantilesOf(trend.values).p50).toBeCloseTo(3 * (130 - 900), 6);
  });
});
