import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import {
  type ImportResult,
  importUsage,
  InputError,
  parseMapping,
  requireClean,
} from "@faultline/exposure";
import { inputErrorOf } from "./testing/catching.ts";
import { openDuckDb } from "./index.ts";
import { tempFile } from "./testing/temp-file.ts";

const db = await openDuckDb();
afterAll(() => db.close());

const MAP = `
ts: { column: time }
model_raw: { column: model }
in_uncached: { column: input, includes: [cache_read] }
cache_read: { column: cached }
out_visible: { column: output }
billed_cost: { column: cost }
`;
const HEADER = "time,model,input,cached,output,cost";
const GOOD = "2024-09-01T10:00:00Z,gpt-4o,100,40,7,0.25";

async function importCsv(content: string | Uint8Array, map = MAP): Promise<ImportResult> {
  const file = tempFile("usage.csv", content);
  return importUsage(db, [{ file, mapping: parseMapping(map, "map.yaml") }]);
}

const csv = (...rows: string[]) => `${[HEADER, ...rows].join("\n")}\n`;

async function usage() {
  return db.all(`SELECT CAST(ts AS VARCHAR) AS ts, model_raw, in_uncached, cache_read, out_visible,
    out_reasoning, billed_cost FROM usage ORDER BY ts, in_uncached`);
}

test("splits a total into disjoint buckets and keeps money exact", async () => {
  const result = await importCsv(csv(GOOD));
  expect(result.accounting).toEqual({ physical: 1, kept: 1, rejected: 0, blank: 0 });
  expect(await usage()).toEqual([
    {
      ts: "2024-09-01 10:00:00",
      model_raw: "gpt-4o",
      in_uncached: "60",
      cache_read: "40",
      out_visible: "7",
      out_reasoning: null,
      billed_cost: "0.250000000",
    },
  ]);
});

describe("each bad record is rejected with its line, column and value", () => {
  test.each([
    ["a negative count", "2024-09-01,m,-5,0,7,1", "a negative count", "input", "-5"],
    ["NaN tokens", "2024-09-01,m,NaN,0,7,1", "not a number", "input", "NaN"],
    ["a thousands comma", '2024-09-01,m,"1,234",0,7,1', "not a number", "input", "1,234"],
    [
      "a fraction, which a cast would round",
      "2024-09-01,m,3.7,0,7,1",
      "not a whole number",
      "input",
      "3.7",
    ],
    [
      "an underscore, which a cast would drop",
      "2024-09-01,m,1_000,0,7,1",
      "not a number",
      "input",
      "1_000",
    ],
    [
      "an empty count, which a cast would make NULL",
      "2024-09-01,m,,0,7,1",
      "an empty count",
      "input",
      null,
    ],
    ["NaN money", "2024-09-01,m,5,0,7,NaN", "not a number", "cost", "NaN"],
    ["infinite money", "2024-09-01,m,5,0,7,inf", "not a number", "cost", "inf"],
    ["money with a sign", "2024-09-01,m,5,0,7,$0.10", "not a number", "cost", "$0.10"],
    ["negative money", "2024-09-01,m,5,0,7,-0.10", "a negative amount of money", "cost", "-0.10"],
    ["a date that is none", "2024-02-30,m,5,0,7,1", "not a timestamp", "time", "2024-02-30"],
    ["a word that a TIMESTAMP takes", "infinity,m,5,0,7,1", "not a timestamp", "time", "infinity"],
    ["an ambiguous date", "10/11/2024,m,5,0,7,1", "not a timestamp", "time", "10/11/2024"],
    ["an empty timestamp", ",m,5,0,7,1", "an empty timestamp", "time", null],
    [
      "more cached than input",
      "2024-09-01,m,5,6,7,1",
      "a cached count larger than the input that contains it",
      "cached",
      "6",
    ],
    [
      "a count beyond reason",
      "2024-09-01,m,9999999999999,0,7,1",
      "a count past 10^12 tokens in one record",
      "input",
      "9999999999999",
    ],
  ])("%s", async (_, row, reason, column, value) => {
    // A blank line and a quoted line end shift the database's own numbering.
    const result = await importCsv(csv(GOOD, "", '2024-09-01,"a ""b""",1,0,1,1', row, GOOD));
    expect(result.accounting).toEqual({ physical: 5, kept: 3, rejected: 1, blank: 1 });
    expect(result.rejects).toEqual([
      { file: "usage.csv", line: 5, place: "line", kind: "corrupt", reason, column, value },
    ]);
    expect(() => requireClean(result)).toThrow(/^usage\.csv:5: .*--allow-rejects/);
  });
});

