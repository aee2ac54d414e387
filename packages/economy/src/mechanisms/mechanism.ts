import type { Model } from "@faultline/engine";
import type { Fact } from "../evidence/fact.ts";
import type { Institutions } from "../institutions/institutions.ts";

/** How a mechanism acts: moves by itself, waits for a scenario, or bends and reports. */
export type Tier = "dynamic" | "shock" | "modifier";

/** One mechanism of the essay: what it says, what speaks for and against it, and its parts. */
export interface Mechanism {
  /** `M1` to `M20`. */
  readonly id: string;
  readonly name: string;
  readonly tier: Tier;
  /** Paragraphs of the essay, such as `P75`; empty for what the essay leaves out. */
  readonly paragraphs: readonly string[];
  /** What the essay says, in our own words. */
  readonly essay: string;
  /** What the evidence says for and against it, in our own words. */
  readonly evidence: string;
  /** Counter-evidence and context that no parameter rests on. */
  readonly facts: readonly Fact[];
  /** Published series and events that it makes; without it they are absent. */
  readonly makes: readonly string[];
  /** What must vanish from the results when it is left out. */
  readonly ablation: string;
  /** Adds its parts to the model. */
  readonly add: (model: Model, at: Institutions) => void;
}
