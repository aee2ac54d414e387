import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { InputError } from "@faultline/exposure";
import { openDuckDb } from "../duckdb/index.ts";
import { type OutTable, csvOf } from "./out-table.ts";

/** Lists each file of a report with its digest, in the form that `sha256sum --check` reads. */
const manifest = "SHA256SUMS";

/** The option that asks for files, as the command line gives it. */
export interface RawOut {
  /** Directory for the report, the result and its tables. */
  readonly out?: string;
}

/** What is written into a directory. */
export interface OutContent {
  /** Files by name, as they are. */
  readonly files: Readonly<Record<string, string>>;
  /** Tables, each as CSV and as Parquet. */
  readonly tables: readonly OutTable[];
}

/**
 * Checks that a directory may be written to, before anything is run. Throws {@link InputError} for
 * one that holds anything but an earlier report as it was written.
 */
export function checkOutDirectory(path: string, cwd: string): void {
  const target = resolve(cwd, path);
  let problem: string | undefined;
  try {
    let there = target;
    while (!existsSync(there)) there = dirname(there);
    if (!statSync(there).isDirectory()) problem = "a part of its path is a file";
    else if (there === target) problem = whatWouldBeLost(target);
  } catch (error) {
    throw cannotWrite(path, error);
  }
  if (problem === undefined) return;
  throw new InputError(`--out ${path}`, problem, "give an empty or a new directory");
}

/** What is in a directory besides an earlier report: replacing it would delete somebody's work. */
function whatWouldBeLost(target: string): string | undefined {
  const held = readdirSync(target).toSorted();
  if (held.length === 0) return undefined;
  if (!held.includes(manifest)) return "it holds files that are not of an earlier report";
  const lines = readFileSync(join(target, manifest), "utf8").trimEnd().split("\n");
  const digests = new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
  const others = held.filter((name) => name !== manifest);
  const foreign = others.find((name) => !digests.has(name));
  if (foreign !== undefined) return `${foreign} in it is not of an earlier report`;
  const changed = others.find((name) => digestOf(join(target, name)) !== digests.get(name));
  return changed && `${changed} in it was changed since the report was written`;
}

function digestOf(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

/**
 * Writes files and tables into a directory: all of them or none. They are made in a directory
 * beside it, which takes its place when it is whole.
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
    const names = readdirSync(fresh).toSorted();
    const sums = names.map((name) => `${digestOf(join(fresh!, name))}  ${name}\n`);
    writeFileSync(join(fresh, manifest), sums.join(""));
    // A temporary directory is its owner's alone; a report is read by whoever may read its parent.
    chmodSync(fresh, 0o777 & ~process.umask());
    // Again, as a run takes minutes in which somebody may have put a file there.
    checkOutDirectory(path, cwd);
    replace(target, fresh);
  } catch (error) {
    if (fresh !== undefined) rmSync(fresh, { recursive: true, force: true });
    throw cannotWrite(path, error);
  }
}

/**
 * Two renames, so that at no time a half-written report stands there; where the second fails, what
 * was there is put back.
 */
function replace(target: string, fresh: string): void {
  const old = existsSync(target) ? mkdtempSync(`${target}.old-`) : undefined;
  try {
    if (old !== undefined) renameSync(target, join(old, "was"));
    renameSync(fresh, target);
  } catch (error) {
    if (old !== undefined && existsSync(join(old, "was"))) renameSync(join(old, "was"), target);
    if (old !== undefined) rmSync(old, { recursive: true, force: true });
    throw error;
  }
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
    ENOENT: "nothing can be made there",
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
