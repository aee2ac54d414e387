/** The cost of training one model, and what hangs on the cap on OpenAI's profit. */

import type { Fact, Source } from "./fact.ts";

const reutersCap: Source = {
  title: "OpenAI's stunning $150 billion valuation hinges on upending corporate structure",
  publisher: "Reuters, carried by Gadgets 360",
  date: "2024-09-13",
  address:
    "https://www.gadgets360.com/ai/news/openai-usd-150-billion-valuation-corporate-structure-6562349/amp",
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
