import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { importUsage, parseMapping, requireClean } from "@faultline/exposure";
import { inputErrorOf } from "./testing/catching.ts";
import { openDuckDb } from "./index.ts";
import { call, otlp, type ShortSpan } from "./testing/otlp-builder.ts";
import { tempFile } from "./testing/temp-file.ts";

const db = await openDuckDb();
afterAll(() => db.close());

const importText = (content: string, map = "") =>
  importUsage(db, [
    { file: tempFile("spans.jsonl", content), mapping: parseMapping(map, "map.yaml") },
  ]);
const importSpans = (...spans: ShortSpan[]) => importText(otlp(spans));

async function usage() {
  return db.all(`SELECT provider, model_raw, feature, customer, tier, in_uncached, cache_read,
    cache_write_5m, out_visible, out_reasoning FROM usage
    ORDER BY in_uncached, out_visible, feature, customer`);
}

describe("attribute names", () => {
  test("current names, with reasoning and cache in the totals", async () => {
    await importSpans({
      id: "a",
      attributes: {
        "gen_ai.provider.name": "anthropic",
        "gen_ai.request.model": "claude-latest",
        "gen_ai.response.model": "claude-3-5-sonnet-20240620",
        "gen_ai.usage.input_tokens": 1000,
        "gen_ai.usage.cache_read.input_tokens": 600,
        "gen_ai.usage.cache_creation.input_tokens": 100,
        "gen_ai.usage.output_tokens": 50,
        "gen_ai.usage.reasoning.output_tokens": 20,
        "openai.response.service_tier": "flex",
      },
    });
    expect(await usage()).toEqual([
      {
        provider: "anthropic",
        model_raw: "claude-3-5-sonnet-20240620",
        feature: null,
        customer: null,
        tier: "flex",
        in_uncached: "300",
        cache_read: "600",
        cache_write_5m: "100",
        out_visible: "30",
        out_reasoning: "20",
      },
    ]);
  });

  test("older names; reasoning that is not reported is not zero", async () => {
    await importSpans({
      id: "a",
      attributes: {
        "gen_ai.system": "openai",
        "gen_ai.request.model": "gpt-4",
        "gen_ai.usage.prompt_tokens": 10,
        "gen_ai.usage.completion_tokens": 5,
      },
    });
    expect((await usage())[0]).toMatchObject({
      provider: "openai",
      in_uncached: "10",
      out_visible: "5",
      out_reasoning: null,
    });
    await importSpans({
      id: "a",
      attributes: { ...call(10, 5), "gen_ai.usage.reasoning_tokens": 3 },
    });
    expect((await usage())[0]).toMatchObject({ out_visible: "2", out_reasoning: "3" });
  });

  test("feature and customer by preference, the resource last", async () => {
    const spans: ShortSpan[] = [
      {
        id: "1",
        attributes: call(1, 1, {
          "faultline.feature": "F",
          "gen_ai.agent.name": "A",
          "enduser.id": "E",
          "user.id": "U",
        }),
      },
      {
        id: "2",
        attributes: call(2, 1, {
          "gen_ai.agent.name": "A",
          "gen_ai.workflow.name": "W",
          "user.id": "U",
        }),
      },
      {
        id: "3",
        attributes: call(3, 1, {
          "gen_ai.workflow.name": "W",
          "faultline.customer": "C",
          "enduser.id": "E",
        }),
      },
      { id: "4", attributes: call(4, 1) },
    ];
    await importText(otlp(spans, { "service.name": "svc" }));
    expect((await usage()).map((row) => [row["feature"], row["customer"]])).toEqual([
      ["F", "E"],
      ["A", "U"],
      ["W", "C"],
      ["svc", null],
    ]);
  });

  test("a mapping chooses other attributes or a constant", async () => {
    const content = otlp([
      { id: "1", attributes: call(1, 1, { "app.tenant": "T", "enduser.id": "E" }) },
    ]);
    await importText(content, "customer: { attribute: app.tenant }\nfeature: { value: Chat }\n");
    expect((await usage())[0]).toMatchObject({ feature: "Chat", customer: "T" });
    expect(await inputErrorOf(() => importText(content, "customer: { column: tenant }\n"))).toMatch(
      /takes customer from a column/,
    );
  });
});

