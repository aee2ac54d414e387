import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { FORMATS } from "@faultline/exposure";
import { runCli } from "../cli.ts";
import { fixturePath } from "../duckdb/testing/fixture.ts";
import { type Schema, faultsOf } from "../testing/conforms.ts";
import { memoryIo } from "../testing/memory-io.ts";

const cwd = mkdtempSync(join(tmpdir(), "faultline-detect-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const schema = JSON.parse(
  readFileSync(new URL("../../schema/detect.json", import.meta.url), "utf8"),
) as Schema;

async function run(...args: readonly string[]) {
  const io = memoryIo({ cwd });
  const code = await runCli(args, io);
  return { code, out: io.out(), err: io.err() };
}

function put(name: string, fixture: string, change = (bytes: Buffer): Uint8Array => bytes): void {
  writeFileSync(join(cwd, name), change(readFileSync(fixturePath(fixture))));
}

describe("faultline detect", () => {
  it("tells what a file is, and why", async () => {
    put("usage.csv", "openai-usage.csv");
    const { code, out } = await run("detect", "usage.csv");
    expect(code).toBe(0);
    expect(out).toMatch(/^usage\.csv {2}OpenAI usage \(openai-usage\)\n {2}because +the columns /);
  });

  it("gives the same as JSON, in its schema", async () => {
    put("usage.csv", "openai-usage.csv");
    const { out } = await run("detect", "usage.csv", "--json");
    const result = JSON.parse(out) as { items: unknown[] };
    expect(result.items).toMatchObject([{ file: "usage.csv", format: "openai-usage" }]);
    expect(faultsOf(result, schema)).toEqual([]);
  });

  it("lists the formats without a file", async () => {
    const { out } = await run("detect", "--json");
    const result = JSON.parse(out) as { items: { format: string }[] };
    expect(result.items.map(({ format }) => format)).toEqual(FORMATS.map(({ name }) => name));
    expect(faultsOf(result, schema)).toEqual([]);
    expect((await run("detect")).out).toContain("openai-usage  OpenAI usage");
  });

  it.each([
    ["notes.txt", "hello world\n", /faultline: notes.txt: starts with "hello world"/],
    ["metrics.json", '{"resourceMetrics": []}\n', /faultline: metrics.json: OTLP resourceMetrics/],
  ])("answers %s in one line", async (name, content, line) => {
    writeFileSync(join(cwd, name), content);
    const { code, err, out } = await run("detect", name);
    expect(code).toBe(1);
    expect(out).toBe("");
    expect(err).toMatch(line);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });
});

describe("what is read", () => {
  it("the page on one's own company names every format", () => {
    const page = readFileSync(
      fileURLToPath(new URL("../../../../docs/usage.md", import.meta.url)),
      "utf8",
    );
    const missing = FORMATS.filter(({ name }) => !page.includes(`\`${name}\``));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it("gzip, whatever the file is called", async () => {
    put("plain.csv", "openai-usage.csv");
    put("zipped", "openai-usage.csv", gzipSync);
    const options = ["--json", "--allow-rejects"];
    const plain = JSON.parse((await run("exposure", "plain.csv", ...options)).out) as object;
    const zipped = JSON.parse((await run("exposure", "zipped", ...options)).out) as object;
    expect({ ...zipped, files: 0 }).toEqual({ ...plain, files: 0 });
    put("cut.gz", "openai-usage.csv", (bytes) => gzipSync(bytes).subarray(0, 80));
    const { code, err } = await run("exposure", "cut.gz");
    expect(code).toBe(1);
    expect(err).toMatch(/cut\.gz: the gzip file is damaged or breaks off; download it again/);
  });

  it("a folder of sessions, also one that was opened and left", async () => {
    mkdirSync(join(cwd, "logs/shop"), { recursive: true });
    put("logs/shop/a.jsonl", "claude-code.jsonl");
    put("logs/shop/replay.jsonl", "claude-code.jsonl", (bytes) => Buffer.concat([bytes, NEWLINE]));
    writeFileSync(
      join(cwd, "logs/left.jsonl"),
      '{"type":"summary","summary":"x","leafUuid":"y"}\n',
    );
    const { out, err } = await run("exposure", "logs", "--json");
    expect(err).toBe("");
    const result = JSON.parse(out) as { accounting: Record<string, number> };
    expect(result.accounting).toEqual({ physical: 12, kept: 2, rejected: 9, blank: 1 });
  });

  it("--format, which overrides what the content says", async () => {
    put("usage.csv", "openai-usage.csv");
    const { code, err } = await run("exposure", "usage.csv", "--format", "helicone");
    expect(code).toBe(1);
    expect(err).toMatch(/none of 3 records can be counted/);
    expect((await run("exposure", "usage.csv", "--format", "helicon")).err).toMatch(/"helicone"/);
  });
});

const NEWLINE = Buffer.from("\n");
