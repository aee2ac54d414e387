import type { Run } from "@faultline/engine";
import type { Fact } from "../evidence/fact.ts";

/** What can be found about a claim, in the order in which claims are listed. */
export const verdicts = ["holds", "does not hold", "cannot be told"] as const;

/** What is found about a claim. */
export type Verdict = (typeof verdicts)[number];

/** A verdict with the figure behind it. */
export interface Judgement {
  readonly verdict: Verdict;
  /** The figure the verdict rests on, in a sentence. */
  readonly figure: string;
  /** What would have to be true, or known, for another verdict. */
  readonly flips: string;
}

/** Facts as they would be under other circumstances, by id. */
export type FactChanges = Readonly<Record<string, Partial<Fact>>>;

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
  /**
   * Judges the claim from a baseline ensemble of at least 16 months. `changes` replaces parts of
   * the claim's own facts, to see what flips the verdict; throws for one the claim does not name.
   */
  readonly judge: (baseline: Run, changes?: FactChanges) => Judgement;
}

type FactsById = Readonly<Record<string, Fact>>;

interface Stated<F extends FactsById> {
  readonly id: string;
  readonly paragraph: string;
  readonly claim: string;
  /** What the claim may read, each under its own id. */
  readonly facts: F;
}

/** A claim that facts alone decide: its judgement is a function of nothing else. */
export function claimByFacts<F extends FactsById>(
  stated: Stated<F> & { readonly judge: (facts: F) => Judgement },
): Claim {
  const { judge, ...rest } = stated;
  return {
    ...rest,
    basis: "facts",
    facts: Object.values(stated.facts),
    judge: (_, changes) => judge(changed(stated, changes)),
  };
}

/** A claim that the ensemble of the baseline decides, beside facts. */
export function claimByEnsemble<F extends FactsById>(
  stated: Stated<F> & { readonly judge: (baseline: Run, facts: F) => Judgement },
): Claim {
  const { judge, ...rest } = stated;
  return {
    ...rest,
    basis: "ensemble",
    facts: Object.values(stated.facts),
    judge: (baseline, changes) => judge(baseline, changed(stated, changes)),
  };
}

function changed<F extends FactsById>({ id, facts }: Stated<F>, changes: FactChanges = {}): F {
  const foreign = Object.keys(changes).find((name) => !Object.hasOwn(facts, name));
  if (foreign !== undefined) throw new Error(`Claim ${id} does not rest on fact ${foreign}.`);
  const entries = Object.entries(facts).map(([name, fact]) => [
    name,
    { ...fact, ...changes[name] },
  ]);
  return Object.fromEntries(entries) as F;
}

/** A claim about how often something happens holds from two thirds on and fails below a third. */
export function verdictOf(share: number): Verdict {
  if (share >= 2 / 3) return "holds";
  return share <= 1 / 3 ? "does not hold" : "cannot be told";
}

/** A claim that all of several readings confirm holds, one that none confirms does not. */
export function verdictOfReadings(confirmed: readonly boolean[]): Verdict {
  if (confirmed.every(Boolean)) return "holds";
  return confirmed.some(Boolean) ? "cannot be told" : "does not hold";
}

/** Readings within a tenth of a claim's figure confirm it: the essay rounds about as much. */
export const tolerance = 0.1;

/** Whether a figure is the one a claim names, within the tolerance. */
export function agrees(value: number, named: number): boolean {
  return Math.abs(value / named - 1) <= tolerance;
}

/** The words for every figure that does not agree with a claim's. */
export function outside(named: number, words: (value: number) => string): string {
  return `below ${words(named * (1 - tolerance))} or above ${words(named * (1 + tolerance))}`;
}
