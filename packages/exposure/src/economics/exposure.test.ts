import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Company } from "../company/company.ts";
import { anyProfile, profileOf, row } from "../testing/profiles.ts";
import { grossProfitAt } from "./break-even.ts";
import { computeExposure, herfindahl, type LineItem } from "./exposure.ts";

const cost = (costUsd: number, own: Parameters<typeof row>[0]) =>
  row({ costUsd, estimatedUsd: costUsd, ...own });
const names = (lines: readonly LineItem[]) => lines.map((line) => line.name);

describe("by hand", () => {
  const profile = profileOf([
    cost(100, { feature: "Research", customer: "x", outReasoning: 5, reasoningUsd: 60 }),
    cost(50, { feature: "Triage", customer: "x", vendor: "anthropic", unsplitUsd: 20 }),
    cost(50, { feature: "Triage", customer: "y", vendor: "anthropic", unsplitUsd: 20 }),
    cost(10, { feature: null, customer: null }),
  ]);
  const company: Company = {
    revenue: { features: { Research: 250, Triage: 1000 } },
    otherCogs: 0.1,
    fixedAi: { features: { Triage: 100 } },
  };
  const exposure = computeExposure(profile, company);

  test("each feature's break-even multiple", () => {
    expect(exposure.features.map((line) => [line.name, line.breakEven])).toEqual([
      ["Research", { kind: "multiple", value: 2.25 }],
      ["Triage", { kind: "multiple", value: 8 }],
      [null, { kind: "underwater", value: 0 }],
    ]);
  });

  test("a vendor's multiple keeps the other vendors' bill", () => {
    // 1250 − 125 − 100 − 100 (Anthropic) over 110 of OpenAI; − 110 over 100 of Anthropic.
    expect(exposure.vendors).toMatchObject([
      { vendor: "openai", tokenPricedAi: 110, breakEven: { kind: "multiple", value: 925 / 110 } },
      {
        vendor: "anthropic",
        tokenPricedAi: 100,
        breakEven: { kind: "multiple", value: 915 / 100 },
      },
    ]);
    expect(exposure.hhi).toBeCloseTo((110 / 210) ** 2 + (100 / 210) ** 2, 12);
  });

  test("reasoning is a share where it is reported, and not told where it is not", () => {
    const [research, triage] = exposure.features;
    expect(research?.reasoning).toEqual({
      reportedUsd: 60,
      assumedUsd: 0,
      untoldUsd: 0,
      share: 0.6,
      // 250 of revenue, less a tenth and 100 of tokens, leaves 125; without reasoning 185.
      shareOfMargin: 60 / 185,
    });
    expect(triage?.reasoning).toEqual({
      reportedUsd: 0,
      assumedUsd: 0,
      untoldUsd: 40,
      share: null,
      shareOfMargin: null,
    });
    const assumed = computeExposure(profile, {
      ...company,
      reasoningShare: { features: { Triage: 0.25 } },
    });
    expect(assumed.features[1]?.reasoning).toEqual({
      reportedUsd: 0,
      assumedUsd: 10,
      untoldUsd: 0,
      share: 0.1,
      // 1000, less a tenth, fixed 100 and tokens of 100, leaves 700.
      shareOfMargin: 10 / 710,
    });
  });

  test("the ladder drowns features in order", () => {
    expect(exposure.ladder.map((rung) => rung.underWater.length)).toEqual([
      1, 1, 1, 2, 2, 3, 3, 3, 3,
    ]);
    expect(exposure.ladder[0]?.grossProfit).toBe(exposure.total.grossProfit);
    expect(exposure.sinking.map(({ name }) => name)).toEqual([null, "Research", "Triage"]);
  });

  test("a billed figure moves reasoning with it", () => {
    const billed = profileOf([
      row({
        feature: "R",
        billedUsd: 50,
        costUsd: 50,
        estimatedUsd: 100,
        outReasoning: 1,
        reasoningUsd: 60,
      }),
    ]);
    expect(computeExposure(billed, {}).total.reasoning).toMatchObject({
      reportedUsd: 30,
      share: 0.6,
    });
  });
});

