import { expect, test } from "vitest";
import { inputErrorOf } from "../testing/catching.ts";
import { requireMonthly, scalingOf } from "./scaling.ts";

const period = (days: number, wholeMonths: number | null = null) => ({
  start: "",
  end: "",
  days,
  wholeMonths,
});

test("whole months are divided by their number, other spans by the average month", () => {
  expect(scalingOf(period(61, 2), {})).toMatchObject({ basis: "month", usage: 0.5, monthly: 1 });
  expect(scalingOf(period(60.875), {})).toMatchObject({ basis: "month", usage: 0.5, monthly: 1 });
});

test("short usage stays as measured, with the month's revenue cut to it", () => {
  const scaling = scalingOf(period(7), {});
  expect(scaling).toMatchObject({ basis: "measured", usage: 1 });
  expect(scaling.monthly).toBeCloseTo(7 / 30.4375, 12);
});

test("the company's own factor and sampling rate win", () => {
  expect(scalingOf(period(1), { monthlyFactor: 30 })).toMatchObject({ basis: "month", usage: 30 });
  expect(scalingOf(period(30, 1), { sampling: 0.01 })).toMatchObject({
    basis: "month",
    usage: 100,
  });
  expect(scalingOf(period(1), { monthlyFactor: 30, sampling: 0.5 }).usage).toBe(60);
});

test("a stress test refuses short usage without a factor, and says what to give", async () => {
  expect(await inputErrorOf(() => requireMonthly(period(7), {}, "company.yaml"))).toBe(
    "company.yaml: the usage covers 7.00 days, too few to stand for a month; give monthlyFactor: what that usage is to be multiplied by to make a month",
  );
  expect(() => requireMonthly(period(7), { monthlyFactor: 4 }, "company.yaml")).not.toThrow();
  expect(() => requireMonthly(period(28), {}, "company.yaml")).not.toThrow();
});
