/** Arithmetic on the published figures. */

import type { Fact } from "./fact.ts";

export const D01: Fact = {
  id: "D01",
  title: "GPU-hours that OpenAI's inference bill buys at its own price",
  value: 3.077e9,
  unit: "GPU-hours/year",
  asOf: "2024",
  published: "2024-07-24",
  kind: "derived",
  fit: "direct",
  source: {
    title: "Derived from OA28 and OA40",
    publisher: "Faultline",
    date: "2024-07-24",
  },
  confidence: "medium",
  note:
    "4.0 billion over 1.30. Spread over 8,760 hours that is 351,247 GPUs, which agrees with the " +
    "350,000 of OA41.",
};

export const D02: Fact = {
  id: "D02",
  title: "The same GPU-hours at Azure list prices",
  value: [10.46e9, 12.31e9],
  unit: "USD/year",
  asOf: "2024",
  published: "2024-09-16",
  publishedInferred: true,
  kind: "derived",
  fit: "analogue",
  source: {
    title: "Derived from D01 and list prices of 3.40 and 4.00",
    publisher: "Faultline",
    date: "2024-09-16",
  },
  confidence: "medium",
  note:
    'D01 times 3.40 and 4.00, the on-demand prices quoted in "The Subprime AI Crisis" (E. ' +
    "Zitron, September 2024). 6.46 to 8.31 billion more than paid, a ratio of 2.62 to 3.08. A " +
    "large buyer would not pay list.",
};

export const D03: Fact = {
  id: "D03",
  title: "GPU-hour price implied by a bill of 6 billion",
  value: 1.95,
  unit: "USD per GPU-hour",
  asOf: "2024",
  published: "2024-09-16",
  publishedInferred: true,
  kind: "derived",
  fit: "analogue",
  source: {
    title: 'Derived from D01 and the 6 billion of "The Subprime AI Crisis"',
    publisher: "Faultline",
    date: "2024-09-16",
  },
  confidence: "medium",
  note:
    "6.0 billion over D01. That essay names 6 billion as the cost without Microsoft's discount; " +
    "its own list prices give the bill of D02.",
};

export const D04: Fact = {
  id: "D04",
  title: "OpenAI inference and training compute at Azure list prices",
  value: [18.3e9, 21.5e9],
  unit: "USD/year",
  asOf: "2024",
  published: "2024-09-16",
  publishedInferred: true,
  kind: "derived",
  fit: "analogue",
  source: {
    title: "Derived from OA28, OA29, OA40 and list prices of 3.40 and 4.00",
    publisher: "Faultline",
    date: "2024-09-16",
  },
  confidence: "medium",
  note:
    "Seven billion in the July account, over 1.30, times 3.40 and 4.00. The October account " +
    "(OA30) has 5 billion and would give less.",
};

export const D05: Fact = {
  id: "D05",
  title: "Price rise at which OpenAI breaks even, volume unchanged",
  value: 2.35,
  unit: "times the present price",
  asOf: "2024",
  published: "2024-09-27",
  kind: "derived",
  fit: "direct",
  source: {
    title: "Derived from OA07 and OA36",
    publisher: "Faultline",
    date: "2024-09-27",
  },
  confidence: "high",
  note:
    "8.7 billion of cost over 3.7 of revenue, research and all. Customers would in truth buy " +
    "less.",
};

export const D06: Fact = {
  id: "D06",
  title: "The same with inference repriced to list",
  value: [4.1, 4.6],
  unit: "times the present price",
  asOf: "2024",
  published: "2024-09-27",
  kind: "derived",
  fit: "analogue",
  source: {
    title: "Derived from OA07, OA28, OA36 and D02",
    publisher: "Faultline",
    date: "2024-09-27",
  },
  confidence: "medium",
  note: "4 of the 8.7 billion replaced by D02. Volume unchanged.",
};

export const D07: Fact = {
  id: "D07",
  title: "The same with inference and training repriced to list",
  value: [5.4, 6.3],
  unit: "times the present price",
  asOf: "2024",
  published: "2024-09-27",
  kind: "derived",
  fit: "analogue",
  source: {
    title: "Derived from OA07, OA36 and D04",
    publisher: "Faultline",
    date: "2024-09-27",
  },
  confidence: "medium",
  note: "7 of the 8.7 billion replaced by D04. Volume unchanged: the highest of D05, D06 and D07.",
};

export const D08: Fact = {
  id: "D08",
  title: "Price rise at which Anthropic breaks even, volume unchanged",
  value: [7.3, 9.4],
  unit: "times the present price",
  asOf: "2024",
  published: "2024-07-24",
  publishedInferred: true,
  kind: "derived",
  fit: "assumption",
  source: {
    title: "Derived from AN02 and AN05",
    publisher: "Faultline",
    date: "2024-07-24",
  },
  confidence: "low",
  note:
    "Planned revenue plus planned burn over planned revenue. From 8 to 64 million a month a " +
    "straight line sums to 0.43 billion, steady growth to 0.32; the path is assumed and the burn " +
    "holds all research.",
};

export const D09: Fact = {
  id: "D09",
  title: "OpenAI's discount against three-year reserved prices",
  value: [0.04, 0.43],
  unit: "share of the reserved price",
  asOf: "2024-08-03",
  published: "2024-08-03",
  kind: "derived",
  fit: "direct",
  source: {
    title: "Derived from OA40, GP02 and GP03",
    publisher: "Faultline",
    date: "2024-08-03",
  },
  confidence: "medium",
  note:
    "1.30 against 1.36, 1.45, 1.70, 1.81, 2.13 and 2.30: 4, 10, 24, 28, 39 and 43%. The first is " +
    "Azure's of 2021 and 2022, the second and fourth are AWS's.",
};
