const firms = new Map(
  Object.entries({
    openai: "OpenAI",
    anthropic: "Anthropic",
    microsoft: "Microsoft",
    google: "Google",
    amazon: "Amazon",
    meta: "Meta",
    nvidia: "Nvidia",
  }),
);

const ofFirm = new Map(
  Object.entries({
    revenue: "revenue",
    operatingLoss: "operating loss",
    cashBurn: "cash burned",
    cash: "cash",
    valuation: "valuation",
    "priceOverCost.serving": "token price over serving cost",
    "priceOverCost.loaded": "revenue over all costs",
    distress: "needs a round it does not get",
    default: "defaults",
    weeklyUsers: "weekly users",
    paidSeats: "paid seats",
    capex: "capex",
    aiCloudRevenue: "AI cloud revenue",
    dataCenterRevenue: "data-centre revenue",
  }),
);

const whole = new Map(
  Object.entries({
    "token.frontierList": "list price, best model",
    "token.sameCapability": "price of the best of the start",
    "gpuHour.h100": "rent of an H100",
    "copilot.paidSeats": "Copilot paid seats",
    "enterprise.abandonedShare": "pilots dropped in a year",
    "apps.born": "app companies founded a month, over the start's",
    "apps.failedShare": "app companies gone since the start",
    "jobs.cut": "jobs cut",
    "capital.confidence": "confidence of investors",
    "roundTrip.share": "money going round in a circle",
    "hyperscalers.retreat": "hyperscalers retreat",
    "credits.exhausted": "OpenAI's cloud credits are used up",
    "copyright.ruling": "a court rules on copyright",
    crisis: "crisis: a lab gone, confidence halved",
  }),
);

/** The series a reader sees first, in this order. */
export const mainSeries: readonly string[] = [
  "token.frontierList",
  "token.sameCapability",
  "gpuHour.h100",
  "openai.revenue",
  "openai.operatingLoss",
  "openai.cash",
  "openai.valuation",
  "openai.priceOverCost.loaded",
  "openai.weeklyUsers",
  "anthropic.revenue",
  "anthropic.operatingLoss",
  "anthropic.cash",
  "anthropic.valuation",
  "anthropic.priceOverCost.loaded",
  "microsoft.capex",
  "google.capex",
  "amazon.capex",
  "meta.capex",
  "nvidia.dataCenterRevenue",
  "copilot.paidSeats",
  "enterprise.abandonedShare",
  "apps.failedShare",
  "jobs.cut",
  "roundTrip.share",
  "capital.confidence",
];

/** What a published series or event is called; its id where it has no name. */
export function labelOf(id: string): string {
  const known = whole.get(id);
  if (known !== undefined) return known;
  const firm = firmOf(id);
  const what = ofFirm.get(id.slice(id.indexOf(".") + 1));
  return firm === undefined || what === undefined ? id : `${firm} ${what}`;
}

/** The named firm that a series or event is about, if it is about one. */
export function firmOf(id: string): string | undefined {
  return firms.get(id === "credits.exhausted" ? "openai" : id.slice(0, id.indexOf(".")));
}
