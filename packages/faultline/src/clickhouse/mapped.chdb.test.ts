import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type TestServer, useChdb } from "./testing/chdb.ts";
import { exposureOf, runExposure, scratch } from "./testing/exposures.ts";
import { insertRows } from "./testing/tables.ts";

const examples = fileURLToPath(new URL("../../../../examples/", import.meta.url));
const files = scratch();
const chdbFor = useChdb();

const quoted = (name: string) => `\`${name.replaceAll(/[\\`]/g, "\\$&")}\``;

/** Makes a table, and returns its address. */
async function made(
  chdb: TestServer,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<string> {
  const name = `mapped.${quoted(table)}`;
  await chdb.run("CREATE DATABASE IF NOT EXISTS mapped");
  await chdb.run(`DROP TABLE IF EXISTS ${name}`);
  const declared = Object.entries(columns).map(([column, type]) => `${quoted(column)} ${type}`);
  await chdb.run(`CREATE TABLE ${name} (${declared.join(", ")}) ENGINE = MergeTree ORDER BY ()`);
  await insertRows(chdb, name, rows);
  return `clickhouse://tester@${chdb.host}/mapped/${encodeURIComponent(table)}`;
}

/** A table of the same cells as a CSV, each column of a type. */
async function tableOf(
  chdb: TestServer,
  csv: string,
  types: Readonly<Record<string, string>>,
): Promise<string> {
  const rows: Record<string, string>[] = parse(csv, { columns: true });
  const columns = Object.fromEntries(
    Object.keys(rows[0] ?? {}).map((name) => [name, types[name] ?? "String"]),
  );
  return made(chdb, "example", columns, rows);
}

const published = [
  {
    folder: "mooncake",
    usage: "conversation_trace.csv",
    types: { input_length: "UInt32", output_length: "Nullable(Int64)", timestamp_ms: "UInt64" },
  },
  { folder: "mooncake", usage: "conversation_trace.csv", types: {} },
  {
    folder: "azure-conversation",
    usage: "AzureLLMInferenceTrace_conv.csv",
    types: { TIMESTAMP: "DateTime64(7, 'UTC')", ContextTokens: "Int32" },
  },
  { folder: "azure-conversation", usage: "AzureLLMInferenceTrace_conv.csv", types: {} },
  { folder: "aider", usage: "same_tasks.csv", types: {} },
];

describe("a published trace gives the very result of its file", () => {
  for (const { folder, usage, types } of published) {
    const as = Object.keys(types).length === 0 ? "as text" : "in columns of types";
    test(`${folder}, ${as}`, async (context) => {
      const chdb = chdbFor(context);
      const file = `${examples}${folder}/${usage}`;
      const table = await tableOf(chdb, readFileSync(file, "utf8"), types);
      const options = ["--map", `${examples}${folder}/map.yaml`];
      if (folder !== "aider") options.push("--company", `${examples}${folder}/company.yaml`);
      expect(await exposureOf(table, ...options)).toEqual(await exposureOf(file, ...options));
    });
  }
});

const ID = "i`d \\ '";
const column = (name: string, ...includes: string[]) =>
  includes.length === 0 ? { column: name } : { column: name, includes };
// A mapping is YAML, and so is JSON.
const MAP = JSON.stringify({
  ts: column("t"),
  id: column(ID),
  provider: column("p"),
  model_raw: column("m"),
  tier: column("tier"),
  feature: column("f"),
  customer: column("c"),
  requests: column("r"),
  in_uncached: column("i", "cache_read", "cache_write_5m"),
  cache_read: column("cr"),
  cache_write_5m: column("cw"),
  cache_write_1h: column("ch"),
  out_visible: column("o", "out_reasoning"),
  out_reasoning: column("re"),
  billed_cost: column("usd"),
  currency: column("cur"),
  outcome: { success: column("won"), retry: column("again") },
});
const HOSTILE = "t'; DROP TABLE \"x\\` --";

const count = fc.oneof(
  { weight: 8, arbitrary: fc.nat(3000).map(String) },
  { weight: 2, arbitrary: fc.constantFrom("271999", "272000", "272001", "600000", "0", "5.00") },
  { weight: 1, arbitrary: fc.constantFrom("", "-1", "2.5", "x", "1e3", "1234567890123", " 7\t") },
);
const small = fc.oneof(fc.nat(20).map(String), fc.constantFrom("", "0"));
const label = fc.constantFrom(
  "A",
  "B's",
  "it\\",
  "\\'; --",
  " a b ",
  "",
  "é💥",
  "{x:String}",
  "two\nlines",
  "%s",
);
const record = fc.record({
  t: fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        "2025-07-01",
        // The price of o3 fell in between.
        "2025-06-09 10:00:00",
        "2025-06-12 10:00:00",
        "2025-07-01T00:00:00Z",
        "2025-07-01 00:29:59.999999999",
        "2025-07-01T16:30:00+02:00",
        "2025-07-02 23:59",
        "2025-12-31T23:59:59-0130",
        "2025-08-01 12:00:00 UTC",
        "2026-02",
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom("", "2025-02-30", "2025-13-01", "1999-12-31", "soon", "infinity"),
    },
  ),
  p: fc.constantFrom("openai", "deepseek", "", "azure"),
  m: fc.constantFrom("gpt-5.5", "deepseek-chat", "text-embedding-3-small", "o3", "mystery's"),
  tier: fc.constantFrom("", "flex", "priority", "batch"),
  f: label,
  c: label,
  r: fc.constantFrom("1", "1", "1", "2", "0", "7", ""),
  i: count,
  cr: small,
  cw: small,
  ch: small,
  o: count,
  re: fc.oneof(fc.constant(""), small),
  usd: fc.constantFrom("", "", "0.25", "1e-7", "0.0000000005", "12.3456789", "-1", "NaN", "1e10"),
  won: fc.constantFrom("yes", "Passed", "0", "no", "", "", "maybe"),
  again: fc.constantFrom("", "0", "2", "true", "no", "no", "-1"),
  cur: fc.constantFrom("USD", "usd", "", "USD", "USD", "EUR"),
});

