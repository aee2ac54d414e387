import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SelfHostTerms } from "./action-books.ts";
import { busyCopies, hoursPerMonth, tokenRates } from "./machine-load.ts";
import { selfHosting, usdPerMtok } from "./self-hosting.ts";
import { company, feature, runWith } from "./testing/company-run.ts";
import { profileOf, row } from "../testing/profiles.ts";
import { you } from "./levers.ts";

const fixed = (over: Partial<SelfHostTerms>) => {
  const { actions } = company();
  const selfHost = {
    ...actions.selfHost,
    gpuHour: 2,
    inputPerSecond: [1000, 1000, 1000] as const,
    outputPerSecond: [100, 100, 100] as const,
    peak: [4, 4, 4] as const,
    load: {
      openai: { input: 0, output: 0 },
      anthropic: { input: 0, output: 0 },
      other: { input: 50, output: 5 },
    },
    ...over,
  };
  return company({
    growth: 0,
    credits: [],
    contracts: [],
    features: [feature({ tokens: { openai: 0, anthropic: 0, other: 8000 } })],
    actions: { ...actions, selfHost },
  });
};

describe("what machines cost for a million tokens", () => {
  test("by hand: four at $3 that write 1,000 tokens a second, busy half the time", () => {
    const cost = usdPerMtok({ gpuHour: 3, gpus: 4, tokensPerSecond: 1000, utilisation: 0.5 });
    expect(cost).toBeCloseTo(12 / 1.8, 12);
  });

  test("is the price again at the utilisation at which they break even", () => {
    const usd = fc.double({ min: 0.01, max: 100, noNaN: true });
    const speed = fc.double({ min: 1, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(
        usd,
        usd,
        speed,
        fc.integer({ min: 1, max: 64 }),
        (gpuHour, price, tokensPerSecond, gpus) => {
          const terms = { gpuHour, gpus, tokensPerSecond };
          const even = usdPerMtok({ ...terms, utilisation: 1 }) / price;
          expect(usdPerMtok({ ...terms, utilisation: even }) / price).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  test("reading and writing take their own time", () => {
    expect(busyCopies({ input: 500, output: 50 }, { input: 1000, output: 100 })).toBe(1);
    expect(busyCopies({ input: 500, output: 0 }, { input: 1000, output: 1 })).toBe(0.5);
  });

  test("the load is that of a month, and what a cache holds is not read again", () => {
    const profile = profileOf([
      row({ vendor: "other", inUncached: 3600, cacheRead: 1e9, outUnsplit: 7200, costUsd: 1 }),
      row({ vendor: "other", inUncached: 1e9, costUsd: null }),
    ]);
    const { other, openai } = tokenRates(profile, hoursPerMonth);
    expect(other.input).toBeCloseTo(1, 12);
    expect(other.output).toBeCloseTo(2, 12);
    expect(openai).toEqual({ input: 0, output: 0 });
  });
});

describe("open models on machines of one's own", () => {
  test("cost a fixed rent that no token price moves, and the hosts' bill is gone", () => {
    const books = fixed({ copies: 1, gpus: 4 });
    const on = { [you.selfHost]: 1, [you.priceMultiple]: 50 };
    const run = runWith(books, on, 16);
    // A tenth of a copy is busy, four tenths at the peak: one copy does all of it.
    expect(run.column(you.tokenBill, 3)[0]).toBe(0);
    const cheap = runWith(books, { ...on, [you.priceMultiple]: 1 }, 16);
    expect(run.column(you.cash, 47)).toEqual(cheap.column(you.cash, 47));
    const plain = runWith(books, { [you.priceMultiple]: 0 }, 16);
    const rent = plain.column(you.grossProfit, 0)[0]! - run.column(you.grossProfit, 0)[0]!;
    expect(rent).toBeCloseTo(4 * 2 * hoursPerMonth, 6);
    expect(run.worstResidual).toBeLessThan(1e-9);
  });

  test("serve no more than their busiest hour allows; hosts do the rest", () => {
    const books = fixed({
      load: { ...fixed({}).actions.selfHost.load, other: { input: 500, output: 50 } },
    });
    const [plain, half] = [runWith(books, {}, 16), runWith(books, { [you.selfHost]: 1 }, 16)];
    // One copy is busy all the time on average and four at the peak, so a quarter is covered.
    const [all, left] = [plain.column(you.tokenBill, 0)[0]!, half.column(you.tokenBill, 0)[0]!];
    expect(left / all).toBeCloseTo(0.75, 12);
  });

  test("are reserved for a year at the economy's rent of that month", () => {
    const run = runWith(fixed({}), { [you.selfHost]: 1, [you.priceMultiple]: 0 }, 16);
    const plain = runWith(fixed({}), { [you.priceMultiple]: 0 }, 16);
    const rent = (month: number) =>
      plain.column(you.grossProfit, month)[3]! - run.column(you.grossProfit, month)[3]!;
    expect(rent(11)).toBeCloseTo(rent(0), 9);
    expect(rent(12)).not.toBeCloseTo(rent(0), 0);
    expect(rent(23)).toBeCloseTo(rent(12), 9);
  });

  test("change no bit while they are not taken", () => {
    const books = fixed({});
    const [plain, same] = [
      runWith(books, {}, 16),
      runWith(books, { [you.months("selfHost")]: 3 }, 16),
    ];
    expect(same.column(you.cash, 47)).toEqual(plain.column(you.cash, 47));
  });
});

test("the break-even utilisation is told at the price now and at the stressed one", () => {
  const books = fixed({});
  const run = runWith(books, {}, 64);
  const told = selfHosting(books, run, 24)!;
  expect(told).toMatchObject({ gpus: 4, copies: 1, month: 24 });
  // 0.1 copies busy, of one that is there.
  expect(told.utilisation.p50).toBeCloseTo(0.1, 12);
  const [open] = told.breakEven;
  expect(open!.today.p50).toBeCloseTo((0.1 * 4 * hoursPerMonth * 2) / 8000, 12);
  const index = run.column(you.priceIndex("other"), 23).toSorted();
  expect(open!.stressed.p05).toBeGreaterThanOrEqual(open!.today.p50 / index.at(-1)!);
  expect(open!.stressed.p95).toBeLessThanOrEqual(open!.today.p50 / index[0]!);
});
