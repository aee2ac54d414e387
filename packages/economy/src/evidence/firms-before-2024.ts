/** The firms that build before 2024: what could be known of them when earlier runs start. */

import type { Fact } from "./fact.ts";

export const CX17: Fact = {
  id: "CX17",
  title: "Microsoft capital spending by quarter, finance leases included",
  value: {
    "2022-09": 6.6e9,
    "2022-12": 6.8e9,
    "2023-03": 7.8e9,
    "2023-06": 10.7e9,
    "2023-09": 11.2e9,
    "2023-12": 11.5e9,
    "2024-03": 14.0e9,
    "2024-06": 19.0e9,
  },
  unit: "USD/quarter",
  asOf: "2024-06",
  published: "2024-07-30",
  firstPublished: {
    "2022-09": "2022-10-25",
    "2022-12": "2023-01-24",
    "2023-03": "2023-04-25",
    "2023-06": "2023-07-25",
    "2023-09": "2023-10-24",
    "2023-12": "2024-01-30",
    "2024-03": "2024-04-25",
    "2024-06": "2024-07-30",
  },
  kind: "filing",
  fit: "direct",
  source: {
    title: "Microsoft's earnings calls",
    publisher: "Microsoft",
    date: "2024-07-30",
  },
  confidence: "high",
  note: "Read: June 2023, March and June 2024; the other five are remembered.",
};

export const CX18: Fact = {
  id: "CX18",
  title: "Meta capital spending by quarter, lease principal included",
  value: {
    "2022-03": 5.55e9,
    "2022-06": 7.75e9,
    "2022-09": 9.52e9,
    "2022-12": 9.22e9,
    "2023-03": 7.09e9,
    "2023-06": 6.35e9,
    "2023-09": 6.76e9,
    "2023-12": 7.9e9,
    "2024-03": 6.72e9,
    "2024-06": 8.47e9,
  },
  unit: "USD/quarter",
  asOf: "2024-06",
  published: "2024-07-31",
  firstPublished: {
    "2022-03": "2022-04-27",
    "2022-06": "2022-07-27",
    "2022-09": "2022-10-26",
    "2022-12": "2023-02-01",
    "2023-03": "2023-04-26",
    "2023-06": "2023-07-26",
    "2023-09": "2023-10-25",
    "2023-12": "2024-02-01",
    "2024-03": "2024-04-24",
    "2024-06": "2024-07-31",
  },
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Meta's earnings releases",
    publisher: "Meta",
    date: "2024-07-31",
  },
  confidence: "medium",
  note: "The quarters of Q3 2022 and from Q4 2023 on were read, the others are remembered; they add up to the 28.1 of 2023 that was read.",
};

export const NV14: Fact = {
  id: "NV14",
  title: "NVIDIA's forecast of all its revenue, quarter to July 2023",
  value: 11e9,
  unit: "USD/quarter",
  asOf: "2023-07",
  published: "2023-05-24",
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Results of the quarter to April 2023",
    publisher: "NVIDIA",
    date: "2023-05-24",
  },
  confidence: "high",
  note: "Give or take 2%; the quarter before had been 7.19, of which 4.28 from data centres, and the rise was put down to them.",
};

export const CL21: Fact = {
  id: "CL21",
  title: "Cash from operations of Microsoft by half-year",
  value: { "2022-12": 34.4e9, "2023-06": 53.2e9, "2023-12": 49.5e9, "2024-06": 69.1e9 },
  unit: "USD per half-year",
  asOf: "2024-06",
  published: "2024-07-30",
  firstPublished: {
    "2022-12": "2023-01-24",
    "2023-06": "2023-07-25",
    "2023-12": "2024-01-30",
    "2024-06": "2024-07-30",
  },
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Microsoft's quarterly reports",
    publisher: "Microsoft",
    date: "2024-07-30",
  },
  confidence: "medium",
  note: "The second half of its fiscal year is the stronger.",
};

export const CL22: Fact = {
  id: "CL22",
  title: "Cash from operations of Alphabet by year",
  value: { "2022": 91.5e9, "2023": 101.7e9 },
  unit: "USD/year",
  asOf: "2023",
  published: "2024-01-30",
  firstPublished: {
    "2022": "2023-02-02",
    "2023": "2024-01-30",
  },
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Alphabet's yearly reports",
    publisher: "Alphabet",
    date: "2024-01-30",
  },
  confidence: "medium",
  note: "Steady over the year.",
};

export const CL23: Fact = {
  id: "CL23",
  title: "Amazon's operating cash flow over twelve months",
  value: { "2022-12": 46.8e9, "2023-06": 61.8e9, "2023-12": 84.9e9 },
  unit: "USD/year",
  asOf: "2023-12",
  published: "2024-02-01",
  firstPublished: {
    "2022-12": "2023-02-02",
    "2023-06": "2023-08-03",
    "2023-12": "2024-02-01",
  },
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Amazon's results",
    publisher: "Amazon",
    date: "2024-02-01",
  },
  confidence: "medium",
  note: "It rose as stock was run down and fulfilment was cut.",
};

export const CL24: Fact = {
  id: "CL24",
  title: "Cash from operations of Meta by year",
  value: { "2022": 50.5e9, "2023": 71.1e9 },
  unit: "USD/year",
  asOf: "2023",
  published: "2024-02-01",
  firstPublished: {
    "2022": "2023-02-01",
    "2023": "2024-02-01",
  },
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Meta's yearly reports",
    publisher: "Meta",
    date: "2024-02-01",
  },
  confidence: "medium",
  note: "Cost cuts of 2023 raised it.",
};

