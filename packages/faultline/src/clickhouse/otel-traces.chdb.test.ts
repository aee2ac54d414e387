import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { otlp, type ShortSpan } from "../duckdb/testing/otlp-builder.ts";
import { type TestServer, useChdb } from "./testing/chdb.ts";
import { exposureOf, run, runExposure, scratch } from "./testing/exposures.ts";
import { createTables, insertRows, otelRows } from "./testing/tables.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const files = scratch();
const chdbFor = useChdb();

/** Fills a fresh table with spans, and returns its address and a file of the same. */
async function both(chdb: TestServer, lines: string): Promise<{ table: string; file: string }> {
  await createTables(chdb, "otel");
  await insertRows(chdb, "otel.otel_traces", otelRows(lines));
  return {
    table: `clickhouse://tester@${chdb.host}/otel/otel_traces`,
    file: files.write("spans.jsonl", lines),
  };
}

test("the bundled sample gives the very result of its file, by feature and by customer", async (context) => {
  const chdb = chdbFor(context);
  const usage = `${root}packages/faultline/sample/usage.otlp.jsonl`;
  const { table } = await both(chdb, readFileSync(usage, "utf8"));
  const company = ["--company", `${root}packages/faultline/sample/company.yaml`];
  const here = await exposureOf(usage, ...company);
  expect(await exposureOf(table, ...company)).toEqual(here);
  expect(here["accounting"]).toMatchObject({ rejected: 0 });
});

const count = fc.oneof(
  { weight: 6, arbitrary: fc.nat(5000).map(String) },
  { weight: 2, arbitrary: fc.constantFrom("0", "300000", "271999", "272000", "272001") },
  {
    weight: 1,
    arbitrary: fc.constantFrom("-5", "", "x", "3.0", "3.5", "1e3", "9".repeat(13), "+1", "-0"),
  },
);
const label = fc.constantFrom(
  "A",
  "B's \\ \"é",
  " padded ",
  "\t",
  "",
  "\\'); DROP TABLE t; --",
  "💥",
);

/** Attributes under current and old names, sound and broken, some of them missing. */
const attributes = fc
  .record(
    {
      "gen_ai.usage.input_tokens": count,
      "gen_ai.usage.prompt_tokens": count,
      "gen_ai.usage.output_tokens": count,
      "gen_ai.usage.completion_tokens": count,
      "gen_ai.usage.cache_read.input_tokens": fc.nat(50).map(String),
      "gen_ai.usage.cache_creation.input_tokens": fc.nat(50).map(String),
      "gen_ai.usage.reasoning.output_tokens": fc.nat(50).map(String),
      "gen_ai.usage.reasoning_tokens": fc.nat(50).map(String),
      "gen_ai.operation.name": fc.constant("chat"),
      "gen_ai.provider.name": fc.constantFrom("openai", "deepseek", "anthropic", "nobody", ""),
      "gen_ai.system": fc.constantFrom("openai", "x"),
      "gen_ai.response.model": fc.constantFrom(
        "gpt-5.5",
        "deepseek-chat",
        " deepseek-chat\t",
        "text-embedding-3-small",
        "claude-sonnet-4-5",
        "mystery",
        " ",
      ),
      "gen_ai.request.model": fc.constantFrom("o3", "gpt-4o"),
      "faultline.feature": label,
      "gen_ai.agent.name": label,
      "enduser.id": label,
      "openai.response.service_tier": fc.constantFrom("flex", "default", "priority"),
      "http.route": fc.constant("/x"),
    },
    { requiredKeys: [] },
  )
  .map((found) => found as Record<string, string>);

