import type { PriceCatalogue } from "./catalogue.ts";
import type { PriceOverride } from "./prices-file.ts";
import { catalogueProvider } from "./provider-names.ts";
import { tierMultiplier } from "./service-tiers.ts";

/**
 * Puts a user's own prices before a catalogue's. A key is the model as the usage names it, or as
 * the catalogue does; negotiated prices and fine-tunes go here.
 */
export function withOverrides(
  catalogue: PriceCatalogue,
  overrides: Readonly<Record<string, PriceOverride>>,
  source: string,
): PriceCatalogue {
  const own = new Map(Object.entries(overrides));
  return {
    quote(question) {
      const known = catalogue.quote(question);
      const key = [question.model, known?.model].find(
        (name) => name !== undefined && own.has(name),
      );
      const price = key === undefined ? undefined : own.get(key);
      const multiplier = tierMultiplier(question.tier);
      if (key === undefined || price === undefined || multiplier === null) return known;
      const input = price.input * multiplier;
      const write = (price.cacheWrite ?? price.input) * multiplier;
      return {
        provider: known?.provider ?? catalogueProvider(question.provider),
        model: known?.model ?? key,
        bands: [
          {
            aboveInputTokens: 0,
            rates: {
              inUncached: input,
              cacheRead: (price.cacheRead ?? price.input) * multiplier,
              cacheWrite5m: write,
              cacheWrite1h: write,
              outVisible: price.output * multiplier,
              outReasoning: price.output * multiplier,
            },
          },
        ],
        provenance: {
          source,
          observedAt: price.verified ?? null,
          effectiveFrom: null,
          effectiveUntil: null,
          notes: [],
        },
      };
    },
    variesWithinDay: (provider, model) =>
      !own.has(model) && catalogue.variesWithinDay(provider, model),
  };
}
