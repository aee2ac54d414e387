import { InputError } from "./input-error.ts";
import { isObject } from "./importers/otlp-attributes.ts";
import type { UsageFile } from "./port.ts";

/** A format that can be imported. */
export type UsageFormat = "otlp" | "csv";

/** What a file was taken for, and why. */
export interface Detection {
  readonly format: UsageFormat;
  /** What in the file says so, in words. */
  readonly evidence: string;
}

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
  if (head.startsWith("PAR1")) {
    throw new InputError(
      file.name,
      "a Parquet file, which has no importer yet",
      "export CSV or OTLP JSON",
    );
  }
  const header = head.trimStart().split(/\r?\n/, 1)[0] ?? "";
  if (["\0", "\uFFFD"].some((sign) => header.includes(sign))) {
    throw new InputError(file.name, "a binary or UTF-16 file", "export CSV or OTLP JSON as UTF-8");
  }
  if (/[,;\t|]/.test(header)) {
    return { format: "csv", evidence: `a header of columns: ${shorten(header)}` };
  }
  throw new InputError(
    file.name,
    `starts with ${JSON.stringify(shorten(header))}, which is neither OTLP JSON nor CSV`,
    "export OpenTelemetry JSON, or a CSV with a header and a --map file",
  );
}

function detectJson(name: string, head: string): Detection {
  if (head.includes('"resourceSpans"')) return { format: "otlp", evidence: "resourceSpans" };
  for (const other of ["resourceMetrics", "resourceLogs"]) {
    if (head.includes(`"${other}"`)) {
      throw new InputError(
        name,
        `OTLP ${other}, which carries no calls`,
        "export traces (resourceSpans)",
      );
    }
  }
  throw new InputError(
    name,
    `JSON without resourceSpans${describeKeys(head)}`,
    "export OpenTelemetry traces as OTLP JSON, or a CSV with a --map file",
  );
}

function describeKeys(head: string): string {
  try {
    const json: unknown = JSON.parse(head.split("\n", 1)[0] ?? "");
    return isObject(json) ? `; its keys are ${shorten(Object.keys(json).join(", "))}` : "";
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
