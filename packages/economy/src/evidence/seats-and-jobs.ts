/** Seats of office assistants, and jobs. */

import type { Fact } from "./fact.ts";
import { essay } from "./sources.ts";

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

export const CP02: Fact = {
  id: "CP02",
  title: "Copilot for Sales list price, Microsoft 365 Copilot included",
  value: 50,
  unit: "USD per user per month",
  asOf: "2024",
  published: "2024-09",
  kind: "claim",
  fit: "direct",
  source: essay,
  confidence: "medium",
  note: "Known from the essay alone (P33).",
};

export const CP10: Fact = {
  id: "CP10",
  title: "Companies that are customers of Azure AI",
  value: 53000,
  unit: "customers",
  asOf: "2024-01",
  published: "2024-01-31",
  publishedInferred: true,
  kind: "filing",
  fit: "direct",
  source: {
    title: "Microsoft results show benefits of AI on Azure",
    publisher: "TD Report",
    date: "2024-01-31",
    address: "https://naijanews.tdreport.com/microsoft-results-show-benefits-of-ai-on-azure",
  },
  confidence: "medium",
  note: "Any of Azure's AI services. That it passed 60,000 by the middle of 2024 is recollection.",
};

export const CP61: Fact = {
  id: "CP61",
  title: "Microsoft 365 E5 list price",
  value: 57,
  unit: "USD per user per month",
  asOf: "2024",
  published: "2023-07-18",
  publishedInferred: true,
  kind: "derived",
  fit: "direct",
  source: {
    title: "Derived from the price of E5 with Copilot and CP01",
    publisher: "Faultline",
    date: "2023-07-18",
  },
  confidence: "medium",
  note: "The guide behind CP01 has 87 with Copilot. The larger of the two plans for companies.",
};

export const CP62: Fact = {
  id: "CP62",
  title: "Microsoft 365 E3 list price",
  value: 36,
  unit: "USD per user per month",
  asOf: "2024",
  published: "2023-07",
  publishedInferred: true,
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Microsoft 365 plans and prices (no page re-read)",
    publisher: "Microsoft",
    date: "2023-07",
  },
  confidence: "medium",
  note: "The smaller of the two plans for companies. Recollection.",
};

export const SU61: Fact = {
  id: "SU61",
  title: "IT leaders who had finished rolling Copilot out",
  value: 0.01,
  unit: "share of respondents",
  asOf: "2024-06",
  published: "2024-08",
  kind: "survey",
  fit: "direct",
  source: {
    title: "Report on Gartner's survey of 132 IT leaders about Copilot (article title not known)",
    publisher: "Computerworld, read in a later relay",
    date: "2024-08",
  },
  confidence: "low",
  note:
    "60% had begun a pilot; 6% had finished it and planned a large roll-out. It tells of firms, " +
    "not of how much those with seats use them.",
};

export const LB02: Fact = {
  id: "LB02",
  title: "Jobs cut by technology firms in a month",
  value: {
    "2024-01": 34107,
    "2024-02": 15639,
    "2024-03": 7403,
    "2024-04": 22423,
    "2024-05": 11011,
    "2024-06": 10083,
    "2024-07": 9051,
    "2024-08": 26024,
    "2024-09": 3765,
  },
  unit: "people/month",
  asOf: "2024-09",
  published: "2024-10-03",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: {
    title: "Tech layoffs in September: Microsoft, Cisco, Udemy, Dozee",
    publisher: "ABP Live, from layoffs.fyi",
    date: "2024-10",
    address:
      "https://news.abplive.com/business/tech-layoffs-in-september-microsoft-cisco-udemy-dozee-fires-thousands-of-employees-1721687",
  },
  confidence: "high",
  note:
    "World-wide, for any reason. January to August also at techbusiness101.com; August is 27,065 " +
    "elsewhere, and the page sums the year to 139,206.",
};

export const LB04: Fact = {
  id: "LB04",
  title: "Jobs that Microsoft cut in 2024",
  value: { "2024-01": 1900, "2024-06": 1000, "2024-09": 650 },
  unit: "people",
  asOf: "2024-09-12",
  published: "2024-09-12",
  kind: "reported",
  fit: "direct",
  source: {
    title: "Tech layoffs keep coming; and reports of August and September 2024",
    publisher: "Wall Street Journal, read as a copy; Business Standard; ABP Live",
    date: "2024-10",
  },
  confidence: "high",
  note: "Games; HoloLens and Azure, about; games again.",
};

export const LB61: Fact = {
  id: "LB61",
  title: "US job cuts that employers put down to AI, since May 2023",
  value: 17000,
  unit: "people",
  asOf: "2024-09",
  published: "2024-10-04",
  kind: "reported",
  fit: "direct",
  source: {
    title: "Employers increasingly shed jobs, reflecting economic uncertainty",
    publisher: "HR-Trends, relaying Challenger, Gray & Christmas",
    date: "2024-10",
    address:
      "https://hr-trends.co.uk/employers-increasingly-shed-jobs-reflecting-economic-uncertainty",
  },
  confidence: "medium",
  note: "About; 4,200 in 2023 and 7,000 in 2024 to August. Work taken over by AI, not its bust.",
};