/** What the records of a table have in common: without it hardly two would fall into one sum. */
const shared = fc.oneof(
  fc.constant({}),
  fc
    .record({
      model: fc.constantFrom("openai gpt-5.5", "openai o3", "deepseek deepseek-chat", "x mystery"),
      tier: fc.constantFrom("", "flex"),
      f: label,
      c: label,
    })
    .map(({ model, ...rest }) => {
      const [p = "", m = ""] = model.split(" ");
      return { ...rest, p, m };
    }),
  fc.constant({ p: "openai", m: "text-embedding-3-small", tier: "", f: "", c: "" }),
);

test("any cells give the very result of their file, whatever the names", async (context) => {
  const chdb = chdbFor(context);
  const map = files.write("map.yaml", MAP);
  const options = ["--map", map, "--allow-rejects", "--keep-labels"];
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { minLength: 60, maxLength: 150 }),
      shared,
      async (some, same) => {
        const sound = { t: "2025-07-01", p: "", m: "o3", tier: "", f: "", c: "", r: "1", i: "1" };
        const rest = {
          cr: "",
          cw: "",
          ch: "",
          o: "0",
          re: "",
          usd: "",
          won: "",
          again: "",
          cur: "",
        };
        const rows = [{ ...sound, ...rest }, ...some.map((row) => ({ ...row, ...same }))].map(
          (row, i) => ({
            ...row,
            [ID]: i % 3 === 0 ? "" : `id ${i}`,
          }),
        );
        const names = Object.keys(rows[0]!);
        const cells = (list: readonly string[]) =>
          list.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");
        const lines = [names, ...rows.map((row) => Object.values(row))].map(cells);
        const file = files.write("usage.csv", `${lines.join("\n")}\n`);
        const types = Object.fromEntries(names.map((name) => [name, "String"]));
        const table = await made(chdb, HOSTILE, types, rows);
        expect(await exposureOf(table, ...options)).toEqual(await exposureOf(file, ...options));
      },
    ),
    { numRuns: 12 },
  );
}, 180_000);

describe("times are those of the file", () => {
  const at = ["2024-03-31 01:30:00", "2024-03-31 12:00:00", "2024-11-05 23:59:59"];
  const cases: readonly (readonly [string, object, readonly string[]])[] = [
    ["in a zone", { timezone: "Europe/Paris" }, at],
    [
      "in the hours that its clocks skip and repeat",
      { timezone: "Europe/Paris" },
      ["2024-03-31 02:30:00", "2024-10-27 02:30:00", ...at],
    ],
    ["from an epoch", { epoch: "2024-01-01T00:00:00Z", unit: "ms" }, ["0", "1500.5", "86400000"]],
    ["in seconds", { unit: "s" }, ["1711848600", "1711848600.123456", "1730851199"]],
    [
      "in a format",
      { dateFormat: "%d/%m/%Y %H:%M:%S" },
      at.map((text) => text.replace(/(\d+)-(\d+)-(\d+)/, "$3/$2/$1")),
    ],
    [
      "in a format and a zone",
      { dateFormat: "[%Y.%m.%d] %H-%M", timezone: "America/New_York" },
      at.map((text) => `[${text.slice(0, 10).replaceAll("-", ".")}] ${text.slice(11, 13)}-07`),
    ],
  ];
  for (const [name, how, times] of cases) {
    test(name, async (context) => {
      const chdb = chdbFor(context);
      const map = { ...how, ts: column("t"), in_uncached: column("n"), feature: column("n") };
      const options = ["--map", files.write("map.json", JSON.stringify(map))];
      const mapping = [...options, "--keep-labels", "--allow-rejects"];
      const rows = times.map((t, i) => ({ t, n: String(i + 1) }));
      const lines = rows.map(({ t, n }) => `${t},${n}\n`);
      const file = files.write("times.csv", `t,n\n${lines.join("")}`);
      const table = await made(chdb, "times", { t: "String", n: "String" }, rows);
      expect(await exposureOf(table, ...mapping)).toEqual(await exposureOf(file, ...mapping));
    });
  }

  test("in columns of dates and times, whatever the server's zone", async (context) => {
    const chdb = chdbFor(context);
    const map = { ts: column("t"), in_uncached: column("n") };
    const mapping = ["--map", files.write("map.json", JSON.stringify(map))];
    for (const [type, value, start] of [
      ["Date", "2024-03-31", "2024-03-31T00:00:00.000Z"],
      ["Nullable(Date32)", "2024-03-31", "2024-03-31T00:00:00.000Z"],
      ["DateTime('Asia/Tokyo')", "2024-03-31 09:00:01", "2024-03-31T00:00:01.000Z"],
      ["DateTime64(3, 'America/Lima')", "2024-03-30 19:00:01.250", "2024-03-31T00:00:01.250Z"],
    ] as const) {
      const table = await made(chdb, "typed", { t: type, n: "UInt8" }, [{ t: value, n: 1 }]);
      expect(await exposureOf(table, ...mapping)).toMatchObject({ period: { start } });
    }
  });
});

