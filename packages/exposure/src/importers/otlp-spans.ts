import { MAX_TOKENS_PER_RECORD } from "../canonical.ts";
import { type DisjointCounts, INCLUSION_RULES, splitCounts } from "../inclusion-rules.ts";
import type { Mapping } from "./mapping.ts";
import {
  type Attributes,
  COUNT_ATTRIBUTES,
  type CountName,
  isObject,
  LABEL_ATTRIBUTES,
  type LabelName,
  readAttributes,
} from "./otlp-attributes.ts";

/** What a span is for our purposes. */
export type SpanContent =
  | { readonly kind: "usage"; readonly counts: DisjointCounts; readonly labels: SpanLabels }
  | {
      readonly kind: "foreign" | "corrupt";
      readonly reason: string;
      readonly attribute?: string;
      readonly value?: string;
    };

/** Labels of a span; null where it carries none. */
export type SpanLabels = { readonly [name in LabelName]: string | null };

/** One span, read from OTLP JSON. */
export interface ReadSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for a root span. */
  readonly parentId: string;
  /** Microseconds since 1970. */
  readonly startMicros: bigint;
  readonly content: SpanContent;
}

/** Yields every span of one OTLP JSON export request, or of a list of them. */
export function* readSpans(json: unknown, mapping: Mapping): Iterable<ReadSpan> {
  for (const request of list(Array.isArray(json) ? json : [json])) {
    for (const resource of list(request["resourceSpans"])) {
      const shared = isObject(resource["resource"])
        ? readAttributes(resource["resource"]["attributes"])
        : new Map<string, string>();
      for (const scope of list(resource["scopeSpans"] ?? resource["instrumentationLibrarySpans"])) {
        for (const span of list(scope["spans"])) yield readSpan(span, shared, mapping);
      }
    }
  }
}

function* list(value: unknown): Iterable<Record<string, unknown>> {
  if (!Array.isArray(value)) return;
  for (const item of value) yield isObject(item) ? item : {};
}

function readSpan(span: Record<string, unknown>, resource: Attributes, mapping: Mapping): ReadSpan {
  const own = readAttributes(span["attributes"]);
  const traceId = text(span["traceId"]);
  const spanId = text(span["spanId"]);
  const nanos = text(span["startTimeUnixNano"]);
  const ids = { traceId, spanId, parentId: text(span["parentSpanId"]) };
  const content = contentOf(own, resource, mapping);
  if (content.kind !== "usage") return { ...ids, startMicros: 0n, content };
  if (traceId === "" || spanId === "") {
    return {
      ...ids,
      startMicros: 0n,
      content: { kind: "corrupt", reason: "a span without traceId and spanId" },
    };
  }
  const startMicros = /^\d{10,20}$/.test(nanos) ? BigInt(nanos) / 1000n : null;
  if (startMicros === null || startMicros < YEAR_2000 || startMicros >= YEAR_2100) {
    const reason = "a start time outside the years 2000 to 2100";
    return {
      ...ids,
      startMicros: 0n,
      content: { kind: "corrupt", reason, attribute: "startTimeUnixNano", value: nanos },
    };
  }
  return { ...ids, startMicros, content };
}

const YEAR_2000 = 946_684_800_000_000n;
const YEAR_2100 = 4_102_444_800_000_000n;

function text(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

function contentOf(own: Attributes, resource: Attributes, mapping: Mapping): SpanContent {
  const counts: Partial<Record<CountName, number>> = {};
  for (const name of Object.keys(COUNT_ATTRIBUTES) as CountName[]) {
    const attribute = COUNT_ATTRIBUTES[name].find((candidate) => own.has(candidate));
    if (attribute === undefined) continue;
    const value = own.get(attribute) ?? "";
    const count = readTokenCount(value);
    if (typeof count === "string")
      return { kind: "corrupt", reason: count, attribute, value: String(value) };
    counts[name] = count;
  }
  if (Object.keys(counts).length === 0) {
    const genai = [...own.keys()].some((key) => key.startsWith("gen_ai."));
    return {
      kind: "foreign",
      reason: genai ? "a GenAI span without token usage" : "not a GenAI span",
    };
  }
  if (counts.input === undefined) {
    return { kind: "corrupt", reason: "token usage without an input count" };
  }
  const split = splitCounts(
    {
      input: counts.input,
      output: counts.output ?? 0,
      cacheRead: counts.cacheRead ?? 0,
      // Spans do not say how long a cache entry lives; five minutes is every provider's default.
      cacheWrite5m: counts.cacheWrite ?? 0,
      cacheWrite1h: 0,
      reasoning: counts.reasoning ?? null,
    },
    INCLUSION_RULES.otel,
  );
  if (typeof split === "string") return { kind: "corrupt", reason: split };
  return { kind: "usage", counts: split, labels: labelsOf(own, resource, mapping) };
}

/** A token count, or the reason why the value is none. */
function readTokenCount(value: string | number | boolean): number | string {
  const number =
    typeof value === "string" && !/^-?\d+(\.\d+)?$/.test(value) ? Number.NaN : Number(value);
  if (typeof value === "boolean" || !Number.isFinite(number)) return "not a number";
  if (number < 0) return "a negative count";
  if (!Number.isInteger(number)) return "not a whole number";
  if (number > MAX_TOKENS_PER_RECORD) return "a count past 10^12 tokens in one record";
  return number;
}

function labelsOf(own: Attributes, resource: Attributes, mapping: Mapping): SpanLabels {
  const label = (
    name: LabelName,
    field: "provider" | "model_raw" | "feature" | "customer" | "tier",
  ) => {
    const mapped = mapping[field];
    if (mapped !== undefined && "value" in mapped) return mapped.value;
    const names =
      mapped !== undefined && "attribute" in mapped ? [mapped.attribute] : LABEL_ATTRIBUTES[name];
    for (const attribute of names) {
      const value = own.get(attribute) ?? resource.get(attribute);
      if (value !== undefined && String(value).trim() !== "") return String(value).trim();
    }
    return null;
  };
  return {
    provider: label("provider", "provider"),
    model: label("model", "model_raw"),
    feature: label("feature", "feature"),
    customer: label("customer", "customer"),
    tier: label("tier", "tier"),
  };
}
