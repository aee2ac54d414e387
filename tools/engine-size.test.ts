import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { expect, test } from "vitest";

const source = (entry: string) =>
  fileURLToPath(new URL(`../packages/engine/src/${entry}`, import.meta.url));

/** Bytes of entries of the engine with all that they need, minified and compressed. */
async function sizeOf(...entries: readonly string[]): Promise<number> {
  const bundle = await rolldown({
    input: "all",
    plugins: [
      {
        name: "all",
        resolveId: (id) => (id === "all" ? id : undefined),
        load: (id) =>
          id === "all"
            ? entries.map((entry) => `export * from ${JSON.stringify(source(entry))};`).join("\n")
            : undefined,
      },
    ],
  });
  const { output } = await bundle.generate({ format: "esm", minify: true });
  await bundle.close();
  expect(output).toHaveLength(1);
  return gzipSync(output[0].code, { level: 9 }).length;
}

test("what runs a model is smaller than 40 kB", async () => {
  expect(await sizeOf("index.ts")).toBeLessThan(40_000);
});

test("with the analyses it is smaller than 50 kB, and all in all than 60 kB", async () => {
  expect(await sizeOf("index.ts", "analysis/index.ts")).toBeLessThan(50_000);
  const all = await sizeOf("index.ts", "analysis/index.ts", "explain/index.ts", "xmile/index.ts");
  console.log(`The engine, minified and compressed: ${all} bytes.`);
  expect(all).toBeLessThan(60_000);
});
