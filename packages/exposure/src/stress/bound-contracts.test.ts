import { describe, expect, test } from "vitest";
import type { Company } from "../company/company.ts";
import { computeExposure } from "../economics/exposure.ts";
import { profileOf, row } from "../testing/profiles.ts";
import { companyBooks } from "./company-books.ts";

const usd = (costUsd: number) => ({ costUsd, estimatedUsd: costUsd });
const profile = profileOf([
  row({ feature: "Chat", customer: "Ann", vendor: "openai", ...usd(3000) }),
  row({ feature: "Search", customer: "Bob", vendor: "anthropic", ...usd(1000) }),
]);
const seats = { vendor: "openai", kind: "seats", seats: 10, price: 20, renews: "2025-03" } as const;

const booksOf = (contracts: Company["contracts"], own: Company = {}) => {
  const company: Company = {
    revenue: { features: { Chat: 9000, Search: 9000 } },
    contracts,
    ...own,
  };
  const exposure = computeExposure(profile, company);
  return { exposure, books: companyBooks({ exposure, profile }, company, "2024-09") };
};

describe("a contract of the company file", () => {
  test("costs its features what fixed AI does, until it renews, by token cost", () => {
    const { exposure, books } = booksOf([seats], { fixedAi: 100 });
    expect(exposure.total.fixedAi).toBeCloseTo(300, 9);
    expect(exposure.features.map(({ name, fixedAi }) => [name, fixedAi])).toEqual([
      ["Chat", 225],
      ["Search", 75],
    ]);
    const byCustomer = exposure.customers.reduce((sum, { fixedAi }) => sum + fixedAi, 0);
    expect(byCustomer).toBeCloseTo(300, 9);
    expect(books.contracts).toEqual([
      {
        name: "seats",
        vendor: "openai",
        kind: "seats",
        monthly: 200,
        renews: "2025-03",
        renewsIn: 6,
        term: 12,
        byFeature: [0.75, 0.25],
      },
    ]);
  });

  test("of some features is theirs alone, tokens or none", () => {
    const { exposure, books } = booksOf([{ ...seats, features: ["Search", "New"] }]);
    const fixed = Object.fromEntries(exposure.features.map(({ name, fixedAi }) => [name, fixedAi]));
    expect(fixed).toEqual({ Chat: 0, Search: 200, New: 0 });
    const customers = exposure.customers.map(({ name, fixedAi }) => [name, fixedAi]);
    expect(Object.fromEntries(customers)).toMatchObject({ Ann: 0, Bob: 200 });
    const names = books.features.map(({ name }) => name);
    expect(books.contracts[0]!.byFeature[names.indexOf("Search")]).toBe(1);
  });

  test("that renewed before the start does so on its anniversary; a lock that ended is none", () => {
    const lock = { vendor: "openai", kind: "priceLock" } as const;
    const { books } = booksOf([
      { ...seats, renews: "2023-11" },
      { ...seats, renews: "2024-09", term: 6 },
      { ...lock, renews: "2024-09" },
      { ...lock, renews: "2024-10", share: 0.4 },
    ]);
    expect(books.contracts.map(({ kind, renewsIn }) => [kind, renewsIn])).toEqual([
      ["seats", 2],
      ["seats", 6],
      ["priceLock", 1],
    ]);
    expect(books.contracts[2]!.byFeature).toEqual([0.4, 0.4]);
  });

  test("that locks the price of no usage is told", () => {
    const lock = { vendor: "anthropic", kind: "priceLock", renews: "2025-03" } as const;
    expect(() => booksOf([seats, { ...lock, features: ["Chat"] }])).toThrow(
      /company file at contracts\.1: no usage with anthropic in Chat to lock the price of; name/,
    );
  });

  test("keeps its parts when small features are put together", () => {
    const many = profileOf(
      Array.from({ length: 40 }, (_, i) =>
        row({ feature: `f${i}`, vendor: "openai", ...usd(100 - i) }),
      ),
    );
    const company: Company = {
      contracts: [
        seats,
        { ...seats, kind: "priceLock", seats: undefined, price: undefined, features: ["f39"] },
      ],
    };
    const exposure = computeExposure(many, { contracts: [seats] });
    const { contracts, features } = companyBooks({ exposure, profile: many }, company, "2024-09");
    expect(contracts[0]!.byFeature.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    const locked = contracts[1]!.byFeature.reduce(
      (sum, share, i) => sum + share * features[i]!.tokens.openai,
      0,
    );
    expect(locked).toBeCloseTo(61, 9);
  });
});
