import { expect, test } from "vitest";
import { detectFormat } from "./detect.ts";
import { inputErrorOf } from "./testing/catching.ts";
import { memoryFile } from "./testing/memory-file.ts";

test("spans are known by resourceSpans, whatever the file is called", async () => {
  const request = '{"resourceSpans":[{"scopeSpans":[{"spans":[]}]}]}';
  expect(await detectFormat(memoryFile("export.txt", request))).toMatchObject({ format: "otlp" });
  const pretty = JSON.stringify(JSON.parse(request), null, 2);
  expect(await detectFormat(memoryFile("export.json", pretty))).toMatchObject({ format: "otlp" });
});

test("a table is known by its header", async () => {
  const detected = await detectFormat(memoryFile("usage.data", "time;input;output\n1;2;3\n"));
  expect(detected).toMatchObject({
    format: "csv",
    evidence: "a header of columns: time;input;output",
  });
});

test("JSON of no known format needs a mapping, and its keys are told", async () => {
  expect(await detectFormat(memoryFile("other.json", '{"object":"page","data":[]}\n'))).toEqual({
    format: "jsonl",
    shape: "json",
    title: "JSON that needs a mapping",
    evidence: "keys of no known format: object, data",
  });
});

test.each([
  ["metrics.json", '{"resourceMetrics":[]}', /OTLP resourceMetrics/],
  ["usage.parquet", "PAR1xxxx", /cannot be read as Parquet: it breaks off/],
  ["notes.txt", "hello world\n", /starts with "hello world"/],
  ["blank.csv", "\n\n", /no content/],
])("%s is refused with what was seen", async (name, content, message) => {
  expect(await inputErrorOf(() => detectFormat(memoryFile(name, content)))).toMatch(message);
});

test("UTF-16 is named as such", async () => {
  const utf16 = Buffer.from("\uFEFFa,b\n1,2\n", "utf16le");
  expect(await inputErrorOf(() => detectFormat(memoryFile("excel.csv", utf16)))).toMatch(/UTF-16/);
});
