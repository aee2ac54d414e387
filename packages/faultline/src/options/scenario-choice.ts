import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Severity, scenarios } from "@faultline/economy";
import { InputError, quoteValue, suggestName } from "@faultline/exposure";
import { type ChosenScenario, parseScenarioFile } from "./scenario-file.ts";

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
  return parseScenarioFile(readScenario(path, text), text);
}

/** Larger files are no scenarios. */
const largestFile = 1_000_000;

function readScenario(path: string, shown: string): string {
  try {
    const bytes = readFileSync(path);
    if (bytes.length > largestFile) {
      throw new InputError(shown, "it is larger than a megabyte", "give a scenario file");
    }
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof InputError) throw error;
    if (error instanceof TypeError) {
      throw new InputError(shown, "it is not UTF-8 text", "give a YAML or JSON file");
    }
    const { code } = error as NodeJS.ErrnoException;
    const why: Record<string, string> = {
      ENOENT: "there is no such file",
      EISDIR: "it is a directory",
      EACCES: "it may not be read",
    };
    const names = scenarios.map(({ name }) => name).join(", ");
    throw new InputError(
      shown,
      why[code ?? ""] ?? `it cannot be read (${code})`,
      `give a scenario file, or one of: ${names}`,
    );
  }
}
