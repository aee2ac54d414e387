import type { Settings } from "@faultline/engine";

/** How hard a scenario hits. */
export const severities = ["moderate", "severe", "extreme"] as const;
export type Severity = (typeof severities)[number];

/** A future to run: a story, what moves and why by that much. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** What happens, in two or three sentences. */
  readonly story: string;
  /** Paragraphs of the essay it comes from. */
  readonly paragraphs: readonly string[];
  /** Precedents, and why the sizes are what they are. */
  readonly reasons: string;
  /** Levers by severity. */
  readonly settings: Readonly<Record<Severity, Settings>>;
  /** Severities whose size lies beyond anything known by the knowledge date. */
  readonly tail: readonly Severity[];
}
