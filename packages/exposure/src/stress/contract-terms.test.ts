import { scenarios } from "@faultline/economy";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ContractBooks } from "./bound-contracts.ts";
import { renewals, renewsWithin } from "./renewals.ts";
import { company, feature, runWith } from "./testing/company-run.ts";
import { you } from "./levers.ts";

const severe = scenarios.find((s) => s.name === "subsidy-ends")!.settings.severe;

const contract = (over: Partial<ContractBooks> = {}): ContractBooks => ({
  name: "seats",
  vendor: "openai",
  kind: "seats",
  monthly: 1000,
  renews: "2025-09",
  renewsIn: 12,
  term: 12,
  byFeature: [1, 0],
  ...over,
});

/** A company that tells all there is to tell, so that its own path holds no range. */
const withContracts = (...contracts: ContractBooks[]) =>
  company({ growth: 0, credits: [], contracts });

const kinds = fc.constantFrom("seats" as const, "committed" as const, "priceLock" as const);
const vendors = fc.constantFrom("openai" as const, "anthropic" as const, "other" as const);

describe("a contract", () => {
  test("that does not renew within the run costs what it costs, to the bit, unless its vendor fails", () => {
    fc.assert(
      fc.property(kinds, vendors, fc.integer({ min: 48, max: 200 }), (kind, vendor, renewsIn) => {
        const books = withContracts(contract({ kind, vendor, renewsIn }));
        const run = runWith(books, severe, 32);
        expect(renewsWithin(books, 48)).toBe(false);
        const failed = run.eventMonths[`${vendor}.default`];
        for (const month of [0, 13, 47]) {
          const costs = run.column(you.contractCost(0), month);
          const stands = [...costs].filter((_cost, draw) => {
            const at = failed?.[draw] ?? -1;
            return at < 0 || at >= month;
          });
          const start = run.column(you.contractCost(0), 0)[0]!;
          if (kind !== "priceLock") for (const cost of stands) expect(cost).toBe(1000);
          else for (const cost of stands) expect(cost).toBeCloseTo(start, 6);
        }
      }),
      { numRuns: 9 },
    );
  });

  test("that never renews leaves every other bit of the company's books as a fixed cost would", () => {
    const fixed = company({ features: [feature({ fixedAi: 1500 }), feature({ revenue: null })] });
    const bound = { ...fixed, contracts: [contract({ renewsIn: 500, vendor: "other" })] };
    const [plain, same] = [runWith(fixed, severe, 64), runWith(bound, severe, 64)];
    for (const id of [you.cash, you.grossProfit, you.tokenBill]) {
      expect(same.column(id, 47), id).toEqual(plain.column(id, 47));
    }
  });

  test("for seats steps to the lab's seat price of that month and stands for a year", () => {
    const books = withContracts(contract());
    const run = runWith(books, severe, 64);
    const cost = (month: number) => run.column(you.contractCost(0), month);
    expect([...cost(11)].every((one) => one === 1000)).toBe(true);
    expect([...cost(12)].some((one) => one > 1005)).toBe(true);
    expect(cost(23)).toEqual(cost(12));
    expect(cost(24)).not.toEqual(cost(12));
  });

  test("for capacity at a lab steps to its token price, and elsewhere to the rent of machines", () => {
    const lab = runWith(withContracts(contract({ kind: "committed" })), severe, 64);
    const [cost, price] = [
      lab.column(you.contractCost(0), 12),
      lab.column(you.priceIndex("openai"), 12),
    ];
    for (const [draw, one] of cost.entries()) expect(one).toBeCloseTo(1000 * price[draw]!, 6);
    const machines = runWith(
      withContracts(contract({ kind: "committed", vendor: "other" })),
      severe,
      64,
    );
    const rent = machines.column("gpuHour.h100", 12);
    const start = machines.parameters["market.h100AtStart"]!;
    const own = machines.column(you.contractCost(0), 12);
    // A series reads the end of its month, an equation the start: the rent moves little between.
    for (const [draw, one] of own.entries()) {
      expect(one / ((1000 * rent[draw]!) / start[draw]!)).toBeCloseTo(1, 1);
    }
  });

  test("that locks a token price keeps it whatever the multiple, and pays the list from then on", () => {
    const lock = contract({ kind: "priceLock", renewsIn: 6, byFeature: [1], monthly: 0 });
    const only = [feature({ tokens: { openai: 12_000, anthropic: 0, other: 0 } })];
    const books = { ...withContracts(lock), features: only };
    const at = (multiple: number) =>
      runWith(books, { ...severe, [you.priceMultiple]: multiple }, 32).column(you.tokenBill, 5);
    expect(at(9)).toEqual(at(1));
    const run = runWith(books, severe, 32);
    const [bill, price] = [run.column(you.tokenBill, 6), run.column(you.priceIndex("openai"), 6)];
    for (const [draw, one] of bill.entries()) expect(one).toBeCloseTo(12_000 * price[draw]!, 6);
    const half = runWith(
      { ...books, contracts: [{ ...lock, byFeature: [0.5] }] },
      { ...severe, [you.priceMultiple]: 3 },
      32,
    );
    const open = half.column(you.priceIndex("openai"), 4);
    for (const [draw, one] of half.column(you.tokenBill, 4).entries()) {
      expect(one).toBeCloseTo(6000 + 6000 * open[draw]!, 6);
    }
  });

  test("ends with its vendor, and what stands in for it is signed at the price of that month", () => {
    const books = withContracts(
      contract({ kind: "committed", renewsIn: 40 }),
      contract({ kind: "priceLock", renewsIn: 40, monthly: 0 }),
    );
    const run = runWith(books, { "confidence.shock": 4 }, 64);
    const failed = run.eventMonths["openai.default"]!;
    const draw = failed.findIndex((month) => month >= 0 && month < 36);
    const after = failed[draw]! + 1;
    const price = run.column(you.priceIndex("openai"), after)[draw]!;
    expect(run.column(you.contractCost(0), after)[draw]).toBeCloseTo(1000 * price, 6);
    expect(run.column(you.contractCost(0), after + 2)[draw]).toBeCloseTo(1000 * price, 6);
  });

  test("of any kind keeps the books closed and adds no weight", () => {
    const books = withContracts(
      contract({ renewsIn: 3 }),
      contract({ kind: "committed", vendor: "other", renewsIn: 5, term: 7 }),
      contract({ kind: "priceLock", vendor: "anthropic", renewsIn: 8, byFeature: [0.5, 0.5] }),
    );
    const [alone, joined] = [runWith(undefined, severe, 64), runWith(books, severe, 64)];
    expect(joined.worstResidual).toBeLessThan(1e-9);
    for (const id of Object.keys(alone.series)) {
      expect(joined.column(id, 47), id).toEqual(alone.column(id, 47));
    }
  });
});

