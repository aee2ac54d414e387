import { resolve } from "node:path";
import { detectFormat, FORMATS } from "@faultline/exposure";
import { openUsageFile, usagePaths } from "../duckdb/index.ts";
import { type Io, writeJson, writeLines } from "../io.ts";
import { blocks, field, heading } from "../terminal/listing.ts";

/**
 * `faultline detect`: what each file is and what in it says so; without files, the formats that
 * are read without a mapping and how to come by one. Throws `InputError` for a file of no format.
 */
export async function detectCommand(
  files: readonly string[],
  options: { readonly json?: boolean },
  io: Io,
): Promise<void> {
  if (files.length === 0) return listFormats(options, io);
  const items = [];
  for (const path of files.flatMap((file) => usagePaths(resolve(io.cwd, file)))) {
    const file = shownAs(path, io.cwd);
    const { format, title, evidence } = await detectFormat({ ...openUsageFile(path), name: file });
    items.push({ file, format, title, evidence });
  }
  if (options.json === true) return writeJson(io, { items });
  writeLines(
    io,
    blocks(
      items.map(({ file, format, title, evidence }) => [
        ...heading(io, file, `${title} (${format})`),
        ...field(io, "because", evidence),
      ]),
    ),
  );
}

function listFormats(options: { readonly json?: boolean }, io: Io): void {
  const items = FORMATS.map(({ name, title, carries, obtain }) => ({
    format: name,
    title,
    carries,
    obtain,
  }));
  if (options.json === true) return writeJson(io, { items });
  writeLines(
    io,
    blocks(
      items.map(({ format, title, carries, obtain }) => [
        ...heading(io, format, title),
        ...field(io, "carries", carries === "both" ? "tokens and cost" : carries),
        ...field(io, "from", obtain),
      ]),
    ),
  );
}

// Files below the working directory by the path a user would type, on any host the same.
function shownAs(path: string, cwd: string): string {
  const below = cwd.endsWith("/") ? cwd : `${cwd}/`;
  return path.startsWith(below) ? path.slice(below.length) : path;
}
