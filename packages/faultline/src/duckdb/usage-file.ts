import { createHash } from "node:crypto";
import { createReadStream, statSync } from "node:fs";
import { InputError, type UsageFile } from "@faultline/exposure";

/** Opens a file on disk as a usage export; throws `InputError` when it is not there or not a file. */
export function openUsageFile(path: string): UsageFile {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new InputError(path, "no such file", "check the path");
  if (!stat.isFile()) throw new InputError(path, "not a file", "name one file");
  if (stat.size === 0) throw new InputError(path, "the file is empty", "export the usage again");
  return {
    name: path,
    sqlPath: escapeGlob(path),
    bytes: () => createReadStream(path, { highWaterMark: 1 << 20 }),
    lines: () => readLines(path),
    fingerprint: async () => {
      const hash = createHash("sha256");
      for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
        hash.update(chunk as Uint8Array);
      }
      return hash.digest("hex");
    },
  };
}

// Not node:readline: it also breaks lines at U+2028, which JSON strings may hold as it is.
async function* readLines(path: string): AsyncIterable<string> {
  let rest = "";
  for await (const chunk of createReadStream(path, { encoding: "utf8", highWaterMark: 1 << 20 })) {
    const pieces = (rest + String(chunk)).split("\n");
    rest = pieces.pop() ?? "";
    for (const piece of pieces) yield piece.endsWith("\r") ? piece.slice(0, -1) : piece;
  }
  if (rest !== "") yield rest;
}

// DuckDB expands `*`, `?` and `[` in a path; a class of one character stands for itself.
function escapeGlob(path: string): string {
  return path.replaceAll(/[*?[]/g, (character) => `[${character}]`);
}