const span: fc.Arbitrary<ShortSpan> = fc
  .record({
    trace: fc.constantFrom("t1", "t2", "t3", "t4", ""),
    id: fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h", ""),
    parent: fc.option(fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h", "gone"), {
      nil: undefined,
    }),
    at: fc.constantFrom(
      "2025-07-01T00:00:00Z",
      "2025-07-01T00:20:00.123Z",
      "2025-07-01T12:00:00Z",
      "2025-07-01T17:00:00Z",
      "2025-07-02T23:59:59.999Z",
      "2025-08-01T00:00:00Z",
      "1999-01-01T00:00:00Z",
    ),
    attributes: fc.oneof(
      { weight: 3, arbitrary: attributes },
      { weight: 1, arbitrary: fc.constant({ "http.route": "/x" } as Record<string, string>) },
    ),
  })
  .map(({ parent, ...rest }) => (parent === undefined ? rest : { ...rest, parent }));

/** What the calls of a table have in common: without it hardly two would fall into one sum. */
const shared = fc.oneof(
  fc.constant({}),
  fc
    .record({
      model: fc.constantFrom("openai gpt-5.5", "openai o3", "deepseek deepseek-chat", "x mystery"),
      label,
    })
    .map(({ model, label }) => ({
      "gen_ai.provider.name": model.split(" ")[0] ?? "",
      "gen_ai.response.model": model.split(" ")[1] ?? "",
      "faultline.feature": label,
      "enduser.id": label,
      "openai.response.service_tier": "default",
    })),
);

test("any spans give the very result of their file: trees, circles, copies, broken counts", async (context) => {
  const chdb = chdbFor(context);
  await fc.assert(
    fc.asyncProperty(
      fc.array(span, { minLength: 40, maxLength: 100 }),
      fc.constantFrom({}, { "service.name": "svc" }, { "enduser.id": "of the resource" }),
      shared,
      async (some, resource, same) => {
        const spans = some.map((span) =>
          "http.route" in span.attributes
            ? span
            : { ...span, attributes: { ...span.attributes, ...same } },
        );
        const sound: ShortSpan = {
          trace: "sound",
          id: "s",
          attributes: { "gen_ai.usage.input_tokens": "7", "gen_ai.response.model": "gpt-4o" },
        };
        const { table, file } = await both(chdb, otlp([sound, ...spans], resource));
        const here = await exposureOf(file, "--allow-rejects", "--keep-labels");
        expect(await exposureOf(table, "--allow-rejects", "--keep-labels")).toEqual(here);
      },
    ),
    { numRuns: 12 },
  );
}, 180_000);

test("prices by the hour follow each call, also of a name with blanks around it", async (context) => {
  const chdb = chdbFor(context);
  const spans = ["00:20", "12:00", "23:00"].map((time, i): ShortSpan => ({
    id: `s${i}`,
    at: `2025-07-01T${time}:00Z`,
    attributes: {
      "gen_ai.provider.name": "deepseek",
      "gen_ai.response.model": " deepseek-chat ",
      "gen_ai.usage.input_tokens": 1_000_000,
    },
  }));
  const { table } = await both(chdb, otlp(spans));
  // Half of 0.27 dollars before 00:30 and from 16:30 on.
  expect((await exposureOf(table))["rows"]).toMatchObject([
    { inUncached: 3_000_000, estimatedUsd: 0.135 + 0.27 + 0.135 },
  ]);
});

test("a long call has the price of long calls, a short one beside it that of short ones", async (context) => {
  const chdb = chdbFor(context);
  const spans = [1_000_000, 271_999].map((input, i): ShortSpan => ({
    id: `s${i}`,
    at: "2026-09-15T01:00:00Z",
    attributes: { "gen_ai.response.model": "gpt-5.5", "gen_ai.usage.input_tokens": input },
  }));
  const { table } = await both(chdb, otlp(spans));
  // Ten dollars a million tokens past 272,000, and five up to there.
  expect((await exposureOf(table))["rows"]).toMatchObject([
    { inUncached: 1_271_999, estimatedUsd: 10 + 1.359995 },
  ]);
});

