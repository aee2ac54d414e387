import type { Part } from "../language/parts.ts";
import { ModelError } from "./model-error.ts";

/**
 * Orders parts so that each comes after what it reads. Ties break by id, so that the order in which
 * a model was written changes nothing. A cycle is an error that prints the way round.
 */
export function orderParts(
  roots: Iterable<Part>,
  reads: (part: Part) => readonly Part[],
): readonly Part[] {
  const done = new Set<Part>();
  const trail: Part[] = [];
  const ordered: Part[] = [];
  const visit = (part: Part): void => {
    if (done.has(part)) return;
    const from = trail.indexOf(part);
    if (from >= 0) {
      const way = [...trail.slice(from), part].map((p) => p.id).join(" → ");
      throw new ModelError(
        part.id,
        `"${part.id}" (${part.file}) depends on itself within a month: ${way}. ` +
          "Close the loop through a stock, an account or a lag.",
      );
    }
    trail.push(part);
    for (const read of byId(reads(part))) visit(read);
    trail.pop();
    done.add(part);
    ordered.push(part);
  };
  for (const root of byId(roots)) visit(root);
  return ordered;
}

/** Parts sorted by id. */
export function byId<P extends Part>(parts: Iterable<P>): readonly P[] {
  return [...parts].toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
