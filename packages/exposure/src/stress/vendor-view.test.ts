import { probabilityBy } from "@faultline/engine";
import { describe, expect, test } from "vitest";
import type { Exposure } from "../economics/exposure.ts";
import { company, runWith } from "./testing/company-run.ts";
import { vendorViews } from "./vendor-view.ts";
import { you } from "./levers.ts";

const books = company({
  cash: 900_000,
  contracts: [
    {
      name: "seats",
      vendor: "anthropic",
      kind: "seats",
      monthly: 100,
      renews: "2025-06",
      renewsIn: 9,
      term: 12,
      byFeature: [1, 0],
    },
  ],
});
const exposure = {
  vendors: [
    {
      vendor: "anthropic",
      tokenPricedAi: 8000,
      share: 0.25,
      breakEven: { kind: "multiple", value: 5 },
    },
    {
      vendor: "openai",
      tokenPricedAi: 24_000,
      share: 0.75,
      breakEven: { kind: "multiple", value: 2 },
    },
  ],
} as unknown as Exposure;
// What stands in for a failed lab costs a multiple of its price, which is no rise of the lab's.
const run = runWith(books, {
  "confidence.shock": 4,
  "subsidy.coverage": 1,
  "apps.fallbackRatio": 20,
});
const views = vendorViews(exposure, books, run, 36);

describe("a vendor", () => {
  test("is told by its bill, with the credits and contracts that hang on it", () => {
    expect(views.map(({ vendor, share }) => [vendor, share])).toEqual([
      ["openai", 0.75],
      ["anthropic", 0.25],
    ]);
    expect(views[0]).toMatchObject({ credits: 30_000, contracts: [] });
    expect(views[1]).toMatchObject({
      credits: 0,
      contracts: [{ name: "seats", kind: "seats", renews: "2025-06" }],
    });
  });

  test("fails and doubles as often as in the run, and parts the futures in two", () => {
    for (const { vendor, fails, doubles } of views) {
      const defaults = run.eventMonths[`${vendor}.default`]!;
      expect(fails!.probability).toBe(probabilityBy(defaults, 35));
      expect(fails!.byEnd).toBe(probabilityBy(defaults, 47));
      const price = Array.from({ length: 36 }, (_, month) =>
        run.column(you.priceIndex(vendor), month),
      );
      const rises = Array.from({ length: run.draws }, (_, draw) => {
        const until = defaults[draw]! < 0 ? 36 : Math.min(36, defaults[draw]! + 1);
        return price.slice(0, until).some((column) => column[draw]! >= 2);
      });
      expect(doubles.probability).toBeCloseTo(rises.filter(Boolean).length / run.draws, 12);
      for (const { probability, fates } of [fails!, doubles]) {
        const { given, otherwise } = fates;
        if (given === null || otherwise === null) continue;
        expect(given.futures).toBeCloseTo(probability, 12);
        const whole = given.futures * given.insolvency! + otherwise.futures * otherwise.insolvency!;
        expect(whole).toBeCloseTo(probabilityBy(run.eventMonths[you.insolvent]!, 35), 12);
      }
    }
  });

  test("that asks twice as much leaves less margin than where it does not", () => {
    const { given, otherwise } = views[0]!.doubles.fates;
    expect(given!.grossMargin!).toBeLessThan(otherwise!.grossMargin!);
  });

  test("of open models does not fail", () => {
    const open = {
      vendors: [{ vendor: "other", tokenPricedAi: 1, share: 1, breakEven: { kind: "noLimit" } }],
    } as unknown as Exposure;
    expect(vendorViews(open, books, run, 36)[0]!.fails).toBeNull();
  });
});