export const GP07: Fact = {
  id: "GP07",
  title: "H100 rent at two large clouds, on demand",
  value: [10, 12.29],
  unit: "USD per GPU-hour",
  asOf: "2023-10",
  published: "2023-07-27",
  kind: "reported",
  fit: "direct",
  source: {
    title: "H100 GPU instance pricing on AWS",
    publisher: "The Next Platform",
    date: "2023-07-27",
    address:
      "https://www.nextplatform.com/2023/07/27/h100-gpu-instance-pricing-on-aws-grin-and-bear-it/",
  },
  confidence: "high",
  note: "Oracle and AWS; a list that large buyers do not pay. Oracle's was read as of October.",
};

export const CX21: Fact = {
  id: "CX21",
  title: "Microsoft's cash capital spending by fiscal year, 2015 to 2022",
  value: {
    "2015-06": 5.9e9,
    "2016-06": 8.3e9,
    "2017-06": 8.1e9,
    "2018-06": 11.6e9,
    "2019-06": 13.9e9,
    "2020-06": 15.4e9,
    "2021-06": 20.6e9,
    "2022-06": 23.9e9,
  },
  unit: "USD/year",
  asOf: "2022-06",
  published: "2022-07-26",
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Microsoft's yearly reports",
    publisher: "Microsoft",
    date: "2022-07-28",
  },
  confidence: "high",
  note: "Under the month the year ends in.",
};

export const CX22: Fact = {
  id: "CX22",
  title: "Alphabet's cash capital spending by year, 2015 to 2022",
  value: {
    "2015-12": 9.95e9,
    "2016-12": 10.2e9,
    "2017-12": 13.2e9,
    "2018-12": 25.1e9,
    "2019-12": 23.5e9,
    "2020-12": 22.3e9,
    "2021-12": 24.6e9,
    "2022-12": 31.5e9,
  },
  unit: "USD/year",
  asOf: "2022-12",
  published: "2023-02-02",
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Alphabet's yearly reports",
    publisher: "Alphabet",
    date: "2023-02-03",
  },
  confidence: "high",
  note: "2018 holds the purchase of a building in New York.",
};

export const CX23: Fact = {
  id: "CX23",
  title: "Amazon's cash capital spending by year, 2016 to 2022",
  value: {
    "2016-12": 7.8e9,
    "2017-12": 12.0e9,
    "2018-12": 13.4e9,
    "2019-12": 16.9e9,
    "2020-12": 40.1e9,
    "2021-12": 61.1e9,
    "2022-12": 63.6e9,
  },
  unit: "USD/year",
  asOf: "2022-12",
  published: "2023-02-02",
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Amazon's yearly reports",
    publisher: "Amazon",
    date: "2023-02-03",
  },
  confidence: "high",
  note: "Gross, warehouses included, which doubled in the pandemic.",
};

export const CX24: Fact = {
  id: "CX24",
  title: "Meta's cash capital spending by year, 2015 to 2022",
  value: {
    "2015-12": 2.5e9,
    "2016-12": 4.5e9,
    "2017-12": 6.7e9,
    "2018-12": 13.9e9,
    "2019-12": 15.1e9,
    "2020-12": 15.1e9,
    "2021-12": 18.6e9,
    "2022-12": 31.2e9,
  },
  unit: "USD/year",
  asOf: "2022-12",
  published: "2023-02-01",
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Meta's yearly reports",
    publisher: "Meta",
    date: "2023-02-02",
  },
  confidence: "high",
  note: "Lease principal not counted.",
};

export const NV15: Fact = {
  id: "NV15",
  title: "NVIDIA's data-centre revenue by fiscal year, 2016 to 2023",
  value: {
    "2016-01": 0.339e9,
    "2017-01": 0.83e9,
    "2018-01": 1.93e9,
    "2019-01": 2.93e9,
    "2020-01": 2.98e9,
    "2021-01": 6.7e9,
    "2022-01": 10.61e9,
    "2023-01": 15.01e9,
  },
  unit: "USD/year",
  asOf: "2023-01",
  published: "2023-02-22",
  kind: "recollection",
  fit: "direct",
  source: {
    title: "NVIDIA's yearly results",
    publisher: "NVIDIA",
    date: "2023-02-22",
  },
  confidence: "high",
  note: "Under the month the year ends in. A maker of networks was bought in the year to January 2021.",
};

export const NV16: Fact = {
  id: "NV16",
  title: "Months from the order of an H100 to its delivery",
  value: { "2023-10": 10, "2024-02": 3.5 },
  unit: "months",
  asOf: "2024-02",
  published: "2024-02-15",
  kind: "recollection",
  fit: "direct",
  source: {
    title: "Reports on a note of UBS about lead times",
    publisher: "Financial press",
    date: "2024-02-15",
  },
  confidence: "low",
  note: "From eight to eleven months in autumn 2023 to three or four; the middles are given.",
};

export const NV17: Fact = {
  id: "NV17",
  title: "NVIDIA's revenue, quarter to April 2023",
  value: 7.19e9,
  unit: "USD/quarter",
  asOf: "2023-04",
  published: "2023-05-24",
  kind: "filing",
  fit: "direct",
  source: {
    title: "Nvidia quarterly revenue, from its press releases",
    publisher: "epoch-research/ai-chip-counts",
    date: "2024-08",
  },
  confidence: "high",
  note: "4.28 of it from data centres (NV13), so 2.91 from all else.",
};
