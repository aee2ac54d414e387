/** The labs before 2024: what could be known of them when earlier runs start. */

import type { Fact } from "./fact.ts";
import { modelPrices } from "./sources.ts";

export const OA01: Fact = {
  id: "OA01",
  title: "OpenAI revenue in 2022",
  value: 28e6,
  unit: "USD/year",
  asOf: "2022",
  published: "2023-05-04",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: {
    title: "OpenAI thrives amid CEO turmoil",
    publisher: "Tech Times",
    date: "2024-01-01",
    address:
      "https://www.techtimes.com/articles/300228/20240101/openai-thrives-amid-ceo-turmoil-annual-revenue-skyrockets-20-surpass.htm",
  },
  confidence: "medium",
  note: "Relayed from a report of May 2023; the source read is of the turn of the year.",
};

export const OA02: Fact = {
  id: "OA02",
  title: "OpenAI annualised revenue, October 2023",
  value: 1.3e9,
  unit: "USD/year",
  asOf: "2023-10",
  published: "2023-10-12",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: {
    title: "OpenAI thrives amid CEO turmoil",
    publisher: "Tech Times, relaying The Information",
    date: "2024-01-01",
    address:
      "https://www.techtimes.com/articles/300228/20240101/openai-thrives-amid-ceo-turmoil-annual-revenue-skyrockets-20-surpass.htm",
  },
  confidence: "medium",
  note: "A run-rate. The day of the first report is inferred.",
};

export const OA03: Fact = {
  id: "OA03",
  title: "OpenAI annualised revenue, December 2023",
  value: 1.6e9,
  unit: "USD/year",
  asOf: "2023-12",
  published: "2023-12-30",
  kind: "reported",
  fit: "direct",
  source: {
    title: "OpenAI's revenue climbs to $133M per month",
    publisher: "Synthedia",
    date: "2024-01",
    address: "https://synthedia.substack.com/p/openais-revenue-climbs-to-133m-per",
  },
  confidence: "medium",
  note: "A run-rate. Another report of February put it at 2 billion (OA82).",
};

export const OA71: Fact = {
  id: "OA71",
  title: "Revenue OpenAI told investors to expect in 2023 and 2024",
  value: { "2023": 200e6, "2024": 1e9 },
  unit: "USD/year",
  asOf: "2022-12",
  published: "2022-12-15",
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Reuters report of 2022-12-15",
    publisher: "Reuters",
    date: "2022-12-15",
  },
  confidence: "medium",
  note: "Said to investors soon after ChatGPT came out.",
};

export const OA72: Fact = {
  id: "OA72",
  title: "OpenAI valuation, early 2023",
  value: [27e9, 29e9],
  unit: "USD",
  asOf: "2023-04",
  published: "2023-04-28",
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Reports of a tender offer in January and of a share sale in April 2023",
    publisher: "Wall Street Journal and TechCrunch",
    date: "2023-04-28",
  },
  confidence: "medium",
  note: "29 in January, 27 to 29 when the sale closed.",
};

export const OA73: Fact = {
  id: "OA73",
  title: "Microsoft's commitment to OpenAI of January 2023",
  value: 10e9,
  unit: "USD",
  asOf: "2023-01",
  published: "2023-01-23",
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Report on Microsoft's new investment",
    publisher: "Bloomberg",
    date: "2023-01-23",
  },
  confidence: "medium",
  note: "Spread over years and in large part compute; Microsoft itself named no sum.",
};

export const OA74: Fact = {
  id: "OA74",
  title: "OpenAI costs in 2022: compute and data, staff, all else",
  value: [32e6, 89e6, 416e6],
  unit: "USD/year",
  asOf: "2022",
  published: "2023-01-25",
  kind: "recollection",
  fit: "direct",
  source: {
    title: "The inside story of ChatGPT",
    publisher: "Fortune",
    date: "2023-01-25",
  },
  confidence: "medium",
  note: "The middle figure is staff, the high one compute and data, the low one the rest; the sum gives the loss of 540 million.",
};

export const OA75: Fact = {
  id: "OA75",
  title: "People who used ChatGPT in January 2023",
  value: 100e6,
  unit: "people",
  asOf: "2023-01",
  published: "2023-02-01",
  kind: "recollection",
  fit: "analogue",
  source: {
    title: "ChatGPT sets record for fastest-growing user base",
    publisher: "Reuters, relaying UBS",
    date: "2023-02-01",
  },
  confidence: "medium",
  note: "In a month, an estimate from visits to its pages.",
};

export const OA76: Fact = {
  id: "OA76",
  title: "People who used ChatGPT in a week, November 2023",
  value: 100e6,
  unit: "people",
  asOf: "2023-11",
  published: "2023-11-06",
  kind: "recollection",
  fit: "direct",
  source: {
    title: "OpenAI's first developer day",
    publisher: "OpenAI",
    date: "2023-11-06",
  },
  confidence: "high",
  note: "Named on stage.",
};

