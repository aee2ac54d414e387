import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { UsageFile } from "@faultline/exposure";
import { openUsageFile } from "../usage-file.ts";

const directory = mkdtempSync(join(tmpdir(), "faultline-test-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

let files = 0;

/** Writes a file for the database to read, and opens it; its name ends in `name`. */
export function tempFile(name: string, content: string | Uint8Array): UsageFile {
  const path = join(directory, `${files++}-${name}`);
  writeFileSync(path, content);
  return { ...openUsageFile(path), name };
}
