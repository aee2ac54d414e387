import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { InputError } from "@faultline/exposure";
import { openDuckDb } from "../duckdb/index.ts";
import { type OutTable, csvOf } from "./tables.ts";

/** A file that marks a directory as one of ours. */
const marker = "result.json";

/** What is written into a directory. */
export interface OutContent {
  /** Files by name, as they are. */
  readonly files: Readonly<Record<string, string>>;
  /** Tables, each as CSV and as Parquet. */
  readonly tables: readonly OutTable[];
}

/**
 * Checks that a directory may be written to, before anything is run. Throws {@link InputError} for
 * one that holds something else.
 */
export function checkOutDirectory(path: string, cwd: string): void {
  const target = resolve(cwd, path);
  try {
    if (!existsSync(target)) return;
    const held = readdirSync(target);
    if (held.length === 0 || held.includes(marker)) return;
  } catch (error) {
    throw cannotWrite(path, error);
  }
  const problem = "it holds files that are not of an earlier report";
  throw new InputError(`--out ${path}`, problem, "give an empty or a new directory");
}

/**
 * Writes files and tables into a directory: all of them or none. They are made in a directory beside
 * it, which takes its place when it is whole.
 */
export async function writeOutDirectory(
  path: string,
  cwd: string,
  { files, tables }: OutContent,
): Promise<void> {
  const target = resolve(cwd, path);
  let fresh: string | undefined;
  try {
    mkdirSync(dirname(target), { recursive: true });
    fresh = mkdtempSync(`${target}.new-`);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(fresh, name), text);
    for (const table of tables) writeFileSync(join(fresh, `${table.name}.csv`), csvOf(table));
    await writeParquet(fresh, tables);
    // A temporary directory is its owner's alone; a report is read by whoever may read its parent.
    chmodSync(fresh, 0o777 & ~process.umask());
    replace(target, fresh);
  } catch (error) {
    if (fresh !== undefined) rmSync(fresh, { recursive: true, force: true });
    throw cannotWrite(path, error);
  }
}

/** Two renames, so that at no time a half-written report stands there. */
function replace(target: string, fresh: string): void {
  const old = existsSync(target) ? mkdtempSync(`${target}.old-`) : undefined;
  if (old !== undefined) renameSync(target, join(old, "was"));
  renameSync(fresh, target);
  if (old !== undefined) rmSync(old, { recursive: true, force: true });
}

async function writeParquet(directory: string, tables: readonly OutTable[]): Promise<void> {
  const db = await openDuckDb();
  try {
    for (const { name, columns, rows } of tables) {
      const declared = columns.map((column) => `"${column.name}" ${column.type}`);
      await db.run(`CREATE OR REPLACE TABLE out_table (${declared.join(", ")})`);
      const finite = rows.map((row) =>
        row.map((value) => (typeof value === "number" && !Number.isFinite(value) ? null : value)),
      );
      await db.insert("out_table", finite);
      const file = join(directory, `${name}.parquet`).replaceAll("'", "''");
      await db.run(`COPY out_table TO '${file}' (FORMAT parquet)`);
    }
  } finally {
    await db.close();
  }
}

function cannotWrite(path: string, error: unknown): unknown {
  if (error instanceof InputError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const why: Readonly<Record<string, string>> = {
    EACCES: "it may not be written to",
    EROFS: "it is on a disk that may not be written to",
    ENOSPC: "the disk is full",
    ENOTDIR: "a part of its path is a file",
    EEXIST: "a part of its path is a file",
  };
  const full = /no space left/i.test(message) ? "the disk is full" : undefined;
  const problem = why[code ?? ""] ?? full;
  if (problem === undefined) return error;
  return new InputError(`--out ${path}`, problem, "give a directory that can be written to");
}
