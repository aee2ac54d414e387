import {
  calcPrice,
  findProvider,
  type ModelInfo,
  type ModelPrice,
  type TieredPrices,
} from "@pydantic/genai-prices";
import type { PriceBand, PriceCatalogue, PriceQuestion, PriceQuote, Rates } from "./catalogue.ts";
import { catalogueProvider } from "./provider-names.ts";
import { tierMultiplier } from "./service-tiers.ts";

/** Name and version of the price list this build carries. */
export const GENAI_PRICES_SOURCE = "@pydantic/genai-prices 0.1.8";
/** Day the price list was published: its prices were true then, not always on the day of use. */
export const GENAI_PRICES_OBSERVED = "2026-09-23";

const DAY = 86_400_000;
const HALF_HOUR = 1_800_000;

/** Characters past which a name is no model's: the list's patterns take seconds for a megabyte. */
const LONGEST_NAME = 1000;

/**
 * The bundled price list. It is asked for rates, not for amounts: its own arithmetic is in floats
 * and takes the tier of a summed row for that of one enormous call.
 */
export function genaiCatalogue(): PriceCatalogue {
  return {
    quote(question) {
      const multiplier = tierMultiplier(question.tier);
      if (multiplier === null) return null;
      const instants =
        question.wholeDay && isTimeOfDay(question) ? halfHours(question.at) : [question.at];
      const quotes = instants
        .map((at) => quoteAt(question, at, multiplier))
        .filter((quote) => quote !== null);
      return quotes.toSorted((a, b) => dearness(b) - dearness(a))[0] ?? null;
    },
    variesWithinDay: (provider, model) =>
      isTimeOfDay({ provider, model, tier: "", at: 0, wholeDay: true }),
  };
}

/** Names of a provider's models in the bundled list; none for a provider it does not know. */
export function modelsInCatalogue(provider: string): readonly string[] {
  const found = findProvider({ providerId: catalogueProvider(provider) });
  return (found?.models ?? []).map((model) => model.id).toSorted();
}

function quoteAt(question: PriceQuestion, at: number, multiplier: number): PriceQuote | null {
  const found = lookUp(question, at);
  if (found === null) return null;
  const bands = bandsOf(found.price, multiplier);
  if (bands === null) return null;
  const notes = [];
  if (question.provider === "") notes.push("provider inferred from the model's name");
  if (multiplier !== 1) notes.push(`${question.tier} tier at ×${multiplier} of the standard price`);
  if (isTimeOfDay(question)) {
    notes.push(question.wholeDay ? "dearest of the day's prices" : "price depends on the hour");
  }
  return {
    provider: found.provider,
    model: found.model.id,
    bands,
    provenance: {
      source: GENAI_PRICES_SOURCE,
      observedAt: GENAI_PRICES_OBSERVED,
      ...effectiveDates(found.model, at),
      notes,
    },
  };
}

interface Found {
  readonly provider: string;
  readonly model: ModelInfo;
  readonly price: ModelPrice;
}

function lookUp(question: PriceQuestion, at: number): Found | null {
  if (question.model.length > LONGEST_NAME || question.provider.length > LONGEST_NAME) return null;
  const provider = catalogueProvider(question.provider);
  const result = calcPrice({}, question.model, {
    timestamp: new Date(at),
    ...(provider === "" ? {} : { providerId: provider }),
  });
  if (result === null) return null;
  // A reseller without its own entry falls back to the maker's list; the bill stays the reseller's.
  const billed = provider === "azure" ? "azure" : result.provider.id;
  return { provider: billed, model: result.model, price: result.model_price };
}

function bandsOf(price: ModelPrice, multiplier: number): PriceBand[] | null {
  const starts = new Set([0]);
  for (const entry of Object.values(price)) {
    if (isTiered(entry)) for (const tier of entry.tiers) starts.add(tier.start);
  }
  const bands = [...starts]
    .toSorted((a, b) => a - b)
    .map((start) => ({ aboveInputTokens: start, rates: ratesAbove(price, start, multiplier) }));
  return bands[0]?.rates.inUncached === null && bands[0].rates.outVisible === null ? null : bands;
}

// A model without a rate of its own for a kind of token charges that kind as the wider one.
function ratesAbove(price: ModelPrice, start: number, multiplier: number): Rates {
  const rate = (key: string): number | null => {
    const entry = price[key];
    if (entry === undefined) return null;
    if (!isTiered(entry)) return entry * multiplier;
    const tier = entry.tiers.findLast((candidate) => candidate.start <= start);
    return (tier?.price ?? entry.base) * multiplier;
  };
  const inUncached = rate("input_mtok");
  const cacheWrite5m = rate("cache_write_mtok") ?? inUncached;
  const outVisible = rate("output_mtok");
  return {
    inUncached,
    cacheRead: rate("cache_read_mtok") ?? inUncached,
    cacheWrite5m,
    cacheWrite1h: rate("cache_write_1h_mtok") ?? cacheWrite5m,
    outVisible,
    outReasoning: rate("output_reasoning_mtok") ?? outVisible,
  };
}

function isTiered(entry: number | TieredPrices | undefined): entry is TieredPrices {
  return typeof entry === "object";
}

function isTimeOfDay(question: PriceQuestion): boolean {
  const found = lookUp(question, question.at);
  return (
    found !== null && constraintsOf(found.model).some((found) => found?.type === "time_of_date")
  );
}

function constraintsOf(model: ModelInfo) {
  return Array.isArray(model.prices) ? model.prices.map((entry) => entry.constraint) : [];
}

function effectiveDates(model: ModelInfo, at: number) {
  const starts = constraintsOf(model)
    .flatMap((constraint) => (constraint?.type === "start_date" ? [constraint.start_date] : []))
    .toSorted();
  const day = new Date(at).toISOString().slice(0, 10);
  return {
    effectiveFrom: starts.findLast((start) => start <= day) ?? null,
    effectiveUntil: starts.find((start) => start > day) ?? null,
  };
}

function halfHours(at: number): number[] {
  const midnight = Math.floor(at / DAY) * DAY;
  return Array.from({ length: DAY / HALF_HOUR }, (_, index) => midnight + index * HALF_HOUR);
}

function dearness(quote: PriceQuote): number {
  const rates = quote.bands[0]?.rates;
  return (rates?.inUncached ?? 0) + (rates?.outVisible ?? 0);
}
