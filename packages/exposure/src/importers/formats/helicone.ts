import { INCLUSION_RULES } from "../../inclusion-rules.ts";
import { disjoint, pricedNanos, type RecordFields, tokensIn } from "../record-fields.ts";
import { allPresent, type RecordFormat } from "./format.ts";
import { dataItems } from "./pages.ts";

/** Helicone's requests (`request_response_rmt`); its cost is in billionths of a dollar. */
export const helicone: RecordFormat = {
  name: "helicone",
  title: "Helicone requests",
  obtain:
    "SELECT * FROM request_response_rmt in HQL or ClickHouse, exported as CSV, JSON or JSONEachRow",
  carries: "both",
  recognise: (sample) =>
    allPresent(sample, ["request_id", "request_created_at", "prompt_tokens", "completion_tokens"]),
  unfold: dataItems,
  reader: () => (fields) => {
    const counts = disjoint(
      {
        input: fields.count("prompt_tokens"),
        output: fields.count("completion_tokens"),
        cacheRead: fields.count("prompt_cache_read_tokens"),
        cacheWrite5m: fields.count("prompt_cache_write_tokens"),
      },
      INCLUSION_RULES.helicone,
    );
    const cost = fields.nanos("cost", 9);
    if (tokensIn(counts) === 0 && (cost ?? 0n) === 0n) {
      return { skipped: "foreign", reason: "a call without tokens or cost" };
    }
    const property = propertiesOf(fields);
    return {
      id: fields.text("request_id"),
      startMicros: fields.startMicros("request_created_at"),
      provider: (fields.text("provider") ?? "").toLowerCase(),
      model: fields.text("model") ?? "",
      feature: property("feature"),
      customer: property("customer") ?? fields.text("user_id"),
      tier: "",
      requests: 1,
      counts,
      billedNanos: pricedNanos(cost, counts),
    };
  },
};

// ClickHouse writes a map into CSV with single quotes, and into JSON as an object.
const PAIR = /'((?:[^'\\]|\\.)*)'\s*:\s*'((?:[^'\\]|\\.)*)'/g;

function propertiesOf(fields: RecordFields): (name: string) => string | null {
  const { properties } = fields.raw;
  const pairs =
    typeof properties === "string" && properties.startsWith("{'")
      ? [...properties.matchAll(PAIR)].map(([, key = "", value = ""]) => [key, value] as const)
      : Object.entries(fields.object("properties")?.raw ?? {});
  return (name) => {
    const value = pairs.find(([key]) => key.toLowerCase() === name)?.[1];
    return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
  };
}
