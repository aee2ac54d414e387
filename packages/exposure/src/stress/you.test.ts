import { scenarios } from "@faultline/economy";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { CompanyBooks } from "./company-books.ts";
import { company, feature, runWith } from "./testing/company-run.ts";
import { you } from "./levers.ts";

const severe = scenarios.find((s) => s.name === "subsidy-ends")!.settings.severe;

const contracts = (["seats", "committed", "priceLock"] as const).map((kind) => ({
  name: kind,
  vendor: "openai" as const,
  kind,
  monthly: kind === "priceLock" ? 0 : 700,
  renews: "2025-06",
  renewsIn: 9,
  term: 12,
  byFeature: [0.5, 0.5],
}));

test("a company has no weight: the economy's every bit is as without it", () => {
  const [alone, joined] = [runWith(undefined, severe), runWith(company(), severe)];
  for (const id of Object.keys(alone.series)) {
    for (const month of [0, 20, 47]) {
      expect(joined.column(id, month), id).toEqual(alone.column(id, month));
    }
  }
  expect(joined.worstResidual).toBeLessThan(1e-9);
});

test("a multiple of one is the run itself, to the bit, with contracts and everything done", () => {
  const done = {
    ...severe,
    [you.prepaid]: 30_000,
    [you.switchShare]: 0.3,
    [you.secondVendor]: 0.8,
    [you.selfHost]: 1,
    [you.months("selfHost")]: 4,
    [you.repricing]: 0.1,
  };
  const books = company({ contracts: contracts.map((one) => ({ ...one, renewsIn: 9 })) });
  const [plain, one] = [runWith(books, done), runWith(books, { ...done, [you.priceMultiple]: 1 })];
  for (const id of Object.keys(plain.series)) {
    expect(one.column(id, 47), id).toEqual(plain.column(id, 47));
  }
  expect(one.eventMonths).toEqual(plain.eventMonths);
});

test("a higher token price never lengthens the runway when all else is held", () => {
  const books = fc.record({
    renewsIn: fc.integer({ min: 1, max: 60 }),
    prepaid: fc.integer({ min: 0, max: 150_000 }),
    expiresAfter: fc.integer({ min: 1, max: 24 }),
    hasMachines: fc.constantFrom(0, 1),
    cash: fc.integer({ min: 0, max: 2_000_000 }),
    opex: fc.integer({ min: 0, max: 120_000 }),
    growth: fc.constantFrom(-0.02, 0, 0.03),
    credit: fc.integer({ min: 0, max: 200_000 }),
    expiresIn: fc.integer({ min: 0, max: 30 }),
    openai: fc.integer({ min: 0, max: 60_000 }),
    anthropic: fc.integer({ min: 0, max: 60_000 }),
    low: fc.double({ min: 1, max: 5, noNaN: true }),
    factor: fc.double({ min: 1, max: 20, noNaN: true }),
  });
  fc.assert(
    fc.property(
      books,
      ({ cash, opex, growth, credit, expiresIn, openai, anthropic, low, factor, ...rest }) => {
        const { actions } = company();
        const own = company({
          contracts: contracts.map((one) => ({ ...one, renewsIn: rest.renewsIn, byFeature: [1] })),
          actions: { ...actions, prepay: { ...actions.prepay, expiresAfter: rest.expiresAfter } },
          cash,
          opex,
          growth,
          credits: [
            {
              vendor: "openai",
              balance: credit,
              expiresIn,
            },
          ],
          features: [
            feature({
              tokens: {
                openai,
                anthropic,
                other: 0,
              },
            }),
          ],
        });
        const at = (multiple: number) =>
          runWith(own, {
            ...severe,
            [you.priceMultiple]: multiple,
            [you.prepaid]: rest.prepaid,
            [you.selfHost]: rest.hasMachines,
          }).eventMonths[you.insolvent]!;
        const [cheap, dear] = [at(low), at(low * factor)];
        const end = (month: number): number => (month < 0 ? Infinity : month);
        expect(cheap.every((month, draw) => end(dear[draw]!) <= end(month))).toBe(true);
      },
    ),
    { numRuns: 15 },
  );
});

test("credits pay until they are used up or expire, and then cash does", () => {
  const lean = { features: [feature({ tokens: { openai: 10_000, anthropic: 0, other: 0 } })] };
  const held = { "efficiency.listCut": 0, [you.priceMultiple]: 1 };
  const cashAt = (credits: CompanyBooks["credits"], month: number): number =>
    runWith(company({ ...lean, growth: 0, credits }), held).column(you.cash, month)[0]!;
  const without = (month: number) => cashAt([], month);
  const kept = (month: number) =>
    cashAt([{ vendor: "openai", balance: 35_000, expiresIn: 12 }], month) - without(month);
  expect(kept(1)).toBeCloseTo(20_000, 4);
  expect(kept(6)).toBeCloseTo(35_000, 4);
  const expiring = cashAt([{ vendor: "openai", balance: 35_000, expiresIn: 2 }], 6) - without(6);
  expect(expiring).toBeCloseTo(20_000, 4);
});

test("a failed vendor is replaced at another's price, not for nothing", () => {
  const books = company({
    features: [feature({ tokens: { openai: 20_000, anthropic: 0, other: 0 } })],
  });
  const failing = runWith(books, { "confidence.shock": 4 });
  const draw = failing.eventMonths["openai.default"]!.findIndex(
    (month) => month >= 0 && month < 46,
  );
  expect(draw).toBeGreaterThanOrEqual(0);
  expect(failing.column(you.tokenBill, 47)[draw]!).toBeGreaterThan(0);
});

test("switched tokens cost what an open model's price and the same work there make of them", () => {
  const books = company({
    growth: 0,
    features: [feature({ tokens: { openai: 20_000, anthropic: 0, other: 0 } })],
  });
  const list = runWith(books).parameters["openai.listPrice"]![0]!;
  const billAt = (work: number): number =>
    runWith(books, {
      [you.switchShare]: 1,
      "you.switchWork": work,
      "openHosts.listPrice": list / 5,
    }).column(you.tokenBill, 0)[0]!;
  expect(billAt(1)).toBeCloseTo(20_000 / 5, 6);
  expect(billAt(3)).toBeCloseTo(3 * billAt(1), 6);
});

test("without cash there is no insolvency to speak of", () => {
  const run = runWith(company({ cash: null }));
  expect(run.eventMonths[you.insolvent]).toBeUndefined();
  expect(run.series[you.cash]).toBeUndefined();
});

test("a company without tokens, or with those of one vendor alone, has a month like any other", () => {
  const none = { openai: 0, anthropic: 0, other: 0 };
  for (const tokens of [none, { ...none, anthropic: 5 }, { ...none, other: 5 }]) {
    const own = contracts.map((one) => ({ ...one, byFeature: [1] }));
    const books = company({ contracts: own, features: [feature({ tokens })], credits: [] });
    const run = runWith(books, { [you.prepaid]: 10, [you.switchShare]: 1, [you.selfHost]: 1 }, 16);
    expect(run.worstResidual).toBeLessThan(1e-9);
  }
});