describe("the silent losses of a CSV reader are loud", () => {
  test("projection: a bad row in columns nobody maps is still seen", async () => {
    const map =
      "period: {start: 2024-09-01, end: 2024-10-01}\nmodel_raw: {value: m}\nin_uncached: {column: a}\n";
    const result = await importCsv("a,b,c\n1,x,y\n2\n3,x,y,z\n4,x,y\n", map);
    expect(result.accounting).toEqual({ physical: 4, kept: 2, rejected: 2, blank: 0 });
    expect(result.rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [3, "a short row: fewer than 3 columns"],
      [4, "a long row: more than 3 columns"],
    ]);
    expect(() => requireClean(result)).toThrow("usage.csv:3: a short row");
  });

  test("timestamps: an offset is applied, not dropped, and a bad one is no NULL", async () => {
    const result = await importCsv(
      csv(
        "2024-09-01 00:00:00+02,m,1,0,1,1",
        "2024-09-01T00:00:00-0530,m,2,0,1,1",
        "junk,m,3,0,1,1",
      ),
    );
    expect(result.accounting).toMatchObject({ kept: 2, rejected: 1 });
    expect((await usage()).map((row) => row["ts"])).toEqual([
      "2024-08-31 22:00:00",
      "2024-09-01 05:30:00",
    ]);
  });

  test("a stray quote that would swallow the rest of the file fails, naming its line", async () => {
    const rows = Array.from({ length: 1000 }, () => GOOD);
    rows[499] = '2024-09-01,"gpt-4o,100,40,7,1';
    expect(await inputErrorOf(() => importCsv(csv(...rows)))).toBe(
      "usage.csv:501: a quote opens here and never closes; remove the stray quote or close it",
    );
  });

  test("two stray quotes that would hide the rows between them fail too", async () => {
    const rows = [
      GOOD,
      '2024-09-01,"gpt-4o,100,40,7,1',
      GOOD,
      GOOD,
      '2024-09-01,gpt-4o",100,40,7,1',
      GOOD,
    ];
    expect(await inputErrorOf(() => importCsv(csv(...rows)))).toMatch(
      /^usage\.csv:3: a quote opens here/,
    );
  });

  test("text after a closing quote costs that record only", async () => {
    const result = await importCsv(csv(GOOD, '2024-09-01,"gpt"4o,1,0,1,1', GOOD));
    expect(result.rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [3, "text after a closing quote"],
    ]);
  });

  test("types are told, not guessed: one bad row changes neither the columns nor the header", async () => {
    const result = await importCsv(csv("2024-09-01,m,oops,0,1,1", GOOD, GOOD));
    expect(result.accounting).toMatchObject({ kept: 2, rejected: 1 });
    expect((await usage()).map((row) => row["in_uncached"])).toEqual(["60", "60"]);
  });

  test("blank lines are counted and kept apart from rejects", async () => {
    const result = await importCsv(`${HEADER}\n${GOOD}\n\n\n${GOOD}\n\n`);
    expect(result.accounting).toEqual({ physical: 5, kept: 2, rejected: 0, blank: 3 });
  });

  test("a blank line in a one-column file is an empty value, told by its line", async () => {
    const map = "period: {start: 2024-09-01, end: 2024-10-01}\nin_uncached: {column: n}\n";
    const file = tempFile("one.csv", "n\n5\n\n7\n");
    const mapping = parseMapping(map, "map.yaml");
    const result = await importUsage(db, [{ file, mapping, format: "csv" }]);
    expect(result.accounting).toEqual({ physical: 3, kept: 2, rejected: 1, blank: 0 });
    expect(result.rejects).toMatchObject([{ line: 3, reason: "an empty count" }]);
  });

  test("many bad rows are all counted, though only the first thousand are described", async () => {
    const bad = Array.from({ length: 1500 }, () => "2024-09-01,m,-1,0,1,1");
    const result = await importCsv(csv(...bad, GOOD));
    expect(result.accounting).toEqual({ physical: 1501, kept: 1, rejected: 1500, blank: 0 });
    expect(result.rejects).toHaveLength(1000);
    expect(result.rejectCounts).toEqual([
      { kind: "corrupt", reason: "a negative count", count: 1500 },
    ]);
  });

  test("text that is not UTF-8 is rejected by line", async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${HEADER}\n2024-09-01,`),
      Buffer.from([0xff, 0xfe]),
      Buffer.from(`,1,0,1,1\n${GOOD}\n`),
    ]);
    const result = await importCsv(bytes);
    expect(result.rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [2, "text that is not UTF-8"],
    ]);
  });
});

describe("a file or mapping that cannot work is one clear line", () => {
  test.each([
    [
      "a missing column",
      "time,model,inputs,cached,output,cost\n2024-09-01,m,1,0,1,1\n",
      MAP,
      /^usage\.csv:1: no column "input".*did you mean "inputs"\?$/,
    ],
    [
      "a column that occurs twice",
      "time,model,input,input,cached,output,cost\n2024-09-01,m,1,1,0,1,1\n",
      MAP,
      /column "input" occurs twice/,
    ],
    ["only a header", `${HEADER}\n`, MAP, /no records after the header/],
    ["a blank first line", `\n${HEADER}\n`, MAP, /^usage\.csv:1: the first line is blank/],
    [
      "no good record at all",
      csv("x,m,1,0,1,1", "y,m,1,0,1,1"),
      MAP,
      /^usage\.csv:2: none of 2 records can be counted \(the first: not a timestamp "x" in "time"\)/,
    ],
    ["mixed line ends", `${HEADER}\r\n${GOOD}\n`, MAP, /^usage\.csv:2: the line ends with LF/],
    [
      "attributes of spans",
      csv(GOOD),
      "ts: {column: time}\nmodel_raw: {attribute: x}\nin_uncached: {column: input}\n",
      /takes model_raw from a attribute/,
    ],
    [
      "no tokens mapped",
      csv(GOOD),
      "ts: {column: time}\n",
      /maps neither in_uncached nor out_visible/,
    ],
    ["no time mapped", csv(GOOD), "in_uncached: {column: input}\n", /neither ts nor period/],
  ])("%s", async (_, content, map, message) => {
    expect(await inputErrorOf(() => importCsv(content, map))).toMatch(message);
  });
});

async function at(map: string, value: string) {
  await importCsv(`t,n\n${value},5\n`, `in_uncached: {column: n}\nts: {column: t}\n${map}`);
  return (await usage())[0]?.["ts"];
}

describe("time", () => {
  test.each([
    [
      "milliseconds from an epoch",
      "epoch: 2024-06-03T00:00:00Z\nunit: ms",
      "90500",
      "2024-06-03 00:01:30.5",
    ],
    ["seconds since 1970", "unit: s", "1725148800", "2024-09-01 00:00:00"],
    [
      "an epoch without offset is UTC on any machine",
      "epoch: 2024-06-03T10:00:00",
      "60",
      "2024-06-03 10:01:00",
    ],
    ["seven digits of a second", "", "2023-11-16 18:15:46.6805900", "2023-11-16 18:15:46.68059"],
    ["a month", "", "2024-09", "2024-09-01 00:00:00"],
    [
      "a zone with summer time",
      "timezone: Europe/Paris",
      "2024-07-01 02:00:00",
      "2024-07-01 00:00:00",
    ],
    [
      "an offset beats the zone",
      "timezone: Europe/Paris",
      "2024-07-01T02:00:00Z",
      "2024-07-01 02:00:00",
    ],
    ["a format", 'dateFormat: "%d/%m/%Y"', "03/09/2024", "2024-09-03 00:00:00"],
  ])("%s", async (_, map, value, expected) => {
    expect(await at(map, value)).toBe(expected);
  });

  test("a unit error shows as a date outside reason", async () => {
    expect(await inputErrorOf(() => at("unit: s", "1725148800000"))).toMatch(
      /outside the years 2000 to 2100/,
    );
  });
});

test("records with an id count once, also over files", async () => {
  const map = "id: {column: id}\nts: {column: t}\nin_uncached: {column: n}\n";
  const mapping = parseMapping(map, "map.yaml");
  const one = tempFile(
    "one.csv",
    "id,t,n\na,2024-09-01,1\nb,2024-09-01,2\na,2024-09-01,1\n,2024-09-01,9\n,2024-09-01,9\n",
  );
  const two = tempFile("two.csv", "id,t,n\nb,2024-09-01,2\nc,2024-09-01,4\n");
  const result = await importUsage(db, [
    { file: one, mapping },
    { file: two, mapping },
  ]);
  expect(result.accounting).toEqual({ physical: 7, kept: 5, rejected: 2, blank: 0 });
  expect(result.rejects.map(({ file, line, kind }) => [file, line, kind])).toEqual([
    ["one.csv", 4, "duplicate"],
    ["two.csv", 2, "duplicate"],
  ]);
  expect(() => requireClean(result)).not.toThrow();
});

test("column names with quotes, and labels with any text, are only data", async () => {
  const map =
    `ts: {column: "it's ""when"""}\nmodel_raw: {column: m}\nin_uncached: {column: n}\n`.replaceAll(
      '""',
      '\\"',
    );
  await importCsv(`"it's ""when""",m,n\n2024-09-01,"'); DROP TABLE usage; --",3\n`, map);
  expect((await usage())[0]?.["model_raw"]).toBe("'); DROP TABLE usage; --");
});

test("a file of any bytes is either fully accounted for or one clear line", async () => {
  const piece = fc.constantFrom(
    "1",
    ",",
    ",",
    '"',
    "\n",
    "\n",
    "\r\n",
    "2024-09-01",
    "x",
    " ",
    "-",
    "é",
    '""',
    "NaN",
    "\t",
    "\0",
  );
  const map = parseMapping("ts: {column: a}\nin_uncached: {column: b}\n", "map.yaml");
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
      const file = tempFile("fuzz.csv", `a,b,c\n2024-09-01,1,x\n${pieces.join("")}`);
      try {
        const { accounting } = await importUsage(db, [{ file, mapping: map, format: "csv" }]);
        expect(accounting.kept + accounting.rejected + accounting.blank).toBe(accounting.physical);
        const [row] = await db.all("SELECT count(*) AS n FROM usage");
        expect(Number(row?.["n"])).toBe(accounting.kept);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
      }
    }),
    { numRuns: 300 },
  );
});
