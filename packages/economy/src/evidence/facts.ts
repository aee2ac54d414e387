/** Every fact of the evidence, one by one and as a list. */

import * as anthropic from "./anthropic.ts";
import * as capital from "./capital.ts";
import * as chips from "./chips.ts";
import * as compute from "./compute.ts";
import * as customers from "./customers.ts";
import * as derived from "./derived.ts";
import type { Fact } from "./fact.ts";
import * as firmsBefore2024 from "./firms-before-2024.ts";
import * as firms from "./firms.ts";
import * as hyperscalers from "./hyperscalers.ts";
import * as labsBefore2024 from "./labs-before-2024.ts";
import * as openaiCapital from "./openai-capital.ts";
import * as openaiCosts from "./openai-costs.ts";
import * as openai from "./openai.ts";
import * as prices from "./prices.ts";
import * as reasoningAndRights from "./reasoning-and-rights.ts";
import * as referenceClasses from "./reference-classes.ts";
import * as seatsAndJobs from "./seats-and-jobs.ts";
import * as startValues from "./start-values.ts";

export * from "./anthropic.ts";
export * from "./capital.ts";
export * from "./chips.ts";
export * from "./compute.ts";
export * from "./customers.ts";
export * from "./derived.ts";
export * from "./firms-before-2024.ts";
export * from "./firms.ts";
export * from "./hyperscalers.ts";
export * from "./labs-before-2024.ts";
export * from "./openai-capital.ts";
export * from "./openai-costs.ts";
export * from "./openai.ts";
export * from "./prices.ts";
export * from "./reasoning-and-rights.ts";
export * from "./reference-classes.ts";
export * from "./seats-and-jobs.ts";
export * from "./start-values.ts";

/** All facts, in the order of their ids. */
export const facts: readonly Fact[] = [
  anthropic,
  capital,
  chips,
  compute,
  customers,
  derived,
  firms,
  firmsBefore2024,
  hyperscalers,
  labsBefore2024,
  openai,
  openaiCapital,
  openaiCosts,
  prices,
  reasoningAndRights,
  referenceClasses,
  seatsAndJobs,
  startValues,
]
  .flatMap((subject): Fact[] => Object.values(subject))
  .sort((a, b) => (a.id < b.id ? -1 : 1));
