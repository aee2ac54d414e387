import { Command, CommanderError } from "commander";
import { modelVersion } from "@faultline/economy";
import { InputError } from "@faultline/exposure";
import type { RawBacktestOptions } from "./commands/backtest.ts";
import type { RawDiscoverOptions } from "./commands/discover.ts";
import type { RawExplainOptions } from "./commands/explain.ts";
import type { RawUsageOptions } from "./company/assess-company.ts";
import type { RawExposureOptions } from "./commands/exposure.ts";
import type { ClaimsOptions } from "./commands/claims.ts";
import type { FactsOptions } from "./commands/facts.ts";
import type { RawPricesOptions } from "./commands/prices.ts";
import type { RawInitOptions } from "./commands/init.ts";
import type { RawMapOptions } from "./commands/map.ts";
import type { RawReverseOptions } from "./commands/reverse.ts";
import type { RawSensitivityOptions } from "./commands/sensitivity.ts";
import type { RawSimulateOptions } from "./commands/simulate.ts";
import type { RawStressOptions } from "./commands/stress.ts";
import type { Io } from "./io.ts";
import {
  addEnsembleOptions,
  addOutOption,
  addThresholdOption,
  addUsageOptions,
} from "./options/commander.ts";
import type { ParametersOptions } from "./commands/parameters.ts";
import { ThresholdTripped } from "./thresholds/fail-if.ts";
import type { RawEnsembleOptions } from "./options/ensemble-options.ts";

/** Exit codes, a contract with scripts. */
const exit = { done: 0, badInput: 1, usage: 2, tripped: 3 } as const;

/** Runs the command line with arguments, without the program's name; gives the exit code. */
export async function runCli(args: readonly string[], io: Io): Promise<number> {
  try {
    await programFor(io).parseAsync(args, { from: "user" });
    return exit.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.done : exit.usage;
    io.stderr.write(`${faultLine(error, io)}\n`);
    return error instanceof ThresholdTripped ? exit.tripped : exit.badInput;
  }
}

/** What a user reads about an error: their input, or a bug of ours. */
export function faultLine(error: unknown, io: Pick<Io, "env">): string {
  if (error instanceof InputError || error instanceof ThresholdTripped) {
    return `faultline: ${error.message}`;
  }
  const thrown = error instanceof Error ? error : new Error(String(error));
  if ((io.env["FAULTLINE_DEBUG"] ?? "") !== "") return thrown.stack ?? thrown.message;
  const message = thrown.message.replaceAll(/\s+/g, " ").trim();
  return `faultline: this is a bug: ${message} (FAULTLINE_DEBUG=1 shows the trace)`;
}

function programFor(io: Io): Command {
  const program = new Command("faultline")
    .description("Stress-tests the generative-AI economy, and your company inside it.")
    .version(modelVersion)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      getOutHelpWidth: () => io.columns,
      getErrHelpWidth: () => io.columns,
      getOutHasColors: () => io.color,
      getErrHasColors: () => io.color,
    })
    .showHelpAfterError("(faultline --help lists commands and options)");
  // Commands load when they run: a list of scenarios need not wait for the database.
  addOutOption(addThresholdOption(addUsageOptions(addEnsembleOptions(program.command("stress")))))
    .description("run a company through the futures of the economy; the sample without USAGE")
    .argument("[usage...]", "files of LLM usage, or clickhouse:// addresses of tables")
    .action(async (usage: string[], options: RawStressOptions) => {
      const { stressCommand } = await import("./commands/stress.ts");
      await stressCommand(usage, options, io);
    });
  addOutOption(addThresholdOption(addEnsembleOptions(program.command("simulate"))))
    .description("run the economy alone")
    .action(async (options: RawSimulateOptions) => {
      const { simulateCommand } = await import("./commands/simulate.ts");
      await simulateCommand(options, io);
    });
  addAnalyses(program, io);
  addOutOption(addThresholdOption(addUsageOptions(program.command("exposure"))))
    .description("price usage, and tell at which token price it goes under water")
    .argument(
      "<usage...>",
      "files of LLM usage, or addresses: clickhouse://… of a table, postgres://… of LiteLLM's",
    )
    .option("--by <group>", "feature, customer, model or vendor (default: feature)")
    .option("--json", "print the whole result as JSON")
    .action(async (usage: string[], options: RawExposureOptions) => {
      const { exposureCommand } = await import("./commands/exposure.ts");
      await exposureCommand(usage, options, io);
    });
  addUsageOptions(program.command("profile"))
    .description("sum usage up into one file, which later reports are made from within a second")
    .argument("<usage...>", "files of LLM usage")
    .action(async (usage: string[], options: RawUsageOptions) => {
      const { profileCommand } = await import("./commands/profile.ts");
      await profileCommand(usage, options, io);
    });
  program
    .command("init")
    .description("ask what a stress test needs to know of your company, and write company.yaml")
    .argument("[file]", "the file to write (default: company.yaml)")
    .option("--yes", "ask nothing, and leave every key out")
    .option("--json", "print the company as JSON, too")
    .action(async (file: string | undefined, options: RawInitOptions) => {
      const { initCommand } = await import("./commands/init.ts");
      await initCommand(file, options, io);
    });
  program
    .command("detect")
    .description("tell what usage files are and why, or list what can be read")
    .argument("[files...]", "files of LLM usage, folders of them, or clickhouse:// addresses")
    .option("--json", "print the list as JSON")
    .action(async (files: string[], options: { json?: boolean }) => {
      const { detectCommand } = await import("./commands/detect.ts");
      await detectCommand(files, options, io);
    });
  program
    .command("map")
    .description("draft a mapping for a CSV, JSON or Parquet file of no known format")
    .argument("<file>", "a file of LLM usage")
    .option("--out <file>", "write the draft there, and say what it asks")
    .option("--json", "print the draft with its reasons and questions as JSON")
    .action(async (file: string, options: RawMapOptions) => {
      const { mapCommand } = await import("./commands/map.ts");
      await mapCommand(file, options, io);
    });
  addEnsembleOptions(program.command("backtest"))
    .description("score the economy against figures published since")
    .option(
      "--outcomes <file>",
      "CSV of published figures: series,period,value,lo,hi (default: the evidence after the start)",
    )
    .option("--history <file>", "the same of earlier figures, which the rivals start from")
    .action(async (options: RawBacktestOptions) => {
      const { backtestCommand } = await import("./commands/backtest.ts");
      await backtestCommand(options, io);
    });
  addLists(program, io);
  return program;
}

