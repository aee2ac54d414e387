import { describe, expect, test } from "vitest";
import { type Company, parseCompany } from "../company/company.ts";
import { computeExposure } from "../economics/exposure.ts";
import { profileOf, row } from "../testing/profiles.ts";
import { companyBooks } from "./company-books.ts";
import { hedgeSets, hedgesFor } from "./hedges.ts";
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
  companyBooks(computeExposure(profile, { ...told, ...own }), { ...told, ...own }, "2024-09");

describe("what an action costs and how long it takes", () => {
  test("is a range where nobody told it, and the company's own figure where it did", () => {
    const assumed = booksOf({}).actions;
    expect(assumed.switch.cost[0]).toBeLessThan(assumed.switch.cost[2]);
    expect(assumed.cutOpex.cost).toEqual([4000, 6000, 12_000]);
    const own = booksOf({ hedges: { budget: 9000, switch: { cost: 5000, months: 2 } } }).actions;
    expect(own).toMatchObject({ budget: 9000, switch: { cost: [5000, 5000, 5000] } });
    expect(own.switch.months).toEqual([2, 2, 2]);
    expect(own.capReasoning).toEqual(assumed.capReasoning);
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
  test("are all of two or more that the budget allows", () => {
    const books = booksOf({});
    const hedges = hedgesFor(books);
    expect(hedges.map(({ id }) => id)).toEqual(["cap-reasoning", "reprice", "switch", "cut-opex"]);
    expect(hedgeSets(books, hedges)).toHaveLength(11);
    const tight = booksOf({ hedges: { budget: 14_000 } });
    const sets = hedgeSets(tight, hedgesFor(tight));
    for (const { cost } of sets) expect(cost).toBeLessThanOrEqual(14_000);
    expect(sets.map(({ hedges: chosen }) => chosen.map(({ id }) => id))).toEqual([
      ["cap-reasoning", "reprice"],
      ["cap-reasoning", "cut-opex"],
      ["reprice", "cut-opex"],
      ["cap-reasoning", "reprice", "cut-opex"],
    ]);
    expect(hedgeSets(booksOf({ hedges: { budget: 0 } }), hedges)).toEqual([]);
  });

  test("move the levers of each", () => {
    const books = booksOf({});
    const all = hedgeSets(books, hedgesFor(books)).at(-1)!;
    expect(Object.keys(all.settings)).toEqual(
      expect.arrayContaining([you.repricing, you.switchShare, you.opexCut, you.cost("switch")]),
    );
  });
});
