/** The large clouds and Meta: capital spending, cash, cloud revenue. */

import type { Fact, Source } from "./fact.ts";

const moneysmarts: Source = {
  title: "Microsoft's results of July 2024, relayed (J. Novet)",
  publisher: "CNBC, read as a copy",
  date: "2024-10",
  address: "https://moneysmarts.news/?p=171930",
};

const capexHistory: Source = {
  title: "Capital spending by quarter, from SEC filings",
  publisher: "danyu1/bridgewater_forecasting",
  date: "2024-08",
};

export const CX04: Fact = {
  id: "CX04",
  title: "Microsoft capital spending, quarter to June 2024, finance leases included",
  value: 19e9,
  unit: "USD/quarter",
  asOf: "2024-06",
  published: "2024-07-30",
  kind: "filing",
  fit: "direct",
  source: moneysmarts,
  confidence: "high",
  note: "14.0 in the quarter before and 10.7 a year before: up 36% in a quarter, 78% in a year.",
};

export const CX05: Fact = {
  id: "CX05",
  title: "Meta capital spending with lease principal, quarter to June 2024",
  value: 8.47e9,
  unit: "USD/quarter",
  asOf: "2024-06",
  published: "2024-07-31",
  kind: "filing",
  fit: "direct",
  source: {
    title: "Meta's results of the second quarter of 2024",
    publisher: "ITWeb",
    date: "2024-08-01",
    address:
      "https://www.itweb.co.za/article/meta-rakes-in-39bn-revenue-with-327bn-users/8OKdWqDXoprqbznQ",
  },
  confidence: "high",
  note: "9.52 in the third quarter of 2022, before it cut; 28.1 in all of 2023.",
};

export const CX06: Fact = {
  id: "CX06",
  title: "Meta's guidance for capital spending in 2024",
  value: [37e9, 40e9],
  unit: "USD/year",
  asOf: "2024-07-31",
  published: "2024-07-31",
  kind: "filing",
  fit: "direct",
  source: {
    title: "Form 8-K 0001326801-24-000065, summarised",
    publisher: "SECWatch",
    date: "2024-07-31",
    address: "https://secwatch.observer/filing/0001326801-24-000065.md",
  },
  confidence: "high",
  note: "With 15.2 spent by June that leaves 10.9 to 12.4 a quarter; growth in 2025 was announced.",
};

export const CX10: Fact = {
  id: "CX10",
  title: "Capital spending of five firms, pace of early 2024 and the next year",
  value: { "2024-03": 166e9, "2025-12": 185e9 },
  unit: "USD/year",
  asOf: "2024-05",
  published: "2024-05",
  publishedInferred: true,
  kind: "estimate",
  fit: "direct",
  source: {
    title: "Cloud and hyperscale capex",
    publisher: "Dgtl Infra",
    date: "2024-05",
    address: "https://dgtlinfra.com/cloud-hyperscale-capex/",
  },
  confidence: "medium",
  note: "Oracle is the fifth. The second quarter alone then came in above that pace.",
};

export const CX12: Fact = {
  id: "CX12",
  title: "Alphabet's cash capital spending by quarter",
  value: {
    "2022-03": 9.79e9,
    "2022-06": 6.83e9,
    "2022-09": 7.28e9,
    "2022-12": 7.6e9,
    "2023-03": 6.29e9,
    "2023-06": 6.89e9,
    "2023-09": 8.06e9,
    "2023-12": 11.02e9,
    "2024-03": 12.01e9,
    "2024-06": 13.19e9,
  },
  unit: "USD/quarter",
  asOf: "2024-06",
  published: "2024-08-02",
  publishedInferred: true,
  kind: "filing",
  fit: "direct",
  source: capexHistory,
  confidence: "high",
  note: "Up by 91% in the year to June 2024.",
};

export const CX14: Fact = {
  id: "CX14",
  title: "Amazon's cash capital spending by quarter",
  value: {
    "2022-03": 14.95e9,
    "2022-06": 15.72e9,
    "2022-09": 16.38e9,
    "2022-12": 16.59e9,
    "2023-03": 14.21e9,
    "2023-06": 11.46e9,
    "2023-09": 12.48e9,
    "2023-12": 14.59e9,
    "2024-03": 14.93e9,
    "2024-06": 17.62e9,
  },
  unit: "USD/quarter",
  asOf: "2024-06",
  published: "2024-08-02",
  publishedInferred: true,
  kind: "filing",
  fit: "direct",
  source: capexHistory,
  confidence: "high",
  note: "All segments, warehouses among them, gross of sales of plant. Up by 54% in the year to June 2024.",
};

export const CX15: Fact = {
  id: "CX15",
  title: "Meta's cash capital spending by quarter",
  value: {
    "2022-03": 5.44e9,
    "2022-06": 7.57e9,
    "2022-09": 9.38e9,
    "2022-12": 9.04e9,
    "2023-03": 6.84e9,
    "2023-06": 6.22e9,
    "2023-09": 6.54e9,
    "2023-12": 7.67e9,
    "2024-03": 6.4e9,
    "2024-06": 8.17e9,
  },
  unit: "USD/quarter",
  asOf: "2024-06",
  published: "2024-08-02",
  publishedInferred: true,
  kind: "filing",
  fit: "direct",
  source: capexHistory,
  confidence: "high",
  note: "Without lease principal. Up by 31% in the year to June 2024.",
};

