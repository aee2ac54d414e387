import { expect, it } from "vitest";
import { paint } from "./paint.ts";
import { table } from "./table.ts";
import { widthOf } from "./text.ts";

const columns = [{ title: "NAME" }, { title: "value", align: "right" }] as const;

it("aligns cells under their titles", () => {
  expect(
    table(
      columns,
      [
        ["a", "1"],
        ["long name", "1,000"],
      ],
      { columns: 40 },
    ),
  ).toEqual(["NAME       value", "a              1", "long name  1,000"]);
});

it("cuts the column that may shrink, and no other", () => {
  const lines = table(columns, [["a very long name indeed", "1,000"]], { columns: 18 });
  expect(lines).toEqual(["NAME         value", "a very lon…  1,000"]);
});

it("leaves out what can be spared, the most spare first, before a name is cut to nothing", () => {
  const sparing = [
    { title: "NAME", shrinks: true },
    { title: "one", spare: 1 },
    { title: "two", spare: 2 },
    { title: "three" },
  ];
  const lines = (width: number) =>
    table(sparing, [["a long name", "1", "2", "3"]], { columns: width });
  expect(lines(28)[0]).toBe("NAME         one  two  three");
  expect(lines(25)).toEqual(["NAME      one  two  three", "a long…   1    2    3"]);
  expect(lines(24)).toEqual(["NAME         one  three", "a long name  1    3"]);
  expect(lines(17)).toEqual(["NAME        three", "a long na…  3"]);
});

it("wraps instead of cutting where asked", () => {
  const wrapping = [{ title: "ID" }, { title: "doc", shrinks: true, wraps: true }];
  expect(table(wrapping, [["x", "one two three four"]], { columns: 14 })).toEqual([
    "ID  doc",
    "x   one two",
    "    three four",
  ]);
});

it("makes cells safe and counts wide letters", () => {
  expect(
    table(
      columns,
      [
        ["\u001B[31m日本\n", "1"],
        ["abcd", "2"],
      ],
      { columns: 40 },
    ),
  ).toEqual(["NAME  value", "日本      1", "abcd      2"]);
});

it("colours a cell without counting the colour", () => {
  const { red } = paint(true);
  const [, plain] = table(columns, [["a", "1"]], { columns: 40 });
  const [, line] = table(columns, [["a", { text: "1", paint: red }]], { columns: 40 });
  expect(line).toContain("\u001B[31m");
  expect(widthOf(line!)).toBe(widthOf(plain!));
});

it("has no title line without titles", () => {
  expect(table([{}, {}], [["a", "b"]], { columns: 40 })).toEqual(["a  b"]);
});
