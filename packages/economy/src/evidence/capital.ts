/** Capital: Microsoft's means, venture funding, markets and rates. */

import type { Fact } from "./fact.ts";
import { techGolly } from "./sources.ts";

export const CL09: Fact = {
  id: "CL09",
  title: "Microsoft operating cash flow in the June 2024 quarter",
  value: 37.2e9,
  unit: "USD/quarter",
  asOf: "2024-06-30",
  published: "2024-07-30",
  kind: "filing",
  fit: "direct",
  source: {
    title: "Microsoft Q4 2024 earnings report",
    publisher: "quarter-results.com",
    date: "2024-07-30",
    address:
      "https://quarter-results.com/financial-reports/FSX/MSF.F/Q4/2024/msf-f-q4-2024-earnings-report",
  },
  confidence: "high",
  note:
    "Free cash flow 23.3 billion; cash and short-term holdings 75.5 billion. The 118.5 billion " +
    "of operating cash flow for the fiscal year is recollection.",
};

export const CL10: Fact = {
  id: "CL10",
  title: "Microsoft Cloud revenue in the June 2024 quarter",
  value: 36.8e9,
  unit: "USD/quarter",
  asOf: "2024-06-30",
  published: "2024-07-30",
  kind: "filing",
  fit: "direct",
  source: {
    title: "Microsoft financial results FY24",
    publisher: "Cloudy with a chance of licensing",
    date: "2024-07-31",
    address:
      "https://cloudywithachanceoflicensing.com/2024/07/31/microsoft-financial-results-fy-24",
  },
  confidence: "high",
  note:
    "Up 21% on the year at a gross margin of 69%. Covers Azure, Office 365 and more, not AI " +
    "alone.",
};

export const CL11: Fact = {
  id: "CL11",
  title: "Azure revenue growth on the year before",
  value: {
    "2023-06": 0.26,
    "2023-09": 0.29,
    "2023-12": 0.3,
    "2024-03": 0.31,
    "2024-06": 0.29,
  },
  unit: "fraction per year",
  asOf: "2024-06",
  published: "2024-07-30",
  kind: "filing",
  fit: "direct",
  source: techGolly,
  confidence: "high",
  note:
    "By last month of the quarter. AI gave 3, 6, 7 and 8 points of the last four; 28% to 29% was " +
    "guided for September 2024. AI supply to stay short until early 2025. Earlier quarters from " +
    "PureAI (2024-02-06) and from machine-written pages that agree with other relays.",
};

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

export const ST03: Fact = {
  id: "ST03",
  title: "Average size of an AI funding deal",
  value: { "2023": 19.1e6, "2024-03": 23.1e6 },
  unit: "USD per deal",
  asOf: "2024-03",
  published: "2024-05",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: {
    title: "Excerpt of a report on AI funding",
    publisher: "CB Insights, read as a copy",
    date: "2024-05",
    address: "https://www.sgpjbg.com/bgdown/173263.html",
  },
  confidence: "medium",
  note:
    "The whole of 2023 against the first quarter of 2024. Counts of deals differ threefold by " +
    "definition, so averages may too.",
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
