/** Compute: rents and cost of GPUs, their life, and growth of training runs. */

import type { Fact } from "./fact.ts";
import { archivedPrices, rentalBubble } from "./sources.ts";

export const NV12: Fact = {
  id: "NV12",
  title: "All-in capital cost of a cluster, per H100",
  value: [45.8e3, 51.6e3],
  unit: "USD per GPU",
  asOf: "2024-08",
  published: "2024-10-11",
  publishedInferred: true,
  kind: "estimate",
  fit: "direct",
  source: {
    title: 'Spreadsheet behind "$2 H100s"',
    publisher: "E. Cheah",
    date: "2024-10",
    address: "https://docs.google.com/spreadsheets/d/1Ft3RbeZ-w43kYSiLfYc1vxO41mK5lmJpcPC9GOYHAWc",
  },
  confidence: "medium",
  note:
    "Covers the server, InfiniBand, the building and operation over its life. A server of eight " +
    "is put at 310,000.",
};

export const GP01: Fact = {
  id: "GP01",
  title: "A100 rent at Azure, on demand",
  value: [3.4, 4.1],
  unit: "USD per GPU-hour",
  asOf: "2024-01",
  published: "2024-01",
  kind: "reported",
  fit: "direct",
  source: archivedPrices("2024-01"),
  confidence: "high",
  note:
    "3.40 for 40 GB, 3.67 to 3.72 between, 4.10 for 80 GB, from 2021 to January 2024. The 3.40 " +
    "to 4 of Zitron's essay of September 2024 is this range.",
};

export const GP02: Fact = {
  id: "GP02",
  title: "A100 rent at Azure, reserved for three years",
  value: [1.7, 2.3],
  unit: "USD per GPU-hour",
  asOf: "2024-01",
  published: "2024-01",
  kind: "reported",
  fit: "direct",
  source: archivedPrices("2024-01"),
  confidence: "high",
  note:
    "1.70 for 40 GB, 2.13 for 80 GB, 2.30 on PCIe (3.72 on demand); one year costs 2.83, 3.53 " +
    "and 3.10. In 2021 and 2022 three years cost 1.36. OpenAI's 1.30 is 24% to 43% below the " +
    "2024 quotes, 4% below the older one.",
};

export const GP03: Fact = {
  id: "GP03",
  title: "A100 rent at AWS, reserved for three years",
  value: [1.45, 1.81],
  unit: "USD per GPU-hour",
  asOf: "2024-08-03",
  published: "2024-08-03",
  kind: "reported",
  fit: "direct",
  source: archivedPrices("2024-08-03"),
  confidence: "high",
  note: "40 GB and 80 GB. On demand they cost 4.10 and 5.12, for one year 2.40 and 3.00.",
};

export const GP04: Fact = {
  id: "GP04",
  title: "A100 rent at Lambda, on demand",
  value: { "2023": 1.1, "2024-07": 1.29, "2024-09": 1.29 },
  unit: "USD per GPU-hour",
  asOf: "2024-09-01",
  published: "2024-09-01",
  kind: "reported",
  fit: "direct",
  source: archivedPrices("2024-09-01"),
  confidence: "high",
  note:
    "The first point holds for 2022 too. Just below what OpenAI pays, but for single GPUs, in " +
    "short supply and without a cluster network.",
};

export const GP05: Fact = {
  id: "GP05",
  title: "H100 SXM rent at Lambda, eight at a time",
  value: { "2024-01": 3.49, "2024-07": 3.49, "2024-09": 2.99 },
  unit: "USD per GPU-hour",
  asOf: "2024-09-01",
  published: "2024-09-01",
  firstPublished: {
    "2024-01": "2024-01",
    "2024-07": "2024-07",
    "2024-09": "2024-09-01",
  },
  kind: "reported",
  fit: "direct",
  source: archivedPrices("2024-09-01"),
  confidence: "high",
  note: "The PCIe card cost 2.49.",
};

export const GP06: Fact = {
  id: "GP06",
  title: "H100 rent at other GPU clouds",
  value: [3.29, 4.76],
  unit: "USD per GPU-hour",
  asOf: "2024-08",
  published: "2024-08-24",
  kind: "reported",
  fit: "direct",
  source: archivedPrices("2024-08-24"),
  confidence: "high",
  note:
    "RunPod 3.99 for SXM and 3.29 for PCIe (July 2024), Oblivus 3.45, CR8DL 3.95, FluidStack " +
    "4.76 (October 2023, the oldest).",
};

export const GP08: Fact = {
  id: "GP08",
  title: "H100 market rent",
  value: { "2023": 8, "2024-01": 2.85, "2024-10": 2.99 },
  unit: "USD per GPU-hour",
  asOf: "2024-10",
  published: "2024-10-11",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: rentalBubble,
  confidence: "medium",
  note:
    "About 4.70 at launch; the peak of 2023 passed 8; the second point means early 2024; the " +
    "last is on demand, while resold time went below 2. Other relays name Latent Space and " +
    "SemiAnalysis.",
};

export const GP09: Fact = {
  id: "GP09",
  title: "H100 rent between loss and a good return",
  value: [1.65, 2.85],
  unit: "USD per GPU-hour",
  asOf: "2024-10",
  published: "2024-10-11",
  publishedInferred: true,
  kind: "estimate",
  fit: "direct",
  source: rentalBubble,
  confidence: "medium",
  note:
    "Thresholds, not a spread: below 1.65 an owner loses money, above 2.85 the return beats the " +
    "stock market.",
};

export const GP10: Fact = {
  id: "GP10",
  title: "Capital cost of an H100, spread over five or four years",
  value: [1.1, 1.37],
  unit: "USD per GPU-hour",
  asOf: "2024",
  published: "2024-10-11",
  publishedInferred: true,
  kind: "derived",
  fit: "assumption",
  source: {
    title: "Derived from NV12 and the power rating of the DGX H100",
    publisher: "Faultline",
    date: "2024-10-11",
  },
  confidence: "medium",
  note: "48,000 all-in and never idle, which no owner reaches. Power adds about 0.12.",
};

export const DP01: Fact = {
  id: "DP01",
  title: "Life of a GPU in the accounts",
  value: [5, 6],
  unit: "years",
  asOf: "2024",
  published: "2024-10-11",
  publishedInferred: true,
  kind: "derived",
  fit: "analogue",
  source: {
    title: "Derived from server lives in annual reports and GP08",
    publisher: "Faultline",
    date: "2024-10-11",
  },
  confidence: "medium",
  note:
    "Book life stands in for economic life, which may be shorter: H100 rents fell 60% to 75% in " +
    "about 18 months, or 50% to 60% a year in the glut, while the A100 at Lambda did not fall.",
};

export const TR03: Fact = {
  id: "TR03",
  title: "Growth of compute in the largest training runs",
  value: [4, 5],
  unit: "times per year",
  asOf: "2024",
  published: "2024-05-28",
  publishedInferred: true,
  kind: "estimate",
  fit: "direct",
  source: {
    title: "Training Compute of Frontier AI Models Grows by 4-5x per Year",
    publisher: "Epoch AI",
    date: "2024-05-28",
    address: "https://epoch.ai/blog/training-compute-of-frontier-ai-models-grows-by-4-5x-per-year",
  },
  confidence: "medium",
  note:
    "Measured over 2010 to 2024. Nvidia's finance chief spoke of 10 to 20 times for the next " +
    "generation (August 2024).",
};
