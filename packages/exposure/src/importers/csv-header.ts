import { InputError } from "../input-error.ts";
import type { UsageFile } from "../port.ts";

const MAX_HEADER_BYTES = 1 << 20;
const LF = 0x0a;

/**
 * Reads the column names of a CSV file from its first line. The database is then told the columns
 * one by one: left to guess, it turns a column with one bad value into text, or eats the header.
 */
export async function readCsvHeader(file: UsageFile, delimiter: string): Promise<string[]> {
  const line = await firstLine(file);
  if (line.trim() === "") {
    throw new InputError(`${file.name}:1`, "the first line is blank", "put the column names there");
  }
  return splitFields(line, delimiter, file.name);
}

async function firstLine(file: UsageFile): Promise<string> {
  await refuseOddStart(file);
  for await (const line of file.lines()) return line.replace(/^\uFEFF/, "");
  return "";
}

// A file without line ends would otherwise be read whole, as one line.
async function refuseOddStart(file: UsageFile): Promise<void> {
  let read = 0;
  for await (const chunk of file.bytes()) {
    if (read === 0) refuseUtf16(file.name, chunk);
    read += chunk.length;
    if (chunk.includes(LF)) return;
    if (read > MAX_HEADER_BYTES) {
      throw new InputError(
        `${file.name}:1`,
        "the first line is longer than a megabyte",
        "is this a CSV file?",
      );
    }
  }
}

function refuseUtf16(name: string, chunk: Uint8Array): void {
  const [first, second] = chunk;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new InputError(name, "the file is UTF-16", "save it as UTF-8");
  }
}

function splitFields(line: string, delimiter: string, name: string): string[] {
  const fields: string[] = [];
  let rest = line;
  for (;;) {
    const quoted = /^ *"((?:[^"]|"")*)" */.exec(rest);
    const text = quoted?.[0] ?? (/^\s*"/.test(rest) ? null : rest.split(delimiter, 1)[0]);
    if (text === null || text === undefined) {
      throw new InputError(`${name}:1`, "a quote in the header never closes", "close it");
    }
    fields.push((quoted?.[1]?.replaceAll('""', '"') ?? text).trim());
    if (text.length >= rest.length) return fields;
    rest = rest.slice(text.length + 1);
  }
}
