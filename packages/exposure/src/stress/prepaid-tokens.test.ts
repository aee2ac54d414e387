import { scenarios } from "@faultline/economy";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CompanyBooks } from "./company-books.ts";
import { company, feature, runWith } from "./testing/company-run.ts";
import { you } from "./levers.ts";

const severe = scenarios.find((s) => s.name === "subsidy-ends")!.settings.severe;

const lean = (over: Partial<CompanyBooks> = {}): CompanyBooks =>
  company({
    growth: 0,
    credits: [],
    raise: null,
    features: [feature({ tokens: { openai: 10_000, anthropic: 0, other: 0 } })],
    ...over,
  });

describe("tokens bought ahead", () => {
  test("for nothing change no bit", () => {
    const books = company();
    const [plain, same] = [
      runWith(books, severe, 64),
      runWith(books, { ...severe, [you.prepaid]: 0, [you.months("prepay")]: 3 }, 64),
    ];
    for (const id of Object.keys(plain.series)) {
      expect(same.column(id, 47), id).toEqual(plain.column(id, 47));
    }
    expect(same.eventMonths).toEqual(plain.eventMonths);
  });

  test("cost their price at once, and then pay the bill at the price of that month", () => {
    const [plain, ahead] = [
      runWith(lean(), severe, 32),
      runWith(lean(), { ...severe, [you.prepaid]: 25_000, "efficiency.listCut": 0 }, 32),
    ];
    const held = runWith(lean(), { ...severe, "efficiency.listCut": 0 }, 32);
    const gap = (month: number) =>
      ahead.column(you.cash, month)[0]! - held.column(you.cash, month)[0]!;
    expect(gap(0)).toBeCloseTo(-25_000, 6);
    // Two and a half months of tokens, whose price has not moved yet.
    expect(gap(1)).toBeCloseTo(-15_000, 6);
    expect(gap(3)).toBeCloseTo(0, 6);
    expect(plain.worstResidual).toBeLessThan(1e-9);
  });

  test("save what a rise of prices would have cost on them, whenever it comes", () => {
    const settings = { ...severe, "efficiency.listCut": 0, [you.prepaid]: 100_000 };
    const [plain, ahead] = [
      runWith(lean(), { ...settings, [you.prepaid]: 0 }, 64),
      runWith(lean(), settings, 64),
    ];
    const price = Array.from({ length: 14 }, (_, month) =>
      plain.column(you.priceIndex("openai"), month),
    );
    const stands = plain.eventMonths["openai.default"]!;
    for (let draw = 0; draw < 64; draw += 1) {
      if (stands[draw]! >= 0 && stands[draw]! < 13) continue;
      // Bought in the first month, they pay ten months of tokens from the second on.
      const saved = price.slice(1, 11).reduce((sum, month) => sum + 10_000 * (month[draw]! - 1), 0);
      const gap = ahead.column(you.cash, 13)[draw]! - plain.column(you.cash, 13)[draw]!;
      expect(gap).toBeCloseTo(saved, 4);
    }
  });

  test("come after credits, which cost nothing and would expire", () => {
    const credits = [{ vendor: "openai" as const, balance: 20_000, expiresIn: 2 }];
    const books = lean({ credits });
    const held = { "efficiency.listCut": 0 };
    const [plain, ahead] = [
      runWith(books, held, 8),
      runWith(books, { ...held, [you.prepaid]: 15_000 }, 8),
    ];
    const gap = (month: number) =>
      ahead.column(you.cash, month)[0]! - plain.column(you.cash, month)[0]!;
    expect(gap(1)).toBeCloseTo(-15_000, 6);
    expect(gap(2)).toBeCloseTo(-5000, 6);
    expect(gap(3)).toBeCloseTo(0, 6);
  });

  test("are lost when they expire, and when the vendor fails", () => {
    const short = lean({
      actions: { ...company().actions, prepay: { ...company().actions.prepay, expiresAfter: 2 } },
    });
    const held = { "efficiency.listCut": 0, [you.prepaid]: 50_000 };
    const gapAt = (books: CompanyBooks, month: number, settings: object = {}) => {
      const [plain, ahead] = [
        runWith(books, { ...held, ...settings, [you.prepaid]: 0 }, 64),
        runWith(books, { ...held, ...settings }, 64),
      ];
      return {
        plain,
        ahead,
        gap: (draw: number) =>
          ahead.column(you.cash, month)[draw]! - plain.column(you.cash, month)[draw]!,
      };
    };
    // Used in one month of the two, as they are there from the second on.
    expect(gapAt(short, 6).gap(0)).toBeCloseTo(-40_000, 4);
    const long = lean({
      actions: { ...company().actions, prepay: { ...company().actions.prepay, expiresAfter: 100 } },
    });
    const much = { [you.prepaid]: 2e6, "confidence.shock": 4 };
    const { plain, ahead, gap } = gapAt(long, 47, much);
    const failed = plain.eventMonths["openai.default"]!;
    const draw = failed.findIndex((month) => month >= 0 && month < 36);
    expect(draw).toBeGreaterThanOrEqual(0);
    // Each month until the failure paid a month's bill; the rest is gone.
    const used = Array.from(
      { length: failed[draw]! },
      (_, i) => plain.column(you.tokenBill, i + 1)[draw]!,
    );
    expect(gap(draw)).toBeCloseTo(used.reduce((a, b) => a + b, 0) - 2e6, 2);
    expect(ahead.worstResidual).toBeLessThan(1e-9);
  });

  test("keep every dollar in the books, whatever is bought and however it ends", () => {
    const amounts = fc.record({
      amount: fc.integer({ min: 0, max: 3_000_000 }),
      months: fc.double({ min: 0, max: 20, noNaN: true }),
      expiresAfter: fc.integer({ min: 1, max: 40 }),
      vendor: fc.constantFrom("openai" as const, "anthropic" as const, "other" as const),
      shock: fc.constantFrom(0, 4),
    });
    fc.assert(
      fc.property(amounts, ({ amount, months, expiresAfter, vendor, shock }) => {
        const { actions } = company();
        const books = company({
          actions: { ...actions, prepay: { ...actions.prepay, vendor, expiresAfter } },
        });
        const run = runWith(
          books,
          {
            ...severe,
            "confidence.shock": shock,
            [you.prepaid]: amount,
            [you.months("prepay")]: months,
          },
          32,
        );
        expect(run.worstResidual).toBeLessThan(1e-9);
      }),
      { numRuns: 12 },
    );
  });
});
