import { fileURLToPath } from "node:url";
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
    const outcomes = lines.slice(lines.findIndex((line) => line.startsWith("OUTCOMES")) + 1);
    expect(outcomes[0]).toMatch(/ 225 +70% +0\.88 +\$0\.006$/);
    expect(outcomes[18]).toMatch(/^o3-pro.* 225 +85% +146\.32 +\$0\.77$/);
    expect(outcomes[19]).toBe("");
  });

  it("has the same in its JSON", async () => {
    const { outcomes } = JSON.parse(await run({ json: true })) as { outcomes: unknown[] };
    expect(outcomes).toHaveLength(19);
    expect(outcomes.at(-1)).toMatchObject({ model: "o3-pro (high)", tasks: 225 });
  });

  it("does not say that what was billed is missing for want of a list price", async () => {
    const text = await run({});
    expect(text).not.toContain("Not in any cost here");
    expect(text.replaceAll(/\s+/g, " ")).toContain("15 models without one, at what was billed");
  });
});
