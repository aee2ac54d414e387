import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** What a process of its own can be asked to measure; see `child-main.ts`. */
export type Task = "compile-cold" | "memory" | "futures";

/** Runs a task in a fresh process and gives what it prints; the bench must be built. */
export async function runTask<T>(task: Task, size: number): Promise<T> {
  const file = fileURLToPath(new URL("./child-main.js", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [file, task, String(size)]);
  return JSON.parse(stdout) as T;
}