describe("what is told of renewals", () => {
  const books = withContracts(
    contract(),
    contract({ name: "later", renewsIn: 60, renews: "2029-09" }),
  );
  const run = runWith(books, severe);
  const held = runWith(books, { ...severe, [you.contractsHeld]: 1 });
  const told = renewals(books, run, held, 24)!;

  test("is when, what it costs then, and how much of that is the renewal", () => {
    const [first, later] = told.contracts;
    expect(first).toMatchObject({ month: 12, now: 1000, renews: "2025-09" });
    expect(first!.atRenewal!.p50).toBe(run.series[you.contractCost(0)]!.p50[12]);
    expect(first!.rise!.p50).toBeCloseTo(first!.atRenewal!.p50 / 1000, 9);
    expect(later).toMatchObject({ month: null, atRenewal: null, rise: null });
  });

  test("moves the gross profit by what the contracts cost more", () => {
    const more = Array.from({ length: 24 }, (_, month) => month).reduce(
      (sum, month) => sum + run.column(you.contractCost(0), month)[5]! - 1000,
      0,
    );
    const profit = (of: typeof run) =>
      Array.from({ length: 24 }, (_, month) => of.column(you.grossProfit, month)[5]!).reduce(
        (a, b) => a + b,
      );
    expect(profit(run) - profit(held)).toBeCloseTo(-more, 6);
    const { grossProfit, insolvencyHeld } = told.effect!;
    expect(grossProfit.p50).toBeLessThan(0);
    expect(insolvencyHeld).not.toBeNull();
  });

  test("is nothing without contracts", () => {
    expect(renewals(company(), run, undefined, 24)).toBeNull();
  });
});
