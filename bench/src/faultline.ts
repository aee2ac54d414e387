import type { UsageDatabase, UsageFile } from "@faultline/exposure";
import type { Run, Settings } from "@faultline/engine";

/** An ensemble of the shipped economy, as the pool takes it. */
export interface EnsembleSpec {
  readonly without: readonly string[];
  readonly settings: Settings;
  readonly months: number;
  readonly draws: number;
  readonly seed: number;
}

/** Threads that run ensembles. */
export interface Pool {
  readonly run: (
    spec: EnsembleSpec,
    onProgress?: (share: number) => void,
  ) => Promise<{ readonly run: Run }>;
  readonly close: () => Promise<void>;
}

interface DuckDb {
  readonly openDuckDb: () => Promise<UsageDatabase>;
  readonly openUsageFile: (path: string) => UsageFile;
}

interface Threads {
  readonly openPool: (workers: number) => Pool;
}

// The program has no index to import these from: it is what people run, not what they build on.
const built = (file: string): Promise<unknown> =>
  import(new URL(`../../packages/faultline/dist/${file}`, import.meta.url).href);

/** Loads the embedded database that people get, with its default settings. */
export const loadDuckDb = (): Promise<DuckDb> => built("duckdb/index.js") as Promise<DuckDb>;

/** Loads the pool of worker threads. */
export const loadThreads = (): Promise<Threads> => built("ensemble/pool.js") as Promise<Threads>;
