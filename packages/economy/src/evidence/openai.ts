/** OpenAI: revenue, users and subscription price. */

import type { Fact } from "./fact.ts";
import { caseStudy, newYorkTimes, revenueBreakdown } from "./sources.ts";

export const OA04: Fact = {
  id: "OA04",
  title: "OpenAI annualised revenue, June 2024",
  value: 3.4e9,
  unit: "USD/year",
  asOf: "2024-06-12",
  published: "2024-06-12",
  kind: "reported",
  fit: "direct",
  source: {
    title: "OpenAI's $3.4 billion revenue...",
    publisher: "Eyes Tech",
    date: "2024",
    address:
      "https://eyestech.in/openais-3-4-billion-revenue-from-chatgpt-subscriptions-amid-ongoing-losses/",
  },
  confidence: "medium",
  note:
    "A run-rate, not booked revenue. Some 3.2 billion came from OpenAI's own products and about " +
    "0.2 billion from its share of sales on Azure.",
};

export const OA05: Fact = {
  id: "OA05",
  title: "OpenAI revenue in the month of August 2024",
  value: 0.3e9,
  unit: "USD/month",
  asOf: "2024-08",
  published: "2024-09-27",
  kind: "reported",
  fit: "direct",
  source: newYorkTimes,
  confidence: "high",
  note:
    "Twelve such months make 3.6 billion. The report puts growth since the start of 2023 at " +
    "1,700%.",
};

export const OA06: Fact = {
  id: "OA06",
  title: "Annualised revenue that Altman named to investors",
  value: 4e9,
  unit: "USD/year",
  asOf: "2024-09",
  published: "2024-09-12",
  kind: "claim",
  fit: "direct",
  source: {
    title: "Wall Street Journal report of 2024-09-12",
    publisher: "PYMNTS, read as a copy",
    date: "2024-09-12",
    address: "http://valuesummit2018.org/index-844.html",
  },
  confidence: "medium",
  note: "Early September, gross, and said while raising money; OA05 annualised is a tenth lower.",
};

export const OA07: Fact = {
  id: "OA07",
  title: "OpenAI revenue expected for calendar 2024",
  value: [3.6e9, 3.7e9, 4e9],
  unit: "USD/year",
  asOf: "2024",
  published: "2024-09-27",
  kind: "reported",
  fit: "direct",
  source: newYorkTimes,
  confidence: "high",
  note:
    "The middle figure is the reported forecast; the ends span the other figures in the press. " +
    "Reuters of 2024-10-03 also carries it (see the source of OA46).",
};

export const OA08: Fact = {
  id: "OA08",
  title: "OpenAI revenue planned for 2025",
  value: 11.6e9,
  unit: "USD/year",
  asOf: "2025",
  published: "2024-09-27",
  kind: "claim",
  fit: "direct",
  source: newYorkTimes,
  confidence: "high",
  note: "A projection of the company's own, about three times its 2024 forecast.",
};

export const OA11: Fact = {
  id: "OA11",
  title: "OpenAI 2024 revenue from the API and all else but ChatGPT",
  value: 1e9,
  unit: "USD/year",
  asOf: "2024",
  published: "2024-09-27",
  publishedInferred: true,
  kind: "recollection",
  fit: "direct",
  source: {
    title: "OpenAI Is Growing Fast and Burning Through Piles of Money",
    publisher: "New York Times, part not re-read",
    date: "2024-09-27",
  },
  confidence: "medium",
  note:
    "27% of the year's forecast; ChatGPT has the other 2.7 billion. The whole split is " +
    "recollection. OA15 is far lower.",
};

export const OA12: Fact = {
  id: "OA12",
  title: "ChatGPT Plus subscribers, June 2024",
  value: 7.7e6,
  unit: "people",
  asOf: "2024-06-12",
  published: "2024-07",
  kind: "estimate",
  fit: "direct",
  source: {
    title: "A breakdown of OpenAI's revenue",
    publisher: "FutureSearch",
    date: "2024-07",
  },
  confidence: "medium",
  note: "An outside estimate, at an annualised 1.9 billion.",
};

export const OA15: Fact = {
  id: "OA15",
  title: "OpenAI annualised API revenue, June 2024",
  value: 0.51e9,
  unit: "USD/year",
  asOf: "2024-06-12",
  published: "2024-07",
  kind: "estimate",
  fit: "direct",
  source: revenueBreakdown,
  confidence: "medium",
  note:
    "15% of the June run-rate in OA04. In March 2024 The Information had put the API near 1 " +
    "billion. The authors returned to it in the source of OA16.",
};

export const OA16: Fact = {
  id: "OA16",
  title: "ChatGPT Plus subscribers who pay",
  value: 10e6,
  unit: "people",
  asOf: "2024-09-12",
  published: "2024-09-12",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: caseStudy,
  confidence: "medium",
  note:
    "A lower bound: the report says more than ten million. At 20 dollars a month that is 2.4 " +
    "billion a year. First told by The Information from a staff message.",
};

export const OA17: Fact = {
  id: "OA17",
  title: "Seats on ChatGPT Team, Enterprise and Edu",
  value: 1e6,
  unit: "seats",
  asOf: "2024-09-12",
  published: "2024-09-12",
  publishedInferred: true,
  kind: "reported",
  fit: "direct",
  source: caseStudy,
  confidence: "medium",
  note: "A round number, and prices per seat differ by plan; the Enterprise price is not public.",
};

export const OA18: Fact = {
  id: "OA18",
  title: "People who use ChatGPT in a week",
  value: 200e6,
  unit: "people",
  asOf: "2024-08-29",
  published: "2024-08-29",
  kind: "reported",
  fit: "direct",
  source: {
    title: "Repost of a press article that cites Axios",
    publisher: "cbnewz.com",
    date: "2024-08-29",
    address: "https://cbnewz.com/?p=24096",
  },
  confidence: "high",
  note: "Twice the 100 million of November 2023. Most of them use it free of charge.",
};

export const OA21: Fact = {
  id: "OA21",
  title: "ChatGPT Plus subscription price",
  value: 20,
  unit: "USD per user per month",
  asOf: "2023-02",
  published: "2023-02-01",
  kind: "reported",
  fit: "direct",
  source: {
    title: "Announcement of ChatGPT Plus",
    publisher: "OpenAI",
    date: "2023-02-01",
  },
  confidence: "high",
  note:
    "Unchanged up to September 2024. The day of the announcement is recollection; the price was " +
    "read in a later background page.",
};

export const OA24: Fact = {
  id: "OA24",
  title: "OpenAI API revenue in a month",
  value: 42e6,
  unit: "USD/month",
  asOf: "2024-06",
  published: "2024-07",
  kind: "estimate",
  fit: "direct",
  source: revenueBreakdown,
  confidence: "low",
  note:
    "One twelfth of OA15. No token count was public; at a blended list price near 7.8 dollars " +
    "per million it would be about 5.4 trillion tokens (our arithmetic).",
};
