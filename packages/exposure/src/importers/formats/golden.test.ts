import { describe, expect, test } from "vitest";
import { type DisjointCounts, INCLUSION_RULES } from "../../inclusion-rules.ts";
import { RecordFields } from "../record-fields.ts";
import { FORMATS } from "./registry.ts";

interface Golden {
  readonly source: keyof typeof INCLUSION_RULES;
  readonly format: string;
  readonly record: Record<string, unknown>;
  /** Worked by hand from the vendor's definition of its fields. */
  readonly counts: DisjointCounts;
}

const day = { start_time: 1_756_684_800 };
const goldens: readonly Golden[] = [
  {
    source: "openai-usage",
    format: "openai-usage",
    record: {
      ...day,
      input_tokens: 1000,
      input_cached_tokens: 600,
      input_cache_write_tokens: 100,
      output_tokens: 50,
    },
    counts: counts(300, 600, 100, 0, 50, null),
  },
  {
    source: "anthropic-usage",
    format: "anthropic-usage",
    record: {
      starting_at: "2025-09-01T00:00:00Z",
      uncached_input_tokens: 1000,
      cache_read_input_tokens: 600,
      cache_creation: { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 40 },
      output_tokens: 50,
    },
    counts: counts(1000, 600, 100, 40, 50, null),
  },
  {
    source: "openrouter",
    format: "openrouter",
    record: {
      generation_id: "g",
      created_at: "2025-09-01 10:00:00",
      tokens_prompt: 1000,
      tokens_cached: 600,
      tokens_completion: 300,
      tokens_reasoning: 200,
    },
    counts: counts(400, 600, 0, 0, 100, 200),
  },
  {
    source: "litellm",
    format: "litellm",
    record: {
      startTime: "2025-09-01T10:00:00Z",
      prompt_tokens: 1000,
      completion_tokens: 300,
      metadata: {
        usage_object: {
          prompt_tokens_details: { cached_tokens: 600 },
          cache_creation_input_tokens: 100,
          completion_tokens_details: { reasoning_tokens: 200 },
        },
      },
    },
    counts: counts(300, 600, 100, 0, 100, 200),
  },
  {
    source: "langfuse",
    format: "langfuse",
    record: observation({ total: 2200 }),
    counts: counts(1000, 600, 100, 0, 300, 200),
  },
  {
    source: "langfuse-inclusive",
    format: "langfuse",
    record: observation({ total: 1300 }),
    counts: counts(300, 600, 100, 0, 100, 200),
  },
  {
    source: "helicone",
    format: "helicone",
    record: {
      request_created_at: "2025-09-01 10:00:00",
      prompt_tokens: 1000,
      prompt_cache_read_tokens: 600,
      prompt_cache_write_tokens: 100,
      completion_tokens: 50,
    },
    counts: counts(1000, 600, 100, 0, 50, null),
  },
  {
    source: "claude-code",
    format: "claude-code",
    record: {
      timestamp: "2025-09-01T10:00:00Z",
      message: {
        usage: {
          input_tokens: 1000,
          cache_read_input_tokens: 600,
          cache_creation: { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 40 },
          output_tokens: 50,
        },
      },
    },
    counts: counts(1000, 600, 100, 40, 50, null),
  },
  {
    source: "codex",
    format: "codex",
    record: {
      timestamp: "2025-09-01T10:00:00Z",
      type: "event_msg",
      payload: {
        type: "token_count",
        info: {
          last_token_usage: {
            input_tokens: 1000,
            cached_input_tokens: 600,
            output_tokens: 300,
            reasoning_output_tokens: 200,
          },
        },
      },
    },
    counts: counts(400, 600, 0, 0, 100, 200),
  },
];

function observation(more: Record<string, number>): Record<string, unknown> {
  return {
    start_time: "2025-09-01T10:00:00Z",
    usage_details: {
      input: 1000,
      input_cached_tokens: 600,
      input_cache_creation: 100,
      output: 300,
      output_reasoning_tokens: 200,
      ...more,
    },
  };
}

function counts(
  inUncached: number,
  cacheRead: number,
  cacheWrite5m: number,
  cacheWrite1h: number,
  outVisible: number,
  outReasoning: number | null,
): DisjointCounts {
  return { inUncached, cacheRead, cacheWrite5m, cacheWrite1h, outVisible, outReasoning };
}

describe.each(goldens)("$source", ({ source, format, record, counts }) => {
  test("a record comes apart as its vendor defines the fields", () => {
    const reader = FORMATS.find(({ name }) => name === format)?.reader();
    expect(reader?.(new RecordFields(record))).toMatchObject({ counts });
  });

  // A part of zero would come apart the same under either answer, and hide a wrong cell.
  test("has a part for every cell of its rule, so that a wrong cell shows", () => {
    const rule = INCLUSION_RULES[source];
    const parts = {
      inputContainsCacheReads: counts.cacheRead,
      inputContainsCacheWrites: counts.cacheWrite5m,
      outputContainsReasoning: counts.outReasoning ?? 0,
    };
    for (const [cell, part] of Object.entries(parts)) {
      expect(part > 0, cell).toBe(rule[cell as keyof typeof rule] !== null);
    }
  });
});

test("every source of the table has a golden record", () => {
  const covered = new Set<string>(["otel", ...goldens.map(({ source }) => source)]);
  expect(Object.keys(INCLUSION_RULES).filter((source) => !covered.has(source))).toEqual([]);
});
