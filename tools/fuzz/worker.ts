import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { UsageDatabase, UsageFile } from "@faultline/exposure";
import { MOST_KEPT_BYTES, readCorpus } from "./corpus.ts";
import { Fuzzer } from "./fuzz.ts";

/** What a worker is to do: its own share of the cases, and which of them it starts with. */
export interface Task {
  readonly seed: number;
  readonly from: number;
  readonly step: number;
  readonly count: number;
  /** Pattern of the names of the sound inputs to take. */
  readonly bases: string;
}

/** What a worker tells: a case it starts, one that is new of its kind, or one that failed. */
export type Report =
  | { readonly at: number }
  | { readonly base: string; readonly kind: string; readonly base64: string }
  | { readonly failed: number; readonly base: string; readonly why: string }
  | { readonly done: true };

interface DuckDb {
  readonly openDuckDb: (options: { threads: number }) => Promise<UsageDatabase>;
  readonly openUsageFile: (path: string) => UsageFile;
}

/** The embedded database as it is built, which is what people run. */
export async function loadDuckDb(): Promise<DuckDb> {
  const built = new URL("../../packages/faultline/dist/duckdb/index.js", import.meta.url);
  return (await import(built.href)) as DuckDb;
}

/** Runs the cases of a task, and tells of each. */
export async function runTask(task: Task, tell: (report: Report) => void): Promise<void> {
  const { openDuckDb, openUsageFile } = await loadDuckDb();
  // Memory where there is some, as each case writes a file.
  const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "fuzz-"));
  // Two cores' threads over a few records would only wait for each other.
  const db = await openDuckDb({ threads: 1 });
  try {
    const corpus = readCorpus();
    const fuzzer = await Fuzzer.create({ db, open: openUsageFile, folder }, corpus, task.bases);
    const known = new Set([...corpus.values()].flat().map(({ base, kind }) => `${base} ${kind}`));
    for (let index = task.from; index < task.count; index += task.step) {
      tell({ at: index });
      try {
        const { base, kind, bytes } = await fuzzer.run(task.seed, index);
        if (known.has(`${base} ${kind}`) || bytes.length > MOST_KEPT_BYTES) continue;
        known.add(`${base} ${kind}`);
        tell({ base, kind, base64: Buffer.from(bytes).toString("base64") });
      } catch (error) {
        const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
        tell({ failed: index, base: fuzzer.make(task.seed, index).base.name, why });
      }
    }
    tell({ done: true });
  } finally {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const task = process.env["FUZZ_TASK"];
if (process.send !== undefined && task !== undefined) {
  await runTask(JSON.parse(task) as Task, (report) => process.send?.(report));
  process.disconnect();
}
