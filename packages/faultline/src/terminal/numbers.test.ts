import { describe, expect, it } from "vitest";
import {
  bar,
  count,
  decimal,
  dollars,
  figures,
  magnitude,
  ofHundred,
  percent,
  range,
  shortFigures,
} from "./numbers.ts";

const table = <T>(
  name: string,
  of: (value: T) => string,
  rows: readonly (readonly [T, string])[],
) =>
  describe(name, () => {
    it.each(rows)("%s is %s", (value, text) => {
      expect(of(value)).toBe(text);
    });
  });

table("decimal", (value: number) => decimal(value), [
  [0, "0"],
  [999, "999"],
  [1000, "1,000"],
  [1234567, "1,234,567"],
  [-1234, "−1,234"],
  [-0.4, "0"],
  [-0, "0"],
  [Number.NaN, "?"],
  [-Infinity, "−∞"],
]);

table("decimal with digits", (value: number) => decimal(value, 2), [
  [1234.5678, "1,234.57"],
  [-0.001, "0.00"],
  [-0.005001, "−0.01"],
]);

table("figures", figures, [
  [0, "0"],
  [4375, "4,375"],
  [99.96, "100"],
  [43.75, "43.8"],
  [4.375, "4.38"],
  [9.996, "10.0"],
  [0.4375, "0.44"],
  [0.0437, "0.044"],
  [0.000043, "4e−5"],
]);

table("shortFigures", shortFigures, [
  [8, "8"],
  [8.5, "8.5"],
  [0.5, "0.5"],
  [100, "100"],
  [20.04, "20"],
]);

table("percent", percent, [
  [0, "0%"],
  [0.0001, "<0.1%"],
  [0.004, "0.4%"],
  [0.14, "14%"],
  [1, "100%"],
  [-0.31, "−31%"],
]);

table("ofHundred", ofHundred, [
  [0, "0"],
  [0.0005, "<1"],
  [0.005, "1"],
  [0.314, "31"],
  [0.9949, "99"],
  [0.9995, ">99"],
  [1, "100"],
]);

table("dollars", dollars, [
  [0, "$0"],
  [0.15, "$0.15"],
  [0.0004, "$4e−4"],
  [1.3, "$1.30"],
  [20, "$20"],
  [850.4, "$850"],
  [41_200, "$41,200"],
  [999_600, "$1 m"],
  [1_234_000, "$1.23 m"],
  [999.6e6, "$1 bn"],
  [15.2e9, "$15.2 bn"],
  [2e12, "$2 tn"],
  [-5e9, "−$5 bn"],
]);

table("magnitude", magnitude, [
  [0, "0"],
  [3.1e-13, "3e-13"],
]);

table("bar", (share: number) => bar(share, 2), [
  [0, "▏"],
  [0.25, "▌"],
  [0.5, "█"],
  [0.75, "█▌"],
  [1, "██"],
  [7, "██"],
  [-1, "▏"],
]);

it("a range of equals is one number", () => {
  expect(range("1.1", "4.6")).toBe("1.1 – 4.6");
  expect(range("0", "0")).toBe("0");
});

it("counts have their noun", () => {
  expect(count(1, "month")).toBe("1 month");
  expect(count(2000, "future")).toBe("2,000 futures");
});
