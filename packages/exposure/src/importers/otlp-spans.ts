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

/**
 * Yields every span of one OTLP JSON export request, or of a list of them. A part that should hold
 * spans and is none, or a list under a name that holds none, comes as one corrupt span.
 */
export function* readSpans(json: unknown, mapping: Mapping): Iterable<ReadSpan> {
  for (const request of Array.isArray(json) ? (json as unknown[]) : [json]) {
    for (const resource of partsOf(request, IN_REQUEST)) {
      if (resource.lost !== undefined) {
        yield resource.lost;
        continue;
      }
      const shared = isObject(resource.part["resource"])
        ? readAttributes(resource.part["resource"]["attributes"])
        : new Map<string, string>();
      for (const scope of partsOf(resource.part, IN_RESOURCE)) {
        if (scope.lost !== undefined) {
          yield scope.lost;
          continue;
        }
        for (const span of partsOf(scope.part, IN_SCOPE)) {
          yield span.lost ?? readSpan(span.part, shared, mapping);
        }
      }
    }
  }
}

/** Names of lists that hold parts, and of what else a part may hold. */
interface Names {
  readonly lists: readonly string[];
  readonly others: readonly string[];
}

const IN_REQUEST: Names = {
  lists: ["resourceSpans"],
  others: ["resourceMetrics", "resourceLogs"],
};
const IN_RESOURCE: Names = {
  lists: ["scopeSpans", "instrumentationLibrarySpans"],
  others: ["resource", "schemaUrl"],
};
const IN_SCOPE: Names = {
  lists: ["spans"],
  others: ["scope", "instrumentationLibrary", "schemaUrl"],
};

type Part =
  | { readonly part: Record<string, unknown>; readonly lost?: undefined }
  | { readonly lost: ReadSpan };

function* partsOf(whole: unknown, { lists, others }: Names): Iterable<Part> {
  if (!isObject(whole)) return;
  for (const [key, value] of Object.entries(whole)) {
    const isList = Array.isArray(value);
    if (lists.includes(key)) {
      if (!isList && value !== null) yield lostSpans("not a list of spans", key);
      for (const part of isList ? (value as unknown[]) : []) {
        if (isObject(part)) yield { part };
        else yield lostSpans("a part that is not an object", key);
      }
    } else if (!others.includes(key) && isList && (value as unknown[]).some(isObject)) {
      yield lostSpans("a list where only spans are expected", key);
    }
  }
}

function lostSpans(reason: string, attribute: string): Part {
  const content = { kind: "corrupt", reason, attribute } as const;
  return { lost: { traceId: "", spanId: "", parentId: "", startMicros: 0n, content } };
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
