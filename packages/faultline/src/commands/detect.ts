import { resolve } from "node:path";
import { detectFormat, detectTable, FORMATS } from "@faultline/exposure";
import { isTableAddress, openTable, parseTableAddress } from "../clickhouse/index.ts";
import { openUsageFile, usagePaths } from "../duckdb/index.ts";
import { type Io, writeJson, writeLines } from "../io.ts";
import { blocks, field, heading } from "../terminal/listing.ts";

interface Item {
  readonly file: string;
  readonly format: string;
  readonly title: string;
  readonly evidence: string;
}

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
  for (const argument of files) {
    if (isTableAddress(argument)) items.push(await tableItem(argument, io));
    else items.push(...(await fileItems(argument, io)));
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

/** What a file, or each file of a folder, is. */
async function fileItems(argument: string, io: Io): Promise<Item[]> {
  const items = [];
  for (const path of usagePaths(resolve(io.cwd, argument))) {
    const file = shownAs(path, io.cwd);
    const { format, title, evidence } = await detectFormat({ ...openUsageFile(path), name: file });
    items.push({ file, format, title, evidence });
  }
  return items;
}

async function tableItem(argument: string, io: Io): Promise<Item> {
  const address = parseTableAddress(argument);
  const open = await openTable(address, io.env);
  try {
    return { file: address.name, ...(await detectTable(open.table)) };
  } finally {
    await open.close();
  }
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
