import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { runCli } from "../cli.ts";
import { memoryIo } from "../testing/memory-io.ts";

const sample = fileURLToPath(new URL("../../sample/", import.meta.url));
const cwd = mkdtempSync(join(tmpdir(), "faultline-profile-"));
afterAll(() => rmSync(cwd, { recursive: true }));

async function run(...args: string[]) {
  const io = memoryIo({ cwd });
  const code = await runCli(args, io);
  return { code, out: io.out(), err: io.err() };
}

const usage = join(sample, "usage.otlp.jsonl");
const company = ["--company", join(sample, "company.yaml")];

function put(name: string, text: string): string {
  writeFileSync(join(cwd, name), text);
  return name;
}

async function profileOfSample(name: string): Promise<string> {
  const { out, code } = await run("profile", usage, ...company);
  expect(code).toBe(0);
  return put(name, out);
}

describe("a profile stands for the usage it sums up", () => {
  it.each(["feature", "customer", "model", "vendor"])(
    "in the exposure by %s, to the letter",
    async (by) => {
      const profile = await profileOfSample("sample.profile.json");
      const whole = await run("exposure", usage, ...company, "--by", by);
      expect(await run("exposure", profile, ...company, "--by", by)).toEqual(whole);
    },
  );

  it("in a stress test, to the bit", async () => {
    const profile = await profileOfSample("sample.profile.json");
    const few = ["--draws", "200", "--json"];
    const companyOf = async (...args: string[]) => {
      const { out } = await run("stress", ...args, ...company, ...few);
      return (JSON.parse(out) as { company: unknown }).company;
    };
    expect(JSON.stringify(await companyOf(profile))).toBe(JSON.stringify(await companyOf(usage)));
  });
});

describe("a profile holds no text of the usage", () => {
  it("but what the company file names, and pseudonyms", async () => {
    const secret = "Jane Doe <jane@example.com>";
    const calls = put(
      "calls.csv",
      `t,m,f,c,n\n2025-09-01,${secret},${secret},${secret},5\n2025-09-01,gpt-4o,Chat,Acme,7\n`,
    );
    const map = put(
      "map.yaml",
      "ts: {column: t}\nmodel_raw: {column: m}\nfeature: {column: f}\ncustomer: {column: c}\n" +
        "in_uncached: {column: n}\n",
    );
    const books = put("books.yaml", "revenue:\n  customers: { Acme: 100 }\n");
    const { out } = await run("profile", calls, "--map", map, "--company", books);
    expect(out).not.toContain("Jane");
    expect(out).not.toContain("Chat");
    expect(out).toContain("Acme");
    expect((JSON.parse(out) as { unpriced: unknown[] }).unpriced).toMatchObject([
      { model: expect.stringMatching(/^model-[0-9a-f]{4}$/) as unknown, tokens: 5 },
    ]);
  });
});

describe("what cannot be meant is one clear line", () => {
  it.each([
    ["a profile among others", [usage], /a profile is whole by itself; name it alone/],
    ["an option of the import", ["--map", "map.yaml"], /--map: a profile was read and priced/],
    ["a name kept", ["--keep-labels"], /--keep-labels: a profile was read and priced already/],
  ])("%s", async (_, more, message) => {
    const profile = await profileOfSample("sample.profile.json");
    const { code, err } = await run("exposure", profile, ...more);
    expect(code).toBe(1);
    expect(err).toMatch(message);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });

  it.each([
    ["breaks off", (text: string) => text.slice(0, -40), /breaks off or is not valid JSON/],
    [
      "comes from another version",
      (text: string) => text.replace('"version":1', '"version":2'),
      /profile.json at version: it is of another version of faultline; make it again/,
    ],
    [
      "has a count below zero",
      (text: string) => text.replace(/,(\d+),(\d+),(\d+),/, ",-1,$2,$3,"),
      /profile.json at rows\.0\.6/,
    ],
    [
      "has columns in another order",
      (text: string) => text.replace('"month","provider"', '"provider","month"'),
      /profile.json at columns.0/,
    ],
  ])("a file that %s", async (_, damage, message) => {
    const profile = await profileOfSample("sample.profile.json");
    const damaged = put("bad.profile.json", damage(readFileSync(join(cwd, profile), "utf8")));
    const { code, err } = await run("exposure", damaged);
    expect(code).toBe(1);
    expect(err).toMatch(message);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });

  it("a company whose prices are not those it was priced with", async () => {
    const profile = await profileOfSample("sample.profile.json");
    const other = put("other.yaml", "prices: { gpt-4o: { input: 1, output: 2 } }\n");
    const { err } = await run("exposure", profile, "--company", other);
    expect(err).toMatch(/it was priced with other prices than the company file has; make it again/);
  });
});
