import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkHouse, checkSource, type Part, readHouse, type Rule } from "./boundaries.ts";

const house = readHouse(fileURLToPath(new URL("..", import.meta.url)));

describe("the house", () => {
  it("is walked", () => {
    expect([...house.parts.keys()]).toEqual(
      expect.arrayContaining(["packages/engine", "packages/economy", "apps/web"]),
    );
    expect(house.sources.some(({ path }) => path.startsWith("packages/engine/src/"))).toBe(true);
  });

  it("keeps its rules", () => {
    expect(checkHouse(house)).toEqual([]);
  });
});

const part = (name: string, ...dependencies: string[]): Part => ({
  name,
  entries: new Set([name, `${name}/entry`]),
  dependencies: new Set(dependencies),
  devDependencies: new Set(["vitest"]),
});
const parts = new Map([
  ["packages/engine", part("@made-up/engine")],
  ["packages/economy", part("@made-up/economy", "@made-up/engine")],
  ["packages/exposure", part("@made-up/exposure", "@made-up/engine", "@made-up/faultline", "zod")],
  ["packages/faultline", part("@made-up/faultline", "@made-up/exposure", "@made-up/economy")],
  ["apps/web", part("@made-up/web", "@made-up/economy", "@made-up/faultline")],
]);
const rulesBroken = (path: string, text: string): Rule[] =>
  checkSource({ path, text }, parts).map(({ rule }) => rule);

const engine = "packages/engine/src/run.ts";
const economy = "packages/economy/src/mechanisms/burn.ts";
const exposure = "packages/exposure/src/profile.ts";
const cli = "packages/faultline/src/main.ts";
const web = "apps/web/src/worker.ts";

describe("the checker catches", () => {
  it.each<[rule: Rule, why: string, path: string, text: string]>([
    ["arrow", "exposure using faultline", exposure, `import "@made-up/faultline";`],
    ["arrow", "web using faultline", web, `await import("@made-up/faultline");`],
    ["index", "a path below a name", cli, `export * from "@made-up/economy/dist/x.js";`],
    ["index", "a name below a name", cli, `export { x } from "@made-up/economy/x";`],
    ["index", "a path below an entry", exposure, `import { x } from "@made-up/engine/entry/x";`],
    ["index", "a way around the name", cli, `import { x } from "../../economy/src/index.ts";`],
    ["index", "a type from a neighbour", cli, `type X = import("../../economy/src/x.ts").X;`],
    ["pure", "the time", engine, `const t = Date.now();`],
    ["pure", "a date", economy, `const t = new Date(2024, 8);`],
    ["pure", "a date as text", economy, `const t = Date();`],
    ["pure", "chance", engine, `const u = Math.random();`],
    ["pure", "chance by another road", engine, `const u = globalThis.Math["random"]();`],
    ["pure", "a file", economy, `import { readFileSync } from "node:fs";`],
    ["pure", "a file without the prefix", engine, `import { readFileSync } from "fs";`],
    ...["exp", "log", "pow", "sin", "cos", "tan", "log10", "cbrt"].map(
      (name): [Rule, string, string, string] => ["bits", name, economy, `Math.${name}(2, 3);`],
    ),
    ["bits", "exp taken out of Math", engine, `const { exp } = Math;`],
    ["bits", "exp in generated code", engine, "const js = `x = Math.exp(${a})`;"],
    ["bits", "exp in a plain string of code", engine, `const js = "Math.exp(a)";`],
    ["bits", "the power operator", engine, `const y = 1.05 ** n;`],
    ["bits", "a power in place", economy, `y **= 2;`],
    ...["exp", "log", "pow"].map((name): [Rule, string, string, string] => [
      "bits",
      name,
      exposure,
      `Math.${name}(2, 3);`,
    ]),
    ["manifest", "an unlisted package", cli, `import { z } from "zod";`],
    ["manifest", "an unlisted neighbour", cli, `import "@made-up/engine";`],
    ["manifest", "a package for tests alone", exposure, `import { it } from "vitest";`],
  ])("%s: %s", (rule, _why, path, text) => {
    expect(rulesBroken(path, text)).toEqual([rule]);
  });

  it("an arrow that is also unlisted, and each of two on their lines", () => {
    const text = `import "@made-up/economy";\nconst t = Date.now();\n`;
    const offences = checkSource({ path: engine, text }, parts);
    expect(offences.map(({ rule, at }) => [rule, at])).toEqual([
      ["arrow", `${engine}:1`],
      ["manifest", `${engine}:1`],
      ["pure", `${engine}:2`],
    ]);
  });

  it("both the road and the arrow of a relative import that points back", () => {
    expect(rulesBroken(engine, `import "../../economy/src/index.ts";`)).toEqual(["index", "arrow"]);
  });

  it("a file it cannot read", () => {
    expect(() => rulesBroken(engine, `const = ;`)).toThrow(engine);
  });
});

describe("the checker lets pass", () => {
  it.each<[why: string, path: string, text: string]>([
    ["an arrow that points the right way", economy, `import { flow } from "@made-up/engine";`],
    ["a neighbour in the same package", engine, `import { x } from "../src/graph/units.ts";`],
    ["a listed package, below its name", exposure, `import { z } from "zod/mini";`],
    ["files where IO belongs", cli, `import { readFileSync } from "node:fs"; Date.now();`],
    ["exact functions", engine, `Math.max(1, Math.sqrt(2), 2 ** 32);`],
    ["words in a comment", engine, `// Math.exp, Date.now\nconst a = 1;`],
    ["a date as a type", economy, `export type When = Date;`],
    ["sine in exposure", exposure, `Math.sin(1);`],
    [
      "tests with an oracle and a fixture",
      "packages/engine/src/exp.test.ts",
      `import { it } from "vitest"; import "node:fs"; Math.exp(1); new Date();`,
    ],
  ])("%s", (_why, path, text) => {
    expect(rulesBroken(path, text)).toEqual([]);
  });
});