describe("what is counted", () => {
  test("a parent that repeats the sum of its calls is not, even through spans between", async () => {
    const result = await importSpans(
      { id: "agent", attributes: call(300, 30) },
      { id: "step", parent: "agent", attributes: { "http.method": "POST" } },
      { id: "x", parent: "step", attributes: call(100, 10) },
      { id: "y", parent: "step", attributes: call(200, 20) },
    );
    expect(result.accounting).toEqual({ physical: 4, kept: 2, rejected: 2, blank: 0 });
    expect(result.rejectCounts).toEqual([
      { kind: "aggregate", reason: "aggregate of child spans", count: 1 },
      { kind: "foreign", reason: "not a GenAI span", count: 1 },
    ]);
    expect((await usage()).map((row) => row["in_uncached"])).toEqual(["100", "200"]);
    expect(() => requireClean(result)).not.toThrow();
  });

  test("the same ids in another trace are another call", async () => {
    const result = await importSpans(
      { trace: "t1", id: "p", attributes: call(1, 1) },
      { trace: "t2", id: "c", parent: "p", attributes: call(2, 1) },
      { trace: "t2", id: "p2", attributes: call(3, 1) },
    );
    expect(result.accounting.kept).toBe(3);
  });

  test("a span exported twice counts once", async () => {
    const line = otlp([{ id: "a", attributes: call(5, 1) }]);
    const result = await importText(`${line}\n\n${line}\n`);
    expect(result.accounting).toEqual({ physical: 3, kept: 1, rejected: 1, blank: 1 });
    expect(result.rejects).toMatchObject([
      { line: 3, kind: "duplicate", reason: "duplicate span" },
    ]);
  });

  test("a span that is its own parent does not make itself an aggregate, and a loop ends", async () => {
    expect(
      (await importSpans({ id: "a", parent: "a", attributes: call(5, 1) })).accounting.kept,
    ).toBe(1);
    const loop = await importSpans(
      { id: "a", parent: "b", attributes: call(5, 1) },
      { id: "b", parent: "a", attributes: call(6, 1) },
      { id: "c", attributes: call(7, 1) },
    );
    expect(loop.accounting).toMatchObject({ kept: 1, rejected: 2 });
  });
});

