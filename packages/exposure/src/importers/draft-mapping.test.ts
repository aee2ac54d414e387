import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { draftFrom } from "./draft-mapping.ts";
import { parseMapping } from "./mapping.ts";

/** A draft of the columns, each with one value a record, and the mapping it amounts to. */
function draft(columns: Record<string, readonly (string | number)[]>) {
  const entries = Object.entries(columns);
  const table = {
    columns: entries.map(([name, values]) => ({
      name,
      values: values.map((value) => (value === "" ? null : String(value))),
    })),
    records: entries[0]?.[1].length ?? 0,
    isWhole: true,
    delimiter: ",",
  } as const;
  const { text, questions } = draftFrom(table, "usage.csv", "csv");
  return { text, mapping: parseMapping(text, "draft.yaml"), asked: questions.map((q) => q.field) };
}

/** The mapping once a question's answer is taken: its lines replace those of the same field. */
function answered(text: string, ...answers: readonly string[]) {
  const fields = answers.map((line) => line.split(":")[0]);
  const kept = text
    .split("\n")
    .filter((line) => !fields.some((field) => line.startsWith(`${field}:`)));
  for (const line of answers) expect(text.split("\n")).toContain(`# ${line}`);
  return parseMapping([...kept, ...answers].join("\n"), "draft.yaml");
}

const tokens = { prompt_tokens: [100, 200, 300, 400], completion_tokens: [10, 20, 30, 40] };
const cached = [50, 0, 60, 70];

describe("what a total contains", () => {
  test("is asked when no sum proves it, and neither answer is taken before", () => {
    const { mapping, asked, text } = draft({ ...tokens, cached_tokens: cached });
    expect(mapping.in_uncached).toEqual({ column: "prompt_tokens" });
    expect(mapping.cache_read).toBeUndefined();
    expect(asked).toContain("cache_read");
    expect(text).toContain('#? does "prompt_tokens" contain the cached reads of "cached_tokens"?');
    const inside = answered(
      text,
      "in_uncached: { column: prompt_tokens, includes: [cache_read] }",
      "cache_read: { column: cached_tokens }",
    );
    expect(inside.in_uncached?.includes).toEqual(["cache_read"]);
  });

  test("is mapped when a total proves that the part is inside", () => {
    const { mapping, text } = draft({
      ...tokens,
      cached_tokens: cached,
      total_tokens: [110, 220, 330, 440],
    });
    expect(mapping.in_uncached).toEqual({ column: "prompt_tokens", includes: ["cache_read"] });
    expect(mapping.cache_read).toEqual({ column: "cached_tokens" });
    expect(text).toContain('"total_tokens" adds up without it, so it is inside');
  });

  test("is mapped when a total proves that the part comes on top", () => {
    const { mapping } = draft({
      ...tokens,
      cached_tokens: cached,
      total_tokens: [160, 220, 390, 510],
    });
    expect(mapping.in_uncached).toEqual({ column: "prompt_tokens" });
    expect(mapping.cache_read).toEqual({ column: "cached_tokens" });
  });

  test("is mapped when the part is larger than the total", () => {
    const { mapping } = draft({ ...tokens, cache_read_input_tokens: [500, 900, 1000, 1] });
    expect(mapping.in_uncached).toEqual({ column: "prompt_tokens" });
    expect(mapping.cache_read).toEqual({ column: "cache_read_input_tokens" });
  });

  test("is asked when too few records have the part, or two sums fit alike", () => {
    const few = { ...tokens, cached_tokens: [1, 0, 0, 0], total_tokens: [110, 220, 330, 440] };
    expect(draft(few).asked).toContain("cache_read");
    // Where cached reads equal the reasoning, either may be the one on top.
    const alike = {
      ...tokens,
      cached_tokens: [5, 5, 5, 5],
      reasoning_tokens: [5, 5, 5, 5],
      total_tokens: [115, 225, 335, 445],
    };
    expect(draft(alike).asked).toEqual(expect.arrayContaining(["cache_read", "out_reasoning"]));
  });

  test("each part is proven for itself", () => {
    const { mapping } = draft({
      ...tokens,
      cache_read_tokens: cached,
      cache_creation_tokens: [3, 2, 1, 0],
      reasoning_tokens: [7, 8, 9, 0],
      total_tokens: [110 + 50 + 3, 220 + 2, 330 + 60 + 1, 440 + 70],
    });
    expect(mapping.in_uncached).toEqual({ column: "prompt_tokens" });
    expect(mapping.cache_write_5m).toEqual({ column: "cache_creation_tokens" });
    expect(mapping.out_visible).toEqual({
      column: "completion_tokens",
      includes: ["out_reasoning"],
    });
  });

  test("a name that says uncached is taken at its word", () => {
    const { mapping } = draft({
      uncached_input_tokens: [1, 2],
      cached_tokens: [1, 1],
      output_tokens: [1, 1],
    });
    expect(mapping.in_uncached).toEqual({ column: "uncached_input_tokens" });
    expect(mapping.cache_read).toEqual({ column: "cached_tokens" });
  });
});

