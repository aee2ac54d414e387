import { expect, test } from "vitest";
import { inputErrorOf } from "../testing/catching.ts";
import { parseMapping } from "./mapping.ts";

test("numbers are fine as constants", () => {
  expect(parseMapping("requests: { value: 3 }\n", "map.yaml").requests).toEqual({ value: "3" });
});

test.each([
  [
    "a misspelt field",
    "modl_raw: {value: x}\n",
    /^map\.yaml:1 at modl_raw: unknown key "modl_raw"; did you mean "model_raw"\?$/,
  ],
  [
    "a misspelt key of a field",
    "\nts: {colum: x}\n",
    /^map\.yaml:2 at ts\.colum: unknown key "colum"; did you mean "column"\?$/,
  ],
  [
    "a column and a value",
    "ts: {column: x, value: y}\n",
    /^map\.yaml:1 at ts: expected `column: NAME`, `value: CONSTANT`/,
  ],
  [
    "neither column nor value",
    "in_uncached: {includes: []}\n",
    /^map\.yaml:1 at in_uncached: expected one of/,
  ],
  [
    "a part that is not mapped",
    "in_uncached: {column: a, includes: [cache_read]}\n",
    /includes "cache_read", which is not mapped/,
  ],
  ["a zone that is none", "timezone: Mars/Phobos\n", /^map\.yaml:1 at timezone: unknown time zone/],
  ["an epoch that is none", "epoch: yesterday\n", /^map\.yaml:1 at epoch: expected an ISO date/],
  [
    "a period that ends before it starts",
    "period: {start: 2024-10-01, end: 2024-09-01}\n",
    /ends before it starts/,
  ],
  [
    "an outcome told twice",
    "outcome: {success: {column: a}, rating: {column: b, atLeast: 4}}\n",
    /^map\.yaml:1 at outcome: expected one of `success`, `score` and `rating`; /,
  ],
  [
    "a misspelt key of an outcome",
    "outcome: {score: {column: a, atleast: 4}}\n",
    /^map\.yaml:1 at outcome\.score\.atleast: unknown key "atleast"; did you mean "atLeast"\?$/,
  ],
  ["broken YAML", "ts: {column: x\nfoo: bar: baz\n", /^map\.yaml:\d: .*; correct the YAML there$/],
])("%s is one clear line", async (_, text, message) => {
  expect(await inputErrorOf(() => parseMapping(text, "map.yaml"))).toMatch(message);
});
