import { discoverText } from "../analyses/discover-text.ts";
import { type Discovery, analyseDiscovery, discoverCost } from "../analyses/discover.ts";
import { type Analysis, runAnalysis } from "../analyses/run-analysis.ts";
import type { Io } from "../io.ts";
import type { RawEnsembleOptions } from "../options/ensemble-options.ts";
import { type Outcome, parseEvent } from "../options/outcome-option.ts";

/** Options of `faultline discover`, as the command line gives them. */
export type RawDiscoverOptions = RawEnsembleOptions & { readonly event?: string };

/** `faultline discover`: where in the space of parameters an event happens. */
export async function discoverCommand(raw: RawDiscoverOptions, io: Io): Promise<void> {
  const analysis: Analysis<{ outcome: Outcome }, Discovery> = {
    name: "discover",
    plan: (options) => ({ outcome: parseEvent(raw.event, options) }),
    cost: (_graph, _plan, { draws }) => discoverCost(draws),
    analyse: analyseDiscovery,
    text: discoverText,
  };
  await runAnalysis(raw, io, analysis);
}
