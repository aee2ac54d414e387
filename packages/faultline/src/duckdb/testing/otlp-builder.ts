/** One span in short, for tests. */
export interface ShortSpan {
  readonly trace?: string;
  readonly id: string;
  readonly parent?: string;
  readonly at?: string;
  readonly attributes: Readonly<Record<string, string | number | { doubleValue: number }>>;
}

/** Usage attributes of a plain call. */
export function call(
  input: number,
  output: number,
  more: ShortSpan["attributes"] = {},
): ShortSpan["attributes"] {
  return {
    "gen_ai.provider.name": "openai",
    "gen_ai.response.model": "gpt-4o-2024-08-06",
    "gen_ai.usage.input_tokens": input,
    "gen_ai.usage.output_tokens": output,
    ...more,
  };
}

/** One OTLP JSON export request with the spans, whole numbers as JSON strings like a real exporter's. */
export function otlp(spans: readonly ShortSpan[], resource: Record<string, string> = {}): string {
  return JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: attributeList(resource) },
        scopeSpans: [{ spans: spans.map(spanJson) }],
      },
    ],
  });
}

function spanJson(span: ShortSpan): unknown {
  return {
    traceId: span.trace ?? "t1",
    spanId: span.id,
    ...(span.parent === undefined ? {} : { parentSpanId: span.parent }),
    name: "chat",
    startTimeUnixNano: `${Date.parse(span.at ?? "2024-09-10T12:00:00Z")}000000`,
    attributes: attributeList(span.attributes),
  };
}

function attributeList(attributes: ShortSpan["attributes"]): unknown[] {
  return Object.entries(attributes).map(([key, value]) => ({
    key,
    value:
      typeof value === "string"
        ? { stringValue: value }
        : typeof value === "number"
          ? { intValue: String(value) }
          : value,
  }));
}
