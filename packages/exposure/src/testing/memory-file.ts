import type { UsageFile } from "../port.ts";

/** A usage file that exists only in memory; no database can read it. */
export function memoryFile(name: string, content: string | Uint8Array): UsageFile {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return {
    name,
    sqlPath: "",
    gzipped: false,
    bytes: async function* () {
      yield bytes;
    },
    lines: async function* () {
      yield* new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes).split(/\r?\n/);
    },
    fingerprint: async () => "",
  };
}
