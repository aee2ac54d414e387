import { describe, expect, it } from "vitest";
import { parseObservations } from "./observations-file.ts";

// Every figure here is invented.
const read = (text: string) => parseObservations(text, "o.csv");
const header = "series,period,value,lo,hi";

describe("parseObservations", () => {
  it("reads figures with and without their uncertainty, each with its line", () => {
    const { rows, unread } = read(`${header}\na.b,2025Q1,2e9,1.5e9,3e9\n\nc,2025-03,-4,,\n`);
    const first = 12 * 2025;
    expect(rows).toEqual([
      {
        series: "a.b",
        period: { first, last: first + 2 },
        written: "2025Q1",
        value: 2e9,
        line: 2,
        bounds: { lo: 1.5e9, hi: 3e9 },
      },
      {
        series: "c",
        period: { first: first + 2, last: first + 2 },
        written: "2025-03",
        value: -4,
        line: 4,
      },
    ]);
    expect(unread).toEqual([]);
  });

  it("takes columns in any order and case, and names those it does not read", () => {
    const { rows, unread } = read('Value,Source,Period,Series\n7,"one, two",2025,a');
    expect(rows[0]).toMatchObject({ series: "a", value: 7, written: "2025" });
    expect(rows[0]).not.toHaveProperty("bounds");
    expect(unread).toEqual(["Source"]);
  });

  it("takes what spreadsheets write: byte-order mark, CRLF, blanks, lines of commas", () => {
    const lines = [`\uFEFF"series",period,value,lo,hi`, " a , 2025 , 7 ,,", ",,,,"];
    const text = [...lines, `"b","2025","8","7","9"`, ""].join("\r\n");
    expect(read(text).rows.map(({ series, line }) => [series, line])).toEqual([
      ["a", 2],
      ["b", 4],
    ]);
  });

  it("takes a row without its last cells, and two figures of one period that differ", () => {
    const { rows } = read(`${header}\na,2025,7\na,2025,8,7,9\na,2025,8\n`);
    expect(rows.map(({ value, bounds }) => [value, bounds])).toEqual([
      [7, undefined],
      [8, { lo: 7, hi: 9 }],
      [8, undefined],
    ]);
  });

  it.each([
    ["", /^o\.csv: the file is empty; write series,period,value/],
    [header, /^o\.csv: it has no row/],
    ["series,when,value\na,2025,1", /^o\.csv:1: there is no column period; /],
    ["series;period;value\na;2025;1", /^o\.csv:1: there is no column series and no period and/],
    ["series,period,value,value\na,2025,1,2", /^o\.csv:1: two columns are called value; /],
    [`${header}\na,2025,1,000,,`, /^o\.csv:2: 6 cells under 5 columns; .* no separators/],
    [`${header}\n,2025,1,,`, /^o\.csv:2 at series: it is blank; /],
    [`${header}\na,2025-1,1,,`, /^o\.csv:2 at period: "2025-1" is not a period; write it as/],
    [`${header}\na,2025-02/2025-01,1,,`, /at period: "2025-02\/2025-01" is not a period/],
    [`${header}\na,2025,,,`, /^o\.csv:2 at value: "" is not a number; /],
    [`${header}\na,2025,$3,,`, /^o\.csv:2 at value: "\$3" is not a number; /],
    [`${header}\na,2025,1e999,,`, /^o\.csv:2 at value: "1e999" is not a number; /],
    [`${header}\na,2025,3,x,4`, /^o\.csv:2 at lo: "x" is not a number; /],
    [`${header}\na,2025,3,2,`, /^o\.csv:2: hi is blank beside the other; give both/],
    [`${header}\na,2025,3,4,5`, /^o\.csv:2: the value 3 does not lie from lo 4 to hi 5; /],
    [`${header}\na,2025-01,3\na,2025-01/2025-01,3`, /^o\.csv:3: it says the same as line 2; keep/],
    [`${header}\na,"2025,3,,`, /^o\.csv:2: a quote is not closed/],
    [`${header}\na,2025,3"3,,`, /^o\.csv:2: a quote .* stands inside a cell; mend the quotes/],
  ])("says in a line what is wrong with %j", (text, message) => {
    expect(() => read(text)).toThrow(message);
    expect(() => read(text)).toThrow(expect.objectContaining({ name: "InputError" }) as Error);
  });
});
