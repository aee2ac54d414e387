import type { Profile, ProfileRow } from "../profile/profile.ts";

/** What the successes of one model at one feature cost, as measured: not scaled to a month. */
export interface OutcomeLine {
  readonly model: string;
  readonly feature: string | null;
  /** Tasks whose outcome is told; retries are none of their own. */
  readonly tasks: number;
  /** Tasks that succeeded; a fraction where the source gives shares. */
  readonly successes: number;
  /** Of the tasks; null without any. */
  readonly successRate: number | null;
  /** Cost of the calls whose outcome is told, failures and retries included, USD; null if unknown. */
  readonly costUsd: number | null;
  /** `costUsd` over successes, USD; null when nothing succeeded or some call's cost is unknown. */
  readonly costPerSuccess: number | null;
}

/** What a success costs by model and feature, cheapest first; empty when no outcome is told. */
export function outcomeLines(profile: Profile): readonly OutcomeLine[] {
  const groups = new Map<string, ProfileRow[]>();
  for (const row of profile.rows) {
    if (row.outcome === null) continue;
    const key = JSON.stringify([row.model, row.feature]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map(lineOf).toSorted(cheapestFirst);
}

function lineOf(rows: readonly ProfileRow[]): OutcomeLine {
  const outcomes = rows.flatMap(({ outcome }) => outcome ?? []);
  const sum = (pick: (outcome: (typeof outcomes)[number]) => number) =>
    outcomes.reduce((total, outcome) => total + pick(outcome), 0);
  const [tasks, successes] = [sum((each) => each.tasks), sum((each) => each.successes)];
  const known = outcomes.some((each) => each.costUsd !== null);
  const costUsd = known ? sum((each) => each.costUsd ?? 0) : null;
  // A cost that misses some calls would make their successes look free.
  const isWhole = costUsd !== null && sum((each) => each.uncostedRequests) === 0;
  return {
    model: rows[0]?.model ?? "",
    feature: rows[0]?.feature ?? null,
    tasks,
    successes,
    successRate: tasks > 0 ? successes / tasks : null,
    costUsd,
    costPerSuccess: isWhole && successes > 0 ? costUsd / successes : null,
  };
}

function cheapestFirst(a: OutcomeLine, b: OutcomeLine): number {
  const known = (line: OutcomeLine) => line.costPerSuccess ?? Number.POSITIVE_INFINITY;
  const [left, right] = [known(a), known(b)];
  if (left !== right) return left < right ? -1 : 1;
  return a.model < b.model
    ? -1
    : a.model > b.model
      ? 1
      : (a.feature ?? "") < (b.feature ?? "")
        ? -1
        : 1;
}
