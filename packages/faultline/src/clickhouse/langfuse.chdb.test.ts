import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type TestServer, useChdb } from "./testing/chdb.ts";
import { exposureOf, runExposure, scratch } from "./testing/exposures.ts";
import { createTables, insertRows } from "./testing/tables.ts";

const files = scratch();
const chdbFor = useChdb();

interface Observation {
  readonly id: string;
  readonly trace_id: string;
  readonly project_id: string;
  readonly type: string;
  readonly start_time: string;
  readonly name: string;
  readonly provided_model_name: string | null;
  readonly usage_details: Readonly<Record<string, number>>;
  readonly total_cost: string | null;
}

interface Trace {
  readonly id: string;
  readonly name: string;
  readonly user_id: string | null;
}

const when = (second: number) =>
  new Date(Date.UTC(2026, 0, 5) + second * 1000).toISOString().replace("T", " ").slice(0, -1);

/** Fills a fresh database, and returns the table's address. */
async function filled(
  chdb: TestServer,
  observations: readonly Readonly<Record<string, unknown>>[],
  traces: readonly Trace[],
): Promise<string> {
  await createTables(chdb, "langfuse");
  await insertRows(chdb, "langfuse.observations", observations);
  await insertRows(
    chdb,
    "langfuse.traces",
    traces.map((trace) => ({ ...trace, project_id: "p", timestamp: when(0), event_ts: when(0) })),
  );
  return `clickhouse://tester@${chdb.host}/langfuse/observations`;
}

/** The export of the same: one line an observation, with what its trace tells. */
function exported(observations: readonly Observation[], traces: readonly Trace[]): string {
  const lines = observations.map((one) => {
    const trace = traces.find(({ id }) => id === one.trace_id);
    return JSON.stringify({
      ...one,
      trace_name: trace?.name ?? null,
      user_id: trace?.user_id ?? null,
    });
  });
  return files.write("observations.jsonl", lines.join("\n"));
}

const tokens = fc.oneof(fc.nat(3000), fc.constantFrom(0, 271_999, 272_001, 300_000));
const usage = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record(
        {
          input: tokens,
          output: fc.nat(500),
          input_cache_read: fc.nat(400),
          input_cache_creation: fc.nat(50),
          input_cache_creation_1h: fc.nat(50),
          output_reasoning: fc.nat(400),
        },
        { requiredKeys: ["input"] },
      )
      .map((found) => found as Record<string, number>),
  },
  {
    // Parts inside their totals, or a total that fits neither way.
    weight: 3,
    arbitrary: fc.constantFrom<Record<string, number>>(
      { input: 100, output: 50, input_cached_tokens: 40, total: 150 },
      { input: 100, output: 50, output_reasoning_tokens: 60, total: 150 },
      { input: 10, input_cached_tokens: 40, total: 10 },
      { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 },
      { input: 1, output: 1, total: 77 },
      { input: 5, prompt_tokens: 6 },
      { input: 5, prompt_tokens: 5 },
      { input: 5, audio_minutes: 3 },
      { input: 5, audio_minutes: 0 },
      { input: 1_000_000_000_000 },
      {},
    ),
  },
);

const observations = fc
  .array(
    fc.record({
      trace_id: fc.constantFrom("t1", "t2", "t3", "gone"),
      type: fc.constantFrom("GENERATION", "EMBEDDING", "SPAN"),
      second: fc.integer({ min: 0, max: 3_000_000 }),
      name: fc.constantFrom("call", " ", ""),
      provided_model_name: fc.constantFrom("gpt-5.5", "deepseek-chat", "mystery", " ", null),
      usage_details: usage,
      total_cost: fc.constantFrom(null, "0", "0.0000000005", "0.000000000499", "1.25", "-0.5"),
    }),
    { minLength: 60, maxLength: 150 },
  )
  .map((list) =>
    list.map(({ second, ...rest }, i): Observation => ({
      ...rest,
      id: `o${i}`,
      project_id: "p",
      start_time: when(second),
    })),
  );

