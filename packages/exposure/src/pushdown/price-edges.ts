import type { PriceCatalogue, PriceQuestion, Rates } from "../prices/catalogue.ts";
import { type PriceEdges, RECORD_BUCKETS, type RecordBucket } from "./sum-query.ts";

/** A provider, model, tier and day of usage; days count from 1970. */
export interface UsedModel {
  readonly provider: string;
  readonly model: string;
  /** The model as the table has it, blanks and all. */
  readonly raw: string;
  readonly tier: string;
  readonly day: number;
}

const DAY = 86_400_000;
const HALF_HOUR = 1_800_000;

const RATE_OF: Readonly<Record<RecordBucket, keyof Rates>> = {
  r_in: "inUncached",
  r_read: "cacheRead",
  r_write5m: "cacheWrite5m",
  r_write1h: "cacheWrite1h",
  r_out: "outVisible",
  r_reasoning: "outReasoning",
};

/** What must be kept apart so that each sum has one price: asked of the catalogue, day by day. */
export function priceEdges(catalogue: PriceCatalogue, used: readonly UsedModel[]): PriceEdges {
  const thresholds = new Set<number>();
  const unrated = new Set<RecordBucket>();
  const hourly = new Set<string>();
  const breaks = new Set<number>();
  const last = new Map<string, { readonly month: string; readonly prices: string }>();
  for (const one of used.toSorted((a, b) => a.day - b.day)) {
    const varies = catalogue.variesWithinDay(one.provider, one.model);
    if (varies) hourly.add(one.raw);
    const quotes = questionsOf(one, varies).map((question) => catalogue.quote(question));
    const key = JSON.stringify([one.provider, one.model, one.tier]);
    const month = new Date(one.day * DAY).toISOString().slice(0, 7);
    const prices = JSON.stringify(quotes);
    const before = last.get(key);
    if (before !== undefined && before.prices !== prices) breaks.add(one.day);
    if (before?.month !== month) breaks.add(Date.parse(`${month}-01`) / DAY);
    last.set(key, { month, prices });
    for (const quote of quotes) {
      for (const { aboveInputTokens, rates } of quote?.bands ?? []) {
        if (aboveInputTokens > 0) thresholds.add(aboveInputTokens);
        for (const bucket of RECORD_BUCKETS)
          if (rates[RATE_OF[bucket]] === null) unrated.add(bucket);
      }
    }
  }
  return {
    thresholds: [...thresholds].toSorted((a, b) => a - b),
    unrated: RECORD_BUCKETS.filter((bucket) => unrated.has(bucket)),
    hourly: [...hourly].toSorted(),
    breaks: [...breaks].toSorted((a, b) => a - b),
  };
}

function questionsOf({ provider, model, tier, day }: UsedModel, varies: boolean): PriceQuestion[] {
  const midnight = day * DAY;
  const whole = { provider, model, tier, at: midnight, wholeDay: true };
  if (!varies) return [whole];
  const halfHours = Array.from({ length: DAY / HALF_HOUR }, (_, i) => midnight + i * HALF_HOUR);
  return [whole, ...halfHours.map((at) => ({ ...whole, at, wholeDay: false }))];
}
