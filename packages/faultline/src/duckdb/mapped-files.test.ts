import { gzipSync } from "node:zlib";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { detectFormat, importUsage, parseMapping, type UsageFile } from "@faultline/exposure";
import { openDuckDb, openUsageFile } from "./index.ts";
import { inputErrorOf } from "./testing/catching.ts";
import { tempFile } from "./testing/temp-file.ts";

const db = await openDuckDb();
const directory = mkdtempSync(join(tmpdir(), "faultline-mapped-"));
afterAll(async () => {
  await db.close();
  rmSync(directory, { recursive: true });
});

const MAP = `
ts: { column: at }
id: { column: id }
model_raw: { column: model }
customer: { column: customer }
in_uncached: { column: input, includes: [cache_read] }
cache_read: { column: cached }
out_visible: { column: output }
out_reasoning: { column: thought }
billed_cost: { column: cost }
`;

const mapping = parseMapping(MAP, "map.yaml");

async function imported(file: UsageFile, map = mapping) {
  const result = await importUsage(db, [{ file, mapping: map }]);
  const rows = await db.all(`SELECT CAST(ts AS VARCHAR) AS ts, record_id, model_raw, customer,
    in_uncached, cache_read, out_visible, out_reasoning, billed_cost FROM usage
    ORDER BY record_id`);
  return { result, rows };
}

interface Call {
  readonly id: string;
  readonly at: string;
  readonly customer: string | null;
  readonly input: number;
  readonly thought: number | null;
  readonly cost: string;
}

const calls: readonly Call[] = Array.from({ length: 3000 }, (_, i) => ({
  id: `r${String(i).padStart(5, "0")}`,
  at: `2025-09-${String(1 + (i % 28)).padStart(2, "0")}T10:00:00.125Z`,
  customer: i % 7 === 0 ? null : `cust ${i % 5}, "x"`,
  input: 100 + i,
  thought: i % 3 === 0 ? null : i % 4,
  cost: `0.00${1000 + i}`,
}));

