import { probabilityBy } from "@faultline/engine";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { breakingPoints } from "./breaking-points.ts";
import { creditCliffs } from "./credit-cliff.ts";
import { marginAtRisk } from "./margin-at-risk.ts";
import { company, feature, runWith } from "./testing/company-run.ts";
import { vendorFailures } from "./vendor-failure.ts";
import { you } from "./levers.ts";

const failing = { "confidence.shock": 4 };

describe("the failure of a vendor", () => {
  const books = company({ cash: 900_000 });
  const run = runWith(books, failing);
  const failures = vendorFailures(books, run, 36);

  test("is told for each lab that is paid, by its part of the tokens", () => {
    expect(failures.map(({ vendor, bill }) => [vendor, bill])).toEqual([
      ["openai", 24_000],
      ["anthropic", 8_000],
    ]);
    expect(failures[0]!.share).toBeCloseTo(24 / 34, 12);
    const only = company({
      features: [feature({ tokens: { openai: 0, anthropic: 0, other: 9 } })],
    });
    expect(vendorFailures(only, run, 36)).toEqual([]);
  });

  test("comes as often as in the run, and not beyond it", () => {
    const { by } = failures[0]!;
    expect(by["24"]).toBe(probabilityBy(run.eventMonths["openai.default"]!, 23));
    expect(by["12"]!).toBeLessThanOrEqual(by["24"]!);
    expect(by["60"]).toBeNull();
  });

  test("parts the risk of insolvency into its two cases, which add up to the whole", () => {
    const months = run.eventMonths["openai.default"]!;
    const fails = probabilityBy(months, 35);
    const { failed, stands } = failures[0]!.insolvency!;
    const whole = fails * failed! + (1 - fails) * stands!;
    expect(whole).toBeCloseTo(probabilityBy(run.eventMonths[you.insolvent]!, 35), 12);
  });

  test("moves the bill by what the same work then costs", () => {
    const months = run.eventMonths["openai.default"]!;
    const draws = [...months.keys()].filter((draw) => months[draw]! > 0 && months[draw]! < 46);
    const changes = draws
      .map((draw) => {
        const bill = (month: number) => run.column(you.tokenBill, month)[draw]!;
        // The month after the failure is lost; then all of the work is done again.
        return bill(months[draw]! + 2) - bill(months[draw]! - 1);
      })
      .toSorted((a, b) => a - b);
    expect(changes.length).toBeGreaterThan(20);
    const { p05, p95 } = failures[0]!.change!;
    expect(p05).toBeGreaterThanOrEqual(changes[0]!);
    expect(p95).toBeLessThanOrEqual(changes.at(-1)!);
    expect(p05).toBeLessThan(p95);
  });

  test("is not told of in figures where it hardly happens", () => {
    const [calm] = vendorFailures(books, runWith(books, {}, 16), 36);
    expect(calm!.change).toBeNull();
    expect(calm!.insolvency!.failed).toBeNull();
  });
});

test("credits end where they are used up or expire, and what is left then is lost", () => {
  const lean = {
    growth: 0,
    features: [feature({ tokens: { openai: 10_000, anthropic: 0, other: 0 } })],
  };
  const held = { "efficiency.listCut": 0, [you.priceMultiple]: 1 };
  const cliffs = (balance: number, expiresIn: number) => {
    const books = company({ ...lean, credits: [{ vendor: "openai", balance, expiresIn }] });
    return creditCliffs(books, runWith(books, held, 64))[0]!;
  };
  const used = cliffs(35_000, 12);
  expect([used.lasts.p50, used.expires, used.lost!.p50]).toEqual([4, 12, 0]);
  expect(used.cliff.p50).toBeCloseTo(10_000, 6);
  const expired = cliffs(35_000, 2);
  expect(expired.lasts.p50).toBe(2);
  expect(expired.lost!.p50).toBeCloseTo(15_000, 6);
  expect(cliffs(35_000, 90).lost).toBeNull();
});

test("margin at risk is the way from what is expected to the worst", () => {
  const books = company();
  const [calm, storm] = [runWith(books), runWith(books, { "subsidy.coverage": 1 })];
  const own = marginAtRisk(calm, undefined, 24);
  expect(own.expected).toBe(own.grossProfit.p50);
  expect(own.atRisk).toBeCloseTo(own.grossProfit.p50 - own.grossProfit.p05, 6);
  expect(own.expectedShortfall).toBeGreaterThanOrEqual(own.atRisk);
  const risk = marginAtRisk(storm, calm, 24);
  expect(risk.expected).toBe(own.expected);
  expect(risk.atRisk).toBeGreaterThan(own.atRisk);
});

describe("what alone breaks a company", () => {
  const books = company();
  const byPrice = (threshold: number) => async (moved: Readonly<Record<string, number>>) =>
    (moved[you.priceMultiple] ?? 1) >= threshold ? 0.6 : 0.1;

  test("is found to a twentieth, wherever it lies", async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 1.1, max: 99, noNaN: true }), async (threshold) => {
        const [price] = await breakingPoints(books, 0.5, byPrice(threshold));
        expect(price!.lever).toBe(you.priceMultiple);
        expect(price!.at as number).toBeGreaterThanOrEqual(threshold);
        expect(price!.at as number).toBeLessThan(threshold * 1.05);
      }),
    );
  });

  test("is nothing where no end does it, and needs no turn where it stands at the brink", async () => {
    const [price, sales, raise] = await breakingPoints(books, 0.5, byPrice(1000));
    expect([price!.at, sales!.at, raise!.at]).toEqual([null, null, null]);
    const brink = await breakingPoints(books, 0.5, async () => 0.7);
    expect(brink.map(({ at }) => at)).toEqual(["unmoved", "unmoved", "unmoved"]);
  });

  test("is a raise that fails only if there is one, and nothing without cash", async () => {
    const onRaise = async (moved: Readonly<Record<string, number>>) =>
      moved[you.raiseKept] === 0 ? 0.9 : 0;
    expect((await breakingPoints(books, 0.5, onRaise)).at(-1)).toMatchObject({
      id: "raise",
      at: 0,
    });
    const without = await breakingPoints(company({ raise: null }), 0.5, onRaise);
    expect(without.map(({ id }) => id)).toEqual(["tokenPrice", "sales"]);
    expect(await breakingPoints(company({ cash: null }), 0.5, onRaise)).toEqual([]);
  });

  test("lost sales and a failed raise move the company's books as they say", () => {
    const at = (settings: Record<string, number>, id: string) =>
      runWith(books, settings, 64).column(id, 9)[0]!;
    expect(at({ [you.salesKept]: 0.5 }, you.revenue) / at({}, you.revenue)).toBeCloseTo(0.5, 12);
    expect(at({ [you.raiseKept]: 0 }, you.cash)).toBeLessThan(at({}, you.cash) - 50_000);
  });
});
