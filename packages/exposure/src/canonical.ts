import type { UsageDatabase } from "./port.ts";

/**
 * One usage record in canonical form. The token buckets are disjoint: they add up to all tokens
 * of the record, and no token is in two of them.
 */
export interface UsageRow {
  /** Instant of the call, or start of the period it sums over; UTC. */
  readonly ts: string;
  /** Importer that read it: `mapped`, or the name of its format. */
  readonly source: string;
  /** Provider as the source names it; empty when the source does not say. */
  readonly provider: string;
  /** Model as the source names it; empty when the source does not say. */
  readonly model_raw: string;
  /** The price catalogue's name for the model; null until priced, and for a model it does not know. */
  readonly model_key: string | null;
  readonly feature: string | null;
  readonly customer: string | null;
  /** Service tier as the source names it; empty for the standard one. */
  readonly tier: string;
  /** Calls the record stands for; 0 when it sums over calls that its source does not count. */
  readonly requests: number;
  readonly in_uncached: number;
  readonly cache_read: number;
  readonly cache_write_5m: number;
  readonly cache_write_1h: number;
  /** Output the user sees; all of the output when `out_reasoning` is null. */
  readonly out_visible: number;
  /** Hidden reasoning output; null means the source does not report it, never zero. */
  readonly out_reasoning: number | null;
  /** What the provider billed, in `currency`; null when the source does not say. */
  readonly billed_cost: number | null;
  /** Always USD once an import is done: other currencies are converted, or refused. */
  readonly currency: "USD";
  /** Whether the source tells cache reads; null when only counts above zero show that it does. */
  readonly cache_told: boolean | null;
  /** Attempts at a task that the record stands for; null, as below, when no outcome is told. */
  readonly attempts: number | null;
  /** Attempts of them at a task that was tried before. */
  readonly retries: number | null;
  /** Attempts of them that succeeded; a fraction where the source gives a rate. */
  readonly succeeded: number | null;
  /** The same at the provider's list prices, as the bill itself says; null, as below, where it does not. */
  readonly list_cost: number | null;
  /** Part of `list_cost` (else of `billed_cost`) for something other than tokens, such as web searches. */
  readonly services_cost: number | null;
  /** Part of `billed_cost` that another bill charges: calls with a key of one's own. */
  readonly own_key_cost: number | null;
  /** Part of `billed_cost` that was paid ahead, by a purchase on a line of its own. */
  readonly paid_ahead_cost: number | null;
  /** Credits against `billed_cost`, zero or negative; they are not in it. */
  readonly credit: number | null;
  /** True for tokens whose cost is told by other records, those of the bill's cost export. */
  readonly billed_apart: boolean | null;
  /**
   * Input tokens that choose the price band where the row sums over calls that are priced alike,
   * one by one: those of its largest call. Null where the row is what it stands for.
   */
  readonly call_input: number | null;
  /** Last instant of the calls that such a row sums over; null where `ts` is the only one. */
  readonly last_ts: string | null;
}

/** The token buckets of a canonical row, in the order of the table's columns. */
export const TOKEN_BUCKETS = [
  "in_uncached",
  "cache_read",
  "cache_write_5m",
  "cache_write_1h",
  "out_visible",
  "out_reasoning",
] as const;

/** Name of one token bucket. */
export type TokenBucket = (typeof TOKEN_BUCKETS)[number];

/**
 * Most tokens a single record may claim. A record past a million million tokens is a unit error
 * or garbage, and keeping under it keeps every DECIMAL product exact.
 */
export const MAX_TOKENS_PER_RECORD = 999_999_999_999;

/** Columns of the `usage` table, after the two that tell where a row came from. */
export const USAGE_COLUMNS =
  "ts, source, provider, model_raw, feature, customer, tier, requests, in_uncached, cache_read, " +
  "cache_write_5m, cache_write_1h, out_visible, out_reasoning, billed_cost, currency";

/** Columns of the `usage` table that say more of a billed cost; NULL where the bill does not. */
export const BILL_COLUMNS = [
  "list_cost",
  "services_cost",
  "own_key_cost",
  "paid_ahead_cost",
  "credit",
] as const;

/** Schema of the tables of mapped files. */
export const MAPPED_SCHEMA = "mapped_usage";

/**
 * Makes `usage` the view of all imported records: those that importers appended to `usage_row`, and
 * those of each query given, whose columns are found by name. A million records of one table differ
 * in few columns, and storing the others with each would cost more than reading the file.
 */
export async function createUsageView(
  db: UsageDatabase,
  queries: readonly string[] = [],
): Promise<void> {
  const all = ["SELECT * FROM usage_row", ...queries];
  await db.run(`CREATE OR REPLACE VIEW usage AS ${all.join(" UNION ALL BY NAME ")}`);
}

/**
 * Creates the empty `usage_row` table that importers append to, `usage` over it, and `usage_day` for
 * sources that come as sums.
 */
export async function createUsageTable(db: UsageDatabase): Promise<void> {
  await db.run("DROP VIEW IF EXISTS usage");
  await db.run("DROP TABLE IF EXISTS usage_row");
  await db.run(`DROP SCHEMA IF EXISTS ${MAPPED_SCHEMA} CASCADE`);
  await db.run(`CREATE SCHEMA ${MAPPED_SCHEMA}`);
  // TIMESTAMP, never TIMESTAMPTZ: a bad value cast to the latter turns NULL without a word.
  await db.run(`CREATE TABLE usage_row (
    file_no INTEGER NOT NULL,
    record_id VARCHAR,
    ts TIMESTAMP NOT NULL,
    source VARCHAR NOT NULL,
    provider VARCHAR NOT NULL,
    model_raw VARCHAR NOT NULL,
    feature VARCHAR,
    customer VARCHAR,
    tier VARCHAR NOT NULL,
    requests UBIGINT NOT NULL,
    in_uncached UBIGINT NOT NULL,
    cache_read UBIGINT NOT NULL,
    cache_write_5m UBIGINT NOT NULL,
    cache_write_1h UBIGINT NOT NULL,
    out_visible UBIGINT NOT NULL,
    out_reasoning UBIGINT,
    billed_cost DECIMAL(18,9),
    currency VARCHAR NOT NULL,
    cache_told BOOLEAN,
    attempts UBIGINT,
    retries UBIGINT,
    succeeded DECIMAL(18,6),
    ${BILL_COLUMNS.map((name) => `${name} DECIMAL(18,9)`).join(",\n    ")},
    billed_apart BOOLEAN,
    call_input UBIGINT,
    last_ts TIMESTAMP
  )`);
  // Tokens by day where the rows of a source are sums over several: days count from 1970.
  await db.run(`CREATE OR REPLACE TABLE usage_day (
    file_no INTEGER NOT NULL,
    day BIGINT NOT NULL,
    model_raw VARCHAR NOT NULL,
    tokens UBIGINT NOT NULL
  )`);
  await createUsageView(db);
}
