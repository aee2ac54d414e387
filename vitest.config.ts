import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (name: string, entry = "") =>
  fileURLToPath(new URL(`packages/${name}/src/${entry}index.ts`, import.meta.url));

export default defineConfig({
  resolve: {
    // Tests read the sources, so a stale build can never make one pass.
    alias: {
      "@faultline/engine/analysis": source("engine", "analysis/"),
      "@faultline/engine/explain": source("engine", "explain/"),
      "@faultline/engine": source("engine"),
      "@faultline/economy": source("economy"),
      "@faultline/exposure": source("exposure"),
      "@faultline/faultline": source("faultline"),
    },
  },
  test: {
    include: ["packages/*/src/**/*.test.ts", "bench/src/**/*.test.ts", "tools/**/*.test.ts"],
    testTimeout: 60_000,
    reporters: ["default", "./tools/closing-line-reporter.ts"],
  },
});
