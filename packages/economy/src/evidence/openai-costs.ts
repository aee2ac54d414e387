/** OpenAI: compute, staff, losses and the price it pays for GPUs. */

import type { Fact } from "./fact.ts";
import { apiMargin, computing, decoder, newYorkTimes, sherwood } from "./sources.ts";

export const OA25: Fact = {
  id: "OA25",
  title: "A100s enough to serve all GPT-4o API traffic",
  value: 6000,
  unit: "A100-equivalent GPUs",
  asOf: "2024-06",
  published: "2024-08",
  kind: "estimate",
  fit: "direct",
  source: apiMargin,
  confidence: "low",
  note:
    "An upper bound at full use and 1.30 dollars an hour: below a tenth of the 60,000 reported " +
    "as not serving ChatGPT. The authors infer that far more is rented than the API needs.",
};

export const OA26: Fact = {
  id: "OA26",
  title: "OpenAI API gross margin, inference cost only",
  value: { "2024-06": 0.75, "2024-08": 0.55 },
  unit: "share of revenue",
  asOf: "2024-08",
  published: "2024-08",
  kind: "estimate",
  fit: "direct",
  source: apiMargin,
  confidence: "low",
  note:
    "Margins at the list prices of the two months. If right, the API was not sold far below " +
    "cost, against Zitron's essay of September 2024, which has prices 10 to 100 times too low.",
};

export const OA27: Fact = {
  id: "OA27",
  title: "OpenAI gross margin",
  value: 0.41,
  unit: "share of revenue",
  asOf: "2024",
  published: "2024-10-09",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: decoder,
  confidence: "medium",
  note:
    "Covers 2024 up to about September. The plan is 67% by 2028; software companies usually " +
    "reach 65% or more.",
};

export const OA28: Fact = {
  id: "OA28",
  title: "OpenAI inference cost for 2024, July account",
  value: 4e9,
  unit: "USD/year",
  asOf: "2024",
  published: "2024-07-24",
  kind: "reported",
  fit: "direct",
  source: computing,
  confidence: "medium",
  note:
    "Slightly less than 4 billion, paid to Azure. OA30 and OA27 point to about half of it: the " +
    "two accounts conflict.",
};

export const OA29: Fact = {
  id: "OA29",
  title: "OpenAI training cost for 2024, data included, July account",
  value: 3e9,
  unit: "USD/year",
  asOf: "2024",
  published: "2024-07-24",
  kind: "reported",
  fit: "direct",
  source: computing,
  confidence: "medium",
  note: "A yearly line, not the price of one finished model.",
};

export const OA30: Fact = {
  id: "OA30",
  title: "OpenAI compute for training and running models in 2024, October account",
  value: 5e9,
  unit: "USD/year",
  asOf: "2024",
  published: "2024-10-10",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: sherwood,
  confidence: "medium",
  note:
    "From company documents. Less about 3 billion of training it leaves about 2 for inference " +
    "(our subtraction); the exact 1.8 sometimes given is recollection. Conflicts with OA28.",
};

export const OA32: Fact = {
  id: "OA32",
  title: "OpenAI staff cost for 2024, July account",
  value: 1.5e9,
  unit: "USD/year",
  asOf: "2024",
  published: "2024-07-24",
  kind: "reported",
  fit: "direct",
  source: computing,
  confidence: "medium",
  note: "For about 1,500 people. About twice the figure in OA33, which leaves stock pay out.",
};

export const OA33: Fact = {
  id: "OA33",
  title: "OpenAI staff cost without stock pay",
  value: { "2024": 0.7e9, "2025": 2e9 },
  unit: "USD/year",
  asOf: "2024",
  published: "2024-10-09",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: decoder,
  confidence: "medium",
  note: "From company documents; 2025 is a plan. Conflicts with OA32.",
};

export const OA34: Fact = {
  id: "OA34",
  title: "OpenAI stock-based pay in the first half of 2024",
  value: 1.5e9,
  unit: "USD per half-year",
  asOf: "2024-06",
  published: "2024-10-10",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: sherwood,
  confidence: "medium",
  note: "About as much as the revenue of the same six months. It uses no cash.",
};

export const OA35: Fact = {
  id: "OA35",
  title: "OpenAI employees",
  value: { "2024-07": 1500, "2024-09": 1700 },
  unit: "people",
  asOf: "2024-09",
  published: "2024-09-27",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: computing,
  confidence: "medium",
  note: "July was read in the cited page; the 1,700 of September is recollection.",
};

export const OA36: Fact = {
  id: "OA36",
  title: "OpenAI loss expected for 2024",
  value: [4e9, 5e9, 5e9],
  unit: "USD/year",
  asOf: "2024",
  published: "2024-09-27",
  kind: "reported",
  fit: "direct",
  source: newYorkTimes,
  confidence: "high",
  note:
    "Five billion is the reported figure and the upper end (see also the source of OA28). It " +
    "leaves out stock pay. With 3.7 of revenue it makes 8.7 billion of cost.",
};

export const OA37: Fact = {
  id: "OA37",
  title: "OpenAI cash burn in the first half of 2024",
  value: 0.34e9,
  unit: "USD per half-year",
  asOf: "2024-06",
  published: "2024-10-09",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: decoder,
  confidence: "medium",
  note:
    "Far below the loss of OA36. Azure credits and stock pay use no cash and probably explain " +
    "the gap (our inference), so hold cash, credits and profit apart.",
};

export const OA39: Fact = {
  id: "OA39",
  title: "OpenAI losses planned in total, 2023 to 2028",
  value: 44e9,
  unit: "USD",
  asOf: "2028",
  published: "2024-10-09",
  publishedInferred: true,
  kind: "claim",
  fit: "direct",
  source: decoder,
  confidence: "medium",
  note: "The company's own plan: 14 billion of it in 2026, and a first profit in 2029.",
};

export const OA40: Fact = {
  id: "OA40",
  title: "What OpenAI pays Microsoft for an A100",
  value: 1.3,
  unit: "USD per GPU-hour",
  asOf: "2024",
  published: "2024-07-24",
  kind: "reported",
  fit: "direct",
  source: computing,
  confidence: "medium",
  note:
    "The report names the unit an A100 server. Read as one GPU it agrees with OA28 and OA41, as " +
    "D01 shows.",
};

export const OA41: Fact = {
  id: "OA41",
  title: "A100-equivalents that serve OpenAI",
  value: 350000,
  unit: "A100-equivalent GPUs",
  asOf: "2024-07",
  published: "2024-07-24",
  kind: "reported",
  fit: "direct",
  source: computing,
  confidence: "medium",
  note:
    "Describes March to July 2024. The part for ChatGPT, 290,000, is recollection; the 60,000 " +
    "for the rest is in the source of OA25. 4.0 billion at 1.30 an hour buys 351,000 for a year.",
};
