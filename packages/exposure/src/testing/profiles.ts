import * as fc from "fast-check";
import type { Profile, ProfileRow } from "../profile/profile.ts";

/** A profile row with nothing in it but what a test sets. */
export function row(own: Partial<ProfileRow>): ProfileRow {
  return {
    month: "2024-09",
    provider: "openai",
    vendor: "openai",
    model: "gpt-4o",
    feature: null,
    customer: null,
    requests: 1,
    inUncached: 0,
    cacheRead: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    cacheTold: false,
    outVisible: 0,
    outReasoning: null,
    outUnsplit: 0,
    billedUsd: null,
    estimatedUsd: null,
    costUsd: null,
    reasoningUsd: null,
    unsplitUsd: 0,
    unpricedTokens: 0,
    uncostedTokens: 0,
    outcome: null,
    ...own,
  };
}

/** A profile of one whole month with the rows. */
export function profileOf(rows: readonly ProfileRow[]): Profile {
  return {
    version: 1,
    period: {
      start: "2024-09-01T00:00:00.000Z",
      end: "2024-09-30T23:00:00.000Z",
      days: 30,
      wholeMonths: 1,
    },
    accounting: { physical: rows.length, kept: rows.length, rejected: 0, blank: 0 },
    rejects: [],
    prices: [],
    unpriced: [],
    rows,
  };
}

/** Any profile of a few features, customers and vendors. */
export const anyProfile: fc.Arbitrary<Profile> = fc
  .array(
    fc.record({
      feature: fc.constantFrom("A", "B", "C", null),
      customer: fc.constantFrom("x", "y", "z", null),
      vendor: fc.constantFrom("openai", "anthropic", "other"),
      cost: fc.double({ min: 0.001, max: 1e6, noNaN: true }),
    }),
    { minLength: 1, maxLength: 20 },
  )
  .map((rows) =>
    profileOf(
      rows.map(({ cost, ...own }) =>
        row({ ...own, costUsd: cost, estimatedUsd: cost, unsplitUsd: cost / 2 }),
      ),
    ),
  );
