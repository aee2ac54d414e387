/** How earlier firms grew, for a new one of which little is known. */

import type { Fact } from "./fact.ts";

export const UR01: Fact = {
  id: "UR01",
  title: "Growth of five networks between 100 and 200 million users",
  value: [0.014, 0.057, 0.087],
  unit: "share per month",
  asOf: "2019",
  published: "2019-07",
  kind: "recollection",
  fit: "analogue",
  source: {
    title: "Counts told by the firms",
    publisher: "Facebook, Instagram, WhatsApp, Twitter and Snap",
    date: "2019-07",
  },
  confidence: "medium",
  note: "Least, mean and most: from 49 months for the slowest to 8 for two of them. Whom each counts differs.",
};

export const UR02: Fact = {
  id: "UR02",
  title: "Growth of five firms in the year after revenue of about a billion",
  value: [0.037, 0.047, 0.065],
  unit: "share per month",
  asOf: "2023",
  published: "2023-03-01",
  kind: "recollection",
  fit: "analogue",
  source: {
    title: "Yearly reports",
    publisher: "Google, Facebook, Twitter, Zoom and Snowflake",
    date: "2023-03-01",
  },
  confidence: "medium",
  note: "Least, mean and most: from 55% a year for one to 118% for another.",
};
