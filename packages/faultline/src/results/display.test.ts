import { describe, expect, it } from "vitest";
import { publishedIds } from "@faultline/economy";
import { amountOf, displayOf } from "./display.ts";
import { firmOf, labelOf, mainSeries } from "./labels.ts";

describe("a published series", () => {
  it.each([
    ["openai.revenue", "USD/month", 3e8, "3.60", "$ bn a year"],
    ["openai.cash", "USD", 8.1e9, "8.10", "$ bn"],
    ["token.frontierList", "USD/Mtok", 4.375, "4.38", "$/Mtok"],
    ["gpuHour.h100", "USD/GPUhour", 2.99, "2.99", "$ an hour"],
    ["openai.weeklyUsers", "person", 2e8, "200", "million"],
    ["jobs.cut", "person/month", 12_345, "12.3", "thousand a month"],
    ["apps.failedShare", "1", 0.14, "14%", ""],
    ["roundTrip.share", "1", 0.02, "2%", ""],
    ["capital.confidence", "1", 0.65, "0.65", "0 to 1"],
    ["openai.priceOverCost.loaded", "1", 0.33, "0.33", "×"],
    ["a.b", "furlong", 3, "3.00", "furlong"],
  ])("%s in %s", (id, unit, value, text, shown) => {
    const display = displayOf(id, unit);
    expect(display.show(value)).toBe(text);
    expect(display.unit).toBe(shown);
  });

  it("has a name of its own, each a different one", () => {
    const labels = publishedIds.map(labelOf);
    expect(publishedIds.filter((id, i) => labels[i] === id)).toEqual([]);
    expect(new Set(labels).size).toBe(labels.length);
    expect(mainSeries.filter((id) => !publishedIds.includes(id))).toEqual([]);
  });

  it("is marked when it speaks of a named firm", () => {
    expect(firmOf("openai.default")).toBe("OpenAI");
    expect(firmOf("credits.exhausted")).toBe("OpenAI");
    expect(firmOf("crisis")).toBeUndefined();
    expect(labelOf("constructor")).toBe("constructor");
  });
});

describe("the value of a fact", () => {
  it.each([
    ["USD/year", 3.4e9, "$3.4 bn a year"],
    ["USD per GPU-hour", 1.3, "$1.30 per GPU-hour"],
    ["USD per million tokens, input and output", 5, "$5 per million tokens, input and output"],
    ["USD", 279e9, "$279 bn"],
    ["share of revenue", 0.41, "41% of revenue"],
    ["fraction per year", 0.0475, "4.75% per year"],
    ["people", 2e8, "200 m people"],
    ["GPU-hours/year", 3.077e9, "3.08 bn GPU-hours/year"],
    ["ratio", 0.62, "0.62"],
    ["times the present price", 2.35, "2.35 times the present price"],
  ])("in %s", (unit, value, text) => {
    const { amount, rest } = amountOf(unit);
    expect(amount(value) + rest).toBe(text);
  });
});
