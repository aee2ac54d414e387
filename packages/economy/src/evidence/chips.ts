/** The maker of the chips: revenue, margin and buyers. */

import type { Fact, Source } from "./fact.ts";

const nvidiaHistory: Source = {
  title: "Nvidia quarterly revenue, from its press releases",
  publisher: "epoch-research/ai-chip-counts",
  date: "2024-08",
};

export const NV01: Fact = {
  id: "NV01",
  title: "NVIDIA's data-centre revenue, quarter to July 2024",
  value: 26.3e9,
  unit: "USD/quarter",
  asOf: "2024-07-28",
  published: "2024-08-28",
  kind: "filing",
  fit: "direct",
  source: nvidiaHistory,
  confidence: "high",
  note: "22.6, 18.4, 14.5 and 10.3 in the four quarters before.",
};

export const NV13: Fact = {
  id: "NV13",
  title: "NVIDIA's data-centre revenue by fiscal quarter, under the month it ends in",
  value: {
    "2022-04": 3.75e9,
    "2022-07": 3.81e9,
    "2022-10": 3.83e9,
    "2023-01": 3.62e9,
    "2023-04": 4.28e9,
    "2023-07": 10.32e9,
    "2023-10": 14.51e9,
    "2024-01": 18.4e9,
    "2024-04": 22.6e9,
    "2024-07": 26.3e9,
  },
  unit: "USD/quarter",
  asOf: "2024-07-28",
  published: "2024-08-28",
  firstPublished: {
    "2022-04": "2022-05-25",
    "2022-07": "2022-08-24",
    "2022-10": "2022-11-16",
    "2023-01": "2023-02-22",
    "2023-04": "2023-05-24",
    "2023-07": "2023-08-23",
    "2023-10": "2023-11-21",
    "2024-01": "2024-02-21",
    "2024-04": "2024-05-22",
    "2024-07": "2024-08-28",
  },
  kind: "filing",
  fit: "direct",
  source: nvidiaHistory,
  confidence: "high",
  note: "Fiscal quarters end in late January, April, July and October.",
};

export const NV03: Fact = {
  id: "NV03",
  title: "NVIDIA's gross margin, the last two quarters",
  value: [0.751, 0.784],
  unit: "share of revenue",
  asOf: "2024-07-28",
  published: "2024-08-28",
  kind: "filing",
  fit: "direct",
  source: {
    title: "NVIDIA's quarterly report, summarised",
    publisher: "Reportify",
    date: "2024-08-28",
    address: "https://reportify.ai/financials/1026403301417160704",
  },
  confidence: "high",
  note: "70.1% a year before.",
};

export const NV04: Fact = {
  id: "NV04",
  title: "Share of NVIDIA's data-centre revenue that comes from cloud providers",
  value: 0.45,
  unit: "share of revenue",
  asOf: "2024-07-28",
  published: "2024-08-28",
  kind: "filing",
  fit: "direct",
  source: {
    title: "NVIDIA's call on the quarter to July 2024",
    publisher: "MarketBeat",
    date: "2024-08-28",
    address: "https://marketbeat.com/earnings/transcripts/110080",
  },
  confidence: "high",
  note: "Told as about 45%. Consumer internet firms such as Meta count among the others.",
};
