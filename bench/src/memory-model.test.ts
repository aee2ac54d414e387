import { expect, test } from "vitest";
import { measureMemory, memoryModel, memoryRun } from "./memory-model.ts";

test("the model publishes as many series as it says", () => {
  expect(memoryModel().series).toHaveLength(memoryRun.series);
});

test("a run tells the memory of its process in bytes", async () => {
  const { bytes, seconds } = await measureMemory(256);
  expect(bytes).toBeGreaterThan(10 * 2 ** 20);
  expect(bytes).toBeLessThan(64 * 2 ** 30);
  expect(seconds).toBeGreaterThan(0);
});
