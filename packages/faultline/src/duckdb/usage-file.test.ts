import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openDuckDb } from "./duckdb-database.ts";
import { openUsageFile, usagePaths } from "./usage-file.ts";

const directory = mkdtempSync(join(tmpdir(), "faultline-test-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function write(name: string, content: string): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

async function linesOf(content: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of openUsageFile(write("lines.txt", content)).lines()) lines.push(line);
  return lines;
}

test("lines end at LF or CRLF and nowhere else", async () => {
  expect(await linesOf("a\r\nb\u2028c\n\nd")).toEqual(["a", "b\u2028c", "", "d"]);
  expect(await linesOf("a\n")).toEqual(["a"]);
});

test("a line longer than a read is still one line", async () => {
  const long = "é".repeat(1_500_000);
  expect(await linesOf(`x\n${long}\ny\n`)).toEqual(["x", long, "y"]);
});

test("a name that looks like a pattern finds only itself", async () => {
  const db = await openDuckDb();
  const file = openUsageFile(write("we[ir]d*?.csv", "a\n1\n"));
  write("we[ir]d-other-x.csv", "a\n2\n");
  const rows = await db.all(
    `SELECT a FROM read_csv('${file.sqlPath}', columns={'a': 'VARCHAR'}, auto_detect=false, header=true)`,
  );
  expect(rows).toEqual([{ a: "1" }]);
  await db.close();
});

test("the fingerprint is that of the bytes", async () => {
  const one = openUsageFile(write("one", "abc"));
  expect(await one.fingerprint()).toBe(
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});

test.each([
  ["nowhere.csv", /no such file; check the path$/],
  ["", /not a file; name one file$/],
])("a path without a file is one clear line: %j", (name, message) => {
  expect(() => openUsageFile(join(directory, name))).toThrow(message);
});

test("a folder stands for its files of one kind, JSON lines first, and not for its empty ones", () => {
  const folder = mkdtempSync(join(directory, "folder-"));
  const put = (name: string, content = "x") => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  };
  const found = () => usagePaths(folder).map((path) => relative(folder, path));
  put("README.md");
  expect(found).toThrow(/a folder without \.jsonl, \.parquet, \.csv, \.json files; name a file/);
  put("settings.json");
  put("part-2.csv");
  put("b/part-1.csv.gz");
  put("empty.parquet", "");
  expect(found()).toEqual(["b/part-1.csv.gz", "part-2.csv"]);
  put("session.jsonl");
  expect(found()).toEqual(["session.jsonl"]);
});

test("a pattern stands for what it matches, and a file of its very name for itself", () => {
  const folder = mkdtempSync(join(directory, "globs-"));
  mkdirSync(join(folder, "b"));
  for (const name of ["2.csv", "1.csv", "b/3.csv", "notes.txt", "we[ir]d.csv"]) {
    writeFileSync(join(folder, name), "x");
  }
  const found = (pattern: string) =>
    usagePaths(join(folder, pattern)).map((path) => relative(folder, path));
  expect(found("?.csv")).toEqual(["1.csv", "2.csv"]);
  expect(found("**/[0-9].csv")).toEqual(["1.csv", "2.csv", "b/3.csv"]);
  expect(found("we[ir]d.csv")).toEqual(["we[ir]d.csv"]);
  expect(() => found("*.parquet")).toThrow(/\*\.parquet: no file matches; check the pattern$/);
});

test("an empty file is one clear line", () => {
  expect(() => openUsageFile(write("empty.csv", ""))).toThrow(
    /the file is empty; export the usage again$/,
  );
});
