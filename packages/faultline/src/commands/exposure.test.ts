import { fileURLToPath } from "node:url";
import type { Exposure } from "@faultline/exposure";
import { describe, expect, it } from "vitest";
import { memoryIo } from "../testing/memory-io.ts";
import { exposureCommand, type RawExposureOptions } from "./exposure.ts";

const cwd = fileURLToPath(new URL("../../../../examples/aider/", import.meta.url));

async function run(options: RawExposureOptions, columns = 100): Promise<string> {
  const io = memoryIo({ cwd, columns });
  await exposureCommand(["same_tasks.csv"], { map: "map.yaml", keepLabels: true, ...options }, io);
  return io.out();
}

describe("faultline exposure of usage with outcomes", () => {
  it.each([80, 100])("tells what a success costs, in %d columns", async (columns) => {
    const lines = (await run({}, columns)).split("\n");
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
    const start = lines.findIndex((line) => line.startsWith("COST PER SUCCESS"));
    const outcomes = lines.slice(start + 1);
    expect(outcomes[0]).toMatch(/^DeepSeek-V3.* 225 +0 +70% +0\.88 +0\.006$/);
    expect(outcomes[18]).toMatch(/^o3-pro.* 225 +0 +85% +146 +0\.77$/);
    expect(outcomes[19]).toBe("");
    expect(outcomes[20]).toMatch(/^BY FEATURE/);
  });

  it("has the same in its JSON", async () => {
    const { exposure } = JSON.parse(await run({ json: true })) as { exposure: Exposure };
    expect(exposure.outcomes?.models).toHaveLength(19);
    expect(exposure.outcomes?.models.at(-1)).toMatchObject({
      model: "o3-pro (high)",
      attempts: 225,
    });
  });

  it("does not say that what was billed is missing for want of a list price", async () => {
    const text = await run({});
    expect(text).not.toContain("Not in any cost here");
    expect(text.replaceAll(/\s+/g, " ")).toContain(
      "costs of 15 models as billed, without a list price",
    );
  });
});
