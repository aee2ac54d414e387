import * as fc from "fast-check";
import { parseMapping, type UsageSource } from "@faultline/exposure";
import { call, otlp } from "./otlp-builder.ts";
import { tempFile } from "./temp-file.ts";

/** One call to a model, as every format below can tell it. */
export interface Call {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly model: string;
  readonly feature: string;
  readonly customer: string;
  /** Cached tokens included. */
  readonly input: number;
  readonly cached: number;
  /** Reasoning included. */
  readonly output: number;
  readonly reasoning: number;
  /** Billionths of a dollar, above zero: zero is no price in a gateway's log. */
  readonly costNanos: number;
}

/** Calls of one autumn, with an id each. */
export const someCalls: fc.Arbitrary<readonly Call[]> = fc
  .array(
    fc
      .record({
        at: fc.integer({ min: Date.UTC(2024, 8, 1), max: Date.UTC(2024, 10, 30) }),
        model: fc.constantFrom("gpt-4o-2024-08-06", "o1-preview", "mystery"),
        feature: fc.constantFrom("Chat", "Search"),
        customer: fc.constantFrom("Acme", "Bolt", "Cobalt"),
        cached: fc.nat(1000),
        fresh: fc.integer({ min: 1, max: 100_000 }),
        reasoning: fc.nat(1000),
        visible: fc.nat(10_000),
        costNanos: fc.integer({ min: 1, max: 2_000_000_000 }),
      })
      .map(({ fresh, visible, ...one }) => ({
        ...one,
        input: fresh + one.cached,
        output: visible + one.reasoning,
      })),
    { minLength: 2, maxLength: 12 },
  )
  .map((calls) => calls.map((one, index) => ({ ...one, id: `id-${index}` })));

const MAPPING = parseMapping(
  `id: {column: id}
ts: {column: at}
provider: {value: openai}
model_raw: {column: model}
feature: {column: feature}
customer: {column: customer}
in_uncached: {column: input, includes: [cache_read]}
cache_read: {column: cached}
out_visible: {column: output, includes: [out_reasoning]}
out_reasoning: {column: reasoning}
billed_cost: {column: cost}
`,
  "map.yaml",
);

const dollars = (nanos: number): string => (nanos / 1e9).toFixed(9);
const instant = (at: number): string => new Date(at).toISOString();

/** A format that calls can be written in. */
export interface Writer {
  readonly end: string;
  readonly head: string;
  /** Whether the format tells money. */
  readonly tellsCost: boolean;
  readonly line: (one: Call) => string;
  readonly source: Omit<UsageSource, "file">;
}

/** Writers of formats that are read in different ways. */
export const WRITERS: Readonly<Record<string, Writer>> = {
  "a mapped CSV": {
    end: "csv",
    head: "id,at,model,feature,customer,input,cached,output,reasoning,cost\n",
    tellsCost: true,
    line: (one) =>
      [
        one.id,
        instant(one.at),
        one.model,
        one.feature,
        one.customer,
        one.input,
        one.cached,
        one.output,
        one.reasoning,
        dollars(one.costNanos),
      ].join(","),
    source: { mapping: MAPPING },
  },
  OTLP: {
    end: "jsonl",
    head: "",
    tellsCost: false,
    line: (one) => {
      const attributes = call(one.input, one.output, {
        "gen_ai.response.model": one.model,
        "gen_ai.usage.cache_read.input_tokens": one.cached,
        "gen_ai.usage.reasoning.output_tokens": one.reasoning,
        "faultline.feature": one.feature,
        "enduser.id": one.customer,
      });
      return otlp([{ id: one.id, at: instant(one.at), attributes }]);
    },
    source: {},
  },
  LiteLLM: {
    end: "jsonl",
    head: "",
    tellsCost: true,
    line: (one) =>
      JSON.stringify({
        request_id: one.id,
        startTime: instant(one.at),
        custom_llm_provider: "openai",
        model: one.model,
        request_tags: [one.feature],
        end_user: one.customer,
        spend: Number(dollars(one.costNanos)),
        prompt_tokens: one.input,
        completion_tokens: one.output,
        metadata: {
          usage_object: {
            prompt_tokens_details: { cached_tokens: one.cached },
            completion_tokens_details: { reasoning_tokens: one.reasoning },
          },
        },
      }),
    source: {},
  },
  Langfuse: {
    end: "jsonl",
    head: "",
    tellsCost: true,
    line: (one) =>
      JSON.stringify({
        id: one.id,
        trace_id: one.id,
        start_time: instant(one.at),
        provided_model_name: one.model,
        trace_name: one.feature,
        user_id: one.customer,
        total_cost: Number(dollars(one.costNanos)),
        usage_details: {
          input: one.input - one.cached,
          input_cached_tokens: one.cached,
          output: one.output - one.reasoning,
          output_reasoning_tokens: one.reasoning,
        },
      }),
    source: {},
  },
};

/** A file of calls in a format; `pack` may change its bytes. */
export function sourceOf(
  { head, line, end, source }: Writer,
  calls: readonly Call[],
  pack: (bytes: Buffer) => Uint8Array = (bytes) => bytes,
): UsageSource {
  const text = `${head}${calls.map((one) => `${line(one)}\n`).join("")}`;
  return { ...source, file: tempFile(`calls.${end}`, pack(Buffer.from(text))) };
}
