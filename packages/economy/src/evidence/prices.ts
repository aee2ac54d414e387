/** List prices of model APIs. */

import type { Fact } from "./fact.ts";
import { modelPrices } from "./sources.ts";

export const TK01: Fact = {
  id: "TK01",
  title: "GPT-4 with 8k context",
  value: [30, 60],
  unit: "USD per million tokens, input and output",
  asOf: "2023-03",
  published: "2023-03-14",
  kind: "reported",
  fit: "direct",
  source: modelPrices,
  confidence: "high",
  note: "Never changed in any revision up to October 2024.",
};

export const TK03: Fact = {
  id: "TK03",
  title: "GPT-4 Turbo",
  value: [10, 30],
  unit: "USD per million tokens, input and output",
  asOf: "2023-11",
  published: "2023-11-06",
  kind: "reported",
  fit: "direct",
  source: modelPrices,
  confidence: "high",
  note:
    "The versions 1106, 0125 and 2024-04-09 cost the same: a third of GPT-4 for input, half for " +
    "output.",
};

export const TK05: Fact = {
  id: "TK05",
  title: "GPT-4o of May 2024",
  value: [5, 15],
  unit: "USD per million tokens, input and output",
  asOf: "2024-05-13",
  published: "2024-05-13",
  kind: "reported",
  fit: "direct",
  source: modelPrices,
  confidence: "high",
  note: "That the plain name meant this version until 2024-10-02 is recollection.",
};

export const TK06: Fact = {
  id: "TK06",
  title: "GPT-4o of August 2024",
  value: [2.5, 10],
  unit: "USD per million tokens, input and output",
  asOf: "2024-08-06",
  published: "2024-08-06",
  kind: "reported",
  fit: "direct",
  source: modelPrices,
  confidence: "high",
  note: "Listed by 2024-09-06, so on sale before the start date of mid-September.",
};

export const TK07: Fact = {
  id: "TK07",
  title: "GPT-4o mini",
  value: [0.15, 0.6],
  unit: "USD per million tokens, input and output",
  asOf: "2024-07-18",
  published: "2024-07-18",
  kind: "reported",
  fit: "direct",
  source: modelPrices,
  confidence: "high",
  note: "The cheapest OpenAI model then on sale, about a seventeenth of GPT-4o of August.",
};

export const TK12: Fact = {
  id: "TK12",
  title: "Claude 3 Sonnet and Claude 3.5 Sonnet",
  value: [3, 15],
  unit: "USD per million tokens, input and output",
  asOf: "2024-06-20",
  published: "2024-06-20",
  kind: "reported",
  fit: "direct",
  source: modelPrices,
  confidence: "high",
  note:
    "The better model of June replaced that of March at the same price: quality rose, the list " +
    "stood still.",
};

export const TK17: Fact = {
  id: "TK17",
  title: "Llama 3 and 3.1 70B at Groq and DeepInfra",
  value: [0.59, 0.79],
  unit: "USD per million tokens, input and output",
  asOf: "2024-09",
  published: "2024-09",
  kind: "reported",
  fit: "direct",
  source: modelPrices,
  confidence: "high",
  note:
    "Groq had earlier asked 0.64 and 0.80. Perplexity asked 1 and 1; Bedrock went from 2.65 and " +
    "3.50 to 0.99 and 0.99. Hosts of one model differed up to fourfold.",
};

export const TK23: Fact = {
  id: "TK23",
  title: "OpenAI's leading model, blended list price",
  value: {
    "2023-03": 37.5,
    "2023-11": 15,
    "2024-05": 7.5,
    "2024-08": 4.375,
  },
  unit: "USD per million tokens, three of input to one of output",
  asOf: "2024-08",
  published: "2024-08-06",
  firstPublished: {
    "2023-03": "2023-03-14",
    "2023-11": "2023-11-06",
    "2024-05": "2024-05-13",
    "2024-08": "2024-08-06",
  },
  kind: "derived",
  fit: "direct",
  source: {
    title: "Derived from TK01, TK03, TK05 and TK06",
    publisher: "Faultline",
    date: "2024-08-06",
  },
  confidence: "high",
  note: "A fall of 88% in 17 months, or 78% a year.",
};

export const TK08: Fact = {
  id: "TK08",
  title: "o1-preview",
  value: [15, 60],
  unit: "USD per million tokens, input and output",
  asOf: "2024-09-12",
  published: "2024-09-12",
  kind: "reported",
  fit: "direct",
  source: modelPrices,
  confidence: "high",
  note: "Hidden reasoning tokens are billed as output, so a task costs more than its answer.",
};

export const TK15: Fact = {
  id: "TK15",
  title: "Gemini 1.5 Flash up to 128k, blended list price",
  value: { "2024-07": 0.525, "2024-08": 0.13125 },
  unit: "USD per million tokens, three of input to one of output",
  asOf: "2024-08",
  published: "2024-08-12",
  publishedInferred: true,
  kind: "derived",
  fit: "direct",
  source: modelPrices,
  confidence: "high",
  note: "From 0.35 and 1.05 to 0.075 and 0.30. That the cut came on 2024-08-12 is recollection.",
};

export const TK16: Fact = {
  id: "TK16",
  title: "Mistral Large, blended list price",
  value: { "2024-02": 12, "2024-06": 6, "2024-07": 4.5 },
  unit: "USD per million tokens, three of input to one of output",
  asOf: "2024-07",
  published: "2024-07-24",
  publishedInferred: true,
  kind: "derived",
  fit: "direct",
  source: modelPrices,
  confidence: "high",
  note: "From 8 and 24 over 4 and 12 to 3 and 9, the last for Large 2.",
};
