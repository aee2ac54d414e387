import { InputError } from "../../input-error.ts";
import { suggestName } from "../../nearest.ts";
import { anthropicCost } from "./anthropic-cost.ts";
import { anthropicUsage } from "./anthropic-usage.ts";
import { claudeCode } from "./claude-code.ts";
import { codex } from "./codex.ts";
import type { RecordFormat } from "./format.ts";
import { helicone } from "./helicone.ts";
import { langfuse } from "./langfuse.ts";
import { litellm } from "./litellm.ts";
import { openaiCost } from "./openai-cost.ts";
import { openaiUsage } from "./openai-usage.ts";
import { openrouter } from "./openrouter.ts";

/** Formats that need no mapping, in the order in which a file is tried against them. */
export const FORMATS: readonly RecordFormat[] = [
  openaiUsage,
  openaiCost,
  anthropicUsage,
  anthropicCost,
  openrouter,
  litellm,
  langfuse,
  helicone,
  claudeCode,
  codex,
];

/**
 * The format of a name; null for `csv` and `otlp`, which have importers of their own. Throws
 * `InputError` for a name that is none.
 */
export function requireFormat(name: string): RecordFormat | null {
  if (name === "csv" || name === "otlp") return null;
  const found = FORMATS.find((format) => format.name === name);
  if (found !== undefined) return found;
  const names = ["csv", "otlp", ...FORMATS.map((format) => format.name)];
  throw new InputError("--format", `no format "${name}"`, suggestName(name, names));
}
