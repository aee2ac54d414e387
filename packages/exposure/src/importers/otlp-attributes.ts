/** An attribute's value in OTLP JSON; whole numbers arrive as JSON strings. */
export type AttributeValue = string | number | boolean;

/** Attributes of a span or resource by name. */
export type Attributes = ReadonlyMap<string, AttributeValue>;

/** Names under which a count is found, current name first, then the ones older instrumentation sends. */
export const COUNT_ATTRIBUTES = {
  input: ["gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens"],
  output: ["gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens"],
  cacheRead: ["gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_read_input_tokens"],
  cacheWrite: [
    "gen_ai.usage.cache_creation.input_tokens",
    "gen_ai.usage.cache_write.input_tokens",
    "gen_ai.usage.cache_creation_input_tokens",
  ],
  reasoning: ["gen_ai.usage.reasoning.output_tokens", "gen_ai.usage.reasoning_tokens"],
} as const;

/** A count that spans carry. */
export type CountName = keyof typeof COUNT_ATTRIBUTES;

/** Names under which a label is found, in order of preference. */
export const LABEL_ATTRIBUTES = {
  provider: ["gen_ai.provider.name", "gen_ai.system"],
  // The response names the dated snapshot that was billed, the request often only an alias.
  model: ["gen_ai.response.model", "gen_ai.request.model"],
  feature: ["faultline.feature", "gen_ai.agent.name", "gen_ai.workflow.name", "service.name"],
  customer: ["faultline.customer", "enduser.id", "user.id"],
  tier: [
    "openai.response.service_tier",
    "gen_ai.openai.response.service_tier",
    "gen_ai.openai.request.service_tier",
  ],
} as const;

/** A label that spans carry. */
export type LabelName = keyof typeof LABEL_ATTRIBUTES;

/** Reads a JSON list of `{key, value: {stringValue | intValue | ...}}`; other kinds of value are left out. */
export function readAttributes(json: unknown): Map<string, AttributeValue> {
  const attributes = new Map<string, AttributeValue>();
  if (!Array.isArray(json)) return attributes;
  for (const entry of json) {
    if (!isObject(entry) || typeof entry["key"] !== "string" || !isObject(entry["value"])) continue;
    const { stringValue, intValue, doubleValue, boolValue } = entry["value"];
    const value = stringValue ?? intValue ?? doubleValue ?? boolValue;
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
      attributes.set(entry["key"], value);
    }
  }
  return attributes;
}

/** A JSON object, as opposed to null, a list or a plain value. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
