import { describe, expect, test } from "vitest";
import { type Company, parseCompany } from "../company/company.ts";
import { computeExposure } from "../economics/exposure.ts";
import { profileOf, row } from "../testing/profiles.ts";
import { companyBooks } from "./company-books.ts";
import { hedgeSets, outlayOf } from "./hedge-sets.ts";
import { type HedgeResult, rankHedges } from "./hedge-results.ts";
import { hedgesFor } from "./hedges.ts";
import { company, runWith } from "./testing/company-run.ts";
import { you } from "./levers.ts";

const profile = profileOf([
  row({
    feature: "Chat",
    costUsd: 9000,
    estimatedUsd: 9000,
    reasoningUsd: 3000,
    outReasoning: 10,
    outVisible: 10,
  }),
]);
const told: Company = { cash: 500_000, opex: 40_000, revenue: { features: { Chat: 30_000 } } };
const booksOf = (own: Company) =>
  companyBooks(
    { exposure: computeExposure(profile, { ...told, ...own }), profile },
    { ...told, ...own },
    "2024-09",
  );

describe("what an action costs and how long it takes", () => {
  test("is a range where nobody told it, and the company's own figure where it did", () => {
    const assumed = booksOf({}).actions;
    expect(assumed.switch.cost[0]).toBeLessThan(assumed.switch.cost[2]);
    expect(assumed.cutOpex.cost).toEqual([4000, 6000, 12_000]);
    const own = booksOf({ hedges: { budget: 9000, switch: { cost: 5000, months: 2 } } }).actions;
    expect(own).toMatchObject({ budget: 9000, switch: { cost: [5000, 5000, 5000] } });
    expect(own.switch.months).toEqual([2, 2, 2]);
    expect(own.capReasoning).toEqual(assumed.capReasoning);
    const range = booksOf({ hedges: { secondVendor: { cost: [1, 2, 3], covers: 0.5 } } }).actions;
    expect(range.secondVendor).toMatchObject({ cost: [1, 2, 3], covers: [0.5, 0.5, 0.5] });
  });

  test("is read from the company file, and a slip is told", () => {
    const file = "hedges:\n  budget: 20000\n  switch: { cost: 5000, months: 2 }\n";
    expect(parseCompany(file, "c.yaml").hedges).toMatchObject({ budget: 20_000 });
    const slip = file.replace("months", "month");
    expect(() => parseCompany(slip, "c.yaml")).toThrow(/c\.yaml:3 .*unknown key "month".*"months"/);
  });

  test("is paid in the first month, and nothing moves before it works", () => {
    const books = company();
    const settings = {
      [you.switchShare]: 1,
      [you.months("switch")]: 6,
      [you.cost("switch")]: 7000,
    };
    const [plain, moved] = [runWith(books, {}, 64), runWith(books, settings, 64)];
    const gap = (id: string, month: number) =>
      moved.column(id, month)[0]! - plain.column(id, month)[0]!;
    expect(gap(you.cash, 0)).toBeCloseTo(-7000, 6);
    expect(gap(you.tokenBill, 5)).toBe(0);
    expect(gap(you.tokenBill, 6)).not.toBe(0);
    expect(moved.worstResidual).toBeLessThan(1e-9);
  });

  test("without an action changes no bit of a run", () => {
    const books = company();
    const cut = { [you.months("cutOpex")]: 0, [you.months("switch")]: 9 };
    const [plain, same] = [runWith(books, {}, 64), runWith(books, cut, 64)];
    expect(same.column(you.cash, 47)).toEqual(plain.column(you.cash, 47));
  });
});

