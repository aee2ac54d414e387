import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { format } from "node:util";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { programFolder, typeErrorsIn, writeProgram } from "./doc-programs.ts";

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));

interface Block {
  readonly code: string;
  /** Text block below the code, before the next code: what it prints. */
  readonly printed: string;
}

/** The ```ts blocks of a page, which make one program from top to bottom. */
function blocksIn(page: string): readonly Block[] {
  const fences = [...readFileSync(path(page), "utf8").matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)];
  const blocks: Block[] = [];
  for (const [, language, text] of fences) {
    if (language === "ts") blocks.push({ code: text!, printed: "" });
    const last = blocks.at(-1);
    if (language !== "text" || last === undefined) continue;
    if (last.printed !== "") throw new Error(`${page}: two text blocks below one program.`);
    blocks[blocks.length - 1] = { ...last, printed: text! };
  }
  return blocks;
}

const pages = [
  "packages/engine/README.md",
  ...readdirSync(path("docs/engine"))
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/engine/${file}`),
].filter((page) => blocksIn(page).length > 0);

describe("programs in the docs", () => {
  const folder = programFolder("pages");
  const programs = new Map<string, string>();
  beforeAll(() => {
    for (const page of pages) {
      const text = blocksIn(page).map(({ code }, i) => `console.log("\\f${i}");\n${code}`);
      const name = basename(page, ".md").toLowerCase();
      programs.set(page, writeProgram(folder, name, `${text.join("")}export {};\n`));
    }
  });
  afterEach(() => vi.restoreAllMocks());

  test("the tutorial and the engine's own page have some", () => {
    expect(pages).toEqual(
      expect.arrayContaining(["docs/engine/tutorial.md", "packages/engine/README.md"]),
    );
  });

  test("they have no type errors", () => {
    expect(typeErrorsIn(folder)).toBe("");
  });

  test.each(pages)("%s prints what it says", async (page) => {
    let out = "";
    vi.spyOn(console, "log").mockImplementation((...args: unknown[]) => {
      out += `${format(...args)}\n`;
    });
    await import(/* @vite-ignore */ programs.get(page)!);
    const printed = out.split(/\f\d+\n/).slice(1);
    expect(printed).toEqual(blocksIn(page).map((block) => block.printed));
  });
});
