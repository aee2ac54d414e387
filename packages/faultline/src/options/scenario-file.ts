import { scenarios } from "@faultline/economy";
import type { Settings } from "@faultline/engine";
import { InputError, parseYaml, quoteValue, suggestName } from "@faultline/exposure";
import { isNode } from "yaml";

/** The scenario of a run: one of ours at a severity, or one from a file. */
export interface ChosenScenario {
  readonly name: string;
  readonly title: string;
  readonly story: string;
  readonly settings: Settings;
  /** Whether its size lies beyond anything known by the knowledge date. */
  readonly tail: boolean;
  /** The file it comes from, as it was given. */
  readonly file: string | undefined;
  /** Where a setting stands, for messages. */
  readonly where: (key: string) => string;
}

const keys = ["name", "title", "story", "settings"];

/**
 * Reads a scenario from YAML or JSON. Throws {@link InputError} with file, line and key of the
 * first fault. Checked by hand: four keys need no schema library, and each fault its own words.
 */
export function parseScenarioFile(text: string, file: string): ChosenScenario {
  const { document, lines, fault } = parseYaml(text);
  const lineOf = (offset: number | undefined): string =>
    offset === undefined ? file : `${file}:${lines.linePos(offset).line}`;
  const where = (...path: string[]): string => {
    const node: unknown = document.getIn(path, true);
    return `${lineOf(isNode(node) ? node.range?.[0] : undefined)} at ${path.join(".")}`;
  };
  if (fault !== undefined) {
    throw new InputError(
      `${file}:${fault.line}`,
      `it is not YAML or JSON: ${fault.message}`,
      "correct it there",
    );
  }
  const plain = toPlain(() => document.toJS({ maxAliasCount: 20 }) as unknown, file);
  const top = mapping(plain, file, "write name: and settings:");
  for (const key of Object.keys(top)) {
    if (!keys.includes(key)) {
      throw new InputError(where(key), `unknown key ${quoteValue(key)}`, suggestName(key, keys));
    }
  }
  const words = (key: string): string | undefined => {
    const value = top[key];
    if (value === undefined || (typeof value === "string" && value.trim() !== "")) return value;
    throw new InputError(where(key), "it is not text", "write words");
  };
  const name = words("name");
  if (name === undefined)
    throw new InputError(file, "it has no name", "add a line name: my-scenario");
  if (scenarios.some((scenario) => scenario.name === name)) {
    throw new InputError(
      where("name"),
      `${quoteValue(name)} is a built-in scenario`,
      "choose another name",
    );
  }
  if (top["settings"] === undefined) {
    throw new InputError(
      file,
      "it has no settings",
      "add settings: with a line key: number for each",
    );
  }
  const settings = mapping(top["settings"], where("settings"), "write key: number lines below it");
  for (const [key, value] of Object.entries(settings)) {
    if (typeof value !== "number" || !Number.isFinite(value)) {
      throw new InputError(
        where("settings", key),
        `${quoteValue(typeof value === "string" ? value : JSON.stringify(value))} is not a number`,
        "write a plain number, without quotes, separators, % or a currency sign",
      );
    }
  }
  return {
    name,
    title: words("title") ?? name,
    story: words("story") ?? "",
    settings: settings as Readonly<Record<string, number>>,
    tail: false,
    file,
    where: (key) => where("settings", key),
  };
}

function toPlain(read: () => unknown, file: string): unknown {
  try {
    return read();
  } catch {
    throw new InputError(
      file,
      "it has too many or unresolved YAML aliases",
      "write the values out",
    );
  }
}

function mapping(value: unknown, where: string, fix: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new InputError(where, "it is not a mapping of keys to values", fix);
}