describe("sets of hedges", () => {
  test("are all of two or more that the budget allows, cheapest first", () => {
    const books = booksOf({});
    const hedges = hedgesFor(books);
    expect(hedges.map(({ id }) => id)).toEqual([
      "cap-reasoning",
      "reprice",
      "switch",
      "cut-opex",
      "prepay",
      "second-vendor",
      "self-host",
    ]);
    // Of 128 sets 32 hold a switch twice, one is empty and seven hold one hedge.
    const all = hedgeSets(books, hedges);
    expect(all).toHaveLength(128 - 32 - 1 - 7);
    const ofTwo = (a: string, b: string) =>
      all.filter(
        ({ hedges: set }) => set.some(({ id }) => id === a) && set.some(({ id }) => id === b),
      );
    expect(ofTwo("switch", "self-host")).toEqual([]);
    expect(ofTwo("switch", "prepay").length).toBeGreaterThan(0);
    const costs = all.map(({ cost }) => cost);
    expect(costs).toEqual(costs.toSorted((a, b) => a - b));
    const tight = booksOf({ hedges: { budget: 14_000 } });
    const sets = hedgeSets(tight, hedgesFor(tight));
    for (const { cost } of sets) expect(cost).toBeLessThanOrEqual(14_000);
    expect(sets.map(({ hedges: chosen }) => chosen.map(({ id }) => id))).toEqual([
      ["reprice", "cut-opex"],
      ["cap-reasoning", "reprice"],
      ["cap-reasoning", "cut-opex"],
      ["cap-reasoning", "reprice", "cut-opex"],
    ]);
    expect(hedgeSets(booksOf({ hedges: { budget: 0 } }), hedges)).toEqual([]);
  });

  test("cost what each does once, what stands until the verdict's month, and what is paid ahead", () => {
    const hedges = {
      secondVendor: { cost: 1000, months: 4, monthly: 50 },
      prepay: { cost: 10, months: 0, amount: 7000 },
      switch: { cost: 300, months: 1 },
      selfHost: { cost: 5, months: 24, monthly: 1e6 },
    };
    const books = booksOf({ hedges });
    const of = (...ids: string[]) =>
      outlayOf(
        hedgesFor(books).filter(({ id }) => ids.includes(id)),
        books,
      );
    expect(of("second-vendor")).toBe(1000 + 20 * 50);
    expect(of("prepay")).toBe(7010);
    expect(of("self-host")).toBe(5 + 300);
    expect(of("second-vendor", "prepay", "switch")).toBe(2000 + 7010 + 300);
    expect(of("reprice")).toBe(0);
  });

  test("move the levers of each", () => {
    const books = booksOf({});
    const all = hedgeSets(books, hedgesFor(books)).at(-1)!;
    expect(Object.keys(all.settings)).toEqual(
      expect.arrayContaining([you.repricing, you.switchShare, you.opexCut, you.cost("switch")]),
    );
  });
});

describe("raising own prices", () => {
  const repriced = (own: Company) => hedgesFor(booksOf(own)).find(({ id }) => id === "reprice")!;

  test("loses sales by the company's elasticity, and says whose it is", () => {
    const told = repriced({ priceElasticity: -0.5 });
    expect(told.salesLost![1]).toBeCloseTo(1 - 1.1 ** -0.5, 12);
    expect(told.salesLost![0]).toBe(told.salesLost![2]);
    expect(told.price).toMatch(
      /4\.7% of sales are lost, by your elasticity of -0\.5; .*is assumed/,
    );
  });

  test("loses a range where nobody told one, drawn future by future", () => {
    const assumed = repriced({});
    const [low, likeliest, high] = assumed.salesLost!;
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(likeliest);
    expect(assumed.price).toMatch(/0% to \d+% of sales are lost, by an assumed elasticity/);
    const books = company({ priceElasticity: null, noticeMonths: 0, growth: 0, outageMonths: 0 });
    const run = runWith(books, { [you.repricing]: 0.1 }, 64);
    const elasticity = run.parameters[you.priceElasticity]!;
    const sales = run.column(you.revenue, 0);
    for (const [draw, one] of sales.entries()) {
      expect(one).toBeCloseTo(50_000 * 1.1 * 1.1 ** elasticity[draw]!, 6);
    }
    expect(new Set(sales).size).toBeGreaterThan(60);
  });

  test("leaves the use behind the lost sales unpaid for too", () => {
    const books = company({ noticeMonths: 0, growth: 0, priceElasticity: -1 });
    const at = (settings: object) =>
      runWith(books, { ...settings }, 8).column(you.tokenBill, 0)[0]!;
    expect(at({ [you.repricing]: 0.25 }) / at({})).toBeCloseTo(1 / 1.25, 12);
  });
});

describe("the ranking", () => {
  const hedge = (id: string, over: Partial<HedgeResult>): HedgeResult => ({
    id,
    action: id,
    price: "",
    insolvency: 0,
    saved: 0.1,
    samplingError: 0.01,
    cost: [0, 0, 0],
    months: [0, 0, 0],
    monthly: [0, 0, 0],
    upfront: 0,
    outlay: 1000,
    salesLost: null,
    savedPer10k: 1,
    grossProfit: 0,
    marginSaved: 500,
    marginSavedPerDollar: 0.5,
    ...over,
  });

  test("is by what a dollar saves, free ones first and useless ones not at all", () => {
    const { byRisk, byMargin } = rankHedges([
      hedge("dear", { savedPer10k: 0.1, marginSavedPerDollar: 9 }),
      hedge("cheap", { savedPer10k: 5, marginSavedPerDollar: 2 }),
      hedge("free", { outlay: 0, savedPer10k: null, marginSavedPerDollar: null }),
      hedge("noise", { saved: 0.005, marginSaved: -4 }),
    ]);
    expect(byRisk).toEqual(["free", "cheap", "dear"]);
    expect(byMargin).toEqual(["free", "dear", "cheap"]);
    expect(rankHedges([hedge("past", { marginSaved: null })]).byMargin).toBeNull();
  });
});
