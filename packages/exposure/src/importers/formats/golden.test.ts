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
];

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
