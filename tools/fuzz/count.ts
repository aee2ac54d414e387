import { gunzipSync } from "node:zlib";

/** Longest text that is counted a second time: the grammar below is for seeds, not for megabytes. */
const LONGEST = 300_000;

const CSV_FILE = /^(?:(?:"(?:[^"]|"")*"|[^",;\n\r][^",\n\r]*|)(?:,|\r?\n|$))*$/;

/** Formats whose records lie in the buckets of an API's pages. */
const PAGED = /^(openai|anthropic)-/;

/** Formats whose records an API may wrap into `data` or `logs`. */
const WRAPPED = /^(litellm|langfuse|helicone|openrouter)$/;

/**
 * Records of a file counted without the importers, by the plain rules of CSV and JSON; null where
 * the text is too broken for a rule to say.
 */
export function countRecords(bytes: Uint8Array, format: string): number | null {
  const text = unzipped(bytes);
  if (text === null || text.length > LONGEST || text.includes("\0")) return null;
  const isJson = /^\ufeff?\s*[[{]/.test(text);
  if (format === "otlp" || isJson) return isJson ? countJson(text, format) : null;
  return countCsv(text);
}

function unzipped(bytes: Uint8Array): string | null {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return Buffer.from(bytes).toString("utf8");
  try {
    return gunzipSync(bytes).toString("utf8");
  } catch {
    return null;
  }
}

function countCsv(text: string): number | null {
  // Where a quote stands in the middle of a cell, what it quotes is a matter of taste.
  if (text.includes('"') && !CSV_FILE.test(text)) return null;
  if (/\r(?!\n)/.test(text)) return null;
  let ends = 0;
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    else if (character === "\n" && !isQuoted) ends++;
  }
  return text.endsWith("\n") ? ends - 1 : ends;
}

function countJson(text: string, format: string): number | null {
  const lines = text.split("\n").map((line) => line.replace(/^\ufeff/, ""));
  if (lines.at(-1) === "") lines.pop();
  const values = lines.map((line) => (line.trim() === "" ? null : parse(line)));
  const first = lines.findIndex((line) => line.trim() !== "");
  if (values[first] === undefined) {
    const document = parse(text.replace(/^\ufeff/, ""));
    // Spans of a broken document are told line by line, which is no count of records.
    if (document === undefined && format === "otlp") return null;
    if (document !== undefined) return countValue(document, format);
  }
  // A mapping reads a line as a record, whatever is on it.
  if (format === "jsonl") return values.length;
  return values.reduce<number>(
    (sum, value, index) =>
      sum + (value === undefined || lines[index]!.trim() === "" ? 1 : countValue(value, format)),
    0,
  );
}

function countValue(value: unknown, format: string): number {
  if (format === "otlp") {
    const requests = Array.isArray(value) ? (value as unknown[]) : [value];
    const areSpans = requests.every((one) => Array.isArray(at(one, "resourceSpans")));
    return areSpans ? countSpans(value) : 1;
  }
  const pages = Array.isArray(value) ? (value as unknown[]) : [value];
  return pages.reduce<number>((sum, page) => {
    const inner = at(page, "data") ?? (WRAPPED.test(format) ? at(page, "logs") : undefined);
    if (WRAPPED.test(format)) return sum + (Array.isArray(inner) ? inner.length : 1);
    if (!PAGED.test(format) || !Array.isArray(inner)) return sum + 1;
    return (inner as unknown[]).reduce<number>((all, bucket) => {
      const results = at(bucket, "results");
      return all + (Array.isArray(results) ? results.length : 1);
    }, sum);
  }, 0);
}

/** Spans at any depth but inside a span, wherever damage has moved them; without recursion, as it goes deep. */
function countSpans(root: unknown): number {
  const open = [root];
  let spans = 0;
  for (let value = open.pop(); open.length > 0 || value !== undefined; value = open.pop()) {
    if (typeof value !== "object" || value === null) continue;
    if (Object.hasOwn(value, "startTimeUnixNano")) spans++;
    else for (const inner of Object.values(value)) if (inner !== undefined) open.push(inner);
  }
  return spans;
}

function at(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
