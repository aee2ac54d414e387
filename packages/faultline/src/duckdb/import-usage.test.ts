import { afterAll, expect, test } from "vitest";
import { importUsage, parseMapping } from "@faultline/exposure";
import { inputErrorOf } from "./testing/catching.ts";
import { openDuckDb } from "./index.ts";
import { call, otlp } from "./testing/otlp-builder.ts";
import { tempFile } from "./testing/temp-file.ts";

const db = await openDuckDb();
afterAll(() => db.close());

const mapping = parseMapping("ts: {column: t}\nin_uncached: {column: n}\n", "map.yaml");
const content = "t,n\n2024-09-01,1\n2024-09-01,1\n\n2024-09-02,2\n";

async function tokens(): Promise<number> {
  const [row] = await db.all("SELECT CAST(sum(in_uncached) AS DOUBLE) AS n FROM usage");
  return Number(row?.["n"]);
}

test("importing the same file twice changes nothing but the count of duplicates", async () => {
  const file = tempFile("a.csv", content);
  await importUsage(db, [{ file, mapping }]);
  expect(await tokens()).toBe(4);
  const result = await importUsage(db, [
    { file, mapping },
    { file: tempFile("copy.csv", content), mapping },
  ]);
  expect(await tokens()).toBe(4);
  expect(result.files.map((one) => one.accounting)).toEqual([
    { physical: 4, kept: 3, rejected: 0, blank: 1 },
    { physical: 4, kept: 0, rejected: 3, blank: 1 },
  ]);
  expect(result.rejectCounts).toEqual([
    { kind: "duplicate", reason: "a record of a file that was imported already", count: 3 },
  ]);
});

test("files that start alike, as exports do, are other files if they end otherwise", async () => {
  const long = `t,n\n${"2024-09-01,1\n".repeat(1000)}`;
  const result = await importUsage(db, [
    { file: tempFile("a.csv", `${long}2024-09-02,5\n`), mapping },
    { file: tempFile("b.csv", `${long}2024-09-02,7\n`), mapping },
  ]);
  expect(result.accounting).toMatchObject({ kept: 2002, rejected: 0 });
  expect(await tokens()).toBe(2012);
});

test("equal rows of one file are separate calls when nothing identifies them", async () => {
  const result = await importUsage(db, [{ file: tempFile("a.csv", content), mapping }]);
  expect(result.accounting.kept).toBe(3);
});

test("formats mix in one import", async () => {
  const spans = tempFile("b.jsonl", otlp([{ id: "x", attributes: call(10, 1) }]));
  const result = await importUsage(db, [
    { file: tempFile("a.csv", content), mapping },
    { file: spans },
  ]);
  expect(result.files.map((one) => one.format)).toEqual(["csv", "otlp"]);
  expect(await tokens()).toBe(14);
});

test("a table without a mapping is asked for one", async () => {
  const message = await inputErrorOf(() => importUsage(db, [{ file: tempFile("a.csv", content) }]));
  expect(message).toBe(
    "a.csv: a csv file of no known format needs to be told what its columns mean; pass --map FILE, " +
      "which `faultline map` drafts",
  );
});

const month = (start: string, end: string) =>
  parseMapping(`period: {start: ${start}, end: ${end}}\nin_uncached: {column: n}\n`, "map.yaml");

test("declared periods of several files span all of them", async () => {
  const result = await importUsage(db, [
    { file: tempFile("sep.csv", "k,n\na,1\n"), mapping: month("2024-09-01", "2024-10-01") },
    { file: tempFile("aug.csv", "k,n\nb,1\n"), mapping: month("2024-08-01", "2024-09-01") },
  ]);
  expect(result.declaredPeriod).toEqual({
    start: "2024-08-01T00:00:00.000Z",
    end: "2024-10-01T00:00:00.000Z",
  });
});
