/** Customers: how far firms and people use generative AI, and the start-ups that sell it. */

import type { Fact } from "./fact.ts";

export const SU01: Fact = {
  id: "SU01",
  title: "Generative-AI projects to be dropped after proof of concept by end-2025",
  value: 0.3,
  unit: "share of projects",
  asOf: "2024-07-29",
  published: "2024-07-29",
  kind: "claim",
  fit: "direct",
  source: {
    title: "Gartner: 30% of Gen AI Projects Will Be Abandoned",
    publisher: "THE Journal",
    date: "2024-08-06",
    address:
      "https://thejournal.com/Articles/2024/08/06/Gartner-30-of-Gen-AI-Projects-Will-Be-Abandoned.aspx",
  },
  confidence: "high",
  note:
    "A forecast and a lower bound: Gartner says at least. It blames poor data, weak risk " +
    "control, cost and unclear value.",
};

export const SU05: Fact = {
  id: "SU05",
  title: "US firms that use AI",
  value: { "2023-09": 0.037, "2024-02": 0.054 },
  unit: "share of firms",
  asOf: "2024-02",
  published: "2024-03",
  publishedInferred: true,
  kind: "survey",
  fit: "direct",
  source: {
    title:
      "Tracking Firm Use of AI in Real Time: A Snapshot from the Business Trends and Outlook " +
      "Survey",
    publisher: "US Census Bureau, CES-WP-24-16",
    date: "2024-03",
    address: "https://lehd.ces.census.gov/applications/creat/paper-profile/1244",
  },
  confidence: "high",
  note:
    "Any AI. Firms expected 6.6% by early autumn 2024; the information sector stood at 18%, and " +
    "about 95% report no cut in jobs.",
};

export const SU06: Fact = {
  id: "SU06",
  title: "Organisations that use generative AI regularly",
  value: { "2023-04": 0.33, "2024-03": 0.65 },
  unit: "share of respondents",
  asOf: "2024-03",
  published: "2024-05",
  kind: "survey",
  fit: "direct",
  source: {
    title: "The state of AI in early 2024: Gen AI adoption spikes and starts to generate value",
    publisher: "McKinsey, read as a copy",
    date: "2024-05",
    address:
      "https://millou.best/article/the-state-of-ai-in-early-2024-gen-ai-adoption-spikes-and-starts-to-generate-value",
  },
  confidence: "high",
  note: "Any AI: 72%. Respondents chose themselves whether to answer, and SU05 is far lower.",
};

export const SU07: Fact = {
  id: "SU07",
  title: "US adults of 18 to 64 who have used generative AI",
  value: 0.394,
  unit: "share of people",
  asOf: "2024-08",
  published: "2024-09-23",
  publishedInferred: true,
  kind: "survey",
  fit: "direct",
  source: {
    title: "The Rapid Adoption of Generative AI",
    publisher: "Federal Reserve Bank of St. Louis",
    date: "2024-09-23",
    address: "https://www.stlouisfed.org/on-the-economy/2024/sep/rapid-adoption-generative-ai",
  },
  confidence: "high",
  note:
    "From the working paper of that name (also NBER, September 2024). Of workers 28% use it at " +
    "work, 24.2% weekly, 10.6% every workday. ChatGPT reaches 28%, Gemini 16%.",
};

export const ST04: Fact = {
  id: "ST04",
  title: "US AI companies funded for the first time in 2023",
  value: 897,
  unit: "companies",
  asOf: "2023",
  published: "2024-04-15",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: {
    title: "In fact, corporate investment in AI is seen to decline significantly in 2023",
    publisher: "AIInject, relaying the Stanford AI Index 2024",
    date: "2024-04",
    address:
      "https://aiinject.com/in-fact-corporate-investment-in-ai-is-seen-to-decline-significantly-in-2023/",
  },
  confidence: "high",
  note: "China had 122. The world total of 1,812 is recollection.",
};

export const ST09: Fact = {
  id: "ST09",
  title: "Stability AI revenue in 2023",
  value: 11e6,
  unit: "USD/year",
  asOf: "2023-10",
  published: "2024-04-03",
  kind: "reported",
  fit: "analogue",
  source: {
    title: "Report on Stability AI's bills",
    publisher: "The Register",
    date: "2024-04-03",
    address: "https://www.theregister.com/2024/04/03/stability_ai_bills/",
  },
  confidence: "high",
  note:
    "Against 99 million for compute and 54 million for wages and other running costs; 4 million " +
    "of cash was left in October. Serves as the pattern of a model start-up that fails.",
};

export const ST12: Fact = {
  id: "ST12",
  title: "Gross margin of companies that sell AI applications",
  value: [0.5, 0.6],
  unit: "share of revenue",
  asOf: "2023",
  published: "2020-02",
  publishedInferred: true,
  kind: "recollection",
  fit: "analogue",
  source: {
    title: "Surveys of AI company margins of the a16z and ICONIQ kind (no page re-read)",
    publisher: "a16z; ICONIQ",
    date: "2020-02",
  },
  confidence: "low",
  note:
    "Ordinary software has 75% to 80%. All recollection: first published for the AI firms of " +
    "2020, and borrowed here for those of 2023 and 2024.",
};

export const ST13: Fact = {
  id: "ST13",
  title: "US establishments founded in the second quarter of 1998 that were still there",
  value: { "2000-06": 0.66, "2002-06": 0.44, "2005-06": 0.31 },
  unit: "share of establishments",
  asOf: "2005-06",
  published: "2007-09",
  kind: "survey",
  fit: "analogue",
  source: {
    title: "Business Employment Dynamics data: survival and longevity, II",
    publisher: "US Bureau of Labor Statistics, Monthly Labor Review",
    date: "2007-09",
    address:
      "https://www.bls.gov/opub/mlr/2007/article/business-employment-dynamics-data-survival-and-longevity-ii.htm",
  },
  confidence: "medium",
  note:
    "All trades, 212,182 establishments. 1.7% a month left in the first four years and 1.0% in " +
    "the next three; the abstract names four years as the crucial ones. The last value is " +
    "recollection.",
};
