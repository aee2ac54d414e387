import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type Severity, scenarios } from "@faultline/economy";
import { InputError, quoteValue, suggestName } from "@faultline/exposure";
import { type ChosenScenario, parseScenarioFile } from "./scenario-file.ts";
import { readTextFile } from "./text-file.ts";

/** Finds the scenario that `--scenario` names. Throws {@link InputError} if there is none. */
export function chooseScenario(
  text: string,
  severity: Severity,
  severityGiven: string | undefined,
  cwd: string,
): ChosenScenario {
  const scenario = scenarios.find(({ name }) => name === text);
  if (scenario !== undefined) {
    const { name, title, story, settings, tail } = scenario;
    return {
      name,
      title,
      story,
      settings: settings[severity],
      tail: tail.includes(severity),
      file: undefined,
      where: () => `scenario ${name}`,
    };
  }
  const path = resolve(cwd, text);
  if (!/[/\\]|\.(?:ya?ml|json)$/i.test(text) && !existsSync(path)) {
    const names = scenarios.map(({ name }) => name);
    throw new InputError(
      "--scenario",
      `unknown scenario ${quoteValue(text)}`,
      suggestName(text, names),
    );
  }
  if (severityGiven !== undefined) {
    throw new InputError(
      "--severity",
      "a scenario from a file has one size",
      "leave --severity out",
    );
  }
  const names = scenarios.map(({ name }) => name).join(", ");
  const source = readTextFile(path, text, {
    largest: 1_000_000,
    wanted: "a YAML or JSON file",
    missing: `give a scenario file, or one of: ${names}`,
  });
  return parseScenarioFile(source, text);
}
