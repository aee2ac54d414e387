import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

test("the committed page of history is what its generator writes", () => {
  const fresh = execFileSync(process.execPath, [path("history-page.mjs"), "--print"], {
    encoding: "utf8",
  });
  // Else: npx tsc -b && node tools/history-page.mjs
  expect(readFileSync(path("../docs/history.md"), "utf8") === fresh).toBe(true);
});
