/** Microsoft, Google, Amazon and Meta: what they invest, sell and aim at. */

import type { Fact } from "./fact.ts";
import { awsDisclosure } from "./sources.ts";

export const CL08: Fact = {
  id: "CL08",
  title: "Microsoft revenue in its fiscal year to June 2024",
  value: 245.1e9,
  unit: "USD/year",
  asOf: "2024-06-30",
  published: "2024-07-30",
  kind: "filing",
  fit: "direct",
  source: {
    title: "Form 8-K 0000950170-24-087835, summarised",
    publisher: "SECWatch",
    date: "2024-07-30",
    address: "https://secwatch.observer/filing/0000950170-24-087835.md",
  },
  confidence: "high",
  note: "Operating income 109.4 and net income 88.1 billion.",
};

export const MK04: Fact = {
  id: "MK04",
  title: "Revenue that Microsoft aims at for its fiscal year 2030",
  value: 500e9,
  unit: "USD/year",
  asOf: "2022-06-07",
  published: "2023-06-27",
  kind: "reported",
  fit: "direct",
  source: {
    title: "Microsoft's goal is to reach $500 billion in sales by 2030, court filings reveal",
    publisher: "TelecomLive",
    date: "2023-06-27",
    address:
      "https://telecomlive.in/web/2023/06/27/microsofts-satya-nadella-said-the-companys-goal-is-to-reach-500-billion-in-sales-by-2030-court-filings-reveal",
  },
  confidence: "high",
  note: "From an internal memo that became public in court. It asked for growth of 20% a year.",
};

export const MK06: Fact = {
  id: "MK06",
  title: "AWS operating income in a quarter, the first that were disclosed",
  value: { "2014-03": 0.245e9, "2015-03": 0.265e9 },
  unit: "USD/quarter",
  asOf: "2015-03",
  published: "2015-04-23",
  publishedInferred: true,
  kind: "filing",
  fit: "direct",
  source: awsDisclosure,
  confidence: "high",
  note:
    "Nothing was published for earlier quarters, so profit may have come sooner; other pages " +
    "name seven to nine years after the launch.",
};

export const MK63: Fact = {
  id: "MK63",
  title: "Year in which AWS was launched",
  value: 2006,
  unit: "year",
  asOf: "2006",
  published: "2015-04-23",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: awsDisclosure,
  confidence: "high",
  note: "Its first storage and computing services; known since then.",
};
