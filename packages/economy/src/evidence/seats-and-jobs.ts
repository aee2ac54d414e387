/** Seats of office assistants, and jobs. */

import type { Fact } from "./fact.ts";

export const CP01: Fact = {
  id: "CP01",
  title: "List price of Microsoft 365 Copilot",
  value: 30,
  unit: "USD per user and month",
  asOf: "2023-11",
  published: "2023-07-18",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: {
    title: "Microsoft Copilot licensing",
    publisher: "Redress Compliance",
    date: "2023-11",
    address: "https://redresscompliance.com/microsoft-copilot-licensing-2026-download",
  },
  confidence: "high",
  note: "Sold by the year. It comes on top of an office licence of 36 to 57 a month.",
};

export const CP03: Fact = {
  id: "CP03",
  title: "Commercial seats of Microsoft 365",
  value: [400e6, 440e6],
  unit: "people",
  asOf: "2024-09",
  published: "2024-09",
  kind: "reported",
  fit: "direct",
  source: {
    title: "Microsoft's $10 billion OpenAI investment: is it paying off?",
    publisher: "L. Dwivedi",
    date: "2024-01",
    address:
      "https://lavkesh.com/articles/microsoft-s-10-billion-openai-investment-paying-off-q2-lavkesh-dwivedi-64f1dc",
  },
  confidence: "high",
  note: "More than 400 million was told in January; the essay counts with 440 (P32).",
};

export const CP04: Fact = {
  id: "CP04",
  title: "Share of those seats that pay for Copilot",
  value: [0.001, 0.01],
  unit: "share of seats",
  asOf: "2024-09",
  published: "2024-09",
  kind: "reported",
  fit: "direct",
  source: {
    title: "The Subprime AI Crisis, relaying The Information",
    publisher: "E. Zitron",
    date: "2024-09-16",
  },
  confidence: "low",
  note: "One source, relayed (P32, P101). It means 0.4 to 4.4 million seats.",
};

export const CP06: Fact = {
  id: "CP06",
  title: "Growth of Copilot's customers in a quarter",
  value: 0.6,
  unit: "share per quarter",
  asOf: "2024-06",
  published: "2024-07-30",
  kind: "filing",
  fit: "analogue",
  source: {
    title: "Microsoft's fourth quarter of fiscal 2024: Nadella on Copilot",
    publisher: "CRN",
    date: "2024-07-31",
    address:
      "https://crn.com/news/ai/2024/microsoft-q4-2024-ceo-nadella-calls-copilot-growth-rate-fastest-for-any-m365-suite",
  },
  confidence: "high",
  note: "Customers, not seats, from a small base; told as more than 60%.",
};

export const LB05: Fact = {
  id: "LB05",
  title: "Job cuts in the United States that employers put down to AI, January to August 2024",
  value: 7000,
  unit: "people in 8 months",
  asOf: "2024-08",
  published: "2024-10-04",
  kind: "survey",
  fit: "direct",
  source: {
    title: "Employers increasingly shed jobs, reflecting economic uncertainty",
    publisher: "HR-Trends, relaying Challenger",
    date: "2024-09",
    address:
      "https://hr-trends.co.uk/employers-increasingly-shed-jobs-reflecting-economic-uncertainty",
  },
  confidence: "medium",
  note: "About 4,200 in 2023. All cuts of technology firms were some fifteen times as many.",
};
