import { maxDraws } from "@faultline/engine";
import type { Command } from "commander";

const collect = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
];

/** Adds the options that every ensemble takes; `scenario: false` leaves the scenario out. */
export function addEnsembleOptions(
  command: Command,
  { scenario = true }: { readonly scenario?: boolean } = {},
): Command {
  if (scenario) {
    command
      .option("--scenario <name|file>", "a scenario, or a YAML or JSON file (default: baseline)")
      .option("--severity <size>", "moderate, severe or extreme (default: severe)");
  }
  return command
    .option("--from <YYYY-MM>", "first month of the economy, 2023-01 or later (default: 2024-09)")
    .option("--facts <file>", "newer facts of your own, YAML or JSON, which come first")
    .option("--months <n>", "months to run, 1 to 120 (default: 60)")
    .option("--draws <n>", `futures to draw, 1 to ${maxDraws} (default: 2000)`)
    .option("--seed <n>", "seed of all random numbers (default: 1)")
    .option("--set <key=value>", "fix a parameter; may be repeated", collect)
    .option("--without <id>", "leave out a mechanism, such as M3; may be repeated", collect)
    .option("--workers <n>", "threads; changes no result (default: 2, or 1 on one core)")
    .option("--json", "print the whole result as JSON");
}

/** Adds the options that say whose usage is looked at, and how it is read. */
export function addUsageOptions(command: Command): Command {
  return command
    .option("--company <file>", "the company: cash, revenue, plans (company.yaml)")
    .option("--map <file>", "how to read a CSV or JSONL of your own")
    .option("--format <name>", "what the usage is, when it is not to be told from its content")
    .option("--prices <file>", "a price list of your own, YAML or JSON; the company's prices win")
    .option("--rates <file>", "exchange rates: CSV of from,to,date,rate, or the ECB's")
    .option("--keep-labels", "keep the names of features and customers as they are")
    .option("--allow-rejects", "go on without the records that cannot be read");
}

/** Adds the option that makes a command fail where a result passes a limit. */
export function addThresholdOption(command: Command): Command {
  return command.option(
    "--fail-if <condition>",
    "end with code 3 if it holds, such as 'p_insolvent_12m > 0.2'; may be repeated",
    collect,
  );
}

/** Adds the option that writes a result as files. */
export function addOutOption(command: Command): Command {
  return command.option(
    "--out <directory>",
    "write the report as a web page, the result and its tables there",
  );
}
