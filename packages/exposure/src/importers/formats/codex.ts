import { INCLUSION_RULES } from "../../inclusion-rules.ts";
import { disjoint } from "../record-fields.ts";
import { lastFolder } from "./claude-code.ts";
import type { RecordFormat } from "./format.ts";

/**
 * Codex's session logs. A `token_count` line holds the last call and the session's running total;
 * the line is repeated, and the total tells which repeats are the same call.
 */
export const codex: RecordFormat = {
  name: "codex",
  title: "Codex session log",
  obtain: "the folder ~/.codex/sessions",
  carries: "tokens",
  mayBeEmpty: true,
  recognise: (sample) => {
    if (sample.shape === "csv") return null;
    const signs = ["session_meta", "turn_context", "token_count"];
    const sign = signs.find((text) => sample.hasText(`"${text}"`));
    return sign !== undefined && sample.hasKey("payload") ? `lines of the kind ${sign}` : null;
  },
  reader: () => {
    let session: string | null = null;
    let model = "";
    let folder: string | null = null;
    return (fields) => {
      const kind = fields.text("type");
      if (kind === "session_meta") session = fields.text("payload.id") ?? session;
      if (kind === "session_meta" || kind === "turn_context") {
        model = fields.text("payload.model") ?? model;
        folder = lastFolder(fields.text("payload.cwd")) ?? folder;
      }
      const info = fields.object("payload")?.object("info");
      const usage = info?.object("last_token_usage");
      if (fields.text("payload.type") !== "token_count" || !info || !usage) {
        return { skipped: "foreign", reason: "a log line without usage" };
      }
      const total = info.object("total_token_usage")?.optionalCount("total_tokens") ?? null;
      return {
        id: session === null || total === null ? null : `${session} ${total}`,
        startMicros: fields.startMicros("timestamp"),
        provider: "openai",
        model,
        feature: folder,
        customer: null,
        tier: "",
        requests: 1,
        counts: disjoint(
          {
            input: usage.requiredCount("input_tokens"),
            output: usage.requiredCount("output_tokens"),
            cacheRead: usage.count("cached_input_tokens"),
            reasoning: usage.optionalCount("reasoning_output_tokens"),
          },
          INCLUSION_RULES.codex,
        ),
        billedNanos: null,
      };
    };
  },
};
