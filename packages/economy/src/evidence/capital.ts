/** Capital: Microsoft's means, venture funding, markets and rates. */

import type { Fact } from "./fact.ts";

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
  source: {
    title: "Nvidia share price tanks over 9%, suffers record $279 billion rout in market value",
    publisher: "Livemint (Reuters)",
    date: "2024-09-04",
    address:
      "https://www.livemint.com/market/stock-market-news/nvidia-share-price-tanks-over-9-suffers-record-279-billion-rout-in-market-value-11725416820485.html",
  },
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
