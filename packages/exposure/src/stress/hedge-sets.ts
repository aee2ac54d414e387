import type { Settings } from "@faultline/engine";
import type { CompanyBooks } from "./company-books.ts";
import type { Hedge } from "./hedges.ts";
import { verdictMonths } from "./horizon.ts";
import type { ActionId } from "./levers.ts";

/** Hedges done together. */
export interface HedgeSet {
  readonly hedges: readonly Hedge[];
  /** Likeliest outlay of all within the verdict's months, USD; see {@link outlayOf}. */
  readonly cost: number;
  readonly settings: Settings;
}

/**
 * Every set of two or more hedges that the budget allows, cheapest first. Their levers are their
 * own, so all can be moved at once; what one takes from another the run tells. A hedge that holds
 * another is not done beside it.
 */
export function hedgeSets(books: CompanyBooks, hedges: readonly Hedge[]): readonly HedgeSet[] {
  const budget = books.actions.budget ?? Infinity;
  return Array.from({ length: 2 ** hedges.length }, (_, mask) =>
    hedges.filter((_hedge, i) => Math.floor(mask / 2 ** i) % 2 === 1),
  )
    .filter((chosen) => chosen.length > 1 && !holdsTwice(chosen))
    .map((chosen) => ({
      hedges: chosen,
      cost: outlayOf(chosen, books),
      settings: Object.assign({}, ...chosen.map(({ settings }) => settings)) as Settings,
    }))
    .filter(({ cost }) => cost <= budget)
    .toSorted((a, b) => a.cost - b.cost);
}

function holdsTwice(chosen: readonly Hedge[]): boolean {
  return chosen.some((one) =>
    chosen.some(
      (other) =>
        other !== one &&
        one.actions.length > 0 &&
        one.actions.every((action) => other.actions.includes(action)),
    ),
  );
}

/**
 * What hedges take out of the till within the verdict's months by their likeliest terms, USD: once,
 * each month from when they work, and what is paid ahead. An action that several share counts once.
 */
export function outlayOf(hedges: readonly Hedge[], { actions: books }: CompanyBooks): number {
  const done = new Set<ActionId>(hedges.flatMap(({ actions }) => actions));
  const ofActions = [...done].reduce((sum, action) => {
    const terms = books[action];
    const [, monthly] = "monthly" in terms ? terms.monthly : [0, 0];
    return sum + terms.cost[1] + monthly * Math.max(0, verdictMonths - terms.months[1]);
  }, 0);
  return hedges.reduce((sum, { upfront }) => sum + upfront, ofActions);
}