const HEADER = "id,at,model,customer,input,cached,output,thought,cost";
const csvText = `${HEADER}\n${calls
  .map(({ id, at, customer, input, thought, cost }) =>
    [
      id,
      at,
      "gpt-4o",
      customer === null ? "" : `"${customer.replaceAll('"', '""')}"`,
      input,
      40,
      7,
      thought ?? "",
      cost,
    ].join(","),
  )
  .join("\n")}\n`;
const jsonText = calls
  .map(({ cost, ...call }) =>
    // The amount as a number in the text: no float comes between.
    JSON.stringify({ ...call, model: "gpt-4o", cached: 40, output: 7 }).replace(
      /\}$/,
      `,"cost":${cost}}`,
    ),
  )
  .join("\n");

async function parquetOf(name: string, from: string): Promise<UsageFile> {
  const path = join(directory, name);
  await db.run(`COPY (${from}) TO '${path}' (FORMAT parquet)`);
  return { ...openUsageFile(path), name };
}

describe("one table is the same usage", () => {
  const csv = tempFile("usage.csv", csvText);

  test.each([
    ["CSV, gzipped under any name", async () => tempFile("usage.data", gzipSync(csvText))],
    ["JSON lines", async () => tempFile("usage.jsonl", jsonText)],
    ["JSON lines, gzipped under any name", async () => tempFile("usage.log", gzipSync(jsonText))],
    [
      "Parquet of texts",
      () => parquetOf("texts.parquet", `FROM read_csv('${csv.sqlPath}', all_varchar=true)`),
    ],
    [
      "Parquet of numbers, decimals and instants",
      () =>
        parquetOf(
          "typed.parquet",
          `SELECT id, CAST("at" AS TIMESTAMPTZ) AS "at", model, customer, CAST(input AS BIGINT) AS input,
           CAST(cached AS DOUBLE) AS cached, CAST(output AS SMALLINT) AS output,
           CAST(thought AS INTEGER) AS thought, CAST(cost AS DECIMAL(12,9)) AS cost
           FROM read_csv('${csv.sqlPath}', all_varchar=true)`,
        ),
    ],
  ])("as %s", async (_, make) => {
    const plain = await imported(csv);
    expect(plain.result.accounting).toEqual({
      physical: 3000,
      kept: 3000,
      rejected: 0,
      blank: 0,
    });
    const other = await imported(await make());
    expect(other.result.accounting).toEqual(plain.result.accounting);
    expect(other.rows).toEqual(plain.rows);
  });
});

test("bad records of a Parquet file are told by their number", async () => {
  const file = await parquetOf(
    "bad.parquet",
    `SELECT 'r' || i AS id, TIMESTAMP '2025-09-01 10:00:00' AS "at", 'm' AS model, NULL AS customer,
     CASE WHEN i = 1200 THEN -5 ELSE 50 END AS input, 0 AS cached, 1 AS output,
     CAST(NULL AS INTEGER) AS thought, CASE WHEN i = 2100 THEN 'NaN' ELSE '0.5' END AS cost
     FROM range(3000) AS t(i)`,
  );
  const { result } = await imported(file);
  expect(result.accounting).toEqual({ physical: 3000, kept: 2998, rejected: 2, blank: 0 });
  expect(result.rejects).toMatchObject([
    { line: 1201, place: "record", reason: "a negative count", column: "input", value: "-5" },
    { line: 2101, place: "record", reason: "not a number", column: "cost", value: "NaN" },
  ]);
});

describe("JSON lines", () => {
  const line = (input: unknown, more = {}) =>
    JSON.stringify({ id: null, at: "2025-09-01", model: "m", input, output: 1, ...more });

  test("each bad line is told by its number, after blank lines too", async () => {
    const text = [line(1), "", "{oops", "[1]", line(-1), line("2.5"), line(3), "  "].join("\n");
    const { result } = await imported(tempFile("bad.jsonl", text));
    expect(result.accounting).toEqual({ physical: 8, kept: 2, rejected: 4, blank: 2 });
    expect(result.rejects.map(({ line: at, reason }) => [at, reason])).toEqual([
      [3, "a line that is not a JSON object"],
      [4, "a line that is not a JSON object"],
      [5, "a negative count"],
      [6, "not a whole number"],
    ]);
  });

  test("nested values are named by their path, and a key with dots by itself", async () => {
    const map = parseMapping(
      "ts: {column: meta.at}\nin_uncached: {column: usage.input}\nfeature: {column: a/b~c}\n",
      "map.yaml",
    );
    const text = [
      '{"meta":{"at":"2025-09-01"},"usage":{"input":5},"a/b~c":"f"}',
      '{"meta":{"at":"2025-09-01"},"usage.input":7,"usage":{"input":1}}',
    ].join("\n");
    await importUsage(db, [{ file: tempFile("nested.jsonl", text), mapping: map }]);
    expect(await db.all("SELECT in_uncached, feature FROM usage ORDER BY in_uncached")).toEqual([
      { in_uncached: "5", feature: "f" },
      { in_uncached: "7", feature: null },
    ]);
  });

  test("a name that no line has is told, not read as nothing", async () => {
    const map = parseMapping("ts: {column: at}\nin_uncached: {column: inputs}\n", "map.yaml");
    const file = tempFile("names.jsonl", `${line(1)}\n${line(2)}\n`);
    expect(await inputErrorOf(() => importUsage(db, [{ file, mapping: map }]))).toMatch(
      /names.jsonl: no line has "inputs", which the mapping names; did you mean "input"\?/,
    );
  });

  test("one document is refused with the way to lines", async () => {
    const file = tempFile("document.json", `[\n${line(1)},\n${line(2)}\n]\n`);
    expect(await inputErrorOf(() => importUsage(db, [{ file, mapping }]))).toMatch(
      /document.json:1: no JSON object on the first line.*jq -c/,
    );
  });
});

test("a damaged or repacked Parquet file, or a wrong --format, is one clear line", async () => {
  const file = await parquetOf("some.parquet", "SELECT 1 AS input, 2 AS output");
  const bytes: Uint8Array[] = [];
  for await (const chunk of file.bytes()) bytes.push(chunk);
  const packed = tempFile("some.parquet.gz", gzipSync(Buffer.concat(bytes)));
  expect(await inputErrorOf(() => importUsage(db, [{ file: packed, mapping }]))).toMatch(
    /some.parquet.gz: a gzipped Parquet file; unpack it with gunzip/,
  );
  expect(await inputErrorOf(() => importUsage(db, [{ file, mapping, format: "csv" }]))).toBe(
    "some.parquet: not csv; it looks like parquet",
  );
  expect(await detectFormat(file)).toMatchObject({ format: "parquet" });
});

test("a constant of the mapping that is none is told once, as the mapping's", async () => {
  const map = parseMapping(
    "ts: {column: at}\nin_uncached: {column: input}\nrequests: {value: many}\n",
    "map.yaml",
  );
  const file = tempFile("usage.csv", csvText);
  expect(await inputErrorOf(() => importUsage(db, [{ file, mapping: map }]))).toBe(
    "the mapping: the value of requests is not a number; correct it",
  );
});

test("a bad record deep in a large file is told by its line", async () => {
  const rows = 400_000;
  const lines = Array.from({ length: rows }, (_, i) =>
    i === 333_332 ? "r,2025-09-01,m,c,-1,0,1,,0.1" : `r${i},2025-09-01,m,"c ${i}",${i},0,1,,0.1`,
  );
  lines[200_000] = "short,row";
  const map = parseMapping(MAP.replace("id: { column: id }\n", ""), "map.yaml");
  const { result } = await imported(tempFile("large.csv", `${HEADER}\n${lines.join("\n")}`), map);
  expect(result.accounting).toMatchObject({ physical: rows, kept: rows - 2, rejected: 2 });
  expect(result.rejects).toMatchObject([
    { line: 200_002, reason: "a short row: fewer than 9 columns" },
    { line: 333_334, reason: "a negative count", value: "-1" },
  ]);
});
