// Writes the bundled sample: packages/faultline/sample/usage.otlp.jsonl, an invented company's
// LLM calls of September 2024 as OpenTelemetry GenAI spans. Same bytes on every run and machine:
//   node tools/make-sample.mjs [FILE]
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const sample = new URL("../packages/faultline/sample/usage.otlp.jsonl", import.meta.url);
const target = process.argv[2] ?? fileURLToPath(sample);

// Counter-based: the value depends on the call's number and the purpose alone, so adding a feature
// does not change the calls of the others.
function mix(x) {
  let h = x | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function word(...keys) {
  let h = 0x9e3779b9;
  for (const key of keys) {
    const text = String(key);
    for (let i = 0; i < text.length; i++) h = mix(h ^ text.charCodeAt(i)) + 0x9e3779b9;
    h = mix(h);
  }
  return h >>> 0;
}

const uniform = (...keys) => (word(...keys) + 0.5) / 4294967296;

// Skewed sizes, as token counts are: mean 1, a tail to about 5.
function spread(...keys) {
  const sum = uniform(...keys, "a") + uniform(...keys, "b") + uniform(...keys, "c") - 1.5;
  return Math.exp(1.1 * sum - 0.15);
}

const tokens = (mean, ...keys) => Math.max(1, Math.round(mean * spread(...keys)));

function hex(length, ...keys) {
  let text = "";
  for (let i = 0; text.length < length; i++) {
    text += word(...keys, i)
      .toString(16)
      .padStart(8, "0");
  }
  return text.slice(0, length);
}

function pick(weights, u) {
  const entries = Object.entries(weights);
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  let left = u * total;
  for (const [name, weight] of entries) {
    left -= weight;
    if (left < 0) return name;
  }
  return entries.at(-1)[0];
}

const start = Date.UTC(2024, 8, 1);
const DAY = 86_400_000;

// Working days carry most of the calls, and the day its morning and afternoon.
function instant(call, feature) {
  const dayWeights = Object.fromEntries(
    Array.from({ length: 30 }, (_, day) => {
      const weekday = new Date(start + day * DAY).getUTCDay();
      return [day, weekday === 0 || weekday === 6 ? 0.35 : 1];
    }),
  );
  const hourWeights = Object.fromEntries(
    Array.from({ length: 24 }, (_, hour) => [hour, hour < 6 ? 0.2 : hour < 20 ? 1 : 0.4]),
  );
  // The first and last calls sit on the first and last day, so the export covers the whole month.
  const day =
    call === 0 ? 0 : call === 1 ? 29 : Number(pick(dayWeights, uniform(feature, call, "day")));
  const hour = Number(pick(hourWeights, uniform(feature, call, "hour")));
  return (
    start + day * DAY + hour * 3_600_000 + Math.floor(uniform(feature, call, "ms") * 3_600_000)
  );
}

const customers = {
  "Deep research": {
    "Larkspur Analytics": 46,
    "Northgate Insurance": 24,
    "Pinefield Bank": 14,
    "Quill & Daughters": 9,
    "Free tier": 7,
  },
  "Inbox triage": {
    "Northgate Insurance": 40,
    "Tidewater Freight": 24,
    "Pinefield Bank": 16,
    "Hollybrook Clinics": 12,
    "Sable Outdoor": 5,
    "Free tier": 3,
  },
  Autocomplete: {
    "Tidewater Freight": 30,
    "Sable Outdoor": 25,
    "Hollybrook Clinics": 20,
    "Quill & Daughters": 15,
    "Free tier": 10,
  },
  "Support answers": {
    "Sable Outdoor": 34,
    "Tidewater Freight": 26,
    "Hollybrook Clinics": 22,
    "Northgate Insurance": 18,
  },
};

const intAttribute = (key, value) => ({ key, value: { intValue: String(value) } });
const textAttribute = (key, value) => ({ key, value: { stringValue: value } });

function o1(call, feature) {
  const reasoning = tokens(6400, feature, call, "reasoning");
  const output = reasoning + tokens(1100, feature, call, "visible");
  return [
    textAttribute("gen_ai.provider.name", "openai"),
    textAttribute("gen_ai.response.model", "o1-preview-2024-09-12"),
    intAttribute("gen_ai.usage.input_tokens", tokens(8200, feature, call, "in")),
    intAttribute("gen_ai.usage.output_tokens", output),
    // One call in twelve goes through an older client that does not report reasoning.
    ...(uniform(feature, call, "told") < 1 / 12
      ? []
      : [intAttribute("gen_ai.usage.reasoning.output_tokens", reasoning)]),
  ];
}

function gpt4o(call, feature, meanInput, meanOutput) {
  const input = tokens(meanInput, feature, call, "in");
  // Reasoning is reported, and it is none: this model does not reason.
  return [
    textAttribute("gen_ai.provider.name", "openai"),
    textAttribute("gen_ai.response.model", "gpt-4o-2024-08-06"),
    intAttribute("gen_ai.usage.input_tokens", input),
    intAttribute("gen_ai.usage.output_tokens", tokens(meanOutput, feature, call, "out")),
    intAttribute("gen_ai.usage.reasoning.output_tokens", 0),
  ];
}

function claude(call, feature) {
  const cached = uniform(feature, call, "hit") < 0.8;
  const prefix = 26_000;
  const fresh = tokens(11_500, feature, call, "in");
  return [
    textAttribute("gen_ai.provider.name", "anthropic"),
    textAttribute("gen_ai.response.model", "claude-3-5-sonnet-20240620"),
    intAttribute("gen_ai.usage.input_tokens", fresh + prefix),
    intAttribute(
      cached ? "gen_ai.usage.cache_read.input_tokens" : "gen_ai.usage.cache_creation.input_tokens",
      prefix,
    ),
    intAttribute("gen_ai.usage.output_tokens", tokens(1150, feature, call, "out")),
  ];
}

// An older instrumentation, with the names it used.
function llama(call, feature) {
  return [
    textAttribute("gen_ai.system", "groq"),
    textAttribute("gen_ai.response.model", "llama-3.1-70b-versatile"),
    intAttribute("gen_ai.usage.prompt_tokens", tokens(6200, feature, call, "in")),
    intAttribute("gen_ai.usage.completion_tokens", tokens(90, feature, call, "out")),
    intAttribute("gen_ai.usage.reasoning.output_tokens", 0),
  ];
}

const features = {
  "Deep research": {
    calls: 265,
    attributes: (call, name) =>
      uniform(name, call, "model") < 0.78 ? o1(call, name) : gpt4o(call, name, 14_000, 900),
  },
  "Inbox triage": { calls: 610, attributes: claude },
  Autocomplete: { calls: 270, attributes: llama },
  "Support answers": {
    calls: 320,
    attributes: (call, name) =>
      uniform(name, call, "model") < 0.55 ? claude(call, name) : gpt4o(call, name, 7000, 650),
  },
  // A nightly script that nobody labelled.
  "": { calls: 26, attributes: (call, name) => gpt4o(call, name, 9000, 1500) },
};

const spans = Object.entries(features).flatMap(([feature, { calls, attributes }]) =>
  Array.from({ length: calls }, (_, call) => {
    const at = instant(call, feature);
    const millis = 900 + Math.floor(uniform(feature, call, "length") * 9000);
    const labels =
      feature === ""
        ? []
        : [
            textAttribute(
              feature === "Deep research" ? "gen_ai.agent.name" : "faultline.feature",
              feature,
            ),
            textAttribute(
              "faultline.customer",
              pick(customers[feature], uniform(feature, call, "customer")),
            ),
          ];
    return {
      at,
      span: {
        traceId: hex(32, feature, call, "trace"),
        spanId: hex(16, feature, call, "span"),
        name: "chat",
        kind: 3,
        startTimeUnixNano: `${at}000000`,
        endTimeUnixNano: `${at + millis}000000`,
        attributes: [
          textAttribute("gen_ai.operation.name", "chat"),
          ...attributes(call, feature),
          ...labels,
        ],
      },
    };
  }),
);

spans.sort((a, b) => a.at - b.at || (a.span.spanId < b.span.spanId ? -1 : 1));
const lines = [];
for (let from = 0; from < spans.length; from += 20) {
  const batch = spans.slice(from, from + 20).map(({ span }) => span);
  const resource = { attributes: [textAttribute("deployment.environment.name", "production")] };
  lines.push(JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: batch }] }] }));
}
writeFileSync(target, `${lines.join("\n")}\n`);
process.stdout.write(`${spans.length} spans in ${target}\n`);
