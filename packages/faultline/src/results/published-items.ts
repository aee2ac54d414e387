import { buildEconomy, mechanisms, publishedIds } from "@faultline/economy";
import { formatUnit } from "@faultline/engine";
import { InputError, quoteValue, suggestName } from "@faultline/exposure";

/** One published series or event, made by this model or not. */
export interface PublishedItem {
  readonly id: string;
  /** Null for one that no part of the model makes yet. */
  readonly kind: "series" | "event" | null;
  readonly unit: string | null;
  readonly doc: string;
  readonly present: boolean;
  /** Whether its id is part of the contract; others may change. */
  readonly published: boolean;
  readonly mechanism: string | null;
}

/** Every series and event: those that a model makes, and published ones that it does not. */
export function publishedItems(without: readonly string[]): readonly PublishedItem[] {
  const { graph, absent } = buildEconomy({ without });
  const makers = new Map(mechanisms.flatMap(({ id, makes }) => makes.map((made) => [made, id])));
  const makerOf = (id: string): string | null => makers.get(id) ?? null;
  const made = [...graph.series, ...graph.events]
    .filter(({ id }) => !absent.includes(id))
    .map((part): PublishedItem => {
      const kind = part.kind;
      return {
        id: part.id,
        kind,
        unit: kind === "series" ? formatUnit(part.unit) : null,
        doc: part.doc,
        present: true,
        published: publishedIds.includes(part.id),
        mechanism: part.mechanism ?? makerOf(part.id),
      };
    });
  const missing = absent.map((id): PublishedItem => {
    const maker = makerOf(id);
    const doc =
      maker === null
        ? "No mechanism of this version makes it"
        : `Made by ${maker}, which is left out`;
    return { id, kind: null, unit: null, doc, present: false, published: true, mechanism: maker };
  });
  return [...made, ...missing].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** A series or event that a model makes. */
export type PresentItem = PublishedItem & { readonly kind: "series" | "event" };

/**
 * The series or event of that id. Throws {@link InputError} if there is none or it is absent.
 *
 * @param where the argument or option that names it
 */
export function itemCalled(name: string, where: string, without: readonly string[]): PresentItem {
  const items = publishedItems(without);
  const item = items.find(({ id }) => id === name);
  if (item !== undefined && isPresent(item)) return item;
  const ids = items.filter(({ present }) => present).map(({ id }) => id);
  if (item === undefined) {
    throw new InputError(
      where,
      `no series or event is called ${quoteValue(name)}`,
      suggestName(name, ids),
    );
  }
  const left = item.mechanism !== null && without.includes(item.mechanism);
  const fix = left ? `drop --without ${item.mechanism}` : "`faultline series` lists what is there";
  throw new InputError(where, `${item.id} is absent from this model`, fix);
}

function isPresent(item: PublishedItem): item is PresentItem {
  return item.kind !== null;
}