describe("the time", () => {
  test.each([
    ["2024-09-01T10:00:00Z", {}],
    ["2024-09-01 10:00:00.1234567+02:00", {}],
    [1_725_184_800, { unit: "s" }],
    [1_725_184_800_123, { unit: "ms" }],
    ["31/12/2024 23:59", { dateFormat: "%d/%m/%Y %H:%M" }],
    ["12/31/2024 11:59:01 PM", { dateFormat: "%m/%d/%Y %I:%M:%S %p" }],
    ["31.12.24", { dateFormat: "%d.%m.%y" }],
    ["20241231", { dateFormat: "%Y%m%d" }],
    ["2024/12/31", { dateFormat: "%Y/%m/%d" }],
  ])("%j is read as it is written", (value, expected) => {
    const { mapping } = draft({ time: [value, value], ...tokens });
    const { ts, unit, dateFormat, epoch } = mapping;
    expect({ ts, unit, dateFormat, epoch }).toEqual({ ts: { column: "time" }, ...expected });
  });

  test("a day and a month that could be each other are asked", () => {
    const { mapping, text } = draft({ date: ["01/02/2024", "12/11/2024"], ...tokens });
    expect(mapping.ts).toBeUndefined();
    const us = answered(text, "ts: { column: date }", 'dateFormat: "%m/%d/%Y"');
    expect(us.dateFormat).toBe("%m/%d/%Y");
  });

  test("times without an offset raise the question of their zone", () => {
    expect(draft({ ts: ["2024-09-01"], ...tokens }).asked).toContain("timezone");
    expect(draft({ ts: ["2024-09-01T00:00:00Z"], ...tokens }).asked).not.toContain("timezone");
  });

  test("the start counts before the end, a duration never", () => {
    const at = ["2024-09-01T00:00:00Z"];
    const { mapping } = draft({ end_time: at, latency_time: [1], start_time: at, ...tokens });
    expect(mapping.ts).toEqual({ column: "start_time" });
  });

  test("what counts from an unknown start gets a day that is called an assumption", () => {
    const { mapping, text } = draft({ timestamp_ms: [0, 5, 5, 9], ...tokens });
    expect(mapping).toMatchObject({ unit: "ms", epoch: "2025-01-15T00:00:00Z" });
    expect(text).toContain("# ASSUMPTION: the file does not tell when it starts");
  });
});

describe("labels, money and outcomes", () => {
  test("clear names are taken, the rest is asked", () => {
    const { mapping, asked } = draft({
      request_id: ["a", "b"],
      model: ["gpt-4o", "o1"],
      provider: ["openai", "openai"],
      feature: ["Chat", "Search"],
      user: ["x", "y"],
      cost_usd: [0.1, 0.2],
      success: ["true", "false"],
      num_requests: [1, 2],
    });
    expect(mapping).toMatchObject({
      id: { column: "request_id" },
      model_raw: { column: "model" },
      provider: { column: "provider" },
      feature: { column: "feature" },
      billed_cost: { column: "cost_usd" },
      requests: { column: "num_requests" },
      outcome: { success: { column: "success" } },
    });
    expect(mapping.customer).toBeUndefined();
    expect(asked).toContain("customer");
  });

  test("an id that repeats would drop records, so it is asked", () => {
    const { mapping, text } = draft({ id: ["a", "a", "b"], ...tokens });
    expect(mapping.id).toBeUndefined();
    expect(text).toContain("1 record would not count, as repeats");
  });

  test("money of no told currency is asked", () => {
    expect(draft({ cost: [1, 2] }).asked).toContain("billed_cost");
    const { mapping } = draft({ cost: [1, 2], currency: ["USD", "USD"] });
    expect(mapping.billed_cost).toEqual({ column: "cost" });
    expect(draft({ cost: [1, 2], currency: ["EUR", "USD"] }).mapping.billed_cost).toBeUndefined();
  });

  test("a column that no line names is said to be unused", () => {
    expect(draft({ ...tokens, blocks: [1, 2, 3, 4] }).text).toContain('# Not used: "blocks"');
  });
});

test("whatever the header and the values, the draft is a mapping", () => {
  const words = [
    "tokens",
    "input",
    "total",
    "cached",
    "time",
    "id",
    "cost",
    "model",
    "user",
    "pass",
  ];
  const name = fc.oneof(
    fc.string({ unit: "binary", minLength: 1, maxLength: 12 }),
    fc
      .array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 })
      .map((list) => list.join("_")),
    fc.constantFrom("__proto__", "constructor", "null", "a: b", "# x", "}", "\u2028", "yes", '"'),
  );
  const value = fc.oneof(
    fc.nat().map(String),
    fc.string({ maxLength: 8 }),
    fc.constantFrom("2024-01-01", "01/02/2024", "true", "0.5", "1725184800", ""),
  );
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { minLength: 1, maxLength: 8 }),
      fc.array(fc.array(value, { minLength: 8, maxLength: 8 }), { minLength: 1, maxLength: 4 }),
      (names, rows) => {
        const columns = names.map((name, index) => ({
          name,
          values: rows.map((row) => (row[index] === "" ? null : (row[index] ?? null))),
        }));
        const table = { columns, records: rows.length, isWhole: true, delimiter: "," } as const;
        const { text } = draftFrom(table, "x\ny.csv", "csv");
        const mapping = parseMapping(text, "draft.yaml");
        const told = mapping.in_uncached?.column;
        if (told !== undefined) expect(names).toContain(told);
        // Every answer offered is a mapping of its own, too.
        const offered = text.split("\n").filter((line) => /^# [a-z]\w*: [{"\w]/.test(line));
        for (const line of offered) parseMapping(alone(line.slice(2)), "answer.yaml");
      },
    ),
    { numRuns: 500 },
  );
});

// A total that includes a part needs that part beside it.
function alone(line: string): string {
  const part = /includes: \[(.*)\]/.exec(line)?.[1]?.split(", ") ?? [];
  return [line, ...part.map((name) => `${name}: { column: x }`)].join("\n");
}
