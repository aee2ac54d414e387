import { expect, test } from "vitest";
import { openDuckDb } from "./duckdb-database.ts";

test("appended values come back as they went in", async () => {
  const db = await openDuckDb();
  await db.run("CREATE TABLE t (a VARCHAR, b BIGINT, c UBIGINT, d DOUBLE, e BOOLEAN, f INTEGER)");
  await db.insert("t", [
    ["é'\u2028", -5, 2n ** 60n, 0.1, true, 7],
    [null, null, null, null, null, null],
  ]);
  expect(await db.all("SELECT * FROM t")).toEqual([
    { a: "é'\u2028", b: "-5", c: "1152921504606846976", d: 0.1, e: true, f: 7 },
    { a: null, b: null, c: null, d: null, e: null, f: null },
  ]);
  await db.close();
});

test("money is exact", async () => {
  const db = await openDuckDb();
  const [row] = await db.all(
    "SELECT CAST(sum(x) AS VARCHAR) AS s FROM (SELECT CAST('0.1' AS DECIMAL(18,9)) AS x FROM range(10))",
  );
  expect(row).toEqual({ s: "1.000000000" });
  await db.close();
});

test("it has limits, spills to a place of its own, fetches nothing, and closes twice", async () => {
  const db = await openDuckDb({ memoryLimit: "256MB", threads: 1 });
  const [row] =
    await db.all(`SELECT current_setting('memory_limit') AS memory, current_setting('threads') AS threads,
    current_setting('temp_directory') AS spill, current_setting('TimeZone') AS zone,
    current_setting('autoinstall_known_extensions') AS install`);
  expect(row).toMatchObject({ memory: "244.1 MiB", threads: "1", zone: "UTC", install: false });
  expect(String(row?.["spill"])).toMatch(/faultline-/);
  await db.close();
  await db.close();
});

test("a column type that cannot be appended is refused, not guessed", async () => {
  const db = await openDuckDb();
  await db.run("CREATE TABLE t (a DATE)");
  await expect(db.insert("t", [["2024-01-01"]])).rejects.toThrow(/type that insert does not write/);
  await db.close();
});
