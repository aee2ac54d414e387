import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { monthName, monthsIn, parsePeriod } from "./period.ts";

const named = (text: string): string | undefined => {
  const period = parsePeriod(text);
  return period && `${monthName(period.first)} to ${monthName(period.last)}`;
};

describe("parsePeriod", () => {
  it.each([
    ["2025-03", "2025-03 to 2025-03", 1],
    ["2025Q1", "2025-01 to 2025-03", 3],
    ["2024Q4", "2024-10 to 2024-12", 3],
    ["2025", "2025-01 to 2025-12", 12],
    ["2024-11/2025-01", "2024-11 to 2025-01", 3],
    ["2024-09/2024-09", "2024-09 to 2024-09", 1],
  ])("reads %s as %s", (text, months, count) => {
    expect(named(text)).toBe(months);
    expect(monthsIn(parsePeriod(text)!)).toBe(count);
  });

  it.each(
    (
      "|2025-13|2025-00|2025-3|25|2025Q5|2025Q0|2025-Q1|2025q1|2025-03-01| 2025|2025-01/2024-11|" +
      "2025/2026|2025-01/|March 2025"
    ).split("|"),
  )("does not read %j", (text) => {
    expect(parsePeriod(text)).toBeUndefined();
  });

  it("gives back the month it names", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12 * 9999 + 11 }), (at) => {
        expect(parsePeriod(monthName(at))).toEqual({ first: at, last: at });
      }),
    );
  });
});