function addAnalyses(program: Command, io: Io): void {
  const outcome = [
    "--outcome <id@month>",
    "an event or series, in a month (default: crisis, in the last)",
  ] as const;
  const event = [
    "--event <id@month>",
    "an event, by a month (default: crisis, by the last)",
  ] as const;
  addEnsembleOptions(program.command("sensitivity"))
    .description("tell which parameters drive an outcome, and what they rest on")
    .option(...outcome)
    .action(async (options: RawSensitivityOptions) => {
      const { sensitivityCommand } = await import("./commands/sensitivity.ts");
      await sensitivityCommand(options, io);
    });
  addEnsembleOptions(program.command("reverse"))
    .description("find the least shock that makes an event likely")
    .option(...event)
    .option("--probability <share>", "how likely, between 0 and 1 (default: 0.5)")
    .option("--over <id,id>", "parameters to move (default: all levers that have a range)")
    .action(async (options: RawReverseOptions) => {
      const { reverseCommand } = await import("./commands/reverse.ts");
      await reverseCommand(options, io);
    });
  addEnsembleOptions(program.command("discover"))
    .description("find the box of parameters in which an event happens")
    .option(...event)
    .action(async (options: RawDiscoverOptions) => {
      const { discoverCommand } = await import("./commands/discover.ts");
      await discoverCommand(options, io);
    });
  addEnsembleOptions(program.command("explain"))
    .description("split a change from the baseline over the settings that make it")
    .option(...outcome)
    .action(async (options: RawExplainOptions) => {
      const { explainCommand } = await import("./commands/explain.ts");
      await explainCommand(options, io);
    });
}

function addLists(program: Command, io: Io): void {
  const json = ["--json", "print the list as JSON"] as const;
  program
    .command("scenarios")
    .description("list the scenarios and why they have the sizes they have")
    .option(...json)
    .action(async (options: { json?: boolean }) => {
      const { scenariosCommand } = await import("./commands/scenarios.ts");
      scenariosCommand(options, io);
    });
  program
    .command("mechanisms")
    .description("list what moves the economy, with what speaks for and against it")
    .option(...json)
    .action(async (options: { json?: boolean }) => {
      const { mechanismsCommand } = await import("./commands/mechanisms.ts");
      mechanismsCommand(options, io);
    });
  program
    .command("prices")
    .description("tell what models cost on a day, who says so, and how old that is")
    .argument("[model...]", "models, such as gpt-4o or openai/gpt-4o (default: the labs')")
    .option("--at <YYYY-MM-DD>", "day of the price (default: that of the bundled catalogue)")
    .option("--prices <file>", "prices of your own, YAML or JSON, to hold against the catalogue")
    .option("--stale <months>", "age past which a price is called stale (default: 3)")
    .option(...json)
    .action(async (models: string[], options: RawPricesOptions) => {
      const { pricesCommand } = await import("./commands/prices.ts");
      pricesCommand(models, options, io);
    });
  program
    .command("parameters")
    .description("list the numbers that --set can move")
    .option("--from <YYYY-MM>", "first month of the economy (default: 2024-09)")
    .option("--facts <file>", "newer facts of your own, YAML or JSON")
    .option(...json)
    .action(async (options: ParametersOptions) => {
      const { parametersCommand } = await import("./commands/parameters.ts");
      parametersCommand(options, io);
    });
  addEnsembleOptions(program.command("facts"))
    .description(
      "list the published figures the economy rests on, how old they are and what they do",
    )
    .option("--id <id>", "one fact, such as OA07")
    .option("--kind <kind>", "facts of a kind, such as reported or claim")
    .option("--fit <fit>", "direct, analogue or assumption")
    .option("--parameter <id>", "facts that a parameter rests on")
    .option("--stale [months]", "facts so old at the start, or older (default: 12)")
    .option("--unused", "facts that nothing uses")
    .option("--effects", "run futures, and tell which results move with each fact")
    .option("--template", "print a facts file to fill in for the start given with --from")
    .action(async (options: FactsOptions) => {
      const { factsCommand } = await import("./commands/facts.ts");
      await factsCommand(options, io);
    });
  addEnsembleOptions(program.command("series"))
    .description("list the series and events of a run, or print one month by month")
    .argument("[name]", "series or event to print, such as openai.cash")
    .action(async (name: string | undefined, options: RawEnsembleOptions) => {
      const { seriesCommand } = await import("./commands/series.ts");
      await seriesCommand(name, options, io);
    });
  addEnsembleOptions(program.command("claims"), { scenario: false })
    .description("judge the essay's claims")
    .option("--id <id>", "one claim with its figure and what would flip it, such as E17")
    .option("--full", "the same for every claim")
    .action(async (options: ClaimsOptions) => {
      const { claimsCommand } = await import("./commands/claims.ts");
      await claimsCommand(options, io);
    });
}
