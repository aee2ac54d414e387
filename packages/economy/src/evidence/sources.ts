/** Pages cited by more than one fact. */

import type { Source } from "./fact.ts";

export const newYorkTimes: Source = {
  title: "OpenAI Is Growing Fast and Burning Through Piles of Money",
  publisher: "New York Times, read as a repost",
  date: "2024-09-27",
  address: "https://newsinstock.com/openai-is-growing-fast-and-burning-through-piles-of-money",
};

export const computing: Source = {
  title: "ChatGPT maker OpenAI could lose $5bn in 2024, report",
  publisher: "Computing (UK), relaying The Information of 2024-07-24",
  date: "2024-07",
  address: "https://computing.co.uk/news/4340185/chatgpt-maker-openai-lose-usd5bn-2024-report",
};

export const decoder: Source = {
  title: "OpenAI investors face high risks, internal forecasts show",
  publisher: "The Decoder, relaying The Information",
  date: "2024-10",
  address: "https://the-decoder.com/openai-investors-face-high-risks-internal-forecasts-show",
};

export const sherwood: Source = {
  title: "OpenAI is in the business of making OpenAI employees rich",
  publisher: "Sherwood News",
  date: "2024-10",
  address: "https://sherwood.news/tech/openai-stock-compensation-making-employees-rich",
};

export const reutersRound: Source = {
  title: "Microsoft and Nvidia love Sam Altman... $6.6 billion funding haul",
  publisher: "Hindustan Times (Reuters)",
  date: "2024-10-03",
  address:
    "https://www.hindustantimes.com/business/microsoft-and-nvidia-love-sam-altman-proof-openais-6-6-billion-funding-haul-101727927624514.html",
};

export const bloombergRound: Source = {
  title: "OpenAI fundraising set to vault startup's value to $150 billion",
  publisher: "Bloomberg, carried by BNN",
  date: "2024-09-11",
  address:
    "https://www.bnnbloomberg.ca/business/technology/2024/09/11/openai-fundraising-set-to-vault-startups-value-to-150-billion/",
};

export const revenueBreakdown: Source = {
  title: "A breakdown of OpenAI's revenue",
  publisher: "FutureSearch",
  date: "2024-07",
  address:
    "https://beta.effectivealtruism.org/posts/ksdSjT7wREu6vBhYE/a-breakdown-of-openai-s-revenue",
};

export const caseStudy: Source = {
  title: "OpenAI's financials: a Case Study of claims vs. reality",
  publisher: "FutureSearch",
  date: "2024-09-18",
  address: "https://futuresearch.ai/openai-case-study",
};

export const apiMargin: Source = {
  title: "OpenAI API Gross Profit Margin",
  publisher: "FutureSearch",
  date: "2024-08",
  address: "https://futuresearch.ai/openai-api-profit",
};

export const anthropicFunding: Source = {
  title: "Inside the Funding Frenzy at Anthropic",
  publisher: "New York Times, read as a repost",
  date: "2024-02-20",
  address:
    "https://knowledgehippo.com/inside-the-funding-frenzy-at-anthropic-one-of-ais-hottest-startups",
};

export const rentalBubble: Source = {
  title: '"$2 H100s" by E. Cheah, in Techub\'s translation',
  publisher: "ChainCatcher",
  date: "2024-10-22",
  address: "https://chaincatcher.com/en/article/2148352",
};

export const modelPrices: Source = {
  title: "Model price list and its revision history, checked against the llm-prices table",
  publisher: "AgentOps tokencost; S. Willison llm-prices",
  date: "2024-10",
  address: "https://github.com/AgentOps-AI/tokencost",
};

/** Epoch AI's list of archived price pages; `date` is the day of the page that gives the figure. */
export function archivedPrices(date: string): Source {
  return {
    title: "Hardware prices, from archived price pages (revision 263c40a)",
    publisher: "Epoch AI, training-cost-trends",
    date,
    address: "https://github.com/epoch-research/training-cost-trends",
  };
}

export const reutersTerms: Source = {
  title: "OpenAI's stunning $150 billion valuation hinges on upending corporate structure",
  publisher: "Gadgets 360 (Reuters)",
  date: "2024-09-14",
  address:
    "https://www.gadgets360.com/ai/news/openai-usd-150-billion-valuation-corporate-structure-6562349/amp",
};

export const fortuneDeal: Source = {
  title: "Behind the scenes of ChatGPT... complex deal between Microsoft and OpenAI",
  publisher: "Teller Report, relaying Fortune",
  date: "2023-02-12",
  address:
    "https://www.tellerreport.com/business/2023-02-12-behind-the-scenes-of-chatgpt--who-is-the-winner-and-who-is-the-fool-in-the-%22complex-deal%22-between-microsoft-and-openai-.BJv524Iaj.html",
};

export const amodeiForecast: Source = {
  title: "Anthropic CEO predicts AI models will cost $100 billion by 2027",
  publisher: "ScaleByTech",
  date: "2024",
  address:
    "https://scalebytech.com/anthropic-ceo-predicts-ai-models-will-cost-100-billion-by-2027/",
};

export const nvidiaDay: Source = {
  title: "Nvidia share price tanks over 9%, suffers record $279 billion rout in market value",
  publisher: "Livemint (Reuters)",
  date: "2024-09-04",
  address:
    "https://www.livemint.com/market/stock-market-news/nvidia-share-price-tanks-over-9-suffers-record-279-billion-rout-in-market-value-11725416820485.html",
};

export const awsDisclosure: Source = {
  title: "Report on Amazon's first figures for AWS (post title not known)",
  publisher: "R. Hof",
  date: "2015-04",
  address: "https://robhof.com/category/amazon/",
};

/** The essay itself, for a figure that is known from it alone. */
export const essay: Source = {
  title: "The Subprime AI Crisis",
  publisher: "E. Zitron",
  date: "2024-09-16",
  address: "https://wheresyoured.at/subprimeai",
};
