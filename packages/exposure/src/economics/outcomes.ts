import type { Profile, ProfileOutcome, ProfileRow } from "../profile/profile.ts";
import { groupBy, type Name } from "./allocation.ts";

/** What came of the calls of one model, feature or pair of them; as measured, not scaled. */
export interface OutcomeLine extends ProfileOutcome {
  /** Null when the line is of all models. */
  readonly model: string | null;
  /** Null when the line is of all features, or of calls that belong to none. */
  readonly feature: Name;
  /** Calls of the line whose outcome nobody tells; they are in no other figure of it. */
  readonly untoldRequests: number;
  /** Fraction of the attempts that succeeded; null without attempts. */
  readonly successRate: number | null;
  /**
   * Cost of all attempts, failures and retries included, over those that succeeded, USD; null when
   * none did or no cost is known, and too low when `uncostedTokens` is not zero.
   */
  readonly costPerSuccess: number | null;
}

/** Costs per success, cheapest first; lines without one come last. */
export interface Outcomes {
  readonly total: OutcomeLine;
  readonly models: readonly OutcomeLine[];
  readonly features: readonly OutcomeLine[];
  /** By model and feature: what to choose a feature's model by. */
  readonly pairs: readonly OutcomeLine[];
}

/** What a success costs, by model and feature; null when no call tells its outcome. */
export function computeOutcomes(profile: Profile): Outcomes | null {
  const { rows } = profile;
  if (rows.every((row) => row.outcome === null)) return null;
  const by = (
    key: (row: ProfileRow) => Name,
    names: (row: ProfileRow) => Pick<OutcomeLine, "model" | "feature">,
  ): readonly OutcomeLine[] =>
    [...groupBy(rows, key).values()]
      .filter((group) => group.some((row) => row.outcome !== null))
      .map((group) => lineOf(group, names(group[0]!)))
      .toSorted((a, b) => rank(a) - rank(b));
  return {
    total: lineOf(rows, { model: null, feature: null }),
    models: by(
      (row) => row.model,
      ({ model }) => ({ model, feature: null }),
    ),
    features: by(
      (row) => row.feature,
      ({ feature }) => ({ model: null, feature }),
    ),
    pairs: by(
      ({ model, feature }) => JSON.stringify([model, feature]),
      ({ model, feature }) => ({ model, feature }),
    ),
  };
}

/** Largest for what has no cost per success; finite, since two infinities differ by NaN. */
function rank({ costPerSuccess }: OutcomeLine): number {
  return costPerSuccess ?? Number.MAX_VALUE;
}

function lineOf(
  rows: readonly ProfileRow[],
  names: Pick<OutcomeLine, "model" | "feature">,
): OutcomeLine {
  const told = rows.flatMap(({ outcome }) => (outcome === null ? [] : [outcome]));
  const sum = (pick: (outcome: ProfileOutcome) => number): number =>
    told.reduce((total, outcome) => total + pick(outcome), 0);
  const requests = sum((outcome) => outcome.requests);
  const attempts = sum((outcome) => outcome.attempts);
  const succeeded = sum((outcome) => outcome.succeeded);
  const costUsd = told.every((outcome) => outcome.costUsd === null)
    ? null
    : sum((outcome) => outcome.costUsd ?? 0);
  return {
    ...names,
    requests,
    untoldRequests: rows.reduce((total, row) => total + row.requests, 0) - requests,
    attempts,
    retries: sum((outcome) => outcome.retries),
    succeeded,
    costUsd,
    uncostedTokens: sum((outcome) => outcome.uncostedTokens),
    successRate: attempts === 0 ? null : succeeded / attempts,
    costPerSuccess: costUsd === null || succeeded === 0 ? null : costUsd / succeeded,
  };
}
