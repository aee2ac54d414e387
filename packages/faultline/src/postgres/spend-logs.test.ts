import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { importUsage } from "@faultline/exposure";
import { runCli } from "../cli.ts";
import { openDuckDb, openUsageFile } from "../duckdb/index.ts";
import { fixturePath, importFixtures, usageTotals } from "../duckdb/testing/fixture.ts";
import { memoryIo } from "../testing/memory-io.ts";
import { isPostgresUrl, openSpendLogs } from "./spend-logs.ts";

const installed = "/usr/lib/postgresql";
const version = existsSync(installed) ? readdirSync(installed).toSorted().at(-1) : undefined;
if (version === undefined) {
  const message = "Postgres is not there, so LiteLLM's table is not read; .ci/run fetches it";
  if (process.env["CI"] === "true") throw new Error(message);
  console.warn(message);
}

const folder = mkdtempSync(join(tmpdir(), "faultline-pg-"));
const port = 54_329;
const socket = encodeURIComponent(folder);
const address = (user: string, database = "litellm") =>
  `postgres://${user}@${socket}:${port}/${database}`;

/** Runs a program of Postgres, which refuses to be run by root. */
function postgres(program: string, ...args: readonly string[]): void {
  const command = [`${installed}/${version}/bin/${program}`, ...args];
  const [file = "", ...rest] =
    process.getuid?.() === 0 ? ["runuser", "-u", "postgres", "--", ...command] : command;
  // Its server would hold a pipe open for as long as it runs.
  const { status, error } = spawnSync(file, rest, { cwd: folder, stdio: "ignore" });
  if (status !== 0) throw error ?? new Error(`${program} ended with ${status}`);
}

async function query(database: string, sql: string, values: unknown[] = []): Promise<void> {
  const client = new pg.Client({ host: folder, port, user: "postgres", password: "p", database });
  await client.connect();
  try {
    await client.query(sql, values);
  } finally {
    await client.end();
  }
}

/** The part of LiteLLM's own schema that tells of a call and of what must not be read. */
const TABLE = `CREATE TABLE "LiteLLM_SpendLogs" (
  request_id text PRIMARY KEY, call_type text NOT NULL DEFAULT '', api_key text NOT NULL DEFAULT '',
  spend double precision NOT NULL DEFAULT 0, total_tokens integer NOT NULL DEFAULT 0,
  prompt_tokens integer NOT NULL DEFAULT 0, completion_tokens integer NOT NULL DEFAULT 0,
  "startTime" timestamp(3) NOT NULL, "endTime" timestamp(3), model text NOT NULL DEFAULT '',
  custom_llm_provider text DEFAULT '', "user" text DEFAULT '', metadata jsonb DEFAULT '{}',
  cache_hit text DEFAULT '', request_tags jsonb DEFAULT '[]', end_user text, messages jsonb,
  response jsonb, status text)`;
const READABLE = `request_id, "startTime", custom_llm_provider, model, request_tags, end_user, spend,
  prompt_tokens, completion_tokens, cache_hit, metadata`;

type Row = Record<string, unknown>;
const insert = (row: Row) =>
  query(
    "litellm",
    `INSERT INTO "LiteLLM_SpendLogs" SELECT (jsonb_populate_record(NULL::"LiteLLM_SpendLogs", $1)).*`,
    [JSON.stringify({ call_type: "", api_key: "sk-secret", total_tokens: 0, model: "", ...row })],
  );

async function run(...args: readonly string[]) {
  const io = memoryIo({ cwd: folder });
  const code = await runCli(args, io);
  return { code, out: io.out(), err: io.err() };
}

