import { type Run, type Settings, compile, run } from "@faultline/engine";
import { type EconomyOptions, buildEconomy } from "../economy.ts";

/** Runs the economy on the calling thread, for tests. */
export function runEconomy(
  options: EconomyOptions & {
    readonly settings?: Settings;
    readonly draws?: number;
    readonly months?: number;
  } = {},
): Run {
  const { graph } = buildEconomy(options);
  const { draws = 512, months = 60, settings = {} } = options;
  return run(graph, compile(graph), { draws, months, seed: 1, settings });
}
