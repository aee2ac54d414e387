import { describe, expect, it } from "vitest";
import type { Fact } from "./fact.ts";
import * as index from "./facts.ts";

const { facts, ...named } = index;
const lastDay = "2024-10-31";
const pricePair = "USD per million tokens, input and output";

/** True for a year, month or day that the calendar has. */
function isIsoPrefix(text: string): boolean {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)) return false;
  const full = `${text}${"-01-01".slice(text.length - 4)}`;
  const time = Date.parse(`${full}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function numbersOf(value: Fact["value"]): readonly number[] {
  return typeof value === "number" ? [value] : Object.values(value);
}

describe("isIsoPrefix", () => {
  it("accepts years, months and days, and nothing else", () => {
    for (const good of ["2024", "2024-10", "2024-02-29"])
      expect(isIsoPrefix(good), good).toBe(true);
    for (const bad of ["", "2024-13", "2023-02-29", "2024-Q2", "24-01", "~2024"]) {
      expect(isIsoPrefix(bad), bad).toBe(false);
    }
  });
});

describe("the list of facts", () => {
  it("has unique ids in ascending order", () => {
    const ids = facts.map((fact) => fact.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(ids.toSorted());
  });

  it("holds exactly the named constants, each under its own id", () => {
    expect(facts.length).toBeGreaterThan(0);
    expect(Object.keys(named).toSorted()).toEqual(facts.map((fact) => fact.id));
    for (const [name, fact] of Object.entries(named)) expect(fact.id).toBe(name);
  });
});

describe.each(facts.map((fact) => [fact.id, fact] as const))("%s", (_id, fact) => {
  it("was public by the end of October 2024", () => {
    expect(fact.published <= lastDay).toBe(true);
    expect(fact.source.date <= lastDay).toBe(true);
  });

  it("has valid dates", () => {
    for (const date of [fact.asOf, fact.published, fact.source.date]) {
      expect(isIsoPrefix(date), date).toBe(true);
    }
  });

  it("has finite numbers, ranges that ascend and periods in order", () => {
    const numbers = numbersOf(fact.value);
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers.every(Number.isFinite)).toBe(true);
    if (Array.isArray(fact.value)) {
      expect(numbers.length).toBeGreaterThanOrEqual(2);
      expect(numbers.length).toBeLessThanOrEqual(fact.unit === pricePair ? 2 : 3);
      if (fact.unit !== pricePair) expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    } else if (typeof fact.value === "object") {
      const periods = Object.keys(fact.value);
      expect(periods.every(isIsoPrefix)).toBe(true);
      expect(periods).toEqual(periods.toSorted());
    }
  });

  it("says what it is and where it comes from", () => {
    const texts = [fact.title, fact.unit, fact.note, fact.source.title, fact.source.publisher];
    for (const text of texts) expect(text.trim()).not.toBe("");
    if (fact.source.address !== undefined) expect(URL.canParse(fact.source.address)).toBe(true);
  });
});
