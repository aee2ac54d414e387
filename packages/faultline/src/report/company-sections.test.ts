import type { CompanyStress, Fate, Renewals, SelfHosting, VendorView } from "@faultline/exposure";
import { describe, expect, test } from "vitest";
import { paint } from "../terminal/paint.ts";
import { hedgeLines, rankingSentences } from "./hedge-section.ts";
import { renewalLines } from "./renewal-section.ts";
import { selfHostSentences } from "./self-host-section.ts";
import { vendorEventLines } from "./vendor-section.ts";

const ink = paint(false);

const company = (over: Partial<CompanyStress>): CompanyStress =>
  ({
    name: "test",
    withinMonths: 24,
    verdict: { insolvency: null, baseline: null, firstToSink: null, bestHedge: null },
    runway: { p05: 3, p50: 9, p95: null, horizon: 60 },
    hedges: [],
    hedgeRanking: { byRisk: [], byMargin: [] },
    hedgeSet: null,
    renewals: null,
    vendors: null,
    selfHosting: null,
    ...over,
  }) as CompanyStress;

const flat = (lines: readonly string[]): string => lines.join(" ").replaceAll(/\s+/g, " ");

describe("what renews when", () => {
  const renewal = { vendor: "openai", kind: "seats", now: 900 } as const;
  const renewals: Renewals = {
    contracts: [
      {
        ...renewal,
        name: "Team",
        renews: "2025-09",
        month: 12,
        atRenewal: { p05: 900, p50: 1200, p95: 2400 },
        rise: { p05: 1, p50: 1.33, p95: 2.7 },
      },
      { ...renewal, name: "Late", renews: "2031-01", month: null, atRenewal: null, rise: null },
    ],
    effect: {
      grossProfit: { p05: -9000, p50: -3000, p95: 0 },
      insolvencyHeld: 0.1,
      runwayHeld: { p05: 3, p50: 11, p95: null, horizon: 60 },
    },
  };

  test("names the month, the median and the range, and what it does to margin and runway", () => {
    const lines = renewalLines(company({ renewals }), 80, ink);
    expect(lines[1]).toMatch(/^Team, OpenAI +2025-09 +900 +1,200 +900 – 2,400 +×1\.33$/);
    expect(lines[2]).toMatch(/^Late, OpenAI +2031-01 \(later\) +900 +– +– +–$/);
    expect(flat(lines)).toContain(
      "gross profit of 24 months by −$3,000 (−$9,000 – $0); with every price held, 10 of 100",
    );
    expect(flat(lines)).toContain("cash would end in month 12 at the median, not in month 10");
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  });

  test("is left out without contracts, and says when none renews in time", () => {
    expect(renewalLines(company({}), 80, ink)).toEqual([]);
    expect(
      flat(renewalLines(company({ renewals: { ...renewals, effect: null } }), 80, ink)),
    ).toContain("None renews within the run.");
  });
});

describe("what a vendor does", () => {
  const fate = (over: Partial<Fate>): Fate => ({
    futures: 0.5,
    grossMargin: 0.4,
    runway: 21,
    insolvency: 0.6,
    ...over,
  });
  const view: VendorView = {
    vendor: "openai",
    bill: 100,
    share: 0.7,
    breakEven: { kind: "noLimit" },
    credits: 0,
    contracts: [],
    doubles: {
      probability: 0.3,
      byEnd: 0.4,
      fates: { given: fate({}), otherwise: fate({ insolvency: 0.1, runway: null }) },
    },
    fails: { probability: 0, byEnd: 0, fates: { given: null, otherwise: fate({}) } },
  };

  test("is a line each, with the company's fate then and otherwise", () => {
    const lines = vendorEventLines(company({ vendors: [view] }), 80, ink);
    expect(lines[1]).toMatch(/^OpenAI \(70%\) asks ×2 or more +30 +60 +10 +40% +40% +22 +>60$/);
    expect(lines[2]).toMatch(/^OpenAI \(70%\) fails +0 +few +60 +few +40% +few +22$/);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  });

  test("tells nothing of cash without cash, and leaves crumbs to the files", () => {
    const blind = { ...view, fails: null };
    const lines = vendorEventLines(company({ runway: null, vendors: [blind] }), 80, ink);
    expect(lines[0]).not.toMatch(/broke|ends/);
    expect(lines[1]).toMatch(/ask.* 30 +40% +40%$/);
    expect(vendorEventLines(company({ vendors: [{ ...view, share: 0.001 }] }), 80, ink)).toEqual(
      [],
    );
  });
});

test("own machines that can never pay are said to", () => {
  const never = { p05: 1.2, p50: 3, p95: 9 };
  const machines: SelfHosting = {
    gpus: 4,
    copies: 2,
    gpuHour: { p05: 2, p50: 2.5, p95: 3 },
    utilisation: { p05: 0.1, p50: 0.2, p95: 0.3 },
    month: 24,
    breakEven: [
      {
        vendor: "other",
        pricePerMtok: 1,
        today: never,
        stressed: { p05: 0.2, p50: 0.5, p95: 1.5 },
      },
    ],
  };
  const [sentence] = selfHostSentences(machines);
  expect(sentence).toContain(
    "2 copies of an open model on 4 GPUs, $2.50 an hour each, 2.00 – 3.00",
  );
  expect(sentence).toContain("against open models' hosts never now, 50% (20% – never) in month 24");
  expect(sentence).toContain("speed, peak and tokens on another model are assumed unless told");
  expect(selfHostSentences(null)).toEqual([]);
  expect(flat(hedgeLines(company({ selfHosting: machines }), 80, ink))).toContain(sentence);
});

test("hedges tell what they cost once, each month and ahead, and both rankings", () => {
  const hedge = {
    price: "",
    insolvency: 0.1,
    saved: 0.2,
    samplingError: 0.01,
    savedPer10k: 1,
    grossProfit: 0,
    salesLost: null,
    marginSaved: 120_000,
    marginSavedPerDollar: 1,
    outlay: 1,
  };
  const told = company({
    hedges: [
      {
        ...hedge,
        id: "prepay",
        action: "pay ahead",
        cost: [0, 2000, 10_000],
        months: [0, 1, 2],
        monthly: [300, 1000, 4000],
        upfront: 75_400,
      },
      {
        ...hedge,
        id: "reprice",
        action: "raise prices",
        price: "3% of sales are lost",
        salesLost: [0.03, 0.03, 0.03],
        cost: [0, 0, 0],
        months: [2, 2, 2],
        monthly: [0, 0, 0],
        upfront: 0,
        outlay: 0,
      },
    ],
    hedgeRanking: { byRisk: ["reprice", "prepay"], byMargin: ["prepay"] },
  });
  const lines = hedgeLines(told, 80, ink);
  expect(lines[1]).toMatch(
    /pay ahead +10 +20 ±1 +\+\$120k +\$0–10k \+ 0\.3–4k\/mo \+ 75k ahead +0–2$/,
  );
  expect(lines[2]).toMatch(/raise prices +10 .* \$0 +2$/);
  expect(lines).toContain("To raise prices: 3% of sales are lost.");
  expect(rankingSentences(told)).toEqual([
    "For a dollar, most risk saved: own prices (free), paying ahead; most margin at risk: paying ahead.",
  ]);
});
