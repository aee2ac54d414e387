/** Anthropic: revenue, margin, funding and prices. */

import type { Fact } from "./fact.ts";
import { amodeiForecast, anthropicFunding } from "./sources.ts";

export const AN02: Fact = {
  id: "AN02",
  title: "Anthropic revenue in a month, 2023 peak and 2024 plan",
  value: { "2023": 8e6, "2024": 64e6 },
  unit: "USD/month",
  asOf: "2024",
  published: "2024-02-20",
  kind: "reported",
  fit: "direct",
  source: anthropicFunding,
  confidence: "medium",
  note:
    "2023 was reported; 2024 is the plan to multiply it by about eight by the end of the year, " +
    "which would make some 0.77 billion a year.",
};

export const AN03: Fact = {
  id: "AN03",
  title: "Annualised revenue that Anthropic aimed at for the end of 2024",
  value: [0.85e9, 1e9],
  unit: "USD/year",
  asOf: "2024-12",
  published: "2024-09",
  publishedInferred: true,
  kind: "recollection",
  fit: "direct",
  source: {
    title: "OpenAI Doubled Revenue and is Doing More Business Than Azure",
    publisher: "Synthedia, relaying The Information",
    date: "2024-06",
    address: "https://synthedia.substack.com/p/openai-doubled-revenue-and-is-doing",
  },
  confidence: "medium",
  note:
    "The low end is in the cited page too; the 1.0 rests on recollection only, of Reuters " +
    "(December 2023) or The Information.",
};

export const AN05: Fact = {
  id: "AN05",
  title: "Anthropic cash burn planned for 2024",
  value: 2.7e9,
  unit: "USD/year",
  asOf: "2024-07",
  published: "2024-07-24",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: {
    title: "Note on the 2024 finances of OpenAI and Anthropic (page title not known)",
    publisher: "PANews, on Binance Square",
    date: "2024-07-25",
    address: "https://binance.com/tr/square/post/2024-07-25-openai-2024-50-11251643726857",
  },
  confidence: "medium",
  note: "Cash, not an accounting loss, and a projection: what was in fact burnt was not public.",
};

export const AN07: Fact = {
  id: "AN07",
  title: "Anthropic gross margin, after and before support cost and Amazon's share",
  value: [0.38, 0.55],
  unit: "share of revenue",
  asOf: "2024-01",
  published: "2024-01-23",
  publishedInferred: true,
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Report on Anthropic's gross margin (article title not known)",
    publisher: "The Information",
    date: "2024-01",
  },
  confidence: "low",
  note:
    "Reported as 50% to 55%, or 38% once support and the cloud reseller's share are taken out. " +
    "All of it recollection.",
};

export const AN09: Fact = {
  id: "AN09",
  title: "Part of Anthropic revenue from its API sold through others",
  value: [0.6, 0.75],
  unit: "share of revenue",
  asOf: "2024",
  published: "2024-09",
  publishedInferred: true,
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Report on Anthropic's revenue mix (article title not known)",
    publisher: "CNBC",
    date: "2024-09",
  },
  confidence: "low",
  note: "Its own API has 10% to 25% and chat about 15%. All of it recollection.",
};

export const AN10: Fact = {
  id: "AN10",
  title: "Capital that Anthropic raised in the year to February 2024",
  value: 7.3e9,
  unit: "USD",
  asOf: "2024-02",
  published: "2024-02-20",
  kind: "reported",
  fit: "direct",
  source: anthropicFunding,
  confidence: "high",
  note:
    "0.45, 0.1, 4.0 from Amazon, 2.0 from Google and 0.75 led by Menlo. The amounts are as " +
    "announced; how much had been paid in by then is not stated.",
};

export const AN11: Fact = {
  id: "AN11",
  title: "Anthropic valuation",
  value: [15e9, 18.4e9],
  unit: "USD",
  asOf: "2024-02",
  published: "2024-02-20",
  kind: "reported",
  fit: "direct",
  source: anthropicFunding,
  confidence: "medium",
  note:
    "15 was read in the cited page; 18.4 is recollection, and so are talks at 30 to 40 in " +
    "September 2024.",
};

export const AN14: Fact = {
  id: "AN14",
  title: "Cost to train one model, those on sale and those in training",
  value: [0.1e9, 1e9],
  unit: "USD per model",
  asOf: "2024-06",
  published: "2024-06",
  kind: "claim",
  fit: "direct",
  source: amodeiForecast,
  confidence: "medium",
  note: "Round numbers by Amodei, who went on to 10 to 100 billion between 2025 and 2027.",
};

export const AN17: Fact = {
  id: "AN17",
  title: "Claude subscription price, Pro and Team",
  value: [20, 30],
  unit: "USD per user per month",
  asOf: "2024",
  published: "2024-05-01",
  publishedInferred: true,
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Claude plans and prices (no page re-read)",
    publisher: "Anthropic",
    date: "2024-05",
  },
  confidence: "medium",
  note: "Two plans rather than a range: 20 for Pro, 30 for Team. Both are recollection.",
};

export const AN12: Fact = {
  id: "AN12",
  title: "Anthropic stake that a vehicle of Mubadala bought from the FTX estate",
  value: 0.5e9,
  unit: "USD",
  asOf: "2024-03",
  published: "2024-06-01",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: {
    title: "Reports of the FTX estate's sales of Anthropic shares (article titles not known)",
    publisher: "Read in a later retelling",
    date: "2024-06",
  },
  confidence: "medium",
  note:
    "The estate sold for 0.884 billion in March and 0.452 later in the year; the vehicle is " +
    "ATIC. The dates are recollection.",
};

export const AN61: Fact = {
  id: "AN61",
  title: "Cost to train one model between 2025 and 2027, as Anthropic's head foresaw it",
  value: [10e9, 100e9],
  unit: "USD per model",
  asOf: "2024-06",
  published: "2024-06",
  kind: "claim",
  fit: "direct",
  source: amodeiForecast,
  confidence: "medium",
  note: "A forecast in round numbers, said beside those of AN14.",
};
