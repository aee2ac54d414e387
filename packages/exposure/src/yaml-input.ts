import { type Document, isNode, isScalar, Lexer, LineCounter, parseDocument, visit } from "yaml";
import type { z } from "zod";
import { InputError } from "./input-error.ts";
import { suggestName } from "./nearest.ts";

/** Most lists and maps inside one another: no file by hand comes near, and parsers choke on more. */
const DEEPEST = 50;

/** Most characters of a message about a text. */
const MOST_CHARACTERS = 120;

/** A parsed YAML or JSON text. */
export interface YamlText {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  /** The first thing that is wrong with it as YAML, and where; undefined when nothing is. */
  readonly fault: { readonly line: number; readonly message: string } | undefined;
}

/** Parses YAML or JSON, in time that grows with its length whatever it holds. */
export function parseYaml(text: string): YamlText {
  const lines = new LineCounter();
  const deep = tooDeep(text);
  // Left to it, the parser holds each key against all before it: minutes for a list of customers.
  const document = parseDocument(deep === undefined ? text : "", {
    lineCounter: lines,
    uniqueKeys: false,
    prettyErrors: false,
    // A key that is a list is refused by the schema; the library would also warn on stderr.
    logLevel: "error",
  });
  if (deep !== undefined) {
    const message = `Lists or maps more than ${DEEPEST} inside one another`;
    const line = text.slice(0, deep).split("\n").length;
    return { document, lines, fault: { line, message } };
  }
  const faults = document.errors.map(({ pos, message }) => ({ at: pos[0], message }));
  const twice = keyGivenTwice(document);
  if (twice !== undefined) faults.push({ at: twice, message: "Map keys must be unique" });
  const [first] = faults.toSorted((a, b) => a.at - b.at);
  if (first === undefined) return { document, lines, fault: undefined };
  // Some messages quote the text, and it may go on for megabytes.
  const message = first.message.split("\n", 1)[0]!.slice(0, MOST_CHARACTERS);
  return { document, lines, fault: { line: lines.linePos(first.at).line, message } };
}

/** What the lexer puts before a document, a plain text and the end of one; the text has none. */
const LEXER_SIGNS: ReadonlySet<string> = new Set(["\u0002", "\u001F", "\u0018"]);

/** Where a text goes deeper than any file should; undefined when it nowhere does. */
function tooDeep(text: string): number | undefined {
  let at = 0;
  let brackets = 0;
  let marks = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === "[" || token === "{") brackets++;
    else if (token === "]" || token === "}") brackets--;
    else if (token === "-" || token === "?") marks++;
    else if (token.includes("\n")) marks = 0;
    if (brackets > DEEPEST || marks > DEEPEST) return at;
    if (!LEXER_SIGNS.has(token)) at += token.length;
  }
  return undefined;
}

/** Where the first key stands that its map has already; undefined when all are different. */
function keyGivenTwice(document: Document.Parsed): number | undefined {
  let found: number | undefined;
  visit(document, {
    Map: (_, map) => {
      const keys = new Set<string>();
      for (const { key } of map.items) {
        const text = isScalar(key) ? String(key.value) : null;
        if (text === null || !keys.has(text)) {
          if (text !== null) keys.add(text);
          continue;
        }
        const at = isNode(key) ? key.range?.[0] : undefined;
        found = Math.min(found ?? Infinity, at ?? 0);
        return visit.BREAK;
      }
      return undefined;
    },
  });
  return found;
}

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
  const { document, lines, fault } = parseYaml(text);
  if (fault !== undefined) {
    const where = `${name}:${fault.line}`;
    throw new InputError(where, lowerFirst(fault.message), "correct the YAML there");
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
