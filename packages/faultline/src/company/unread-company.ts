import type { CompanyBooks } from "@faultline/exposure";

const nothing = { cost: [0, 0, 0], months: [0, 0, 0] } as const;
const noRate = { input: 0, output: 0 } as const;

/** Stands in for the company while options are checked: it has every lever that a company can have. */
export const unreadCompany: CompanyBooks = {
  name: "",
  cash: 0,
  debt: 0,
  opex: 0,
  opexGrowth: 0,
  growth: 0,
  priceElasticity: 0,
  outageMonths: 0,
  paymentLagMonths: 0,
  noticeMonths: 0,
  raise: { inMonths: 0, amount: 0 },
  credits: [],
  contracts: [
    {
      name: "",
      vendor: "openai",
      kind: "seats",
      monthly: 0,
      renews: "2024-10",
      renewsIn: 1,
      term: 12,
      byFeature: [1],
    },
  ],
  actions: {
    budget: null,
    switch: nothing,
    capReasoning: nothing,
    cutOpex: nothing,
    prepay: { ...nothing, vendor: "openai", amount: 0, expiresAfter: 12 },
    secondVendor: { ...nothing, monthly: [0, 0, 0], covers: [0, 0, 0] },
    selfHost: {
      ...nothing,
      monthly: [0, 0, 0],
      gpus: 1,
      copies: 1,
      gpuHour: null,
      inputPerSecond: [1, 1, 1],
      outputPerSecond: [1, 1, 1],
      peak: [1, 1, 1],
      isTold: { input: false, output: false, peak: false },
      load: { openai: noRate, anthropic: noRate, other: noRate },
    },
  },
  features: [
    {
      name: null,
      revenue: null,
      otherCogs: 0,
      fixedAi: 0,
      reasoningShare: 0,
      tokens: {
        openai: 0,
        anthropic: 0,
        other: 0,
      },
    },
  ],
};
