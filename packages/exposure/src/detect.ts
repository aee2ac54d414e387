import { InputError } from "./input-error.ts";
import type { FileSample } from "./importers/formats/format.ts";
import { FORMATS, MAPPED_FORMATS } from "./importers/formats/registry.ts";
import { isObject } from "./importers/otlp-attributes.ts";
import { parquetNames } from "./importers/parquet.ts";
import type { UsageFile } from "./port.ts";

/** A format that can be imported: `otlp`, one of `MAPPED_FORMATS`, or the name of one in `FORMATS`. */
export type UsageFormat = string;

/** How a file holds its records. */
export type FileShape = "csv" | "json" | "parquet";

/** What a file was taken for, and why. */
export interface Detection {
  readonly format: UsageFormat;
  readonly shape: FileShape;
  /** What it is, in words. */
  readonly title: string;
  /** What in the file says so, in words. */
  readonly evidence: string;
}

/** The first bytes of every Parquet file. */
const PARQUET = "PAR1";
const SNIFF_CHARACTERS = 20_000;

/**
 * Tells a file's format from its first lines, not from its name.
 * Throws `InputError` that says what was seen when no importer fits.
 */
export async function detectFormat(file: UsageFile): Promise<Detection> {
  const head = await readHead(file);
  if (head.trim() === "") {
    throw new InputError(file.name, "the file has no content", "export the usage again");
  }
  if (/^[[{]/.test(head.trimStart())) return detectJson(file.name, head);
  if (head.startsWith(PARQUET)) return detectParquet(file);
  const header = head.trimStart().split(/\r?\n/, 1)[0] ?? "";
  if (["\0", "\uFFFD"].some((sign) => header.includes(sign))) {
    throw new InputError(file.name, "a binary or UTF-16 file", "export CSV or JSON as UTF-8");
  }
  if (/[,;\t|]/.test(header)) {
    const columns = header.split(",").map((name) => name.trim().replace(/^"(.*)"$/, "$1"));
    return (
      recognise({ shape: "csv", columns }) ?? {
        format: MAPPED_FORMATS.csv,
        shape: "csv",
        title: "a CSV that needs a mapping",
        evidence: `a header of columns: ${shorten(header)}`,
      }
    );
  }
  throw new InputError(
    file.name,
    `starts with ${JSON.stringify(shorten(header))}, which is neither JSON nor CSV`,
    "`faultline detect` lists the formats; or give a CSV with a header and a --map file",
  );
}

/** How a file holds its records, whatever its format. */
export async function shapeOf(file: UsageFile): Promise<FileShape> {
  const head = await readHead(file);
  if (head.startsWith(PARQUET)) return "parquet";
  return /^\s*[[{]/.test(head) ? "json" : "csv";
}

/** What a file is among the formats that need no mapping; null for one that needs a mapping. */
export async function knownFormat(file: UsageFile): Promise<Detection | null> {
  const detected = await detectFormat(file);
  return isMapped(detected.format) ? null : detected;
}

/** Whether files of a format need a mapping. */
export function isMapped(format: UsageFormat): boolean {
  return Object.values<string>(MAPPED_FORMATS).includes(format);
}

async function detectParquet(file: UsageFile): Promise<Detection> {
  const known = recognise({ shape: "csv", columns: await parquetNames(file) });
  if (known !== null) return { ...known, shape: "parquet" };
  return {
    format: MAPPED_FORMATS.parquet,
    shape: "parquet",
    title: "a Parquet file that needs a mapping",
    evidence: "columns of no known format",
  };
}

function detectJson(name: string, head: string): Detection {
  if (head.includes('"resourceSpans"')) {
    const title = "OpenTelemetry spans (OTLP JSON)";
    return { format: "otlp", shape: "json", title, evidence: "resourceSpans" };
  }
  for (const other of ["resourceMetrics", "resourceLogs"]) {
    if (head.includes(`"${other}"`)) {
      throw new InputError(
        name,
        `OTLP ${other}, which carries no calls`,
        "export traces (resourceSpans)",
      );
    }
  }
  const known = recognise({
    shape: "json",
    hasKey: (key) => new RegExp(`"${key}"\\s*:`).test(head),
    hasText: (text) => head.includes(text),
  });
  if (known !== null) return known;
  return {
    format: MAPPED_FORMATS.json,
    shape: "json",
    title: "JSON that needs a mapping",
    evidence: `keys of no known format${describeKeys(head)}`,
  };
}

function recognise(sample: FileSample): Detection | null {
  for (const { name, title, recognise } of FORMATS) {
    const evidence = recognise(sample);
    if (evidence !== null) return { format: name, shape: sample.shape, title, evidence };
  }
  return null;
}

function describeKeys(head: string): string {
  try {
    const json: unknown = JSON.parse(head.split("\n", 1)[0] ?? "");
    return isObject(json) ? `: ${shorten(Object.keys(json).join(", "))}` : "";
  } catch {
    return "";
  }
}

async function readHead(file: UsageFile): Promise<string> {
  let head = "";
  for await (const line of file.lines()) {
    head += `${line}\n`;
    if (head.length > SNIFF_CHARACTERS) break;
  }
  return head.replace(/^\uFEFF/, "");
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
