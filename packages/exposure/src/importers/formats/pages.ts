import { isObject } from "../otlp-attributes.ts";

/**
 * Results inside an API's pages, each with the times of its bucket. An empty bucket is a span of
 * time without usage, not a record. What is no page is passed on, to be told as unreadable.
 */
export function* bucketResults(json: unknown): Iterable<unknown> {
  for (const page of list(json)) {
    if (!isObject(page) || !Array.isArray(page["data"])) {
      yield page;
      continue;
    }
    for (const bucket of page["data"] as unknown[]) {
      if (!isObject(bucket) || !Array.isArray(bucket["results"])) {
        yield bucket;
        continue;
      }
      const { results, ...times } = bucket;
      for (const result of results as unknown[]) {
        yield isObject(result) ? { ...times, ...result } : result;
      }
    }
  }
}

/** Items of a list, or of the `data` or `logs` that an API wraps around one. */
export function* dataItems(json: unknown): Iterable<unknown> {
  for (const page of list(json)) {
    const wrapped = isObject(page) ? (page["data"] ?? page["logs"]) : undefined;
    if (Array.isArray(wrapped)) yield* wrapped as unknown[];
    else yield page;
  }
}

function list(json: unknown): readonly unknown[] {
  return Array.isArray(json) ? (json as unknown[]) : [json];
}
