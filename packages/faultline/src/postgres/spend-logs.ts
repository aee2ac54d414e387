import { createHash } from "node:crypto";
import { InputError, quoteValue, type UsageFile } from "@faultline/exposure";
import pg from "pg";
import { failureOf } from "./failure.ts";

const TABLE = '"LiteLLM_SpendLogs"';

/** Rows that are held at a time: a table of millions never is in memory. */
const BATCH = 5000;

/** Milliseconds until a server that does not answer is given up. */
const PATIENCE = 10_000;

/** Columns without which a row tells no usage; the rest of {@link COLUMNS} may be absent. */
const REQUIRED = [
  "request_id",
  "startTime",
  "model",
  "spend",
  "prompt_tokens",
  "completion_tokens",
];

/**
 * What is read of a row, and nothing else: never the messages, the answer, or a key. Of the
 * metadata, which holds names and hashes of keys, only what the provider reported as usage.
 */
const COLUMNS: Readonly<Record<string, string>> = {
  request_id: "request_id",
  startTime: `to_char("startTime", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
  custom_llm_provider: "custom_llm_provider",
  model: "model",
  request_tags: "request_tags",
  end_user: "end_user",
  spend: "spend",
  prompt_tokens: "prompt_tokens",
  completion_tokens: "completion_tokens",
  cache_hit: "cache_hit",
  metadata: "json_build_object('usage_object', metadata -> 'usage_object')",
};

/** Whether an argument is the address of a Postgres database, not a file. */
export function isPostgresUrl(argument: string): boolean {
  return /^postgres(ql)?:\/\//.test(argument);
}

/**
 * LiteLLM's table of calls as a usage file of JSON lines, read in one read-only transaction. The
 * password comes from PGPASSWORD, as for Postgres' own tools. Throws `InputError` for an address
 * that is none or holds a password; while reading, for a server that does not answer or refuses.
 */
export function openSpendLogs(address: string): UsageFile {
  const url = parseAddress(address);
  const lines = () => readLines(address, url.searchParams.get("schema"));
  return {
    name: address,
    // The database that imports never sees the table, only its lines.
    sqlPath: "",
    gzipped: false,
    lines,
    bytes: async function* () {
      for await (const line of lines()) yield new TextEncoder().encode(`${line}\n`);
    },
    // A second reading could differ by the calls of that minute; the address tells twins apart.
    fingerprint: async () => createHash("sha256").update(url.href).digest("hex"),
  };
}

function parseAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || url.pathname.length < 2) {
    throw new InputError(
      quoteValue(address.replace(/:[^:@/]*@/, "@")),
      "it is no address of a database",
      "write postgres://user@host/database",
    );
  }
  if (url.password !== "") {
    url.password = "";
    const fix = "leave it out and set PGPASSWORD: others see what a command was given";
    throw new InputError(url.href, "the address holds a password", fix);
  }
  return url;
}

async function* readLines(address: string, schema: string | null): AsyncIterable<string> {
  const client = new pg.Client({
    connectionString: address,
    connectionTimeoutMillis: PATIENCE,
    application_name: "faultline",
  });
  // Told by the query that is under way; without a listener it would end the process.
  client.on("error", () => {});
  let rows = 0;
  try {
    await client.connect();
    await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await client.query("SET LOCAL TIME ZONE 'UTC'");
    if (schema !== null) {
      await client.query(`SET LOCAL search_path TO ${client.escapeIdentifier(schema)}`);
    }
    const record = recordSql(address, await columnsOf(client));
    const counted = await client.query<{ n: string }>(`SELECT count(*) AS n FROM ${TABLE}`);
    await client.query(`DECLARE calls CURSOR FOR SELECT ${record} AS line FROM ${TABLE}`);
    for (;;) {
      const batch = await client.query<{ line: string }>(`FETCH ${BATCH} FROM calls`);
      for (const { line } of batch.rows) yield line;
      rows += batch.rows.length;
      if (batch.rows.length < BATCH) break;
    }
    requireAll(address, rows, Number(counted.rows[0]?.n));
  } catch (error) {
    throw failureOf(address, error);
  } finally {
    // Also where a reader stops early; what ends the connection ends the transaction.
    await client.end().catch(() => {});
  }
}

function requireAll(address: string, rows: number, counted: number): void {
  if (counted === 0) {
    throw new InputError(address, `${TABLE} holds no calls`, "turn LiteLLM's spend logs on");
  }
  if (rows === counted) return;
  const problem = `${counted} calls are in the table, but ${rows} were read`;
  throw new InputError(address, problem, "run the command again");
}

async function columnsOf(client: pg.Client): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped`,
    [TABLE],
  );
  return new Set(rows.map(({ name }) => name));
}

function recordSql(address: string, columns: ReadonlySet<string>): string {
  if (columns.size === 0) {
    const fix = "name LiteLLM's database, with ?schema=NAME when it is not on the search path";
    throw new InputError(address, `no table ${TABLE} is there`, fix);
  }
  const missing = REQUIRED.find((name) => !columns.has(name));
  if (missing !== undefined) {
    const problem = `${TABLE} has no column ${quoteValue(missing)}`;
    throw new InputError(address, problem, "update LiteLLM, or export the table to CSV");
  }
  const pairs = Object.entries(COLUMNS)
    .filter(([name]) => columns.has(name))
    .map(([name, sql]) => `'${name}', ${sql}`);
  return `CAST(json_build_object(${pairs.join(", ")}) AS text)`;
}
