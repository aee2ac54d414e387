import { once } from "node:events";
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { runExposure } from "./testing/exposures.ts";

const password = "s3cret'pass";
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** What a server that stands in for ClickHouse does with a question. */
type Answer = (sql: string, response: ServerResponse, request: IncomingMessage) => unknown;

async function serve(answer: Answer): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => answer(Buffer.concat(chunks).toString(), response, request));
  });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const lines = (...rows: readonly (readonly unknown[])[]) =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join("");

const otelColumns = lines(
  ["Timestamp", "DateTime64(9)"],
  ["TraceId", "String"],
  ["SpanId", "String"],
  ["ParentSpanId", "String"],
  ["SpanAttributes", "Map(LowCardinality(String), String)"],
  ["ResourceAttributes", "Map(LowCardinality(String), String)"],
);

/** One group of two calls, as the sums come back. */
const sums: readonly unknown[] = JSON.parse(
  `["0", "0", 0, "openai", "gpt-4o", "", "Chat", null, 1, "2", "1725148800000001",
    "1725148800000002", "112", "2",
    "100", "0", "0", "0", "10", null, null, "60", null, null, null]`,
);

/** The answers of a table of three spans, of which one is no usage. */
function otelAnswer(sql: string): string {
  if (sql.startsWith("DESCRIBE")) return otelColumns;
  if (sql.includes("GROUPING SETS")) return lines(sums);
  if (sql.includes("GROUP BY 1, 2, 3, 4")) return lines(["openai", "gpt-4o", "", "19967"]);
  if (sql.startsWith("SELECT countIf(")) return lines([0, 1]);
  return sql.startsWith("SELECT toString(count())") ? lines(["3"]) : lines([0]);
}

const isSum = (sql: string) => sql.includes("GROUPING SETS");

async function errorOf(host: string, path = "db/otel_traces"): Promise<string> {
  const { code, out, err } = await runExposure([`clickhouse://u@${host}/${path}`], password);
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).not.toContain(password);
  expect(err.trimEnd().split("\n")).toHaveLength(1);
  return err.replaceAll(/127\.0\.0\.1:\d+/g, "HOST");
}

const serverFault = (code: number, words: string): Answer => {
  return (_, response) => {
    response.writeHead(500, { "X-ClickHouse-Exception-Code": String(code) });
    response.end(`Code: ${code}. DB::Exception: ${words} (version 26.7.2.1)`);
  };
};

test("sums are imported, and every question is read-only and limited in time", async () => {
  const asked: string[] = [];
  const host = await serve((sql, response, request) => {
    asked.push(`${request.method} ${request.url} ${sql}`);
    expect(request.headers.authorization).toBe(
      `Basic ${Buffer.from(`u:${password}`).toString("base64")}`,
    );
    response.end(otelAnswer(sql));
  });
  const { code, out } = await runExposure([`clickhouse://u@${host}/db/otel_traces`], password);
  expect(code).toBe(0);
  expect(out).toContain("records 2 kept + 1 rejected + 0 blank = 3");
  expect(asked.length).toBeGreaterThan(4);
  for (const one of asked) {
    expect(one).toMatch(/^POST .*readonly=1&max_execution_time=600/);
    expect(one).toMatch(/ (SELECT|DESCRIBE|WITH) /);
    expect(one).not.toContain(password);
  }
});

test("a user who may only read, and so set nothing, is asked without settings", async () => {
  const host = await serve((sql, response, request) => {
    if (request.url?.includes("readonly=") !== true) return response.end(otelAnswer(sql));
    const words = "Cannot modify 'max_execution_time' setting in readonly mode. (READONLY)";
    return serverFault(164, words)(sql, response, request);
  });
  const { code } = await runExposure([`clickhouse://u@${host}/db/otel_traces`], password);
  expect(code).toBe(0);
});

