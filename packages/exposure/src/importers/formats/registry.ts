import { InputError } from "../../input-error.ts";
import { suggestName } from "../../nearest.ts";
import { anthropicCost } from "./anthropic-cost.ts";
import { anthropicUsage } from "./anthropic-usage.ts";
import { azureCost } from "./azure-cost.ts";
import { bedrockCur } from "./bedrock-cur.ts";
import { claudeCode } from "./claude-code.ts";
import { codex } from "./codex.ts";
import { focus } from "./focus.ts";
import type { RecordFormat } from "./format.ts";
import { helicone } from "./helicone.ts";
import { langfuse } from "./langfuse.ts";
import { litellm } from "./litellm.ts";
import { openaiCost } from "./openai-cost.ts";
import { openaiUsage } from "./openai-usage.ts";
import { openrouter } from "./openrouter.ts";
import { vertexBilling } from "./vertex-billing.ts";

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
  focus,
  azureCost,
  bedrockCur,
  vertexBilling,
];

/** Files of any columns, which need a mapping: the format's name by how it holds its records. */
export const MAPPED_FORMATS = { csv: "csv", json: "jsonl", parquet: "parquet" } as const;

/**
 * The format of a name; null for spans and mapped files, which have importers of their own. Throws
 * `InputError` for a name that is none.
 */
export function requireFormat(name: string): RecordFormat | null {
  const others: readonly string[] = ["otlp", ...Object.values(MAPPED_FORMATS)];
  if (others.includes(name)) return null;
  const found = FORMATS.find((format) => format.name === name);
  if (found !== undefined) return found;
  const names = [...others, ...FORMATS.map((format) => format.name)];
  throw new InputError("--format", `no format "${name}"`, suggestName(name, names));
}
