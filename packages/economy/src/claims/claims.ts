import { adoption } from "./adoption.ts";
import { anthropicLoss } from "./anthropic-loss.ts";
import { awsProfit } from "./aws-profit.ts";
import { billWithoutDiscount } from "./bill-without-discount.ts";
import { capex } from "./capex.ts";
import type { Claim } from "./claim.ts";
import { copilot } from "./copilot.ts";
import { creditsEndBy2025 } from "./credits-end-by-2025.ts";
import { gpuRent } from "./gpu-rent.ts";
import { gulfMoney } from "./gulf-money.ts";
import { jobsLost } from "./jobs-lost.ts";
import { markets } from "./markets.ts";
import { microsoft } from "./microsoft.ts";
import { openaiCosts } from "./openai-costs.ts";
import { openaiLoss } from "./openai-loss.ts";
import { openaiRound } from "./openai-round.ts";
import { openaiTerms } from "./openai-terms.ts";
import { priceAtCost } from "./price-at-cost.ts";
import { tokenPrices } from "./token-prices.ts";
import { trainingCosts } from "./training-costs.ts";

const place = ({ paragraph }: Claim): number => Number(paragraph.slice(1));

/** The claims that are judged, in the essay's order. */
export const claims: readonly Claim[] = [
  ...adoption,
  anthropicLoss,
  awsProfit,
  billWithoutDiscount,
  ...capex,
  ...copilot,
  creditsEndBy2025,
  ...gpuRent,
  ...gulfMoney,
  jobsLost,
  ...markets,
  ...microsoft,
  ...openaiCosts,
  ...openaiLoss,
  ...openaiRound,
  ...openaiTerms,
  priceAtCost,
  ...tokenPrices,
  ...trainingCosts,
].sort((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1));
