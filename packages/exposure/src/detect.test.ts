import { expect, test } from "vitest";
import { detectFormat } from "./detect.ts";
import { inputErrorOf } from "./testing/catching.ts";
import { call, otlp } from "./testing/otlp-builder.ts";
import { tempFile } from "./testing/temp-file.ts";

test("spans are known by resourceSpans, whatever the file is called", async () => {
  const request = otlp([{ id: "a", attributes: call(1, 1) }]);
  expect(await detectFormat(tempFile("export.txt", request))).toMatchObject({ format: "otlp" });
  const pretty = JSON.stringify(JSON.parse(request), null, 2);
  expect(await detectFormat(tempFile("export.json", pretty))).toMatchObject({ format: "otlp" });
});

test("a table is known by its header", async () => {
  const detected = await detectFormat(tempFile("usage.data", "time;input;output\n1;2;3\n"));
  expect(detected).toEqual({ format: "csv", evidence: "a header of columns: time;input;output" });
});

test.each([
  ["metrics.json", '{"resourceMetrics":[]}', /OTLP resourceMetrics/],
  ["other.json", '{"object":"page","data":[]}\n', /its keys are object, data/],
  ["usage.parquet", "PAR1xxxx", /Parquet/],
  ["notes.txt", "hello world\n", /starts with "hello world"/],
  ["blank.csv", "\n\n", /no content/],
])("%s is refused with what was seen", async (name, content, message) => {
  expect(await inputErrorOf(() => detectFormat(tempFile(name, content)))).toMatch(message);
});

test("UTF-16 is named as such", async () => {
  const utf16 = Buffer.from("\uFEFFa,b\n1,2\n", "utf16le");
  expect(await inputErrorOf(() => detectFormat(tempFile("excel.csv", utf16)))).toMatch(/UTF-16/);
});
