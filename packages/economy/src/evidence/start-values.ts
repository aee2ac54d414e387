/** Suggested starting values for September 2024, as low, mode and high. */

import type { Fact } from "./fact.ts";

export const P01: Fact = {
  id: "P01",
  title: "Start: OpenAI annualised revenue",
  value: [3.4e9, 3.6e9, 4e9],
  unit: "USD/year",
  asOf: "2024-09",
  published: "2024-09-27",
  kind: "derived",
  fit: "direct",
  source: {
    title: "Derived from OA04, OA05 and OA06",
    publisher: "Faultline",
    date: "2024-09-27",
  },
  confidence: "medium",
  note: "The three published readings: June, August annualised, and the claim of September.",
};

export const P02: Fact = {
  id: "P02",
  title: "Start: API part of OpenAI revenue",
  value: [0.15, 0.25, 0.27],
  unit: "share of revenue",
  asOf: "2024-09",
  published: "2024-09-27",
  publishedInferred: true,
  kind: "derived",
  fit: "assumption",
  source: {
    title: "Derived from OA11 and OA15",
    publisher: "Faultline",
    date: "2024-09-27",
  },
  confidence: "low",
  note:
    "The ends are an outside estimate and a remembered report; the mode is a judgement that " +
    "leans to the report.",
};

export const P03: Fact = {
  id: "P03",
  title: "Start: OpenAI inference cost in 2024",
  value: [2e9, 3e9, 4e9],
  unit: "USD/year",
  asOf: "2024",
  published: "2024-10-10",
  publishedInferred: true,
  kind: "derived",
  fit: "assumption",
  source: {
    title: "Derived from OA28 and OA30",
    publisher: "Faultline",
    date: "2024-10-10",
  },
  confidence: "medium",
  note: "The ends are the October and July accounts, which conflict; the mode lies halfway.",
};

export const P04: Fact = {
  id: "P04",
  title: "Start: OpenAI training and research compute in 2024",
  value: [2.8e9, 3e9, 4e9],
  unit: "USD/year",
  asOf: "2024",
  published: "2024-10-10",
  publishedInferred: true,
  kind: "derived",
  fit: "assumption",
  source: {
    title: "Derived from OA07, OA27, OA28, OA29 and OA30",
    publisher: "Faultline",
    date: "2024-10-10",
  },
  confidence: "medium",
  note:
    "Low: 5.0 in total less 2.2 of cost of sales at a margin of 41%. Mode: the July account. " +
    "High: 7.0 in total less the mode of P03.",
};

export const P05: Fact = {
  id: "P05",
  title: "Start: OpenAI cash cost of staff",
  value: [0.7e9, 0.9e9, 1.5e9],
  unit: "USD/year",
  asOf: "2024",
  published: "2024-10-09",
  publishedInferred: true,
  kind: "derived",
  fit: "assumption",
  source: {
    title: "Derived from OA32 and OA33",
    publisher: "Faultline",
    date: "2024-10-09",
  },
  confidence: "medium",
  note: "The ends are the two accounts; the mode is a judgement that leans to company documents.",
};

export const P06: Fact = {
  id: "P06",
  title: "Start: OpenAI cash before the October round",
  value: [0.8e9, 1e9, 1.5e9],
  unit: "USD",
  asOf: "2024-09",
  published: "2024-10-09",
  publishedInferred: true,
  kind: "derived",
  fit: "assumption",
  source: {
    title: "Derived from OA38",
    publisher: "Faultline",
    date: "2024-10-09",
  },
  confidence: "medium",
  note: "The mode was reported; the ends are a judgement about its rounding and date.",
};

export const P07: Fact = {
  id: "P07",
  title: "Start: Anthropic annualised revenue",
  value: [0.3e9, 0.5e9, 0.75e9],
  unit: "USD/year",
  asOf: "2024-09",
  published: "2024-09",
  publishedInferred: true,
  kind: "derived",
  fit: "assumption",
  source: {
    title: "Derived from AN02 and AN03",
    publisher: "Faultline",
    date: "2024-09",
  },
  confidence: "low",
  note:
    "Path from 8 million a month to 64 or 83 at the end of the year: in September 0.46 to 0.56 " +
    "billion by steady growth, up to 0.77 in a straight line. Low: the plan missed by a third.",
};

export const P08: Fact = {
  id: "P08",
  title: "Start: Anthropic inference cost over revenue",
  value: [0.45, 0.62, 1.1],
  unit: "ratio",
  asOf: "2024-09",
  published: "2024-09-27",
  kind: "derived",
  fit: "assumption",
  source: {
    title: "Derived from AN07, OA07 and OA28",
    publisher: "Faultline",
    date: "2024-09-27",
  },
  confidence: "low",
  note:
    "Low and mode are one less the margins of 55% and 38%, which are recollection; the high end " +
    "is borrowed from OpenAI's July account.",
};

export const P11: Fact = {
  id: "P11",
  title: "Start: H100 market rent",
  value: [2, 2.99, 4],
  unit: "USD per GPU-hour",
  asOf: "2024-09",
  published: "2024-10-11",
  publishedInferred: true,
  kind: "derived",
  fit: "direct",
  source: {
    title: "Derived from GP05, GP06 and GP08",
    publisher: "Faultline",
    date: "2024-10-11",
  },
  confidence: "medium",
  note: "Published quotes, the ends rounded: resold time, Lambda on demand, RunPod on demand.",
};

export const P12: Fact = {
  id: "P12",
  title: "Start: yearly change of the H100 rent",
  value: [-0.6, -0.4, -0.15],
  unit: "fraction per year",
  asOf: "2024-09",
  published: "2024-10-11",
  publishedInferred: true,
  kind: "derived",
  fit: "assumption",
  source: {
    title: "Derived from GP05 and GP08",
    publisher: "Faultline",
    date: "2024-10-11",
  },
  confidence: "low",
  note:
    "Negative means falling. The low end is the pace of the glut, the high end a fall somewhat " +
    "slower than Lambda's in 2024 (GP05); how long either lasts is a judgement.",
};

export const P13: Fact = {
  id: "P13",
  title: "Start: yearly change of API prices at equal quality",
  value: [-0.9, -0.78, -0.5],
  unit: "fraction per year",
  asOf: "2024-09",
  published: "2024-09",
  kind: "derived",
  fit: "assumption",
  source: {
    title: "Derived from TK01, TK12, TK17 and TK23",
    publisher: "Faultline",
    date: "2024-09",
  },
  confidence: "medium",
  note:
    "Mode: TK23. Low: from GPT-4 at 37.5 to a hosted Llama 70B at about 0.64 in some 17 months " +
    "is -94%, trimmed as Llama is weaker. High: a judgement, since some lists stood still.",
};

export const P16: Fact = {
  id: "P16",
  title: "Start: AI venture funding in a quarter",
  value: [12e9, 19e9, 24e9],
  unit: "USD/quarter",
  asOf: "2024-09",
  published: "2024-10-03",
  publishedInferred: true,
  kind: "derived",
  fit: "direct",
  source: {
    title: "Derived from ST01",
    publisher: "Faultline",
    date: "2024-10-03",
  },
  confidence: "medium",
  note: "The three quarters of 2024 in order of size; the mode is the latest.",
};