describe("bad spans are told by line and reason", () => {
  test.each([
    ["negative", call(-5, 1), "a negative count", "gen_ai.usage.input_tokens", "-5"],
    [
      "fractional",
      { ...call(1, 1), "gen_ai.usage.output_tokens": { doubleValue: 1.5 } },
      "not a whole number",
      "gen_ai.usage.output_tokens",
      "1.5",
    ],
    [
      "not numeric",
      { ...call(1, 1), "gen_ai.usage.input_tokens": "NaN" },
      "not a number",
      "gen_ai.usage.input_tokens",
      "NaN",
    ],
    [
      "more cached than input",
      call(5, 1, { "gen_ai.usage.cache_read.input_tokens": 6 }),
      "cached count larger than the input that contains it",
      null,
      null,
    ],
    [
      "more reasoning than output",
      call(5, 1, { "gen_ai.usage.reasoning.output_tokens": 2 }),
      "reasoning count larger than the output that contains it",
      null,
      null,
    ],
    [
      "output without input",
      { "gen_ai.usage.output_tokens": 5 },
      "token usage without an input count",
      null,
      null,
    ],
  ])("%s", async (_, attributes, reason, column, value) => {
    const result = await importText(
      `${otlp([{ id: "ok", attributes: call(1, 1) }])}\n${otlp([{ id: "bad", attributes }])}\n`,
    );
    expect(result.accounting).toEqual({ physical: 2, kept: 1, rejected: 1, blank: 0 });
    expect(result.rejects).toEqual([
      { file: "spans.jsonl", line: 2, place: "line", kind: "corrupt", reason, column, value },
    ]);
    expect(() => requireClean(result)).toThrow(/^spans\.jsonl:2: /);
  });

  test("a line that is not JSON, and JSON that is not spans", async () => {
    const good = otlp([{ id: "ok", attributes: call(1, 1) }]);
    const result = await importText(`${good}\n{"resourceSpans": [\n{"a": 1}\n`);
    expect(result.accounting).toEqual({ physical: 3, kept: 1, rejected: 2, blank: 0 });
    expect(result.rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [2, "a line that is not valid JSON"],
      [3, "a JSON line without resourceSpans"],
    ]);
  });

  test("spans in one document are told by number", async () => {
    const document = JSON.stringify(
      JSON.parse(
        otlp([
          { id: "a", attributes: call(1, 1) },
          { id: "b", attributes: call(-1, 1) },
        ]),
      ),
      null,
      2,
    );
    const result = await importText(document);
    expect(result.accounting).toMatchObject({ physical: 2, kept: 1 });
    expect(() => requireClean(result)).toThrow(/^spans\.jsonl span 2: a negative count "-1"/);
  });

  test("a start time that is none", async () => {
    const bad = otlp([{ id: "b", attributes: call(1, 1) }]).replace(
      /"startTimeUnixNano":"\d+"/,
      '"startTimeUnixNano":"0"',
    );
    const result = await importText(`${otlp([{ id: "a", attributes: call(1, 1) }])}\n${bad}\n`);
    expect(result.rejects).toMatchObject([
      { line: 2, kind: "corrupt", reason: "a start time outside the years 2000 to 2100" },
    ]);
  });

  test("spans without ids cannot be told apart, so they are corrupt", async () => {
    const result = await importText(
      `${otlp([{ id: "a", attributes: call(1, 1) }])}\n${otlp([{ id: "", attributes: call(1, 1) }])}\n`,
    );
    expect(result.rejects).toMatchObject([
      { kind: "corrupt", reason: "a span without traceId and spanId" },
    ]);
  });

  test("a file of other spans only is one clear line", async () => {
    const message = await inputErrorOf(() =>
      importSpans({ id: "a", attributes: { "http.method": "GET" } }),
    );
    expect(message).toMatch(
      /^spans\.jsonl:1: none of 1 records can be counted \(the first: not a GenAI span\)/,
    );
  });
});

test("a line separator inside a JSON string does not end the line", async () => {
  const result = await importSpans({
    id: "a",
    attributes: call(1, 1, { "faultline.feature": "a\u2028b" }),
  });
  expect(result.accounting).toEqual({ physical: 1, kept: 1, rejected: 0, blank: 0 });
});

const outcome = async (groups: readonly (readonly ShortSpan[])[]) => {
  const files = groups.filter((group) => group.length > 0);
  const sources = files.map((group) => ({
    file: tempFile("part.jsonl", group.map((one) => otlp([one])).join("\n")),
    format: "otlp" as const,
  }));
  const { accounting, rejectCounts } = await importUsage(db, sources);
  return JSON.stringify([accounting, rejectCounts, await usage()]);
};

test("the order of spans and how files split them change nothing", async () => {
  const span = fc.record({
    trace: fc.constantFrom("t1", "t2"),
    id: fc.constantFrom("a", "b", "c", "d", "e", "f"),
    parent: fc.constantFrom("", "a", "b", "c"),
    attributes: fc.oneof(
      fc
        .record({ input: fc.nat(50), output: fc.nat(50) })
        .map(({ input, output }) => call(input, output)),
      fc.constant({ "http.method": "GET" }),
    ),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(span, { minLength: 2, maxLength: 12 }),
      fc.nat(12),
      fc.nat(),
      async (spans, cut, seed) => {
        const usable: ShortSpan = { trace: "t9", id: "z", attributes: call(7, 7) };
        const all = [usable, ...spans];
        const shuffled = all
          .map((one, index) => ({ one, key: (index * 7919 + seed) % 101 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ one }) => one);
        const second = { trace: "t8", id: "y", attributes: call(8, 8) };
        const whole = await outcome([[...all, second]]);
        expect(await outcome([[...shuffled, second]])).toBe(whole);
        expect(
          await outcome([
            [usable, ...spans.slice(0, cut)],
            [...spans.slice(cut), second],
          ]),
        ).toBe(whole);
      },
    ),
    { numRuns: 25 },
  );
});
