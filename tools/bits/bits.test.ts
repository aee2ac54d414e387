import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { type TestContext, describe, expect, test } from "vitest";
import type { Expression } from "@faultline/engine";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = join(root, "tools/bits/digest.mjs");

function digestsIn(node: string, ...flags: readonly string[]): readonly string[] {
  const out = execFileSync(node, [...flags, program], { encoding: "utf8" });
  return out.trimEnd().split("\n");
}

const here = digestsIn(process.execPath);

/** Skips a test that lacks a program; in continuous integration that is a failure. */
function lacks(context: TestContext, what: string): never {
  const message = `${what} is not there, so its bits are not compared; .ci/run fetches it`;
  if (process.env["CI"] === "true") throw new Error(message);
  console.warn(message);
  return context.skip(message);
}

describe("the digests", () => {
  test("are of 30 models, the economy and nine functions, all different", () => {
    const count = (kind: string) => here.filter((line) => line.includes(` ${kind}: `)).length;
    expect([count("model"), count("economy"), count("function")]).toEqual([30, 1, 9]);
    const lines = here.filter((line) => !line.includes(" javascript: "));
    expect(new Set(lines.map((line) => line.split(" ")[0])).size).toBe(lines.length);
  });

  test("of the JavaScript kernel are those of the WebAssembly kernel", () => {
    const of = (kind: string) => here.filter((line) => line.includes(` ${kind}: `));
    expect(of("javascript").map((line) => line.replace("javascript", "model"))).toEqual(
      of("model"),
    );
  });

  test("cover every operator", () => {
    // A new operator is a type error here until it is listed, and a failure until a model uses it.
    const all = {
      number: 1,
      time: 1,
      dt: 1,
      ref: 1,
      trait: 1,
      if: 1,
      sum: 1,
      neg: 1,
      not: 1,
      exp: 1,
      log: 1,
      sin: 1,
      cos: 1,
      tan: 1,
      atan: 1,
      sqrt: 1,
      abs: 1,
      floor: 1,
      "+": 1,
      "-": 1,
      "*": 1,
      "/": 1,
      min: 1,
      max: 1,
      pow: 1,
      "<": 1,
      "<=": 1,
      ">": 1,
      ">=": 1,
      "==": 1,
      "!=": 1,
      and: 1,
      or: 1,
    } satisfies Record<Expression["op"], 1>;
    expect(here.at(-1)).toBe(`operators: ${Object.keys(all).toSorted().join(" ")}`);
  });

  test("see one last bit, where it is and not elsewhere", () => {
    // √ of fractions one ulp too large: a platform whose JavaScript rounds otherwise.
    const off =
      "const root = Math.sqrt, last = new Float64Array(1), bits = new BigUint64Array(last.buffer);" +
      "Math.sqrt = (x) => { last[0] = root(x); if (x % 1 > 0) bits[0] += 1n; return last[0]; };";
    const other = digestsIn(process.execPath, "--import", `data:text/javascript,${encodeURI(off)}`);
    const differ = here.filter((line, i) => line !== other[i]).map((line) => line.slice(17));
    expect(differ).toEqual(expect.arrayContaining(["javascript: roots", "model: distributions"]));
    expect(differ).not.toContain("javascript: arithmetic");
    expect(differ).not.toContain("function: sin");
  });
});

describe("the same bits", () => {
  for (const major of ["22", "24"]) {
    test(`in Node ${major}`, (context) => {
      const node = join(
        root,
        `.cache/node-${major}/node_modules/node-${process.platform}-${process.arch}/bin/node`,
      );
      if (!existsSync(node)) lacks(context, `Node ${major}`);
      const version = execFileSync(node, ["--version"], { encoding: "utf8" });
      expect(version.startsWith(`v${major}.`), version).toBe(true);
      expect(digestsIn(node)).toEqual(here);
    });
  }

  test("in Chromium", async (context) => {
    const paths = ["/usr/bin/chromium", "/usr/bin/google-chrome"];
    const browser = paths.find((path) => existsSync(path));
    if (browser === undefined) lacks(context, "Chromium");
    const profile = mkdtempSync(join(tmpdir(), "faultline-bits-"));
    const server = await serve();
    try {
      expect(await digestsInBrowser(browser, profile, server)).toEqual(here);
    } finally {
      server.close();
      rmSync(profile, { recursive: true, force: true });
    }
  });
});

const page = `<!doctype html><script type="importmap">
{ "imports": { "@faultline/engine": "/packages/engine/dist/index.js" } }
</script>`;

/** Serves the page and the built files of both packages, and nothing else, to this machine. */
async function serve(): Promise<Server> {
  const served = /^\/(?:packages\/(?:engine|economy)\/dist|tools\/bits)\/[\w/.-]+\.m?js$/;
  const server = createServer(({ url = "" }, response) => {
    const path = join(root, url);
    const isFile = served.test(url) && !url.includes("..") && existsSync(path);
    if (url !== "/" && !isFile) return response.writeHead(404).end();
    const type = isFile ? "text/javascript" : "text/html";
    response.writeHead(200, { "content-type": type });
    return response.end(isFile ? readFileSync(path) : page);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

async function digestsInBrowser(
  executablePath: string,
  profile: string,
  server: Server,
): Promise<readonly string[]> {
  const args =
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run " +
    "--disable-background-networking --disable-component-update --disable-sync";
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: args.split(" "),
  });
  try {
    const tab = await context.newPage();
    await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return await tab.evaluate<string[]>('import("/tools/bits/digest.mjs").then((m) => m.lines)');
  } finally {
    await context.close();
  }
}
