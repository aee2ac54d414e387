import type { EventSummary } from "./run-types.ts";

/**
 * Share of draws in which an event has tripped by the end of a month.
 *
 * @param at by draw, the month index in which the event trips; -1 where it never does
 * @example
 * probabilityBy(Int32Array.of(3, -1, 8, 20), 8); // → 0.5
 */
export function probabilityBy(at: Int32Array, month: number): number {
  let tripped = 0;
  for (const m of at) if (m >= 0 && m <= month) tripped += 1;
  return tripped / at.length;
}

/** How often an event trips and when, from the month it trips in by draw. */
export function summariseEvent(at: Int32Array): EventSummary {
  const months = at.filter((month) => month >= 0).toSorted();
  const half = Math.ceil(at.length / 2);
  return {
    probability: months.length / at.length,
    medianMonth: months.length >= half ? months[half - 1]! : null,
  };
}
