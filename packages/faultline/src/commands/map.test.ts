import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FORMATS, type Mapping, parseMapping } from "@faultline/exposure";
import { runCli } from "../cli.ts";
import { openDuckDb } from "../duckdb/index.ts";
import { fixturePath } from "../duckdb/testing/fixture.ts";
import { type Schema, faultsOf } from "../testing/conforms.ts";
import { memoryIo } from "../testing/memory-io.ts";

const cwd = mkdtempSync(join(tmpdir(), "faultline-map-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const examples = fileURLToPath(new URL("../../../../examples/", import.meta.url));
const schema = JSON.parse(
  readFileSync(new URL("../../schema/map.json", import.meta.url), "utf8"),
) as Schema;

async function run(...args: readonly string[]) {
  const io = memoryIo({ cwd });
  const code = await runCli(args, io);
  return { code, out: io.out(), err: io.err() };
}

const rows = [
  { at: "2024-09-01T10:00:00Z", model: "gpt-4o", usage: { input_tokens: 10, output_tokens: 2 } },
  { at: "2024-09-01T11:00:00Z", model: "gpt-4o", usage: { input_tokens: 11, output_tokens: 3 } },
];
const table = `at,model,input_tokens,output_tokens\n${rows
  .map(({ at, model, usage }) => [at, model, usage.input_tokens, usage.output_tokens].join(","))
  .join("\n")}\n`;

/** What each kept mapping says that its file proves. */
const proven: Readonly<Record<string, { file: string; keys: readonly (keyof Mapping)[] }>> = {
  aider: { file: "same_tasks.csv", keys: ["ts", "model_raw", "in_uncached", "out_visible"] },
  "azure-conversation": {
    file: "AzureLLMInferenceTrace_conv.csv",
    keys: ["ts", "in_uncached", "out_visible"],
  },
  // Whether the input holds the cached tokens is the paper's to say, so it is asked.
  mooncake: { file: "conversation_trace.csv", keys: ["ts", "unit", "out_visible"] },
};

describe.each(Object.entries(proven))("the draft for the example %s", (name, { file, keys }) => {
  const usage = join(examples, name, file);
  const kept = parseMapping(readFileSync(join(examples, name, "map.yaml"), "utf8"), "map.yaml");

  it("agrees with the kept mapping where the file proves it, and asks the rest", async () => {
    const { code, out, err } = await run("map", usage);
    expect([code, err]).toEqual([0, ""]);
    const drafted = parseMapping(out, "draft.yaml");
    for (const key of keys) expect(drafted[key]).toEqual(kept[key]);
    const { questions, fields } = JSON.parse((await run("map", usage, "--json")).out) as Record<
      "questions" | "fields",
      { field: string }[]
    >;
    const named = new Set([...questions, ...fields].map(({ field }) => field));
    const missing = Object.keys(kept).filter((key) => !named.has(key));
    expect(missing).toEqual(["name", "note"]);
  });

  it("runs as it is, and keeps every record", async () => {
    const draft = `${name}.yaml`;
    expect((await run("map", usage, "--out", draft)).code).toBe(0);
    const { out, err } = await run("exposure", usage, "--map", draft, "--json");
    expect(err).toBe("");
    const { accounting } = JSON.parse(out) as { accounting: Record<string, number> };
    expect(accounting["kept"]).toBe(accounting["physical"]);
  });
});

it("an answer taken from the draft for Mooncake is the kept mapping", async () => {
  const { out } = await run("map", join(examples, "mooncake/conversation_trace.csv"));
  const yes = out.slice(out.indexOf("#? yes:")).split("\n").slice(1, 3);
  const kept = parseMapping(readFileSync(join(examples, "mooncake/map.yaml"), "utf8"), "map.yaml");
  const { in_uncached, cache_read } = parseMapping(
    yes.map((line) => line.replace(/^# /, "")).join("\n"),
    "answer.yaml",
  );
  expect({ in_uncached, cache_read }).toEqual({
    in_uncached: kept.in_uncached,
    cache_read: kept.cache_read,
  });
});

describe("faultline map", () => {
  beforeAll(() => {
    writeFileSync(join(cwd, "usage.csv"), table);
    writeFileSync(join(cwd, "semicolons.csv"), table.replaceAll(",", ";"));
    writeFileSync(join(cwd, "usage.jsonl"), rows.map((row) => JSON.stringify(row)).join("\n"));
    writeFileSync(join(cwd, "pages.json"), JSON.stringify({ data: rows }));
  });

  it("writes a file, says what it asks, and never writes over one", async () => {
    const { code, out } = await run("map", "usage.csv", "--out", "map.yaml");
    expect(code).toBe(0);
    expect(out).toMatch(
      /^wrote map\.yaml; mapped: ts, model_raw, in_uncached, out_visible; asked: /,
    );
    const written = readFileSync(join(cwd, "map.yaml"), "utf8");
    expect((await run("map", "usage.csv")).out).toBe(written);
    const again = await run("map", "usage.csv", "--out", "map.yaml");
    expect(again).toEqual({
      code: 1,
      out: "",
      err: "faultline: map.yaml: the file is there already; move it, or name another file\n",
    });
    expect(readFileSync(join(cwd, "map.yaml"), "utf8")).toBe(written);
  });

  it("gives the same as JSON, in its schema", async () => {
    const result = JSON.parse((await run("map", "usage.csv", "--json")).out) as { mapping: string };
    expect(result.mapping).toBe((await run("map", "usage.csv")).out);
    expect(faultsOf(result, schema)).toEqual([]);
  });

  it("finds another delimiter", async () => {
    expect((await run("map", "semicolons.csv")).out).toContain('delimiter: ";"');
    await run("map", "semicolons.csv", "--out", "semicolons.yaml");
    expect((await run("exposure", "semicolons.csv", "--map", "semicolons.yaml")).code).toBe(0);
  });

  it.each(["usage.jsonl", "pages.json"])(
    "names the keys of %s, inner ones by their path",
    async (name) => {
      const mapping = parseMapping((await run("map", name)).out, "draft.yaml");
      expect(mapping).toMatchObject({
        ts: { column: "at" },
        in_uncached: { column: "usage.input_tokens" },
        out_visible: { column: "usage.output_tokens" },
      });
    },
  );

  it("names the columns of Parquet", async () => {
    const db = await openDuckDb();
    await db.run(
      `COPY (SELECT TIMESTAMPTZ '2024-09-01 10:00:00Z' AS at, 'gpt-4o' AS model,
        10 AS input_tokens, 2 AS output_tokens) TO '${join(cwd, "usage.parquet")}' (FORMAT parquet)`,
    );
    await db.close();
    const mapping = parseMapping((await run("map", "usage.parquet")).out, "draft.yaml");
    expect(mapping).toMatchObject({
      ts: { column: "at" },
      model_raw: { column: "model" },
      in_uncached: { column: "input_tokens" },
    });
  });

  it.each(FORMATS.map(({ name }) => name))("says that %s needs none", async (name) => {
    const file = ["csv", "jsonl", "json"].map((end) => fixturePath(`${name}.${end}`)).find(isThere);
    const { code, out, err } = await run("map", file!);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(`(${name}) needs no mapping; run \`faultline exposure `);
  });

  it.each([
    ["nowhere.csv", /no such file/],
    ["notes.txt", /neither JSON nor CSV/],
    ["header.csv", /it holds no records to learn from/],
    ["stray.csv", /stray\.csv:2: a quote opens here and never closes/],
  ])("answers %s in one line", async (name, message) => {
    writeFileSync(join(cwd, "notes.txt"), "hello world\n");
    writeFileSync(join(cwd, "header.csv"), "a,b\n");
    writeFileSync(join(cwd, "stray.csv"), 'a,b\n1,"2\n3,4\n');
    const { code, err } = await run("map", name);
    expect(code).toBe(1);
    expect(err).toMatch(message);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });
});

function isThere(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}
