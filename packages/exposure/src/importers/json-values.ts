import { InputError } from "../input-error.ts";
import type { UsageFile } from "../port.ts";

/** One JSON value of a file, or a line that holds none. */
export interface JsonValue {
  /** Line of the value; 0 when the file is one document. */
  readonly line: number;
  /** `undefined` when the line is not valid JSON. */
  readonly json: unknown;
  readonly text: string;
}

const MAX_DOCUMENT_CHARACTERS = 400_000_000;

function blankLine(line: number): JsonValue {
  return { line, json: null, text: "" };
}

/** JSON of a value for a message or a comparison; null when it is nested too deeply to write. */
export function jsonText(value: unknown): string | null {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Parses JSON; `undefined` when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * Yields the values of a JSON file: its lines when the first of them is a whole value, otherwise
 * the document. Throws `InputError` for a document past 400 MB.
 */
export async function* jsonValues(file: UsageFile): AsyncIterable<JsonValue> {
  const pieces: string[] = [];
  let size = 0;
  let lines = false;
  let line = 0;
  for await (const raw of file.lines()) {
    line++;
    // Not only on the first line: files are joined one after the other.
    const text = raw.replace(/^\uFEFF/, "");
    const blank = text.trim() === "";
    if (!lines && size === 0 && !blank) {
      lines = parseJson(text) !== undefined;
      // Blank lines before the first value are lines of the file, too.
      if (lines) for (let before = 1; before < line; before++) yield blankLine(before);
    }
    if (lines) {
      yield { line, json: blank ? null : parseJson(text), text };
      continue;
    }
    size += blank ? 0 : text.length;
    pieces.push(text);
    if (size > MAX_DOCUMENT_CHARACTERS) {
      const fix = "export JSON lines: one record a line";
      throw new InputError(file.name, "one JSON document of more than 400 MB", fix);
    }
  }
  if (lines || size === 0) return;
  const json = parseJson(pieces.join("\n"));
  if (json !== undefined) {
    yield { line: 0, json, text: "" };
    return;
  }
  // A broken first line among whole ones: one record a line, of which that one is bad.
  const rest = pieces.findIndex((text) => text.trim() !== "" && parseJson(text) !== undefined);
  const whole = rest < 0 ? undefined : parseJson(pieces[rest] ?? "");
  if (typeof whole !== "object" || whole === null || Object.keys(whole).length === 0) {
    throw new InputError(
      file.name,
      "one JSON document that breaks off or is not valid JSON",
      "export the file again",
    );
  }
  for (const [index, text] of pieces.entries()) {
    const value = text.trim() === "" ? null : parseJson(text);
    yield { line: index + 1, json: value, text };
  }
}
