import * as fc from "fast-check";
import { expect, test } from "vitest";
import { inputErrorOf } from "../testing/catching.ts";
import { scanCsv } from "./csv-scan.ts";

async function* chunks(text: string, size: number): AsyncIterable<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

const scan = (text: string, size = 1 << 20) => scanCsv("f.csv", chunks(text, size), ",");

test.each([
  ["plain", "a,b\n1,2\n3,4\n", 2, 0],
  ["no final line end", "a,b\n1,2\n3,4", 2, 0],
  ["CRLF and blank lines", "a,b\r\n1,2\r\n\r\n3,4\r\n", 3, 1],
  ["blank lines at the end", "a,b\n1,2\n\n\n", 3, 2],
  ["a line end inside quotes", 'a,b\n1,"x\ny"\n3,4\n', 2, 0],
  ["doubled quotes", 'a,b\n1,"say ""hi""\nthere"\n3,4\n', 2, 0],
  ["a quote in the middle of a field", 'a,b\n1,5" pipe\n3,4\n', 2, 0],
  ["a quote after a space", 'a,b\n1, "x\ny"\n3,4\n', 2, 0],
  ["only a header", "a,b\n", 0, 0],
])("counts records with %s, in pieces of any size", async (_, text, records, blank) => {
  for (const size of [1, 2, 3, 7, 1 << 20]) {
    expect(await scan(text, size)).toMatchObject({ records, blank });
  }
});

test("counting alone finds what following each line does, in pieces of any size", async () => {
  const piece = fc.constantFrom("1", ",", "\n", "\n", "x", '"', '""', "\r\n", " ");
  const texts = fc.array(piece, { maxLength: 80 }).map((pieces) => `a,b\n1,2\n${pieces.join("")}`);
  await fc.assert(
    fc.asyncProperty(texts, fc.integer({ min: 1, max: 40 }), async (text, size) => {
      const followed = () => scanCsv("f.csv", chunks(text, size), ",", () => {});
      let expected: unknown;
      try {
        expected = await followed();
      } catch (error) {
        await expect(scan(text, size)).rejects.toEqual(error);
        return;
      }
      expect(await scan(text, size)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test("tells the line each record starts on", async () => {
  const lines: [number, boolean][] = [];
  const text = 'a,b\n1,"x\ny"\n\n3,4\n';
  await scanCsv("f.csv", chunks(text, 4), ",", (line, blank) => lines.push([line, blank]));
  expect(lines).toEqual([
    [2, false],
    [4, true],
    [5, false],
  ]);
});

test.each([
  [
    "never closes",
    'a,b,c\n1,x,1\n2,"x,1\n3,y,1\n4,y,1\n',
    /^f\.csv:3: a quote opens here and never closes/,
  ],
  [
    "ends in other text",
    'a,b,c\n1,x,1\n2,"x,1\n3,"y,1\n4,y,1\n',
    /^f\.csv:3: a quote opens here and swallows 1 further line/,
  ],
  [
    "is closed by another stray quote far below",
    'a,b,c\n2,"x,1\n3,y,1\n4,y",1\n5,x,1\n',
    /^f\.csv:2: a quote opens here and swallows 2 further lines/,
  ],
  ["turns up in the header", '"a,b\n1,2\n', /^f\.csv:1: a quote opens here/],
])("names the line where a stray quote opens that %s", async (_, text, message) => {
  for (const size of [1, 5, 1 << 20])
    expect(await inputErrorOf(() => scan(text, size))).toMatch(message);
});

test("a long text in quotes is not mistaken for swallowed records", async () => {
  const prompt = '"Dear all,\n\nplease find, as agreed, the list.\nbest, me\n"';
  expect(await scan(`id,prompt,n\n1,${prompt},5\n2,x,6\n`)).toMatchObject({
    records: 2,
    blank: 0,
    spansLines: true,
  });
});

test.each([
  ["LF after CRLF", "a,b\r\n1,2\n", /^f\.csv:2: the line ends with LF, those before with CRLF/],
  ["bare carriage returns", "a,b\r1,2\r", /^f\.csv:1: a bare carriage return/],
])("refuses mixed line ends: %s", async (_, text, message) => {
  for (const size of [1, 1 << 20])
    expect(await inputErrorOf(() => scan(text, size))).toMatch(message);
});
