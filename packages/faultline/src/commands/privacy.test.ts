import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { runCli } from "../cli.ts";
import { fixturePath } from "../duckdb/testing/fixture.ts";
import { call, otlp } from "../duckdb/testing/otlp-builder.ts";
import { memoryIo } from "../testing/memory-io.ts";

const cwd = mkdtempSync(join(tmpdir(), "faultline-privacy-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

/** Fields of prompts, answers, keys and people, by the names that tools give them. */
const PRIVATE =
  "messages prompt response completion proxy_server_request content text title api_key apiKey " +
  "key_name authorization email user_email request_body response_body requester_ip_address headers";
const PRIVATE_KEYS = PRIVATE.split(" ");
/** People and customers, who are shown by a pseudonym. */
const PEOPLE = new Set(["end_user", "user", "user_id", "customer", "properties"]);
/** Objects whose every key is read. */
const COUNTS = /usage|token|cost|info/;

/** An export with a secret in each private field, in those that it has and in more of them. */
function salted(name: string, secret: () => string): string {
  const text = readFileSync(fixturePath(name), "utf8");
  if (name.endsWith(".csv")) return saltedCsv(text, secret);
  if (name.endsWith(".json")) return JSON.stringify(saltedJson(JSON.parse(text), secret));
  return text
    .split("\n")
    .map((line) => {
      try {
        return JSON.stringify(saltedJson(JSON.parse(line), secret));
      } catch {
        return line;
      }
    })
    .join("\n");
}

function saltedCsv(text: string, secret: () => string): string {
  const [header = "", ...rows] = text.trimEnd().split("\n");
  const names = PRIVATE_KEYS.filter((key) => !header.split(",").includes(key));
  const salt = () => names.map(() => secret()).join(",");
  return [`${header},${names.join(",")}`, ...rows.map((row) => `${row},${salt()}`)].join("\n");
}

function saltedJson(value: unknown, secret: () => string, key = ""): unknown {
  if (Array.isArray(value)) {
    return (value as unknown[]).map((item) => saltedJson(item, secret, key));
  }
  if (typeof value === "string") {
    return PRIVATE_KEYS.includes(key) || PEOPLE.has(key) ? secret() : value;
  }
  if (typeof value !== "object" || value === null) return value;
  const own = Object.entries(value).map(([name, inner]) => [name, saltedJson(inner, secret, name)]);
  if (COUNTS.test(key)) return Object.fromEntries(own) as unknown;
  const more = PRIVATE_KEYS.filter((name) => !Object.hasOwn(value, name)).map((name) => [
    name,
    name === "messages" ? [{ role: "user", content: secret() }] : secret(),
  ]);
  return Object.fromEntries([...own, ...more]) as unknown;
}

function spans(secret: () => string): string {
  const attributes = {
    ...call(10, 5, { "enduser.id": secret(), "faultline.feature": secret() }),
    ...Object.fromEntries(
      [
        "gen_ai.input.messages",
        "gen_ai.prompt",
        "gen_ai.output.messages",
        "http.authorization",
      ].map((name) => [name, secret()]),
    ),
  };
  return otlp([{ id: "a", attributes }], { "service.name": secret(), "host.name": secret() });
}

const files = [
  ...readdirSync(fixturePath(""), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name),
  "otlp.jsonl",
];

test.each(files)("nothing private in %s gets into a result, a report or a table", async (name) => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.stringMatching(/^[A-Za-z0-9]{9}$/), async (stem) => {
      const secrets: string[] = [];
      const secret = () => {
        const next = `zq${stem}${secrets.length}x`;
        secrets.push(next);
        return next;
      };
      const folder = `${name}-${runs++}`;
      const usage = join(cwd, name);
      writeFileSync(usage, name === "otlp.jsonl" ? spans(secret) : salted(name, secret));
      const io = memoryIo({ cwd });
      const options = ["--json", "--allow-rejects", "--out", folder];
      expect([await runCli(["exposure", usage, ...options], io), io.err()]).toEqual([0, ""]);
      expect(secrets.length).toBeGreaterThan(5);
      const plain = memoryIo({ cwd });
      await runCli(["exposure", usage, "--allow-rejects", "--by", "customer"], plain);
      const written = readdirSync(join(cwd, folder));
      expect(written).toEqual(expect.arrayContaining(["report.html", "result.json"]));
      const texts = written.map((file) => readFileSync(join(cwd, folder, file), "latin1"));
      for (const text of [io.out(), plain.out(), ...texts]) {
        expect(text).not.toContain(`zq${stem}`);
      }
    }),
    { numRuns: 2 },
  );
});
