import {
  type PriceCatalogue,
  type PriceOverride,
  type PriceQuote,
  InputError,
  genaiCatalogue,
  modelsInCatalogue,
  nearestName,
  quoteValue,
  withOverrides,
} from "@faultline/exposure";

/** Providers whose models are listed when none is named: those whose fate the economy follows. */
const listedProviders = ["openai", "anthropic"] as const;

/** A price with its age. */
export interface AgedPrice extends PriceQuote {
  /** Whole months from the day it was last seen to be right to the day asked; null without one. */
  readonly monthsOld: number | null;
  /** Older than asked for, or of a day that nobody tells. */
  readonly isStale: boolean;
}

/** What is known of one model's price on a day. */
export interface PriceItem {
  /** The model as it was asked for. */
  readonly asked: string;
  /** The price that holds: the user's own if there is one. */
  readonly price: AgedPrice;
  /** Whether it is the user's own. */
  readonly isOwn: boolean;
  /** The bundled catalogue's price beside an own one; null without either. */
  readonly catalogue: AgedPrice | null;
  /** Own price over the catalogue's, of input and of output; null where one of them has none. */
  readonly ratio: { readonly input: number | null; readonly output: number | null } | null;
}

/** What prices are asked for. */
export interface PriceRequest {
  /** Models, with or without `provider/`; empty for the own ones, or those of the labs. */
  readonly models: readonly string[];
  /** Day of the price, ISO. */
  readonly day: string;
  /** Months past which a price is stale. */
  readonly staleAfter: number;
  readonly own: Readonly<Record<string, PriceOverride>>;
  /** Name of the file of own prices. */
  readonly ownSource: string;
}

/** Looks prices up; throws {@link InputError} for a model that nobody has a price of. */
export function priceItems(request: PriceRequest): readonly PriceItem[] {
  const bundled = genaiCatalogue();
  const both = withOverrides(bundled, request.own, request.ownSource);
  const asked = modelsOf(request);
  return asked.flatMap((model) => {
    const price = quoteOf(both, model, request);
    if (price === null) {
      // A listed name may be one that had no price yet on the day.
      if (request.models.length === 0) return [];
      throw unknownModel(model, request);
    }
    const isOwn = price.provenance.source === request.ownSource;
    const catalogue = isOwn ? quoteOf(bundled, model, request) : null;
    const ratio = catalogue === null ? null : ratioOf(price, catalogue);
    return [{ asked: model, price, isOwn, catalogue, ratio }];
  });
}

function modelsOf({ models, own }: PriceRequest): readonly string[] {
  if (models.length > 0) return [...new Set(models)];
  if (Object.keys(own).length > 0) return Object.keys(own);
  return listedProviders.flatMap((name) => modelsInCatalogue(name).map((id) => `${name}/${id}`));
}

function quoteOf(catalogue: PriceCatalogue, model: string, request: PriceRequest) {
  const at = Date.parse(request.day);
  const ask = (provider: string, name: string) =>
    catalogue.quote({ provider, model: name, tier: "", at, wholeDay: true });
  const slash = model.indexOf("/");
  const quote =
    ask("", model) ?? (slash < 0 ? null : ask(model.slice(0, slash), model.slice(slash + 1)));
  return quote === null ? null : aged(quote, request);
}

function aged(quote: PriceQuote, { day, staleAfter }: PriceRequest): AgedPrice {
  const { observedAt } = quote.provenance;
  const monthsOld = observedAt === null ? null : Math.max(0, wholeMonths(observedAt, day));
  return { ...quote, monthsOld, isStale: monthsOld === null || monthsOld > staleAfter };
}

/** Whole months between two ISO days; negative when the second comes first. */
function wholeMonths(from: string, to: string): number {
  const [a = [], b = []] = [from, to].map((day) => day.split("-").map(Number));
  const months = ((b[0] ?? 0) - (a[0] ?? 0)) * 12 + (b[1] ?? 0) - (a[1] ?? 0);
  return months - ((b[2] ?? 0) < (a[2] ?? 0) ? 1 : 0);
}

function ratioOf(own: PriceQuote, catalogue: PriceQuote): PriceItem["ratio"] {
  const [mine, theirs] = [own.bands[0]?.rates, catalogue.bands[0]?.rates];
  const over = (a: number | null | undefined, b: number | null | undefined) =>
    a === null || a === undefined || !b ? null : a / b;
  return {
    input: over(mine?.inUncached, theirs?.inUncached),
    output: over(mine?.outVisible, theirs?.outVisible),
  };
}

function unknownModel(model: string, { day, own }: PriceRequest): InputError {
  const known = [...listedProviders, "google"].flatMap((name) => [...modelsInCatalogue(name)]);
  const nearest = nearestName(model.slice(model.lastIndexOf("/") + 1), [
    ...Object.keys(own),
    ...known,
  ]);
  const fix = "give its price in a file with --prices, or under prices in the company file";
  return new InputError(
    quoteValue(model),
    `no price is known on ${day}`,
    nearest === null ? fix : `did you mean "${nearest}"? Else ${fix}`,
  );
}
