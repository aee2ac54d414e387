import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { programFolder, typeErrorsIn, writeProgram } from "./doc-programs.ts";
import { preludes } from "./example-preludes.ts";
import * as engine from "@faultline/engine";
import * as analysis from "@faultline/engine/analysis";
import * as explain from "@faultline/engine/explain";

interface Entry {
  readonly name: string;
  readonly example?: string;
  readonly members: readonly Entry[];
}

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const generate = (option: string) =>
  execFileSync(process.execPath, [path("engine-reference.mjs"), option], {
    encoding: "utf8",
    maxBuffer: 1e8,
  });

const topics = JSON.parse(generate("--json")) as readonly { readonly entries: readonly Entry[] }[];
const entries = topics.flatMap((topic) => topic.entries);
const examples = entries
  .flatMap((entry) => [entry, ...entry.members])
  .flatMap(({ name, example }) => (example === undefined ? [] : [{ name, example }]));

test("the committed reference is what its generator writes", () => {
  const committed = readFileSync(path("../docs/engine/reference.md"), "utf8");
  // Else: node tools/engine-reference.mjs
  expect(committed === generate("--print")).toBe(true);
});

test("the reference has every value that the package exports, once", () => {
  const names = entries.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
  expect(names).toEqual(
    expect.arrayContaining(Object.keys({ ...engine, ...analysis, ...explain })),
  );
});

/** A module that runs an example after its prelude and exports what the `// →` comments tell. */
function programOf(name: string, example: string): string {
  const body = example.replaceAll(
    /^(.+); \/\/ → (.+)$/gm,
    (_, actual: string, expected: string) => `told.push([${actual}, ${expected}]);`,
  );
  const prelude = preludes[name] ?? "";
  const text = `${prelude}\n{\n${body}\n`;
  // What an example adds to a model must pass the checks, as far as it goes.
  const check = /\bconst m = /.test(text) ? "build(m, { dropUnused: true });" : "";
  const used = (from: object): string =>
    Object.keys(from)
      .filter((key) => RegExp(`\\b${key}\\b`).test(text + check))
      .join(", ");
  return [
    `import { ${used(engine)} } from "@faultline/engine";`,
    `import { ${used(analysis)} } from "@faultline/engine/analysis";`,
    `import { ${used(explain)} } from "@faultline/engine/explain";`,
    "export const told: (readonly [actual: unknown, expected: unknown])[] = [];",
    `${text}${check}\n}\n`,
  ].join("\n");
}

describe("examples in doc comments", () => {
  const folder = programFolder("examples");
  const programs = new Map<string, string>();
  beforeAll(() => {
    for (const { name, example } of examples) {
      programs.set(name, writeProgram(folder, name, programOf(name, example)));
    }
  });

  test("every prelude belongs to one", () => {
    const names = new Set(examples.map(({ name }) => name));
    expect(Object.keys(preludes).filter((name) => !names.has(name))).toEqual([]);
  });

  test("they have no type errors", () => {
    expect(typeErrorsIn(folder)).toBe("");
  });

  test.each(examples)("$name runs and tells the truth", async ({ name, example }) => {
    const { told } = (await import(/* @vite-ignore */ programs.get(name)!)) as {
      readonly told: readonly (readonly [unknown, unknown])[];
    };
    expect(told).toHaveLength([...example.matchAll(/\/\/ →/g)].length);
    for (const [actual, expected] of told) expect(plain(actual)).toEqual(expected);
  });
});

/** Typed arrays as the plain ones that examples write. */
function plain(value: unknown): unknown {
  return ArrayBuffer.isView(value) ? [...(value as Float64Array)] : value;
}
