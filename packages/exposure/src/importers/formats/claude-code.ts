import { INCLUSION_RULES } from "../../inclusion-rules.ts";
import { disjoint, type RecordFields } from "../record-fields.ts";
import { allPresent, type RecordFormat } from "./format.ts";

/**
 * Claude Code's session logs. A streamed answer and a side chain repeat a message's line, so lines
 * are told apart by message and request, over all files of a folder.
 */
export const claudeCode: RecordFormat = {
  name: "claude-code",
  title: "Claude Code session log",
  obtain: "the folder ~/.claude/projects (or ~/.config/claude/projects)",
  carries: "both",
  mayBeEmpty: true,
  recognise: (sample) =>
    sample.shape === "csv"
      ? null
      : (allPresent(sample, ["sessionId", "cwd", "version"]) ??
        allPresent(sample, ["summary", "leafUuid"]) ??
        allPresent(sample, ["messageId", "isSnapshotUpdate"])),
  reader: () => (fields) => {
    const usage = fields.object("message")?.object("usage");
    if (usage === null || usage === undefined) {
      return { skipped: "foreign", reason: "a log line without usage" };
    }
    const model = fields.text("message.model") ?? "";
    // Written by the tool itself, without a call.
    if (model === "<synthetic>")
      return { skipped: "foreign", reason: "a line made up by the tool" };
    const message = fields.text("message.id");
    return {
      id: message === null ? null : `${message} ${fields.text("requestId") ?? ""}`,
      startMicros: fields.startMicros("timestamp"),
      provider: "anthropic",
      model,
      feature: lastFolder(fields.text("cwd")),
      customer: null,
      tier: tierOf(usage),
      requests: 1,
      counts: disjoint(
        {
          input: usage.requiredCount("input_tokens"),
          output: usage.requiredCount("output_tokens"),
          cacheRead: usage.count("cache_read_input_tokens"),
          ...writesOf(usage),
        },
        INCLUSION_RULES["claude-code"],
      ),
      billedNanos: fields.nanos("costUSD"),
    };
  },
};

function writesOf(usage: RecordFields) {
  const split = usage.object("cache_creation");
  // Older logs do not say how long an entry lives; five minutes was the only choice then.
  if (split === null) {
    return { cacheWrite5m: usage.count("cache_creation_input_tokens"), cacheWrite1h: 0 };
  }
  return {
    cacheWrite5m: split.count("ephemeral_5m_input_tokens"),
    cacheWrite1h: split.count("ephemeral_1h_input_tokens"),
  };
}

function tierOf(usage: RecordFields): string {
  if (usage.text("speed") === "fast") return "fast";
  const tier = usage.text("service_tier") ?? "";
  return tier === "standard" ? "" : tier;
}

/** The last folder of a path, which names the project. */
export function lastFolder(path: string | null): string | null {
  return path?.split(/[/\\]/).findLast((part) => part !== "") ?? null;
}
