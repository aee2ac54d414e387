import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { importUsage, parseMapping } from "@faultline/exposure";
import { openDuckDb } from "./index.ts";
import { tempFile } from "./testing/temp-file.ts";

const db = await openDuckDb();
afterAll(() => db.close());

/** A text of these pieces, now and then between blanks. */
function textOf(...pieces: readonly string[]): fc.Arbitrary<string> {
  const blank = fc.constantFrom("", "", "", " ", "\t");
  return fc
    .tuple(blank, fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 7 }), blank)
    .map(([before, middle, after]) => before + middle.join("") + after);
}

const trim = (text: string) => text.replaceAll(/^[ \t]+|[ \t]+$/g, "");
const digits = ["0", "1", "7", "42", "000", "999999"];

/** Imports a column of cells, and returns its values by row; undefined for a rejected one. */
async function read(column: string, map: string, cells: readonly string[], value: string) {
  const mapping = parseMapping(map, "map.yaml");
  // The cell stands in the middle, where no line end protects its blanks.
  const lines = cells.map((cell, row) => `${row},${cell},1`);
  const file = tempFile("cells.csv", `row,${column},one\n-1,${cells[0]},1\n${lines.join("\n")}\n`);
  const { accounting } = await importUsage(db, [{ file, mapping }]);
  expect(accounting.kept + accounting.rejected).toBe(cells.length + 1);
  const rows = await db.all(`SELECT feature, CAST(${value} AS VARCHAR) AS value FROM usage`);
  const found = new Map(rows.map((row) => [Number(row["feature"]), row["value"]]));
  return cells.map((_, row) => found.get(row));
}

/** Tells the cells whose value is another than it should be. */
function expectValues(
  cells: readonly string[],
  values: readonly unknown[],
  of: (cell: string) => unknown,
): void {
  const wrong = cells.flatMap((cell, row) =>
    values[row] === of(cell) ? [] : [{ cell, found: values[row], wanted: of(cell) }],
  );
  expect(wrong).toEqual([]);
}

const PERIOD = "period: {start: 2025-09-01, end: 2025-10-01}\n";
const ROW = "feature: {column: row}\n";

test("a count is what its digits say, or refused, however it is written", async () => {
  const texts = fc.sample(textOf(...digits, ".", ".0", "-", "+", "_", "e", "1e2", "x", " "), 3000);
  const cells = ["5", ...texts];
  const map = `${PERIOD}${ROW}in_uncached: {column: n}\n`;
  const values = await read("n", map, cells, "in_uncached");
  expectValues(cells, values, (cell) => {
    const match = /^(\d{1,12})(\.0+)?$/.exec(trim(cell));
    return match === null ? undefined : String(Number(match[1]));
  });
});

test("an optional count that is no number is refused, and an empty one is not told", async () => {
  const cells = ["5", "", " ", "\t", ...fc.sample(textOf(...digits, ".", "-", "_", "x"), 1500)];
  const map = `${PERIOD}${ROW}out_visible: {column: one}\nout_reasoning: {column: n}\n`;
  const values = await read("n", map, cells, "out_reasoning");
  expectValues(cells, values, (cell) => {
    if (trim(cell) === "") return null;
    const match = /^(\d{1,12})(\.0+)?$/.exec(trim(cell));
    return match === null ? undefined : String(Number(match[1]));
  });
});

test("an amount of money is what its text says, or refused, however it is written", async () => {
  const pieces = [...digits, ".", ".5", "-", "+", "_", "e", "e-3", "inf", "$"];
  const texts = fc
    .sample(textOf(...pieces), 3000)
    // Past a hundred zeros the database rounds as it likes, to a billionth or to nothing.
    .filter((text) => !/e[-+]?\d{3}/.test(text))
    // Digits past 10^9 are too many for it, whatever the exponent takes off again.
    .filter((text) => !/\d{10}.*e/.test(text));
  const cells = ["0.25", "", " ", "5.", "7e ", "1_0", "+1", "1e-9", "999999999.9", ...texts];
  const map = `${PERIOD}${ROW}in_uncached: {column: one}\nbilled_cost: {column: usd}\n`;
  const values = await read("usd", map, cells, "billed_cost");
  const near = cells.map((cell, row) => {
    const [text, value] = [trim(cell), values[row]];
    const off = Math.abs(Number(value) - Number(text)) / Math.max(1, Number(text));
    return typeof value === "string" && off < 2e-9 ? "near" : value;
  });
  expectValues(cells, near, (cell) => {
    const text = trim(cell);
    if (text === "") return null;
    if (!/^\d*\.?\d+([eE][-+]?\d+)?$/.test(text) || Number(text) >= 1e9) return undefined;
    return "near";
  });
});

test("an instant in UTC is what it says, or refused, whether it is plain or odd", async () => {
  const part = (least: number, most: number) =>
    fc.integer({ min: least, max: most }).map((n) => String(n).padStart(2, "0"));
  const instant = fc
    .tuple(
      fc.constantFrom("2024", "2025", "20x5"),
      part(0, 13),
      part(0, 32),
      fc.oneof(part(0, 23), fc.constant("25")),
      part(0, 61),
      fc.constantFrom("00", "59", "59.5", "07.123", "7", "07.", "60"),
      fc.constantFrom("Z", "Z", " Z", "", " UTC", "+00:00", "ZZ"),
      fc.constantFrom("", "", " "),
    )
    .map(([y, mo, d, h, mi, s, zone, blank]) => `${blank}${y}-${mo}-${d}T${h}:${mi}:${s}${zone}`);
  const cells = ["2025-09-01T00:00:00Z", ...fc.sample(instant, 3000)];
  const map = `ts: {column: at}\n${ROW}in_uncached: {column: one}\n`;
  const values = await read("at", map, cells, "epoch_ms(ts)");
  expectValues(cells, values, (cell) => {
    const match = /^ ?(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d(?:\.\d{1,9})?)(?: ?Z| UTC|\+00:00)?$/.exec(
      cell,
    );
    const millis = match === null ? Number.NaN : Date.parse(`${match[1]}T${match[2]}Z`);
    // A date that rolls over, such as the 31st of June, is none.
    const isReal =
      !Number.isNaN(millis) && new Date(millis).toISOString().startsWith(match?.[1] ?? "?");
    return isReal ? String(millis) : undefined;
  });
});
