import { expect, test } from "vitest";
import { periodOf } from "./period.ts";

const at = (text: string) => Date.parse(text);

test.each([
  ["an hour is a part of a day", "2024-09-02T10:00:00Z", "2024-09-02T11:00:00Z", 1 / 24, null],
  ["daily sums of a week are seven days", "2024-09-02T00:00:00Z", "2024-09-08T00:00:00Z", 7, null],
  ["a whole September is one month", "2024-09-01T03:00:00Z", "2024-09-30T20:00:00Z", 30, 1],
  [
    "daily sums of September are one month too",
    "2024-09-01T00:00:00Z",
    "2024-09-30T00:00:00Z",
    30,
    1,
  ],
  [
    "thirty days over two months are no month",
    "2024-09-02T00:00:00Z",
    "2024-10-01T00:00:00Z",
    30,
    null,
  ],
  ["a year end", "2024-11-01T00:00:00Z", "2025-01-31T12:00:00Z", 92, 3],
  ["one daily sum", "2024-09-02T00:00:00Z", "2024-09-02T00:00:00Z", 1, null],
])("%s", (_, first, last, days, months) => {
  const period = periodOf(at(first), at(last), null);
  expect(period.days).toBeCloseTo(days, 9);
  expect(period.wholeMonths).toBe(months);
});

test("a declared period widens the measured one, its end exclusive", () => {
  const first = at("2024-09-01T00:00:00Z");
  const declared = { start: "2024-09-01T00:00:00.000Z", end: "2024-10-01T00:00:00.000Z" };
  expect(periodOf(first, first, declared)).toEqual({
    start: declared.start,
    end: declared.end,
    days: 30,
    wholeMonths: 1,
  });
});