describe.skipIf(version === undefined)("LiteLLM's table in Postgres", () => {
  const was = process.env["PGPASSWORD"];
  beforeAll(async () => {
    writeFileSync(join(folder, "password"), "p\n");
    // The server runs as another user, below a folder that was made for this one alone.
    chmodSync(folder, 0o777);
    const data = join(folder, "data");
    postgres(
      "initdb",
      "-D",
      data,
      "--auth=scram-sha-256",
      `--pwfile=${join(folder, "password")}`,
      "-U",
      "postgres",
      "-N",
    );
    const options = `-k ${folder} -p ${port} -c listen_addresses= -c fsync=off`;
    postgres("pg_ctl", "-D", data, "-w", "-o", options, "-l", join(folder, "log"), "start");
    await query("postgres", "CREATE DATABASE litellm");
    await query("postgres", "CREATE DATABASE other");
    await query("litellm", TABLE);
    await query("litellm", "CREATE ROLE reader LOGIN PASSWORD 'r'");
    // It may read nothing but what it must: any other column would be refused.
    await query("litellm", `GRANT SELECT (${READABLE}) ON "LiteLLM_SpendLogs" TO reader`);
    await query("litellm", "CREATE ROLE nobody LOGIN PASSWORD 'r'");
  }, 60_000);
  afterAll(() => {
    postgres("pg_ctl", "-D", join(folder, "data"), "-m", "immediate", "stop");
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    process.env["PGPASSWORD"] = "r";
    await query("litellm", 'TRUNCATE "LiteLLM_SpendLogs"');
    for (const line of readFileSync(fixturePath("litellm.jsonl"), "utf8").split("\n")) {
      try {
        await insert(JSON.parse(line) as Row);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
      }
    }
  });
  afterEach(() => {
    if (was === undefined) delete process.env["PGPASSWORD"];
    else process.env["PGPASSWORD"] = was;
  });

  test("holds what the same calls hold in a file, and nothing else is asked of it", async () => {
    const db = await openDuckDb();
    await importFixtures(db, "litellm.jsonl");
    const expected = await usageTotals(db);
    const { accounting } = await importUsage(db, [
      { file: openSpendLogs(address("reader")), format: "litellm" },
    ]);
    expect(await usageTotals(db)).toEqual(expected);
    expect(accounting).toEqual({ physical: 4, kept: 2, rejected: 2, blank: 0 });
    const times = await db.all("SELECT CAST(min(ts) AS VARCHAR) AS first FROM usage");
    expect(times).toEqual([{ first: "2025-09-01 10:00:00.123" }]);
    await db.close();
  });

  test("lines hold neither prompts nor keys", async () => {
    await insert({
      request_id: "secret",
      startTime: "2025-09-01T10:00:00Z",
      spend: 0,
      prompt_tokens: 1,
      completion_tokens: 1,
      messages: [{ content: "zq-prompt" }],
      response: { text: "zq-answer" },
      metadata: { user_api_key: "zq-key", usage_object: { prompt_tokens: 1 } },
    });
    const lines: string[] = [];
    for await (const line of openSpendLogs(address("reader")).lines()) lines.push(line);
    expect(lines).toHaveLength(5);
    expect(lines.join("\n")).not.toMatch(/zq-|sk-secret/);
  });

  test("more calls than are held at a time are all read", async () => {
    await query(
      "litellm",
      `INSERT INTO "LiteLLM_SpendLogs" (request_id, "startTime", model, prompt_tokens)
       SELECT 'n' || n, '2025-09-02', 'gpt-4o', 2 FROM generate_series(1, 12000) n`,
    );
    const { out, err } = await run("exposure", address("reader"), "--json");
    expect(err).toBe("");
    const { accounting } = JSON.parse(out) as { accounting: Record<string, number> };
    expect(accounting).toEqual({ physical: 12_004, kept: 12_002, rejected: 2, blank: 0 });
  });

  test("may stand beside a file, and counts a call that both hold once", async () => {
    const { out, err } = await run(
      "exposure",
      fixturePath("openrouter.json"),
      address("reader"),
      "--json",
    );
    expect(err).toBe("");
    const result = JSON.parse(out) as { files: string[]; accounting: Record<string, number> };
    expect(result.files).toEqual(["openrouter.json", address("reader")]);
    expect(result.accounting["kept"]).toBe(3);
    const both = await run(
      "exposure",
      fixturePath("litellm.csv"),
      address("reader"),
      "--json",
      "--allow-rejects",
    );
    const { rejects } = JSON.parse(both.out) as { rejects: { kind: string }[] };
    expect(rejects.map(({ kind }) => kind)).toContain("duplicate");
    const db = await openDuckDb();
    const table = { file: openSpendLogs(address("reader")), format: "litellm" };
    const file = openUsageFile(fixturePath("openrouter.json"));
    const { accounting } = await importUsage(db, [table, { file }, table]);
    expect(accounting.kept).toBe(3);
    await db.close();
  });

  test.each([
    ["a wrong password", () => address("postgres"), /the password is wrong; .*PGPASSWORD/],
    ["an unknown database", () => address("reader", "nowhere"), /there is no such database/],
    ["no table", () => address("reader", "other"), /no table "LiteLLM_SpendLogs" is there/],
    ["a schema without it", () => `${address("reader")}?schema=x`, /no table "LiteLLM_SpendLogs"/],
    ["no right to read", () => address("nobody"), /may not read the columns that are needed/],
    ["no server", () => address("reader").replace(`${port}`, "1"), /no database answers there/],
    ["a password in it", () => address("reader:hush"), /holds a password; leave it out/],
    ["no database in it", () => "postgres://reader@host", /it is no address of a database/],
  ])("an address with %s is one line", async (_, url, message) => {
    const { code, out, err } = await run("exposure", url());
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(message);
    expect(err).not.toContain("hush");
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });

  test("an empty table, another table, and a mapping are one line each", async () => {
    expect((await run("exposure", address("reader"), "--map", "m.yaml")).err).toMatch(
      /--map: there is no usage file it could map/,
    );
    await query("litellm", 'TRUNCATE "LiteLLM_SpendLogs"');
    expect((await run("exposure", address("reader"))).err).toMatch(/holds no calls/);
    await query("other", 'CREATE TABLE "LiteLLM_SpendLogs" (request_id text)');
    const { err } = await run("exposure", address("reader", "other"));
    await query("other", 'DROP TABLE "LiteLLM_SpendLogs"');
    expect(err).toMatch(/"LiteLLM_SpendLogs" has no column "startTime"/);
  });
});

test("an address is told from a file by its scheme", () => {
  expect(["postgres://u@h/d", "postgresql://h/d"].every(isPostgresUrl)).toBe(true);
  expect(["usage.csv", "postgres.csv", "clickhouse://h/d"].some(isPostgresUrl)).toBe(false);
});