export const OA77: Fact = {
  id: "OA77",
  title: "Seats of ChatGPT Enterprise",
  value: { "2024-01": 150e3, "2024-04": 600e3 },
  unit: "seats",
  asOf: "2024-04",
  published: "2024-04-04",
  firstPublished: {
    "2024-01": "2024-04-04",
    "2024-04": "2024-04-04",
  },
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Report on ChatGPT's corporate customers",
    publisher: "Bloomberg",
    date: "2024-04-04",
  },
  confidence: "medium",
  note: "600,000 people signed up for the corporate version.",
};

export const OA78: Fact = {
  id: "OA78",
  title: "What training GPT-4 cost, as OpenAI's head put it",
  value: 100e6,
  unit: "USD",
  asOf: "2023-04",
  published: "2023-04-17",
  kind: "recollection",
  fit: "analogue",
  source: {
    title: "Interview of April 2023",
    publisher: "Wired",
    date: "2023-04-17",
  },
  confidence: "medium",
  note: "Told as more than that.",
};

export const OA82: Fact = {
  id: "OA82",
  title: "OpenAI annualised revenue, December 2023, second report",
  value: 2e9,
  unit: "USD/year",
  asOf: "2023-12",
  published: "2024-02-09",
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Report on OpenAI's revenue",
    publisher: "Financial Times",
    date: "2024-02-09",
  },
  confidence: "medium",
  note: "Conflicts with OA03, which was a month earlier in print.",
};

export const IC01: Fact = {
  id: "IC01",
  title: "Cost of running ChatGPT for a day, early 2023",
  value: 694e3,
  unit: "USD/day",
  asOf: "2023-02",
  published: "2023-02-09",
  kind: "estimate",
  fit: "analogue",
  source: {
    title: "The inference cost of search disruption",
    publisher: "SemiAnalysis, as it was relayed",
    date: "2023-02-09",
  },
  confidence: "low",
  note: "Some 29,000 A100s.",
};

export const AN01: Fact = {
  id: "AN01",
  title: "Anthropic annualised revenue, autumn 2023",
  value: 0.1e9,
  unit: "USD/year",
  asOf: "2023-10",
  published: "2023-12-26",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: {
    title: "OpenAI Doubled Revenue and is Doing More Business Than Azure",
    publisher: "Synthedia, relaying The Information",
    date: "2024-06",
    address: "https://synthedia.substack.com/p/openai-doubled-revenue-and-is-doing",
  },
  confidence: "medium",
  note: "A run-rate, told at the end of the year.",
};

export const AN71: Fact = {
  id: "AN71",
  title: "Anthropic valuation, spring 2023",
  value: [4.1e9, 5e9],
  unit: "USD",
  asOf: "2023-05",
  published: "2023-05-23",
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Reports on Google's stake and on the third round",
    publisher: "Financial Times and The Information",
    date: "2023-05-23",
  },
  confidence: "medium",
  note: "The round brought 450 million.",
};

export const AN72: Fact = {
  id: "AN72",
  title: "What Anthropic meant to spend over eighteen months",
  value: 1e9,
  unit: "USD over 18 months",
  asOf: "2023-04",
  published: "2023-04-06",
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Anthropic's plan to take on OpenAI",
    publisher: "TechCrunch",
    date: "2023-04-06",
  },
  confidence: "medium",
  note: "From a deck for investors; mostly compute for one model.",
};

export const AN73: Fact = {
  id: "AN73",
  title: "Valuation at which Anthropic was raising at the end of 2023",
  value: 18.4e9,
  unit: "USD",
  asOf: "2023-12",
  published: "2023-12-20",
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Report on a round led by Menlo",
    publisher: "The Information",
    date: "2023-12-20",
  },
  confidence: "medium",
  note: "Before the money came.",
};

export const TK30: Fact = {
  id: "TK30",
  title: "Leading OpenAI model before GPT-4, blended list price",
  value: { "2020-10": 60, "2022-09": 20 },
  unit: "USD per million tokens, three of input to one of output",
  asOf: "2022-09",
  published: "2022-09-01",
  firstPublished: {
    "2020-10": "2020-10-01",
    "2022-09": "2022-09-01",
  },
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Price list of the API",
    publisher: "OpenAI",
    date: "2022-09-01",
  },
  confidence: "medium",
  note: "Davinci; one price for input and output. A fall of 44% a year.",
};

export const TK32: Fact = {
  id: "TK32",
  title: "Claude, the first",
  value: [11.02, 32.68],
  unit: "USD per million tokens, input and output",
  asOf: "2023-03",
  published: "2023-05",
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Price list of the API",
    publisher: "Anthropic",
    date: "2023-05",
  },
  confidence: "medium",
  note: "Held until Claude 2.1.",
};

export const TK10: Fact = {
  id: "TK10",
  title: "Claude 2 and 2.1",
  value: [8, 24],
  unit: "USD per million tokens, input and output",
  asOf: "2023-11",
  published: "2023-11-21",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: modelPrices,
  confidence: "high",
  note: "The list of the end of 2023.",
};

export const TK11: Fact = {
  id: "TK11",
  title: "Claude 3 Opus",
  value: [15, 75],
  unit: "USD per million tokens, input and output",
  asOf: "2024-03-04",
  published: "2024-03-04",
  kind: "reported",
  fit: "direct",
  source: modelPrices,
  confidence: "high",
  note: "Anthropic's best model of that spring.",
};