describe("what is not known stays unknown", () => {
  test("without revenue there are costs but no margins", () => {
    const exposure = computeExposure(profileOf([cost(5, { feature: "A" })]), {});
    expect(exposure.total).toMatchObject({
      revenue: null,
      grossProfit: null,
      grossMargin: null,
      breakEven: { kind: "unknown" },
    });
    expect(exposure.ladder[3]).toEqual({
      multiple: 3,
      grossProfit: null,
      grossMargin: null,
      underWater: [],
    });
  });

  test("tokens without a price make a multiple unknown, not endless", () => {
    const profile = profileOf([row({ feature: "A", uncostedTokens: 1000, unpricedTokens: 1000 })]);
    const exposure = computeExposure(profile, { revenue: { features: { A: 10 } } });
    expect(exposure.features[0]).toMatchObject({
      breakEven: { kind: "unknown" },
      uncostedTokens: 1000,
    });
  });

  test("a feature called like a part of JavaScript gets no assumed share", () => {
    const profile = profileOf([
      cost(5, { feature: "constructor", model: "toString", unsplitUsd: 5 }),
    ]);
    const company = { reasoningShare: { features: { A: 0.5 }, models: { m: 0.5 } } };
    expect(computeExposure(profile, company).total.reasoning).toEqual({
      reportedUsd: 0,
      assumedUsd: 0,
      untoldUsd: 5,
      share: null,
      shareOfMargin: null,
    });
  });

  test("a feature the company does not list has unknown revenue; one without usage has no limit", () => {
    const exposure = computeExposure(profileOf([cost(5, { feature: "A" })]), {
      revenue: { features: { B: 10 } },
    });
    expect(exposure.features.map((line) => [line.name, line.revenue, line.breakEven.kind])).toEqual(
      [
        ["A", null, "unknown"],
        ["B", 10, "noLimit"],
      ],
    );
  });
});

test("two lists of revenue that differ are levelled on the unattributed line", () => {
  const profile = profileOf([cost(5, { feature: "A", customer: "x" })]);
  const exposure = computeExposure(profile, {
    revenue: { features: { A: 10 }, customers: { x: 7 } },
  });
  expect(names(exposure.customers)).toEqual(["x", null]);
  expect(exposure.customers[1]?.revenue).toBe(3);
  expect(exposure.allocations).toContain(
    "revenue that customers do not explain, to the unattributed line",
  );
});

test("revenue that neither list holds is unattributed on both axes", () => {
  const profile = profileOf([cost(5, { feature: "A", customer: "x" })]);
  const of = (revenue: Company["revenue"]) => {
    const { features, customers, total } = computeExposure(profile, { revenue });
    const told = (lines: typeof features) => lines.map(({ name, revenue }) => [name, revenue]);
    return { features: told(features), customers: told(customers), total: total.revenue };
  };
  // 22 in all: 10 of a feature alone, 5 of a customer alone, 7 of neither.
  expect(of({ features: { A: 10 }, customers: { x: 5 }, total: 22 })).toEqual({
    features: [
      ["A", 10],
      [null, 12],
    ],
    customers: [
      ["x", 5],
      [null, 17],
    ],
    total: 22,
  });
  expect(of({ customers: { x: 5 }, total: 22 })).toEqual({
    features: [
      ["A", 5],
      [null, 17],
    ],
    customers: [
      ["x", 5],
      [null, 17],
    ],
    total: 22,
  });
});

test("refunds beyond sales leave a loss, and no margin to be a fraction of", () => {
  const profile = profileOf([cost(5, { feature: "A" })]);
  const { features, ladder } = computeExposure(profile, {
    revenue: { features: { A: -10 } },
  });
  expect(features[0]).toMatchObject({ revenue: -10, grossProfit: -15, grossMargin: null });
  expect(ladder[0]?.grossMargin).toBeNull();
});

const money = fc.double({ min: 0, max: 1e6, noNaN: true });
const anyCompany: fc.Arbitrary<Company> = fc.record(
  {
    revenue: fc.oneof(
      fc.record({ features: fc.record({ A: money, B: money, C: money }) }),
      fc.record({ customers: fc.record({ x: money, y: money, z: money }) }),
      fc.record({
        features: fc.record({ A: money, B: money, C: money }),
        customers: fc.record({ x: money, y: money, z: money }),
      }),
      // More than any three amounts together.
      fc.record({ customers: fc.record({ x: money, z: money }), total: fc.constant(4e6) }),
      fc.record({
        features: fc.record({ A: money, D: money }),
        customers: fc.record({ x: money }),
        total: fc.constant(4e6),
      }),
    ),
    otherCogs: fc.double({ min: 0, max: 1, noNaN: true }),
    fixedAi: fc.oneof(money, fc.record({ features: fc.record({ A: money, D: money }) })),
    sampling: fc.constantFrom(0.01, 0.5, 1),
  },
  { requiredKeys: ["revenue"] },
);

test("features, and customers, add up to the company in every figure", () => {
  fc.assert(
    fc.property(anyProfile, anyCompany, (profile, company) => {
      const { total, features, customers, vendors } = computeExposure(profile, company);
      const scale = (total.revenue ?? 0) + total.tokenPricedAi + total.fixedAi;
      for (const lines of [features, customers]) {
        for (const figure of [
          "revenue",
          "tokenPricedAi",
          "otherCogs",
          "fixedAi",
          "grossProfit",
        ] as const) {
          // A name without revenue of its own carries its costs, but no profit is claimed for it.
          if (figure === "grossProfit" && lines.some((line) => line.revenue === null)) continue;
          const sum = lines.reduce((all, line) => all + (line[figure] ?? 0), 0);
          expect(Math.abs(sum - (total[figure] ?? 0)) / scale).toBeLessThan(1e-9);
        }
      }
      const byVendor = vendors.reduce((all, line) => all + line.tokenPricedAi, 0);
      expect(Math.abs(byVendor - total.tokenPricedAi) / scale).toBeLessThan(1e-9);
    }),
  );
});

