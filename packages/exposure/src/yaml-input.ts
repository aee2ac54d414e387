import { LineCounter, type Document, isNode, parseDocument } from "yaml";
import type { z } from "zod";
import { InputError } from "./input-error.ts";
import { suggestName } from "./nearest.ts";

/**
 * Reads a YAML or JSON text against a strict schema. Throws `InputError` with the file, line and
 * path of the first fault, and the nearest right key for a misspelt one.
 */
export function readYaml<T>(
  text: string,
  name: string,
  schema: z.ZodType<T>,
  keysAt: (path: readonly PropertyKey[]) => readonly string[],
): T {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: true,
    prettyErrors: false,
  });
  const fault = document.errors[0];
  if (fault !== undefined) {
    const line = lines.linePos(fault.pos[0]).line;
    throw new InputError(`${name}:${line}`, lowerFirst(fault.message), "correct the YAML there");
  }
  const parsed = schema.safeParse(toPlain(document, name));
  if (parsed.success) return parsed.data;
  const issue = deepest(parsed.error.issues);
  const where = placeOf(document, lines, name, issue);
  if (issue.code === "unrecognized_keys") {
    const key = issue.keys[0] ?? "";
    throw new InputError(where, `unknown key "${key}"`, suggestName(key, keysAt(issue.path)));
  }
  throw new InputError(where, lowerFirst(issue.message), fixFor(issue));
}

function toPlain(document: Document, name: string): unknown {
  try {
    // Few aliases are ever needed by hand; many nested ones are the "billion laughs" attack.
    return document.toJS({ maxAliasCount: 20 }) ?? {};
  } catch {
    throw new InputError(name, "too many or unresolved YAML aliases", "write the values out");
  }
}

type Issue = z.core.$ZodIssue;

// A union reports only "invalid input"; what its branches say tells what is really wrong.
function deepest(issues: readonly Issue[]): Issue {
  const issue = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
  if (issue === undefined) throw new Error("a failed parse had no issue");
  if (issue.code !== "invalid_union") return issue;
  const branches = issue.errors
    .filter((branch) => branch.length > 0)
    .map((branch) => deepest(branch));
  const unknown = unknownToAll(branches);
  // A branch that merely refuses another's key says nothing; one that got deeper into the value does.
  const best =
    unknown ??
    branches.find((branch) => branch.path.length > 0 && branch.code !== "unrecognized_keys");
  if (best === undefined) return issue;
  return { ...best, path: [...issue.path, ...best.path] };
}

// A key that one branch knows is not misspelt, only out of place there.
function unknownToAll(branches: readonly Issue[]): Issue | undefined {
  const unknown = branches.filter((branch) => branch.code === "unrecognized_keys");
  return unknown.find((branch) =>
    branch.keys.some((key) => unknown.every(({ keys }) => keys.includes(key))),
  );
}

function placeOf(document: Document, lines: LineCounter, name: string, issue: Issue): string {
  const path =
    issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : issue.path;
  const shown = path.map(String).join(".");
  for (let depth = path.length; depth > 0; depth--) {
    const node: unknown = document.getIn(path.slice(0, depth), true);
    const offset = isNode(node) ? node.range?.[0] : undefined;
    if (offset !== undefined) return `${name}:${lines.linePos(offset).line} at ${shown}`;
  }
  return shown === "" ? name : `${name} at ${shown}`;
}

function fixFor(issue: Issue): string {
  if (issue.code === "invalid_type" && issue.expected === "number") {
    return "write a plain number, without quotes, separators or a currency sign";
  }
  return "correct the value";
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