describe("one line says what is wrong when", () => {
  test("nothing listens at the port", async () => {
    const host = await serve(() => {});
    servers.pop()?.close();
    expect(await errorOf(host)).toBe(
      "faultline: clickhouse://HOST/db/otel_traces: nothing answers at that port; give the port " +
        "of ClickHouse's HTTP interface, 8123 unless it was changed\n",
    );
  });

  test("there is no such host", async () => {
    expect(await errorOf("no-such-host.invalid:8123")).toMatch(
      /otel_traces: (there is no such host|the host's address cannot be looked up); check the/,
    );
  });

  test("the connection is cut in the midst of the answer", async () => {
    const host = await serve((sql, response) => {
      if (!isSum(sql)) return response.end(otelAnswer(sql));
      return response.write(lines(sums, sums).slice(0, -20), () => response.destroy());
    });
    expect(await errorOf(host)).toBe(
      "faultline: clickhouse://HOST/db/otel_traces: the connection was cut before the answer was " +
        "whole; try again\n",
    );
  });

  test("an answer ends early without an error", async () => {
    const host = await serve((sql, response) => {
      response.end(isSum(sql) ? "" : otelAnswer(sql));
    });
    expect(await errorOf(host)).toMatch(
      /3 rows were counted, but 0 kept \+ 1 rejected came back; if rows are still arriving, end/,
    );
  });

  test.each([
    ["\n", /otel_traces: the answer is not as ClickHouse gives it; /],
    // The client passes over a last line without an end: the number of rows tells.
    ["", /otel_traces: 3 rows were counted, but 1 kept \+ 1 rejected came back; /],
  ])("an error comes in the midst of the answer, ending in %j", async (end, told) => {
    const half = sums.map((value, i) => (i === 9 ? "1" : value));
    const host = await serve((sql, response) => {
      if (!isSum(sql)) return response.end(otelAnswer(sql));
      return response.end(
        `${lines(half)}Code: 241. DB::Exception: memory limit of customer-7${end}`,
      );
    });
    const error = await errorOf(host);
    expect(error).toMatch(told);
    expect(error).not.toContain("customer-7");
  });

  test("the models that prices are asked for are not told in full", async () => {
    const host = await serve((sql, response) => {
      response.end(sql.includes("GROUP BY 1, 2, 3, 4") ? "" : otelAnswer(sql));
    });
    expect(await errorOf(host)).toMatch(
      /otel_traces: a model came up that was not there a question before; if rows are still/,
    );
  });

  test("something else answers", async () => {
    const host = await serve((_, response) => {
      response.writeHead(404).end("<html>nginx</html>");
    });
    expect(await errorOf(host)).toBe(
      "faultline: clickhouse://HOST/db/otel_traces: the answer is not as ClickHouse gives it; " +
        "check that the port is that of its HTTP interface, and try again\n",
    );
  });

  test("the server takes too long", async () => {
    const host = await serve(() => {});
    expect(await errorOf(host, "db/otel_traces?timeout=1")).toBe(
      "faultline: clickhouse://HOST/db/otel_traces: a question took longer than 1 s; ask about " +
        "less time with ?from= and &to=, or allow more with ?timeout=SECONDS\n",
    );
  });

  test.each([
    [
      516,
      "u: Authentication failed (AUTHENTICATION_FAILED)",
      /does not let the user "u" in; check/,
    ],
    [81, "Database db does not exist. (UNKNOWN_DATABASE)", /no database "db"; check its name/],
    [
      60,
      "Unknown table (UNKNOWN_TABLE)",
      /no table "otel_traces" in the database "db"; check both/,
    ],
    [
      47,
      "Unknown identifier `x` of ann (UNKNOWN_IDENTIFIER)",
      /lacks a column that is read; check/,
    ],
    [159, "Timeout exceeded (TIMEOUT_EXCEEDED)", /took longer than 600 s; ask about less time/],
    [241, "Memory limit (MEMORY_LIMIT_EXCEEDED)", /has not enough memory for a question; ask/],
    [306, "Maximum recursive (TOO_DEEP_RECURSION)", /spans are nested too deeply, or in a circle/],
    [497, "u: Not enough privileges (ACCESS_DENIED)", /user "u" may not read "otel_traces"; grant/],
    [999, "ann's row (KEEPER_EXCEPTION)", /error 999 \(KEEPER_EXCEPTION\); look it up in the/],
  ])("the server answers with error %d", async (code, words, told) => {
    const error = await errorOf(await serve(serverFault(code, words)));
    expect(error).toMatch(told);
    expect(error).not.toMatch(/ann|DB::Exception/);
  });
});
