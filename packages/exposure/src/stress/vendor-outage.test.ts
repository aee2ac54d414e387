import { expect, test } from "vitest";
import { company, feature, runWith } from "./testing/company-run.ts";
import { you } from "./levers.ts";

const failing = { "confidence.shock": 4 };
const books = company({
  growth: 0,
  outageMonths: 1.5,
  credits: [],
  features: [feature({ tokens: { openai: 9000, anthropic: 3000, other: 0 } })],
});

/** A draw in which OpenAI fails in time, Anthropic not before the outage is over. */
function failureIn(run: ReturnType<typeof runWith>): { draw: number; month: number } {
  const [openai, anthropic] = [
    run.eventMonths["openai.default"]!,
    run.eventMonths["anthropic.default"]!,
  ];
  const draw = openai.findIndex(
    (month, i) => month >= 0 && month < 40 && (anthropic[i]! < 0 || anthropic[i]! > month + 4),
  );
  expect(draw).toBeGreaterThanOrEqual(0);
  return { draw, month: openai[draw]! };
}

test("a failed vendor takes its work with it, and the sales it served, for so many months", () => {
  const run = runWith(books, failing);
  const { draw, month } = failureIn(run);
  const sales = (at: number) => run.column(you.revenue, at)[draw]! / 50_000;
  expect(sales(month)).toBe(1);
  expect(sales(month + 1)).toBeCloseTo(1 - 0.75, 12);
  expect(sales(month + 2)).toBeCloseTo(1 - 0.75 * 0.5, 12);
  expect(sales(month + 3)).toBe(1);
  expect(run.worstResidual).toBeLessThan(1e-9);
});

test("a second vendor saves its share of that, and nothing before it is ready", () => {
  const ready = runWith(books, { ...failing, [you.secondVendor]: 0.8 });
  const { draw, month } = failureIn(ready);
  expect(ready.column(you.revenue, month + 1)[draw]! / 50_000).toBeCloseTo(1 - 0.75 * 0.2, 12);
  const late = runWith(books, {
    ...failing,
    [you.secondVendor]: 0.8,
    [you.months("secondVendor")]: 48,
  });
  expect(late.column(you.cash, 47)).toEqual(runWith(books, failing).column(you.cash, 47));
});

test("work that has been moved away from a vendor is not lost with it", () => {
  const moved = runWith(books, { ...failing, [you.switchShare]: 1 });
  const { draw, month } = failureIn(moved);
  expect(moved.column(you.revenue, month + 1)[draw]! / 50_000).toBe(1);
});

test("sales lost with a vendor sink no feature by themselves", () => {
  const rich = {
    ...books,
    features: [feature({ tokens: { openai: 10, anthropic: 0, other: 0 } })],
  };
  const run = runWith(rich, failing);
  const { month, draw } = failureIn(run);
  expect(run.column(you.grossProfit, month + 1)[draw]!).toBeLessThan(0);
  expect(run.eventMonths[you.underWater(0)]!.every((at) => at < 0)).toBe(true);
});
