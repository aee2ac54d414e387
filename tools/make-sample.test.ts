import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

test("the committed sample is what its generator writes, and stays small", () => {
  const directory = mkdtempSync(join(tmpdir(), "faultline-sample-"));
  const fresh = join(directory, "usage.jsonl");
  execFileSync(process.execPath, [path("make-sample.mjs"), fresh]);
  const committed = readFileSync(path("../packages/faultline/sample/usage.otlp.jsonl"));
  expect(readFileSync(fresh).equals(committed)).toBe(true);
  expect(committed.length).toBeLessThan(1_500_000);
  rmSync(directory, { recursive: true });
});
