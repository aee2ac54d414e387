import { type Model, eq } from "@faultline/engine";
import type { FundedLab, Institutions } from "./institutions/institutions.ts";

/**
 * Ids of the published series and events. They are a contract: one exists only with the mechanism
 * that makes it, and a run lists those that are absent.
 */
export const publishedIds: readonly string[] = [
  ...["openai", "anthropic"].flatMap((lab) => [
    `${lab}.revenue`,
    `${lab}.operatingLoss`,
    `${lab}.cashBurn`,
    `${lab}.cash`,
    `${lab}.valuation`,
    `${lab}.priceOverCost.serving`,
    `${lab}.priceOverCost.loaded`,
    `${lab}.distress`,
    `${lab}.default`,
  ]),
  "openai.weeklyUsers",
  "openai.paidSeats",
  "gpuHour.h100",
  "token.frontierList",
  "token.sameCapability",
  "copilot.paidSeats",
  ...["microsoft", "google", "amazon", "meta"].map((firm) => `${firm}.capex`),
  ...["microsoft", "google", "amazon"].map((firm) => `${firm}.aiCloudRevenue`),
  "nvidia.dataCenterRevenue",
  "enterprise.abandonedShare",
  "apps.failedShare",
  "jobs.cut",
  "capital.confidence",
  "roundTrip.share",
  "hyperscalers.retreat",
  "credits.exhausted",
  "copyright.ruling",
  "crisis",
];

/** Publishes what the institutions alone make; mechanisms publish their own. */
export function publish(model: Model, at: Institutions): void {
  const m = model.section("series.ts");
  for (const lab of [at.openai, at.anthropic]) publishLab(m, lab);
  const { openai, anthropic, market, apps, capital } = at;
  m.series("openai.weeklyUsers", eq`${openai.weeklyUsers} * ${openai.alive}`, {
    unit: "person",
    doc: "People who use ChatGPT in a week",
  });
  m.series("openai.paidSeats", eq`${openai.paidSeats} + ${openai.businessSeats}`, {
    unit: "person",
    doc: "Paid seats, consumers and companies",
  });
  m.series("gpuHour.h100", market.h100, {
    unit: "USD/GPUhour",
    doc: "Market rent of an H100",
  });
  m.series(
    "token.frontierList",
    eq`if(${openai.defaulted} == 0, ${openai.apiPrice},
      if(${anthropic.defaulted} == 0, ${anthropic.apiPrice}, ${at.openHosts.price}))`,
    {
      unit: "USD/Mtok",
      doc:
        "List price of the best generally sold model, 3:1 blend: OpenAI's, after its default " +
        "Anthropic's, after both a hosted open model's",
    },
  );
  for (const firm of [at.microsoft, at.google, at.amazon, at.meta]) {
    m.series(`${firm.opening.id}.capex`, firm.capex, {
      unit: "USD/month",
      doc: "Capital spending, as the firm reports it",
    });
  }
  for (const id of ["microsoft", "google", "amazon"] as const) {
    m.series(`${id}.aiCloudRevenue`, at.clouds[id], {
      unit: "USD/month",
      doc: "AI revenue of the cloud, the labs' bills included",
    });
  }
  m.series("nvidia.dataCenterRevenue", at.nvidia.revenue, {
    unit: "USD/month",
    doc: "NVIDIA's data-centre revenue",
  });
  for (const [id, buyer, who] of [
    ["enterprises", at.enterprises, "companies that use it"],
    ["consumers", at.consumers, "people"],
  ] as const) {
    m.series(`${id}.aiSpending`, buyer.spending, {
      unit: "USD/month",
      doc: `What ${who} spend on AI`,
    });
  }
  m.series("incumbents.aiMargin", at.incumbents.margin, {
    doc: "Sales of incumbents' AI add-on less its tokens, over its sales; 0 where nothing is sold",
  });
  m.series("apps.failedShare", apps.failedShare, {
    doc: "Fraction of the start month's app companies that is gone",
  });
  m.series("apps.born", apps.born, {
    unit: "1/month",
    doc: "App companies founded in the month, over the start month's number",
  });
  m.series("capital.confidence", capital.confidence, {
    doc: "Readiness of investors to fund, 0 to 1",
  });
}

function publishLab(m: Model, lab: FundedLab): void {
  const { id } = lab.opening;
  m.series(`${id}.revenue`, lab.revenue, { unit: "USD/month", doc: "Gross revenue" });
  m.series(`${id}.operatingLoss`, eq`${lab.fundingNeed} + ${lab.stockPay}`, {
    unit: "USD/month",
    doc: "Loss, positive when losing; pay in shares included",
  });
  m.series(`${id}.cashBurn`, lab.cashBurn, {
    unit: "USD/month",
    doc: "Cash lost before financing, positive when burning",
  });
  m.series(`${id}.cash`, eq`max(0, ${lab.cash}) * (1 - ${lab.defaulted})`, {
    unit: "USD",
    doc: "Cash at the end of the month; 0 after default",
  });
  m.series(`${id}.computeBill`, lab.computeBill, {
    unit: "USD/month",
    doc: "Compute for serving and training, credits included",
  });
  m.series(`${id}.apiRevenue`, lab.apiRevenue, { unit: "USD/month", doc: "Tokens sold by API" });
  m.series(`${id}.apiServing`, lab.apiServing, {
    unit: "USD/month",
    doc: "Compute to serve the API",
  });
  m.series(`${id}.training`, lab.training, {
    unit: "USD/month",
    doc: "Compute and data for research and training",
  });
  m.series(`${id}.stockPay`, lab.stockPay, { unit: "USD/month", doc: "Pay in shares" });
}
