/** OpenAI: cash, funding rounds and what it owes Microsoft. */

import type { Fact } from "./fact.ts";
import { bloombergRound, decoder, fortuneDeal, reutersRound, reutersTerms } from "./sources.ts";

export const OA38: Fact = {
  id: "OA38",
  title: "OpenAI cash before the October 2024 round",
  value: 1e9,
  unit: "USD",
  asOf: "2024-09",
  published: "2024-10-09",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: decoder,
  confidence: "medium",
  note: "A round figure for some date between June and September 2024.",
};

export const OA42: Fact = {
  id: "OA42",
  title: "Capital raised by OpenAI before October 2024",
  value: [11e9, 13e9],
  unit: "USD",
  asOf: "2024-07",
  published: "2024-07",
  kind: "reported",
  fit: "direct",
  source: {
    title: "OpenAI will reportedly lose $5 billion...",
    publisher: "XatakaOn",
    date: "2024-07",
    address:
      "https://xatakaon.com/robotics-and-ai/openai-will-reportedly-lose-5-billion-this-year-without-investment-its-impossible-to-sustain-the-ruinous-ai-business",
  },
  confidence: "high",
  note:
    "The cited page has 11.3 in total; others count 13 from Microsoft alone (1 in 2019, 2 in " +
    "2021, 10 in 2023), much of it as Azure credits. The latter also in NDTV Profit, 2024-10-02: " +
    "https://www.ndtvprofit.com/business/openai-raises-66-billion-in-funding-at-157-billion-valuation",
};

export const OA43: Fact = {
  id: "OA43",
  title: "OpenAI valuation in the tender offer of February 2024",
  value: [80e9, 86e9],
  unit: "USD",
  asOf: "2024-02",
  published: "2024-02",
  kind: "reported",
  fit: "direct",
  source: bloombergRound,
  confidence: "high",
  note: "86 billion is the usual figure; 80 billion is also in circulation.",
};

export const OA44: Fact = {
  id: "OA44",
  title: "New money sought in the round under negotiation",
  value: 6.5e9,
  unit: "USD",
  asOf: "2024-09-11",
  published: "2024-09-11",
  kind: "reported",
  fit: "direct",
  source: bloombergRound,
  confidence: "high",
  note:
    "At 150 billion before the money. A week earlier DealBook had about 1 billion at 100 " +
    "billion: " +
    "https://www.oodaloop.com/briefs/2024/09/12/openai-aims-for-a-150-billion-valuation/",
};

export const OA45: Fact = {
  id: "OA45",
  title: "Revolving credit that OpenAI sought from banks",
  value: 5e9,
  unit: "USD",
  asOf: "2024-09-11",
  published: "2024-09-11",
  kind: "reported",
  fit: "direct",
  source: bloombergRound,
  confidence: "high",
  note:
    "Asked for, not yet agreed. That 4 billion was signed at about one point over SOFR is " +
    "recollection.",
};

export const OA46: Fact = {
  id: "OA46",
  title: "New money in the round closed in October 2024",
  value: 6.6e9,
  unit: "USD",
  asOf: "2024-10-02",
  published: "2024-10-02",
  kind: "reported",
  fit: "direct",
  source: reutersRound,
  confidence: "high",
  note:
    "Values OpenAI at 157 billion with the money. Thrive put in about 1.2 and may add 1.0; Apple " +
    "stayed out. Microsoft about 1.0 and SoftBank 0.5 come from the Wall Street Journal as " +
    "relayed at https://johncandeto.com/information-flow/openai-is-a-bad-business ; Nvidia about " +
    "0.1 is recollection.",
};

export const OA49: Fact = {
  id: "OA49",
  title: "Microsoft's first share of OpenAI profits",
  value: 0.75,
  unit: "share of profit",
  asOf: "2023-02",
  published: "2023-01",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: fortuneDeal,
  confidence: "medium",
  note:
    "Holds until 13 billion is recouped. Then 49% up to profits of 92 billion, with 49% to other " +
    "investors and staff; past 150 billion all returns to the non-profit. The relay is unclear " +
    "on the 92 billion step.",
};

export const OA50: Fact = {
  id: "OA50",
  title: "Share of OpenAI revenue owed to Microsoft",
  value: 0.2,
  unit: "share of revenue",
  asOf: "2023",
  published: "2024-10-09",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: {
    title: "Report on OpenAI's plans and its Microsoft contract (article title not known)",
    publisher: "The Information",
    date: "2024-10-09",
  },
  confidence: "medium",
  note:
    "Under the contracts of 2019 and 2023; their end was not public. The 20% was a point of " +
    "talks in press accounts from October 2024 on; first source and date are recollection.",
};

export const OA48: Fact = {
  id: "OA48",
  title: "Most that OpenAI's first outside investors may get back",
  value: 100,
  unit: "times the investment",
  asOf: "2024-09-13",
  published: "2024-09-13",
  kind: "reported",
  fit: "direct",
  source: reutersTerms,
  confidence: "high",
  note: "Later rounds have lower multiples that were not public. The cap dates from 2019.",
};

export const OA61: Fact = {
  id: "OA61",
  title: "OpenAI valuation asked in the round under negotiation, before the money",
  value: 150e9,
  unit: "USD",
  asOf: "2024-09-11",
  published: "2024-09-11",
  kind: "reported",
  fit: "direct",
  source: bloombergRound,
  confidence: "high",
  note: "The round of OA44. It hangs on a new legal form without the profit cap.",
};

export const OA62: Fact = {
  id: "OA62",
  title: "OpenAI valuation in the round closed in October 2024, with the money",
  value: 157e9,
  unit: "USD",
  asOf: "2024-10-02",
  published: "2024-10-02",
  kind: "reported",
  fit: "direct",
  source: reutersRound,
  confidence: "high",
  note: "The round of OA46.",
};

export const OA63: Fact = {
  id: "OA63",
  title: "OpenAI valuation asked a week before the 150 billion",
  value: 100e9,
  unit: "USD",
  asOf: "2024-09-05",
  published: "2024-09-12",
  kind: "reported",
  fit: "direct",
  source: {
    title: "OpenAI aims for a $150 billion valuation",
    publisher: "OODAloop, relaying New York Times DealBook",
    date: "2024-09-12",
    address: "https://www.oodaloop.com/briefs/2024/09/12/openai-aims-for-a-150-billion-valuation/",
  },
  confidence: "medium",
  note: "For about 1 billion of new money. The day is inferred from the words of the report.",
};

export const OA64: Fact = {
  id: "OA64",
  title: "What Microsoft recoups before its share of OpenAI profits falls",
  value: 13e9,
  unit: "USD",
  asOf: "2023-02",
  published: "2023-01",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: fortuneDeal,
  confidence: "medium",
  note: "The 75% of OA49 hold until then.",
};

export const OA65: Fact = {
  id: "OA65",
  title: "Microsoft's second share of OpenAI profits",
  value: 0.49,
  unit: "share of profit",
  asOf: "2023-02",
  published: "2023-01",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: fortuneDeal,
  confidence: "medium",
  note: "From OA64 on, up to a cap; the relay words the step at 92 billion ambiguously.",
};

export const OA66: Fact = {
  id: "OA66",
  title: "Yearly rise of OpenAI's profit cap from 2025 on",
  value: 0.2,
  unit: "fraction per year",
  asOf: "2024-09-13",
  published: "2024-09-13",
  kind: "reported",
  fit: "direct",
  source: reutersTerms,
  confidence: "high",
  note: "The cap may rise so; the new investors asked that it go altogether.",
};
