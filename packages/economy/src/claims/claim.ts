import type { Run } from "@faultline/engine";
import type { Fact } from "../evidence/fact.ts";

/** What is found about a claim. */
export type Verdict = "holds" | "does not hold" | "cannot be told";

/** A verdict with the figure behind it. */
export interface Judgement {
  readonly verdict: Verdict;
  /** The figure the verdict rests on, in a sentence. */
  readonly figure: string;
  /** What would have to be true for the other verdict. */
  readonly flips: string;
}

/** A claim of the essay that can be checked by running something. */
export interface Claim {
  /** Id in the index of the essay's claims, such as `E34`. */
  readonly id: string;
  readonly paragraph: string;
  /** The claim in our own words. */
  readonly claim: string;
  /** Whether facts alone decide it or the ensemble of the baseline. */
  readonly basis: "facts" | "ensemble";
  readonly facts: readonly Fact[];
  /** Judges the claim from a baseline ensemble of at least 16 months. */
  readonly judge: (baseline: Run) => Judgement;
}

/** A claim about how often something happens holds from two thirds on and fails below a third. */
export function verdictOf(share: number): Verdict {
  if (share >= 2 / 3) return "holds";
  return share <= 1 / 3 ? "does not hold" : "cannot be told";
}
