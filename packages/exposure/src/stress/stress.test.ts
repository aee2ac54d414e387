import { buildEconomy, scenarios } from "@faultline/economy";
import { compile, run } from "@faultline/engine";
import { expect, test } from "vitest";
import type { Company } from "../company/company.ts";
import { computeExposure } from "../economics/exposure.ts";
import type { Profile, ProfileRow } from "../profile/profile.ts";
import { companyBooks } from "./company-books.ts";
import { hedgesFor } from "./hedges.ts";
import { stressCompany } from "./stress.ts";
import { addCompany } from "./you.ts";

const row = (
  name: string,
  costUsd: number,
  vendor: ProfileRow["vendor"] = "openai",
): ProfileRow => ({
  month: "2024-09",
  provider: vendor,
  vendor,
  model: "m",
  feature: name,
  customer: null,
  requests: 1,
  inUncached: 1,
  cacheRead: 0,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
  cacheTold: false,
  outVisible: 1,
  outReasoning: 1,
  outUnsplit: 0,
  billedUsd: null,
  estimatedUsd: costUsd,
  costUsd,
  reasoningUsd: costUsd / 2,
  unsplitUsd: 0,
  unpricedTokens: 0,
  uncostedTokens: 0,
  outcome: null,
});

const profile: Profile = {
  version: 1,
  period: {
    start: "2024-09-01T00:00:00.000Z",
    end: "2024-09-30T23:00:00.000Z",
    days: 30,
    wholeMonths: 1,
  },
  accounting: { physical: 2, kept: 2, rejected: 0, blank: 0 },
  rejects: [],
  prices: [],
  unpriced: [],
  rows: [row("Thin", 30_000), row("Fat", 5_000, "anthropic")],
};

const company: Company = {
  name: "test",
  cash: 700_000,
  opex: 60_000,
  otherCogs: 0.1,
  revenue: { features: { Thin: 45_000, Fat: 50_000 } },
};

function stress() {
  const exposure = computeExposure(profile, company);
  const books = companyBooks({ exposure, profile }, company, "2024-09");
  const { graph } = buildEconomy({ extend: (model, at) => addCompany(model, at, books) });
  const kernel = compile(graph);
  const severe = scenarios.find((s) => s.name === "subsidy-ends")!.settings.severe;
  const go = (settings: object) =>
    run(graph, kernel, { draws: 1000, months: 36, seed: 1, settings: { ...settings } });
  const main = go(severe);
  return stressCompany(exposure, books, {
    graph,
    run: main,
    baseline: go({}),
    hedged: hedgesFor(books).map((hedge) => ({ hedge, run: go({ ...severe, ...hedge.settings }) })),
    bestSet: undefined,
    heldContracts: undefined,
    breaking: [],
  });
}

const result = stress();

test("the feature with the lowest break-even multiple sinks first and most often", () => {
  expect(result.verdict.firstToSink?.name).toBe("Thin");
  const by24 = Object.fromEntries(result.features.map((f) => [f.name, f.sunkBy?.["24"]]));
  expect(by24["Thin"]!).toBeGreaterThan(by24["Fat"]!);
});

test("the insolvency curve rises, and the verdict reads it at 24 months", () => {
  const curve = result.insolvency!;
  expect(curve).toHaveLength(36);
  expect(curve.every((p, i) => i === 0 || p >= curve[i - 1]!)).toBe(true);
  const { insolvency, baseline } = result.verdict;
  expect(insolvency!.probability).toBe(curve[23]);
  expect(insolvency!.probability).toBeGreaterThan(baseline!);
  const [low, high] = insolvency!.assumptionSpan!;
  expect(low).toBeLessThanOrEqual(insolvency!.probability);
  expect(high).toBeGreaterThanOrEqual(insolvency!.probability);
  expect(high).toBeGreaterThan(low);
  const { assumptions, facts, rest } = insolvency!.causes;
  expect(assumptions + facts + rest).toBeCloseTo(1, 6);
});

test("a month beyond the run is not told", () => {
  expect(result.features[0]!.sunkBy!["60"]).toBeNull();
});

test("a hedge that costs less and sells as much never adds risk", () => {
  const cap = result.hedges.find((hedge) => hedge.id === "cap-reasoning")!;
  expect(cap.saved).toBeGreaterThanOrEqual(0);
  expect(cap.grossProfit).toBeGreaterThan(0);
});
