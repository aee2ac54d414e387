import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { BuildOptions } from "../graph/graph.ts";
import { messageOf } from "../testing/evaluate.ts";
import { canonicalName } from "./names.ts";
import { type XmileModel, readXmile } from "./read-xmile.ts";
import { runOf } from "./testing/files.ts";

/*
 * The models and outputs are those of SDXorg/test-models (MIT), which are there to tell whether a
 * program reads XMILE rightly; see fixtures/README.md. They print six digits.
 */
const fixtures = fileURLToPath(new URL("fixtures", import.meta.url));
const folders = readdirSync(fixtures, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const noMacros =
  /^model\.xmile:\d+, aux "[\w ]+": .*"(EXPRESSION|SECOND) MACRO" is no function of XMILE, and macros cannot be read\.$/;
const noArrays =
  /^model\.xmile:\d+, (aux|stock) "[\w ]+": arrays \(<dimensions>\) cannot be read\.$/;

/** Folders that are refused, and the sentence that says why. */
const refused: Readonly<Record<string, RegExp>> = {
  tests__arithmetics_exp: noArrays,
  tests__macro_expression: noMacros,
  tests__macro_multi_expression: noMacros,
  tests__macro_multi_macros: noMacros,
  tests__macro_stock: noMacros,
  tests__min_max_1arg: noArrays,
  // The publication's file is broken: its last flow is never closed.
  tests__non_negative_flows:
    /^model\.xmile:45: <\/variables> stands where <flow> of line 34 should be closed\.$/,
  tests__subscript_1d_arrays: noArrays,
  tests__subscript_constant_call: noArrays,
  tests__subscript_individually_defined_1d_arrays: noArrays,
  tests__subscript_subranges: noArrays,
  tests__subscripted_flows: noArrays,
};

/** Below these, what is published is rounding. */
const floors: Readonly<Record<string, number>> = {
  // Its arccos of nearly 1 is 4e-7 from the arc.
  tests__trig: 1e-6,
};

/** Folders whose published numbers are not what their files ask for, and what gives them. */
const otherwise: Readonly<Record<string, Pick<BuildOptions, "method">>> = {
  // The file asks for RK4, but a flow that is the time adds up as Euler's rule has it.
  tests__zeroled_decimals: { method: "euler" },
};

/** Columns of the clock that some programs print and that the files need not declare. */
const clockColumns = new Set(["time", "initial_time", "final_time", "time_step", "saveper"]);

/** Columns of an output that its model has no variable for. */
const absent: Readonly<Record<string, readonly string[]>> = {
  // What is inside the smooth, which the publication's program defines as a macro.
  tests__smooth_and_stock: ["input", "smoothed_input", "smoothing_time"],
};

interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function fileIn(folder: string, pattern: RegExp): string {
  const name = readdirSync(join(fixtures, folder)).find((file) => pattern.test(file));
  return readFileSync(join(fixtures, folder, name!), "utf8");
}

function outputOf(folder: string): Table {
  const text = fileIn(folder, /^output\./);
  const [header, ...rows] = text
    .split(/[\r\n]+/)
    .filter((line) => line.trim() !== "")
    .map((line) => line.split(line.includes("\t") ? "\t" : ","));
  return { header: header!.map(canonicalName), rows };
}

/** Where a run first leaves what is published, in words; undefined when nowhere. */
function differenceOf(folder: string, found: XmileModel): string | undefined {
  const series = new Map(Object.entries(runOf(found)));
  const { header, rows } = outputOf(folder);
  const unread = header.filter((id) => !series.has(id) && !clockColumns.has(id));
  expect(unread).toEqual(absent[folder] ?? []);
  const { start, step, stepsPerSample } = found.build.clock;
  const timeOf = (sample: number): number => start + sample * stepsPerSample * step;
  const [first, second] = [Number(rows[0]![0]), Number(rows[1]![0])];
  const stride = Math.round((second - first) / (stepsPerSample * step));
  // Every save point is there, at its time, and none is left over.
  expect(rows).toHaveLength((found.samples - 1) / stride + 1);
  let compared = 0;
  for (const [at, row] of rows.entries()) {
    const sample = at * stride;
    expect(timeOf(sample)).toBeCloseTo(Number(row[0]), 9);
    for (const [column, id] of header.entries()) {
      const printed = row[column]?.trim() ?? "";
      const value = series.get(id)?.[sample];
      // Some programs print a constant in the first row only.
      if (printed === "" || value === undefined) continue;
      compared += 1;
      const expected = Number(printed);
      const near = Math.max(1e-5 * Math.abs(expected), floors[folder] ?? 1e-9);
      if (!(Math.abs(value - expected) <= near)) {
        return `${id} at ${row[0]} is ${value}, not ${expected}`;
      }
    }
  }
  expect(compared).toBeGreaterThanOrEqual(rows.length);
  return undefined;
}

describe("SDXorg/test-models", () => {
  test("has 41 folders, of which 29 are read", () => {
    expect(folders).toHaveLength(41);
    const listed = [...Object.keys(refused), ...Object.keys(otherwise)];
    expect(listed.filter((folder) => !folders.includes(folder))).toEqual([]);
    expect(Object.keys(refused)).toHaveLength(12);
  });

  test.each(Object.entries(refused))("%s is refused", (folder, message) => {
    expect(messageOf(() => readXmile(fileIn(folder, /\.xmile$/)))).toMatch(message);
  });

  const read = folders.filter((folder) => !Object.hasOwn(refused, folder));
  test.each(read)("%s gives what is published", (folder) => {
    const found = readXmile(fileIn(folder, /\.xmile$/));
    const change = otherwise[folder];
    if (change === undefined) return expect(differenceOf(folder, found)).toBeUndefined();
    expect(differenceOf(folder, found)).toBeDefined();
    const changed = { ...found, build: { ...found.build, ...change } };
    return expect(differenceOf(folder, changed)).toBeUndefined();
  });
});