export const CX16: Fact = {
  id: "CX16",
  title: "Microsoft's cash capital spending by quarter",
  value: {
    "2022-03": 5.34e9,
    "2022-06": 6.87e9,
    "2022-09": 6.28e9,
    "2022-12": 6.27e9,
    "2023-03": 6.61e9,
    "2023-06": 8.9e9,
    "2023-09": 9.92e9,
    "2023-12": 9.74e9,
    "2024-03": 10.95e9,
    "2024-06": 13.87e9,
  },
  unit: "USD/quarter",
  asOf: "2024-06",
  published: "2024-08-02",
  publishedInferred: true,
  kind: "filing",
  fit: "direct",
  source: capexHistory,
  confidence: "medium",
  note: "Without finance leases; with them 10.7 in June 2023 and 19.0 in June 2024. Two of the ten are remembered.",
};

export const CX13: Fact = {
  id: "CX13",
  title: "Fall of capital spending in the retreat of 2022 and 2023: Amazon, Meta",
  value: [0.31, 0.34],
  unit: "share of the peak quarter",
  asOf: "2023-06",
  published: "2024-08-02",
  publishedInferred: true,
  kind: "derived",
  fit: "analogue",
  source: capexHistory,
  confidence: "high",
  note: "Meta from 9.38 to 6.22 in three quarters, Amazon from 16.59 to 11.46 in two.",
};

export const CL04: Fact = {
  id: "CL04",
  title: "Amazon's operating cash flow over twelve months",
  value: 108e9,
  unit: "USD/year",
  asOf: "2024-06-30",
  published: "2024-08-01",
  kind: "filing",
  fit: "direct",
  source: {
    title: "Form 8-K 0001018724-24-000128, summarised",
    publisher: "SECWatch",
    date: "2024-08-01",
    address: "https://secwatch.observer/filing/0001018724-24-000128.md",
  },
  confidence: "high",
  note: "Free cash flow was 53, so half of it was spent on plant.",
};

export const CL07: Fact = {
  id: "CL07",
  title: "Alphabet's operating cash flow, quarter to June 2024",
  value: 26.6e9,
  unit: "USD/quarter",
  asOf: "2024-06-30",
  published: "2024-07-23",
  kind: "filing",
  fit: "direct",
  source: {
    title: "Alphabet's free cash flow faces pressure in second quarter",
    publisher: "Valuentum",
    date: "2024-07",
    address: "https://valuentum.com/alphabets-free-cash-flow-faces-pressure-second-quarter",
  },
  confidence: "high",
  note: "Half of it was spent on plant; cash and securities stood at 100.7.",
};

export const CL09: Fact = {
  id: "CL09",
  title: "Microsoft's operating cash flow, quarter to June 2024",
  value: 37.2e9,
  unit: "USD/quarter",
  asOf: "2024-06-30",
  published: "2024-07-30",
  kind: "filing",
  fit: "direct",
  source: {
    title: "Microsoft's fourth quarter of fiscal 2024",
    publisher: "quarter-results.com",
    date: "2024-07-30",
    address:
      "https://quarter-results.com/financial-reports/FSX/MSF.F/Q4/2024/msf-f-q4-2024-earnings-report",
  },
  confidence: "high",
  note: "The June quarter is its strongest; free cash flow was 23.3.",
};

export const CL11: Fact = {
  id: "CL11",
  title: "Points of Azure's yearly growth that come from AI",
  value: { "2023-09": 3, "2023-12": 6, "2024-03": 7, "2024-06": 8 },
  unit: "percentage points",
  asOf: "2024-06-30",
  published: "2024-07-30",
  kind: "filing",
  fit: "direct",
  source: {
    title: "Microsoft increases AI investment despite slowing cloud growth",
    publisher: "TechGolly",
    date: "2024-07-31",
    address: "https://techgolly.com/microsoft-increases-ai-investment-despite-slowing-cloud-growth",
  },
  confidence: "high",
  note: "Azure's revenue is not published. OpenAI's bill is part of it.",
};

export const CL14: Fact = {
  id: "CL14",
  title: "Meta's free cash flow, quarter to June 2024",
  value: 10.9e9,
  unit: "USD/quarter",
  asOf: "2024-06-30",
  published: "2024-07-31",
  kind: "filing",
  fit: "direct",
  source: {
    title: "Form 8-K 0001326801-24-000065, summarised",
    publisher: "SECWatch",
    date: "2024-07-31",
    address: "https://secwatch.observer/filing/0001326801-24-000065.md",
  },
  confidence: "high",
  note: "With the 8.47 of CX05 added back, operations brought in 19.4.",
};

export const CL20: Fact = {
  id: "CL20",
  title: "Years over which servers are written off",
  value: [5, 6],
  unit: "years",
  asOf: "2024-02",
  published: "2024-02-01",
  publishedInferred: true,
  kind: "filing",
  fit: "direct",
  source: {
    title: "Useful life of servers and network assets at tech companies",
    publisher: "S. Koral",
    date: "2024-02",
    address: "https://shaulkoral.com/useful-life-of-servers-and-network-assets-at-tech-companies/",
  },
  confidence: "high",
  note: "Three to four years until 2021. Meta uses five, the others six.",
};

export const SU09: Fact = {
  id: "SU09",
  title: "Revenue that AI would have to earn to pay for the chips bought",
  value: 600e9,
  unit: "USD/year",
  asOf: "2024-06-20",
  published: "2024-06-20",
  kind: "estimate",
  fit: "direct",
  source: {
    title: "AI's $600B question (D. Cahn)",
    publisher: "Sequoia Capital",
    date: "2024-06-20",
    address: "https://sequoiacap.com/article/ais-600b-question",
  },
  confidence: "high",
  note: "NVIDIA's yearly pace, doubled for the rest of a data centre, doubled for the buyer's margin.",
};
