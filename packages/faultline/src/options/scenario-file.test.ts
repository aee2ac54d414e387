import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { type Schema, faultsOf } from "../testing/conforms.ts";
import { parseScenarioFile } from "./scenario-file.ts";

const schema = JSON.parse(
  readFileSync(new URL("../../schema/scenario.json", import.meta.url), "utf8"),
) as Schema;

// What needs more than a schema, names of parameters and of built-in scenarios, is tested with the
// options.
it.each<[boolean, unknown]>([
  [true, { name: "x", settings: {} }],
  [true, { name: "x", title: "X", story: "It happens.", settings: { "subsidy.ramp": 6 } }],
  [false, { name: "", settings: {} }],
  [false, { settings: {} }],
  [false, { name: "x" }],
  [false, { name: 3, settings: {} }],
  [false, { name: "x", title: 3, settings: {} }],
  [false, { name: "x", settings: { a: "6" } }],
  [false, { name: "x", settings: { a: null } }],
  [false, { name: "x", settings: [] }],
  [false, { name: "x", settings: {}, more: 1 }],
  [false, []],
])("%s is what both the schema and the reader say of %j", (valid, scenario) => {
  expect(faultsOf(scenario, schema).length === 0).toBe(valid);
  const read = () => parseScenarioFile(JSON.stringify(scenario), "x.json");
  if (valid) expect(read()).toMatchObject(scenario as object);
  else expect(read).toThrow(/^x\.json/);
});
