/** Prices of one model in USD per million tokens, by disjoint bucket; null where the model has none. */
export interface Rates {
  readonly inUncached: number | null;
  readonly cacheRead: number | null;
  readonly cacheWrite5m: number | null;
  readonly cacheWrite1h: number | null;
  readonly outVisible: number | null;
  readonly outReasoning: number | null;
}

/** Rates that hold for calls whose whole input is above `aboveInputTokens`, up to the next band. */
export interface PriceBand {
  readonly aboveInputTokens: number;
  readonly rates: Rates;
}

/** Where a price comes from and when it holds. */
export interface PriceProvenance {
  /** Catalogue and version, or the company file. */
  readonly source: string;
  /** ISO date at which the source was last known to be right; null for an own price without a day. */
  readonly observedAt: string | null;
  /** ISO date from which the source says it holds; null when it gives none, so it may be later than the usage. */
  readonly effectiveFrom: string | null;
  /** ISO date before which it holds; null when open. */
  readonly effectiveUntil: string | null;
  /** What to know: time-of-day price, service tier, inferred provider. Empty when nothing. */
  readonly notes: readonly string[];
}

/** The price of a model at an instant. */
export interface PriceQuote {
  /** The catalogue's names, safe to publish: never text from the data. */
  readonly provider: string;
  readonly model: string;
  /** Lowest band first; the first one starts at 0 and is used for rows that sum over calls. */
  readonly bands: readonly PriceBand[];
  readonly provenance: PriceProvenance;
}

/** What a price is asked for. */
export interface PriceQuestion {
  /** Provider as the usage names it; empty when it does not say. */
  readonly provider: string;
  readonly model: string;
  /** Service tier as the usage names it; empty for the standard one. */
  readonly tier: string;
  /** Milliseconds since 1970 of the usage. */
  readonly at: number;
  /** The row covers a day or more: a time-of-day price is then the dearest of the day. */
  readonly wholeDay: boolean;
}

/** A source of token prices. */
export interface PriceCatalogue {
  /** The price, or null when the catalogue has none: the volume is then unpriced, never free. */
  quote(question: PriceQuestion): PriceQuote | null;
  /** Whether the model costs different amounts at different hours of a day. */
  variesWithinDay(provider: string, model: string): boolean;
}
