import { existsSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { draftMapping, InputError, knownFormat, type MappingDraft } from "@faultline/exposure";
import { openDuckDb, openUsageFile } from "../duckdb/index.ts";
import { type Io, writeJson, writeLines } from "../io.ts";

/** Options of `faultline map`, as the command line gives them. */
export interface RawMapOptions {
  /** File for the draft. */
  readonly out?: string;
  readonly json?: boolean;
}

/**
 * `faultline map FILE`: a mapping drafted from what the file shows, with the rest as questions.
 * Throws {@link InputError} for a file that needs none, and for an `--out` that is there already.
 */
export async function mapCommand(path: string, options: RawMapOptions, io: Io): Promise<void> {
  const { out } = options;
  if (out !== undefined && existsSync(resolve(io.cwd, out))) throw alreadyThere(out);
  const draft = await draftFor(path, io.cwd);
  if (out !== undefined) write(resolve(io.cwd, out), out, draft.text);
  if (options.json === true) {
    const { text: mapping, ...rest } = draft;
    writeJson(io, { file: path, mapping, ...rest });
  } else if (out === undefined) io.stdout.write(draft.text);
  else writeLines(io, summaryOf(path, out, draft));
}

async function draftFor(path: string, cwd: string): Promise<MappingDraft> {
  const file = { ...openUsageFile(resolve(cwd, path)), name: path };
  const known = await knownFormat(file);
  if (known !== null) {
    const what = `${known.title} (${known.format}) needs no mapping`;
    throw new InputError(path, what, `run \`faultline exposure ${path}\``);
  }
  const db = await openDuckDb();
  try {
    return await draftMapping(db, file);
  } finally {
    await db.close();
  }
}

function summaryOf(path: string, out: string, { fields, questions }: MappingDraft): string[] {
  const names = (list: readonly { readonly field: string }[]) =>
    [...new Set(list.map(({ field }) => field))].join(", ") || "nothing";
  return [
    `wrote ${out}; mapped: ${names(fields)}; asked: ${names(questions)}`,
    `next: answer what it asks, then faultline exposure ${path} --map ${out}`,
  ];
}

function write(path: string, name: string, text: string): void {
  try {
    // Whoever wrote the file since it was looked for keeps it.
    writeFileSync(path, text, { flag: "wx" });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw alreadyThere(name);
    const fix = "name a file in a folder of yours";
    throw new InputError(name, `it cannot be written (${code})`, fix);
  }
}

function alreadyThere(name: string): InputError {
  return new InputError(name, "the file is there already", "move it, or name another file");
}