test("a break-even multiple, applied again, leaves a margin of zero", () => {
  fc.assert(
    fc.property(anyProfile, anyCompany, (profile, company) => {
      const { total, features } = computeExposure(profile, company);
      for (const line of [total, ...features]) {
        if (!("value" in line.breakEven)) continue;
        const left =
          grossProfitAt({ ...line, hasUncostedTokens: false }, line.breakEven.value) ?? Number.NaN;
        const scale = (line.revenue ?? 0) + line.otherCogs + line.fixedAi + line.tokenPricedAi;
        expect(Math.abs(left) / scale).toBeLessThan(1e-9);
      }
    }),
  );
});

test("climbing the ladder only ever lowers the margin and drowns more, and ×1 is today exactly", () => {
  fc.assert(
    fc.property(anyProfile, anyCompany, (profile, company) => {
      const { total, ladder } = computeExposure(profile, company);
      expect(ladder[0]?.grossProfit).toBe(total.grossProfit);
      expect(ladder[0]?.grossMargin).toBe(total.grossMargin);
      ladder.slice(1).forEach((rung, index) => {
        const below = ladder[index];
        expect(rung.grossProfit ?? 0).toBeLessThanOrEqual(below?.grossProfit ?? 0);
        for (const name of below?.underWater ?? []) expect(rung.underWater).toContain(name);
      });
    }),
  );
});

test("the order of a profile's rows changes nothing but the last bits", () => {
  fc.assert(
    fc.property(anyProfile, anyCompany, (profile, company) => {
      const forth = computeExposure(profile, company);
      const back = computeExposure({ ...profile, rows: profile.rows.toReversed() }, company);
      expect(back.total.tokenPricedAi / forth.total.tokenPricedAi).toBeCloseTo(1, 9);
      expect(new Set(names(back.features))).toEqual(new Set(names(forth.features)));
    }),
  );
});

test("the concentration index is 1 for one vendor and falls with more", () => {
  expect(herfindahl([5])).toBe(1);
  expect(herfindahl([1, 1])).toBe(0.5);
  expect(herfindahl([0, 0])).toBeNull();
});

describe("what is told, and what is not", () => {
  const usage = profileOf([
    cost(30, { customer: "x", cacheTold: true, inUncached: 60, cacheRead: 40, outUnsplit: 5 }),
    cost(10, { customer: "y", cacheTold: true, inUncached: 10, outVisible: 6, outReasoning: 2 }),
    cost(10, { customer: "y", inUncached: 900, outUnsplit: 900 }),
    cost(10, { customer: "z", inUncached: 10, outVisible: 4, outReasoning: 0, reasoningUsd: 0 }),
    cost(5, { customer: null }),
  ]);

  test("cache reads and reasoning of nobody's telling are no zero, and dilute no share", () => {
    const { customers, total } = computeExposure(usage, {});
    expect(customers.map(({ name, tokens }) => [name, tokens])).toEqual([
      ["x", { cacheShare: 0.4, reasoningShare: null }],
      ["y", { cacheShare: 0, reasoningShare: 0.25 }],
      ["z", { cacheShare: null, reasoningShare: 0 }],
      [null, { cacheShare: null, reasoningShare: null }],
    ]);
    expect(total.tokens).toEqual({ cacheShare: 40 / 110, reasoningShare: 2 / 12 });
  });

  test("customers that lose money, the greatest loss first, what belongs to none left out", () => {
    const company: Company = { revenue: { customers: { x: 29, y: 8, z: 50 } } };
    expect(computeExposure(usage, company).losingCustomers).toEqual([
      { name: "y", revenue: 8, grossProfit: -12, uncostedTokens: 0 },
      { name: "x", revenue: 29, grossProfit: -1, uncostedTokens: 0 },
    ]);
    expect(computeExposure(usage, {}).losingCustomers).toBeNull();
  });

  test("reasoning that eats more than the margin makes the loss", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 1000, noNaN: true }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (revenue, part) => {
          const all = cost(100, { customer: "x", outReasoning: 1, reasoningUsd: 100 * part });
          const { total } = computeExposure(profileOf([all]), {
            revenue: { customers: { x: revenue } },
          });
          const { shareOfMargin } = total.reasoning;
          const without = revenue - 100 + 100 * part;
          if (without <= 0) expect(shareOfMargin).toBeNull();
          else expect((shareOfMargin ?? Number.NaN) > 1).toBe((total.grossProfit ?? 0) < 0);
        },
      ),
    );
  });
});
