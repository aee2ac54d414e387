import type { UsageDatabase, UsageFile } from "@faultline/exposure";

interface Binding {
  readonly openDuckDb: () => Promise<UsageDatabase>;
  readonly openUsageFile: (path: string) => UsageFile;
}

const built = new URL("../../packages/faultline/dist/duckdb/index.js", import.meta.url);

/** The embedded database that people get, with its default settings. */
export const { openDuckDb, openUsageFile } = (await import(built.href)) as Binding;