test("calls are summed apart where one tells reasoning or has no price", async (context) => {
  const chdb = chdbFor(context);
  const one = (id: string, model: string, input: number, output: number, reasoning?: number) => ({
    id,
    attributes: {
      "gen_ai.provider.name": "openai",
      "gen_ai.response.model": model,
      "gen_ai.usage.input_tokens": input,
      "gen_ai.usage.output_tokens": output,
      ...(reasoning !== undefined && { "gen_ai.usage.reasoning.output_tokens": reasoning }),
    },
  });
  const spans: ShortSpan[] = [
    one("a", "o1-preview", 10, 100, 0),
    one("b", "o1-preview", 10, 100),
    one("c", "text-embedding-3-small", 1_000_000, 0),
    one("d", "text-embedding-3-small", 1_000_000, 1),
  ];
  const { table } = await both(chdb, otlp(spans));
  expect((await exposureOf(table))["rows"]).toMatchObject([
    { model: "o1-preview", outVisible: 100, outReasoning: 0, outUnsplit: 100 },
    { estimatedUsd: 0.02, unpricedTokens: 1_000_001 },
  ]);
});

test("a malformed count stops the command, with its attribute and number but not its value", async (context) => {
  const chdb = chdbFor(context);
  const spans = ["1", "secret", "hidden"].map((input, i): ShortSpan => ({
    id: `s${i}`,
    attributes: { "gen_ai.usage.prompt_tokens": input, "gen_ai.response.model": "gpt-4o" },
  }));
  const { table } = await both(chdb, otlp(spans));
  const { code, out, err } = await runExposure([table]);
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toBe(
    `faultline: clickhouse://${chdb.host}/otel/otel_traces: not a number in ` +
      `"gen_ai.usage.prompt_tokens", 2 times; correct the record, or pass --allow-rejects to ` +
      "continue without it and others like it\n",
  );
});

test("time bounds are of the start, with the end left out", async (context) => {
  const chdb = chdbFor(context);
  const spans = ["2025-06-30T23:59:59Z", "2025-07-01T00:00:00Z", "2025-08-01T00:00:00Z"].map(
    (at, i): ShortSpan => ({
      id: `s${i}`,
      at,
      attributes: { "gen_ai.usage.input_tokens": 10 ** i, "gen_ai.response.model": "gpt-4o" },
    }),
  );
  const { table } = await both(chdb, otlp(spans));
  const july = await exposureOf(`${table}?from=2025-07-01&to=2025-08-01`);
  expect(july["accounting"]).toEqual({ physical: 1, kept: 1, rejected: 0, blank: 0 });
  expect(july["rows"]).toMatchObject([{ month: "2025-07", inUncached: 10 }]);
  const { err } = await runExposure([`${table}?from=2031-01-01`]);
  expect(err).toMatch(/it holds no rows in the time asked for; name another table or time\n$/);
});

test("a table is detected, and one beside a file of the same calls is told", async (context) => {
  const chdb = chdbFor(context);
  const usage = `${root}packages/faultline/sample/usage.otlp.jsonl`;
  const { table } = await both(chdb, readFileSync(usage, "utf8"));
  expect(await run("detect", table)).toEqual({
    code: 0,
    out: `clickhouse://${chdb.host}/otel/otel_traces  OpenTelemetry spans in ClickHouse (otlp)
  because     the columns TraceId, SpanId, SpanAttributes
`,
    err: "",
  });
  const together = await exposureOf(usage, table);
  expect(together["accounting"]).toMatchObject({ kept: 2 * 1491 });
  const files = [
    expect.stringContaining("usage.otlp.jsonl"),
    expect.stringMatching(/^clickhouse:/),
  ];
  expect(together["overlaps"]).toMatchObject([{ files, share: 1 }]);
});

test("a stress test of a table is that of its file", async (context) => {
  const chdb = chdbFor(context);
  const usage = `${root}packages/faultline/sample/usage.otlp.jsonl`;
  const { table } = await both(chdb, readFileSync(usage, "utf8"));
  const stress = async (source: string) => {
    const company = `${root}packages/faultline/sample/company.yaml`;
    const options = ["--company", company, "--draws", "256", "--months", "12", "--json"];
    const { code, out, err } = await run("stress", source, ...options);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    return out.replace(/"files":\["[^"]*"\],/, "");
  };
  expect(await stress(table)).toBe(await stress(usage));
});
