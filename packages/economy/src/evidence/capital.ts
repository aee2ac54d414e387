/** Capital: Microsoft's means, venture funding, markets and rates. */

import type { Fact } from "./fact.ts";
import { nvidiaDay } from "./sources.ts";

export const ST01: Fact = {
  id: "ST01",
  title: "Venture funding of AI companies in a quarter",
  value: { "2024-03": 12e9, "2024-06": 24e9, "2024-09": 19e9 },
  unit: "USD/quarter",
  asOf: "2024",
  published: "2024-10-03",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: {
    title: "Global startup funding recap, Q3 2024",
    publisher: "Crunchbase News",
    date: "2024-10",
    address: "https://news.crunchbase.com/venture/global-startup-funding-recap-q3-2024",
  },
  confidence: "high",
  note:
    "The first is the middle of 11 to 13 (CB Insights 13.1). The others are 30% of 79 and 28% of " +
    "66.5 billion in all; the third leaves out OpenAI's 6.6. Second quarter: " +
    "https://therightstack.com/cloud-developer-and-cloud-security-surveys/global-funding-and-ma-picked-up-in-q2-while-ai-funding-mushroomed",
};

export const MK01: Fact = {
  id: "MK01",
  title: "Market value that Nvidia lost in one day",
  value: 279e9,
  unit: "USD",
  asOf: "2024-09-03",
  published: "2024-09-03",
  kind: "reported",
  fit: "direct",
  source: nvidiaDay,
  confidence: "high",
  note:
    "A fall of 9.5% to 108 dollars a share; Meta held the record before, 232 billion on " +
    "2022-02-03. The Philadelphia semiconductor index fell 7.75% that day on weak macro data.",
};

export const MK02: Fact = {
  id: "MK02",
  title: "Federal funds target range",
  value: [0.0475, 0.05],
  unit: "fraction per year",
  asOf: "2024-09-18",
  published: "2024-09-18",
  kind: "reported",
  fit: "direct",
  source: {
    title: "Federal Reserve slashes rates 50 basis points, forecasts continued rate cuts",
    publisher: "Nasdaq (RTT)",
    date: "2024-09-18",
    address:
      "https://www.nasdaq.com/articles/federal-reserve-slashes-rates-50-basis-points-forecasts-continued-rate-cuts",
  },
  confidence: "high",
  note:
    "Was 0.0525 to 0.055 until that day. Officials foresaw half a point less by the end of 2024 " +
    "and a further point in 2025.",
};

export const MK03: Fact = {
  id: "MK03",
  title: "Fall of Microsoft's share after hours on its results of July 2024",
  value: 0.07,
  unit: "share of the price",
  asOf: "2024-07-30",
  published: "2024-07-30",
  kind: "reported",
  fit: "direct",
  source: {
    title: "Microsoft increases AI investment despite slowing cloud growth",
    publisher: "TechGolly",
    date: "2024-07-31",
    address: "https://techgolly.com/microsoft-increases-ai-investment-despite-slowing-cloud-growth",
  },
  confidence: "high",
  note: "It later stood 4% lower.",
};

export const MK05: Fact = {
  id: "MK05",
  title: "Assets that MGX of Abu Dhabi aims to manage",
  value: 100e9,
  unit: "USD",
  asOf: "2024-03",
  published: "2024-03-11",
  kind: "claim",
  fit: "direct",
  source: {
    title: "Abu Dhabi establishes technology investment company MGX",
    publisher: "Foresight News, on Binance Square",
    date: "2024-03-11",
    address:
      "https://binance.com/de/square/post/2024-03-11-abu-dhabi-establishes-tech-investment-company-mgx-targeting-ai-and-semiconductor-sectors-5260619743241",
  },
  confidence: "high",
  note:
    "More than this within a few years: an aim, not capital in hand, of which no figure was " +
    "public. Founded by Mubadala and G42.",
};

export const MK61: Fact = {
  id: "MK61",
  title: "Market value that Meta lost in one day, the record before Nvidia's",
  value: 232e9,
  unit: "USD",
  asOf: "2022-02-03",
  published: "2024-09-03",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: nvidiaDay,
  confidence: "high",
  note: "As the report on Nvidia's day recalls it; known since the day itself.",
};

export const MK62: Fact = {
  id: "MK62",
  title: "Market value of Lehman Brothers at its peak",
  value: [45e9, 60e9],
  unit: "USD",
  asOf: "2007",
  published: "2007",
  publishedInferred: true,
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Share price and shares outstanding in early 2007 (no page re-read)",
    publisher: "Lehman Brothers",
    date: "2007",
  },
  confidence: "low",
  note: "All of it recollection; the width stands for how shares are counted.",
};
