/** Reasoning models, the cost of training one model, and the cap on OpenAI's profit. */

import type { Fact, Source } from "./fact.ts";

const reutersCap: Source = {
  title: "OpenAI's stunning $150 billion valuation hinges on upending corporate structure",
  publisher: "Reuters, carried by Gadgets 360",
  date: "2024-09-13",
  address:
    "https://www.gadgets360.com/ai/news/openai-usd-150-billion-valuation-corporate-structure-6562349/amp",
};

export const TK08: Fact = {
  id: "TK08",
  title: "List price of o1-preview, input and output",
  value: [15, 60],
  unit: "USD per million tokens, input and output",
  asOf: "2024-09-12",
  published: "2024-09-12",
  kind: "reported",
  fit: "direct",
  source: {
    title: "model_prices.json, history",
    publisher: "AgentOps-AI/tokencost",
    date: "2024-09-12",
  },
  confidence: "high",
  note: "Hidden reasoning tokens are billed as output. Six times GPT-4o of August on both sides.",
};

export const TR01: Fact = {
  id: "TR01",
  title: "Cost of training one leading model, hardware written off and energy",
  value: [30e6, 40e6],
  unit: "USD",
  asOf: "2024-05",
  published: "2024-05-31",
  publishedInferred: true,
  kind: "estimate",
  fit: "analogue",
  source: {
    title: "The rising costs of training frontier AI models (Cottier et al.)",
    publisher: "Epoch AI",
    date: "2024-05-31",
  },
  confidence: "medium",
  note: "GPT-4 and Gemini Ultra; staff and failed runs left out.",
};

export const TR02: Fact = {
  id: "TR02",
  title: "Cost of training one leading model, at cloud rents",
  value: [78e6, 191e6],
  unit: "USD",
  asOf: "2024-04",
  published: "2024-04-15",
  publishedInferred: true,
  kind: "estimate",
  fit: "analogue",
  source: {
    title: "AI Index 2024",
    publisher: "Stanford University",
    date: "2024-04-15",
  },
  confidence: "medium",
  note: "GPT-4 and Gemini Ultra, from Epoch AI's estimates.",
};

export const OA47: Fact = {
  id: "OA47",
  title: "Months until investors may renegotiate if OpenAI is not restructured",
  value: 24,
  unit: "months",
  asOf: "2024-09-13",
  published: "2024-09-13",
  kind: "recollection",
  fit: "direct",
  source: reutersCap,
  confidence: "medium",
  note:
    "That the round is in convertible notes whose value is renegotiated if the cap stays was read; " +
    "the two years are remembered.",
};

export const OA48: Fact = {
  id: "OA48",
  title: "Cap on first-round investors' profit, times their money",
  value: 100,
  unit: "multiple",
  asOf: "2024-09-13",
  published: "2024-09-13",
  kind: "reported",
  fit: "direct",
  source: reutersCap,
  confidence: "high",
  note: "Lower for later rounds; the cap may rise by a fifth a year from 2025.",
};
