import { buildEconomy } from "@faultline/economy";
import { type Settings, compile, run } from "@faultline/engine";
import type { CompanyBooks, FeatureBooks } from "../company-books.ts";
import { addCompany } from "../you.ts";

/** A feature that sells, with tokens of three vendors. */
export const feature = (over: Partial<FeatureBooks> = {}): FeatureBooks => ({
  name: "Chat",
  revenue: 50_000,
  otherCogs: 5_000,
  fixedAi: 500,
  tokens: { openai: 12_000, anthropic: 4_000, other: 1_000 },
  reasoningShare: 0.3,
  ...over,
});

/** A company with cash, debt, a raise and credits. */
export const company = (over: Partial<CompanyBooks> = {}): CompanyBooks => ({
  name: "test",
  cash: 400_000,
  debt: 50_000,
  opex: 45_000,
  opexGrowth: 0.005,
  growth: 0.01,
  priceElasticity: -0.3,
  outageMonths: 1,
  paymentLagMonths: 1,
  noticeMonths: 2,
  raise: { inMonths: 8, amount: 100_000 },
  credits: [{ vendor: "openai", balance: 30_000, expiresIn: 5 }],
  actions: {
    budget: null,
    switch: { cost: [1000, 2000, 3000], months: [1, 2, 3] },
    capReasoning: { cost: [0, 0, 0], months: [0, 0, 0] },
    cutOpex: { cost: [500, 500, 500], months: [4, 4, 4] },
    prepay: {
      cost: [0, 0, 0],
      months: [0, 0, 0],
      vendor: "openai",
      amount: 30_000,
      expiresAfter: 12,
    },
    secondVendor: {
      cost: [0, 0, 0],
      months: [0, 0, 0],
      monthly: [100, 200, 300],
      covers: [0.8, 0.8, 0.8],
    },
    selfHost: {
      cost: [0, 0, 0],
      months: [0, 0, 0],
      monthly: [0, 0, 0],
      gpus: 4,
      copies: 1,
      gpuHour: null,
      inputPerSecond: [6000, 12_000, 20_000],
      outputPerSecond: [800, 2000, 5000],
      peak: [2, 4, 8],
      isTold: { input: false, output: false, peak: false },
      load: {
        openai: { input: 700, output: 150 },
        anthropic: { input: 200, output: 50 },
        other: { input: 300, output: 80 },
      },
    },
  },
  contracts: [],
  features: [feature(), feature({ name: "Idle", revenue: null })],
  ...over,
});

/** Runs the economy with a company inside, for four years. */
export function runWith(books: CompanyBooks | undefined, settings: Settings = {}, draws = 256) {
  const { graph } = buildEconomy(
    books === undefined ? {} : { extend: (model, at) => addCompany(model, at, books) },
  );
  return run(graph, compile(graph), { draws, months: 48, seed: 3, settings });
}
