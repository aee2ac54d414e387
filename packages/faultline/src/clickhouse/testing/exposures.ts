import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect } from "vitest";
import { runCli } from "../../cli.ts";
import { memoryIo } from "../../testing/memory-io.ts";
import { PASSWORD_VARIABLE } from "../address.ts";
import { testPassword } from "./chdb.ts";

/** What the command line prints and returns, with the tests' password in its environment. */
export async function run(
  ...args: readonly string[]
): Promise<{ code: number; out: string; err: string }> {
  const io = memoryIo({ env: { [PASSWORD_VARIABLE]: testPassword } });
  const code = await runCli(args, io);
  return { code, out: io.out(), err: io.err() };
}

/** What `faultline exposure` prints and returns, with a password in its environment. */
export async function runExposure(
  args: readonly string[],
  password = testPassword,
): Promise<{ code: number; out: string; err: string }> {
  const io = memoryIo({ env: { [PASSWORD_VARIABLE]: password } });
  const code = await runCli(["exposure", ...args], io);
  return { code, out: io.out(), err: io.err() };
}

/** The JSON of `faultline exposure`, without the names of what it read; it must not fail. */
export async function exposureOf(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { code, out, err } = await runExposure([...args, "--json"]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const { files, ...result } = JSON.parse(out) as Record<string, unknown>;
  expect(files).toBeDefined();
  return result;
}

/** A directory for the files of a file's tests, which is removed after them. */
export function scratch(): { write: (name: string, text: string) => string } {
  const directory = mkdtempSync(join(tmpdir(), "faultline-test-"));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return {
    write: (name, text) => {
      const path = join(directory, name);
      writeFileSync(path, text);
      return path;
    },
  };
}