test("constants and names with quotes and backslashes mean themselves", async (context) => {
  const chdb = chdbFor(context);
  const hostile = "\\' OR 1=1 -- \"`{x:String}";
  const map = {
    ts: column(hostile),
    feature: { value: hostile },
    customer: { value: "back\\slash" },
    model_raw: { value: "deepseek-chat\\'" },
    in_uncached: column("n"),
  };
  const rows = [{ [hostile]: "2024-01-01", n: 3 }];
  const table = await made(chdb, hostile, { [hostile]: "Date", n: "UInt8" }, rows);
  const mapping = ["--map", files.write("map.json", JSON.stringify(map)), "--keep-labels"];
  const prices = files.write(
    "company.yaml",
    JSON.stringify({ prices: { "deepseek-chat\\'": { input: 1, output: 1 } } }),
  );
  expect(await exposureOf(table, ...mapping, "--company", prices)).toMatchObject({
    rows: [{ feature: hostile, customer: "back\\slash", inUncached: 3, estimatedUsd: 3e-6 }],
  });
});

describe("one line says what is wrong when", () => {
  async function errorOf(chdb: TestServer, map: object, path = "errors"): Promise<string> {
    const rows = [{ t: "2024-01-01", n: 1 }];
    await made(chdb, "errors", { t: "Date", n: "UInt8", list: "Array(String)" }, rows);
    const mapping = files.write("map.json", JSON.stringify(map));
    const address = `clickhouse://tester@${chdb.host}/mapped/${path}`;
    const { code, err } = await runExposure([address, "--map", mapping]);
    expect(code).toBe(1);
    return err;
  }
  const sound = { ts: column("t"), in_uncached: column("n") };
  const cases: readonly (readonly [string, object, RegExp, string?])[] = [
    ["a column is missing", { ...sound, feature: column("m") }, /no column "m", which the mapping/],
    [
      "a column is a list",
      { ...sound, feature: column("list") },
      /"list" is Array\(String\), which/,
    ],
    ["no tokens are mapped", { ts: column("t") }, /maps neither in_uncached nor out_visible/],
    [
      "a column of dates gets a format",
      { ...sound, unit: "ms" },
      /which the mapping's unit cannot/,
    ],
    [
      "a format is not read here",
      { ...sound, ts: column("n"), dateFormat: "%A" },
      /dateFormat has "%A", which is not read in ClickHouse; use %Y, %m/,
    ],
    [
      "an attribute is mapped",
      { ...sound, tier: { attribute: "x" } },
      /takes tier from a attribute/,
    ],
    [
      "bounds have no column",
      { period: { start: "2024-01-01", end: "2024-02-01" }, in_uncached: column("n") },
      /from and to need a column of a date or time, and the mapping names none/,
      "errors?from=2024-01-01",
    ],
    ["there is no such table", sound, /no table "nope" in the database "mapped"; check/, "nope"],
    [
      "bounds are of a column without dates",
      { ...sound, ts: column("n") },
      /from and to need a column of a date or time, and "n" is UInt8; leave/,
      "errors?to=2024-01-01",
    ],
  ];
  for (const [name, map, told, path] of cases) {
    test(name, async (context) => {
      expect(await errorOf(chdbFor(context), map, path)).toMatch(told);
    });
  }

  test("the database or the password is wrong", async (context) => {
    const { host } = chdbFor(context);
    const { err } = await runExposure([`clickhouse://tester@${host}/nope/t`]);
    expect(err).toMatch(/no database "nope"; check its name\n$/);
    const refused = await runExposure([`clickhouse://tester@${host}/mapped/errors`], "wrong");
    expect(refused.err).toMatch(/the server does not let the user "tester" in; check the user/);
    expect(refused.err).not.toContain("wrong");
  });
});
