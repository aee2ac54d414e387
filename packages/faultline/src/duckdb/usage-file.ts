import { createHash } from "node:crypto";
import { closeSync, createReadStream, openSync, readdirSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { InputError, type UsageFile } from "@faultline/exposure";
import { globSync, isDynamicPattern } from "tinyglobby";

/** Opens a file on disk as a usage export; throws `InputError` when it is not there or not a file. */
export function openUsageFile(path: string): UsageFile {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new InputError(path, "no such file", "check the path");
  if (!stat.isFile()) throw new InputError(path, "not a file", "name one file");
  if (stat.size === 0) throw new InputError(path, "the file is empty", "export the usage again");
  const packed = isGzip(path);
  const bytes = () => readBytes(path, packed);
  return {
    name: path,
    sqlPath: escapeGlob(path),
    gzipped: packed,
    bytes,
    lines: () => readLines(bytes()),
    fingerprint: async () => {
      const hash = createHash("sha256");
      for await (const chunk of bytes()) hash.update(chunk);
      return hash.digest("hex");
    },
  };
}

/** Endings of the files a folder stands for, the first that any of them has. */
const FOLDER_ENDINGS = [".jsonl", ".parquet", ".csv", ".json"] as const;

/**
 * The usage files a path stands for: itself; for a pattern such as `logs/*.jsonl` what it matches,
 * where the shell has not done that; or for a folder all JSON lines below it, as local
 * agents keep their sessions, and without any the Parquet, CSV or JSON files, as exports come in
 * parts. Throws `InputError` for a folder without any, and for a pattern that matches nothing.
 */
export function usagePaths(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined && isDynamicPattern(path)) return matching(path);
  if (found?.isDirectory() !== true) return [path];
  const files = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    // A log without a byte has no record that could be lost.
    .filter((file) => statSync(file).size > 0)
    .toSorted();
  for (const ending of FOLDER_ENDINGS) {
    const some = files.filter((file) => file.replace(/\.gz$/, "").endsWith(ending));
    if (some.length > 0) return some;
  }
  throw new InputError(
    path,
    `a folder without ${FOLDER_ENDINGS.join(", ")} files`,
    "name a file, or a folder of logs or exports",
  );
}

function matching(pattern: string): string[] {
  const found = globSync(pattern, { absolute: true }).toSorted();
  if (found.length > 0) return found;
  throw new InputError(pattern, "no file matches", "check the pattern");
}

function isGzip(path: string): boolean {
  const file = openSync(path, "r");
  try {
    const start = Buffer.alloc(2);
    readSync(file, start);
    return start[0] === 0x1f && start[1] === 0x8b;
  } finally {
    closeSync(file);
  }
}

async function* readBytes(path: string, gzip: boolean): AsyncIterable<Uint8Array> {
  const raw = createReadStream(path, { highWaterMark: 1 << 20 });
  if (!gzip) {
    yield* raw as AsyncIterable<Uint8Array>;
    return;
  }
  const unzipped = createGunzip({ chunkSize: 1 << 20 });
  // A reader that stops early ends both streams, and that is no fault.
  pipeline(raw, unzipped, () => {});
  try {
    yield* unzipped as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && String(error.code).startsWith("Z_")))
      throw error;
    throw new InputError(path, "the gzip file is damaged or breaks off", "download it again");
  }
}

// Not node:readline: it also breaks lines at U+2028, which JSON strings may hold as it is.
async function* readLines(bytes: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let rest = "";
  for await (const chunk of bytes) {
    const pieces = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = pieces.pop() ?? "";
    for (const piece of pieces) yield piece.endsWith("\r") ? piece.slice(0, -1) : piece;
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}

// DuckDB expands `*`, `?` and `[` in a path; a class of one character stands for itself.
function escapeGlob(path: string): string {
  return path.replaceAll(/[*?[]/g, (character) => `[${character}]`);
}
