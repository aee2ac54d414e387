import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDb, openUsageFile } from "../../packages/faultline/src/duckdb/index.ts";
import { Broken } from "./check.ts";
import { readCorpus } from "./corpus.ts";
import { countRecords } from "./count.ts";
import { INNER, OUTER } from "./damage.ts";
import { Fuzzer } from "./fuzz.ts";
import { Random } from "./random.ts";

const folder = mkdtempSync(join(tmpdir(), "faultline-fuzz-"));
const db = await openDuckDb({ threads: 1 });
const corpus = readCorpus();
let fuzzer: Fuzzer;

beforeAll(async () => {
  fuzzer = await Fuzzer.create({ db, open: openUsageFile, folder }, corpus);
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the kept corpus", () => {
  test("is of inputs that are still made", () => {
    const names = new Set(fuzzer.bases.map(({ name }) => name));
    const unknown = [...corpus.keys()].filter((name) => !names.has(name));
    expect(unknown).toEqual([]);
    expect([...corpus.values()].flat().length).toBeGreaterThan(200);
  });

  test.each([...corpus].map(([name, kept]) => ({ name, kept })))(
    "of $name ends in results or clear lines",
    async ({ name, kept }) => {
      const base = fuzzer.bases.find((one) => one.name === name)!;
      for (const { bytes } of kept) await fuzzer.check(base, bytes);
    },
  );
});

describe("the fuzzer", () => {
  test("makes the same input of a seed and a number, and others of others", () => {
    const made = (seed: number, index: number) => Buffer.from(fuzzer.make(seed, index).bytes);
    expect(made(1, 7)).toEqual(made(1, 7));
    const texts = new Set(Array.from({ length: 50 }, (_, index) => made(1, index).toString()));
    expect(texts.size).toBeGreaterThan(45);
    expect(made(2, 7)).not.toEqual(made(1, 7));
  });

  test.each(Object.entries({ ...INNER, ...OUTER }))("damages: %s", (_, damage) => {
    const sound = Buffer.from('{"a": 1, "label": "some text"}\n"b",2,three\n');
    const changed = Array.from({ length: 20 }, (_, n) => damage(sound, new Random(5, n)));
    expect(changed.some((bytes) => !sound.equals(bytes))).toBe(true);
  });

  test("takes an input that no importer accounts for as broken", async () => {
    const base = fuzzer.bases.find(({ name }) => name === "openai-usage.csv")!;
    // A database that loses a row on the way.
    const lossy = {
      ...db,
      all: async (sql: string) => {
        if (sql.startsWith("SELECT count(*) AS n, count")) await db.run("DELETE FROM usage_row");
        return db.all(sql);
      },
    };
    const other = await Fuzzer.create({ db: lossy, open: openUsageFile, folder }, new Map());
    await expect(other.check(base, base.bytes)).rejects.toThrow(Broken);
  });
});

test.each([
  ["a,b\n1,2\n\n3,4", "csv", 3],
  ['a,b\n"1\n2",2\n', "csv", 1],
  ['a,b\n1"2,"3\n', "csv", null],
  ['{"a":1}\n\n{"a":\n', "litellm", 3],
  ['[{"a":1},2]', "claude-code", 2],
  ['{"data":[1,2]}', "litellm", 2],
  ['{"data":[{"results":[1,2]},{"results":[]},{}]}', "openai-usage", 3],
  ['{"resourceSpans":[{"scope":[{"startTimeUnixNano":"1"}]}]}', "otlp", 1],
] as const)("%j holds the records a reader would count", (text, format, expected) => {
  expect(countRecords(Buffer.from(text), format)).toBe(expected);
});