/** What the calls of a table have in common: without it hardly two would fall into one sum. */
const shared = fc.oneof(
  fc.constant({}),
  fc.record({
    trace_id: fc.constantFrom("t1", "t3"),
    provided_model_name: fc.constantFrom("gpt-5.5", "deepseek-chat", "mystery"),
  }),
);

const traces: readonly Trace[] = [
  { id: "t1", name: "Chat", user_id: "ann" },
  { id: "t2", name: " ", user_id: null },
  { id: "t3", name: 'it\'s \\ "quoted"', user_id: "\t" },
];

test("any observations give the very result of their export", async (context) => {
  const chdb = chdbFor(context);
  const sound: Observation = {
    id: "sound",
    trace_id: "t1",
    project_id: "p",
    type: "GENERATION",
    start_time: when(1),
    name: "call",
    provided_model_name: "gpt-5.5",
    usage_details: { input: 10, output: 5 },
    total_cost: null,
  };
  await fc.assert(
    fc.asyncProperty(observations, shared, async (some, same) => {
      const all = [sound, ...some.map((one) => ({ ...one, ...same }))];
      const rows = all.map((one) => ({ ...one, event_ts: when(0), is_deleted: 0 }));
      const table = await filled(chdb, rows, traces);
      const options = ["--allow-rejects", "--keep-labels"];
      const here = await exposureOf(exported(all, traces), ...options);
      expect(await exposureOf(table, ...options)).toEqual(here);
    }),
    { numRuns: 10 },
  );
}, 180_000);

test("the newest version of an observation counts, and a deleted one does not", async (context) => {
  const chdb = chdbFor(context);
  const version = (id: string, at: number, input: number, more = {}) => ({
    id,
    trace_id: "t1",
    project_id: "p",
    type: "GENERATION",
    start_time: when(0),
    name: "call",
    provided_model_name: "gpt-5.5",
    usage_details: { input },
    event_ts: when(at),
    is_deleted: 0,
    ...more,
  });
  const rows = [
    version("a", 1, 1000),
    version("a", 2, 10),
    // The table's own order has the type in it, so its engine would keep both.
    version("a", 3, 7, { type: "SPAN" }),
    version("b", 1, 500),
    version("b", 2, 500, { is_deleted: 1 }),
    version("c", 1, 3, { project_id: "q" }),
    version("a", 1, 90, { project_id: "q" }),
    version("d", 2, 40),
    version("d", 1, 0, { usage_details: { input: 1, nonsense: 5 } }),
  ];
  const table = await filled(chdb, [], traces);
  // One by one, as they come: versions inserted together are merged at once.
  for (const row of rows) await insertRows(chdb, "langfuse.observations", [row]);
  const result = await exposureOf(table);
  // The traces are of project p: observations of q go by their own name.
  expect(result["rows"]).toMatchObject([
    { requests: 2, inUncached: 7 + 40 },
    { requests: 2, inUncached: 3 + 90 },
  ]);
  expect(result["accounting"]).toEqual({ physical: 9, kept: 4, rejected: 5, blank: 0 });
  expect(result["rejects"]).toEqual([
    { kind: "duplicate", reason: "a record that was seen before", count: 4 },
    { kind: "foreign", reason: "a deleted observation", count: 1 },
  ]);
});

test("a table that lacks what is read says what it lacks", async (context) => {
  const chdb = chdbFor(context);
  await filled(chdb, [], []);
  await chdb.run("ALTER TABLE langfuse.observations DROP COLUMN total_cost");
  const address = `clickhouse://tester@${chdb.host}/langfuse`;
  expect((await runExposure([`${address}/observations`])).err).toMatch(
    /observations: no column "total_cost", which Langfuse's observations have; name another table/,
  );
  await chdb.run("ALTER TABLE langfuse.observations ADD COLUMN total_cost Array(String)");
  expect((await runExposure([`${address}/observations`])).err).toMatch(
    /column "total_cost" is Array\(String\), and Langfuse's observations have a Decimal there/,
  );
  expect((await runExposure([`${address}/traces`])).err).toMatch(
    /traces: its columns are neither OpenTelemetry's nor Langfuse's; say with --map FILE/,
  );
});
