import { text } from "./clickhouse.ts";
import type { Copies, TablePlan } from "./table-plan.ts";

/** What the price list asks to be kept apart, because it prices it differently. */
export interface PriceEdges {
  /** Input counts past which a call has another price. */
  readonly thresholds: readonly number[];
  /** Buckets that some model has no rate for: with tokens in one of them a call has no price. */
  readonly unrated: readonly RecordBucket[];
  /** Models, as the table names them, whose price depends on the hour. */
  readonly hourly: readonly string[];
}

/** The token buckets of a record, as `TablePlan` names its columns. */
export const RECORD_BUCKETS = [
  "r_in",
  "r_read",
  "r_write5m",
  "r_write1h",
  "r_out",
  "r_reasoning",
] as const;

/** Name of one of them. */
export type RecordBucket = (typeof RECORD_BUCKETS)[number];

/** What is left out of a plan because one question showed that the table has none of it. */
export interface PlanParts {
  readonly copies: boolean;
  readonly aggregates: boolean;
}

/** Microseconds of a day. */
export const MICROS_A_DAY = 86_400_000_000n;
const HALF_HOUR = 1_800_000_000n;

/** Columns of `sumQuery`'s answer, in order: what rows are kept apart by, then their sums. */
export const SUM_COLUMNS = [
  "fault",
  "provider",
  "model",
  "tier",
  "feature",
  "customer",
  "is_call",
  "rows",
  "first",
  "last",
  "requests",
  "r_in",
  "r_read",
  "r_write5m",
  "r_write1h",
  "r_out",
  "r_reasoning",
  "billed",
  "call_input",
  "attempts",
  "retries",
  "succeeded",
] as const;

/** Name of one column of the sums. */
export type SumColumn = (typeof SUM_COLUMNS)[number];

/**
 * SQL of one row a group of records that are priced and profiled alike, and one a fault. Groups keep
 * apart all that a price or a profile is chosen by, so that the price of a sum is the sum of prices.
 */
export function sumQuery(plan: TablePlan, parts: PlanParts, edges: PriceEdges): string {
  const { verdict, records, prelude } = verdicts(plan, parts);
  const kept = (sql: string, none: string) => `if(g_fault = 0, ${sql}, ${none})`;
  const input = "r_in + r_read + r_write5m + r_write1h";
  const hourly =
    edges.hourly.length === 0 ? "false" : `r_model IN (${edges.hourly.map(text).join(", ")})`;
  const slot = `if(${hourly}, intDiv(r_ts, ${HALF_HOUR}), intDiv(r_ts, ${MICROS_A_DAY}))`;
  const keys = [
    kept("r_provider", "''"),
    kept("r_model", "''"),
    kept("r_tier", "''"),
    kept("r_feature", "NULL"),
    kept("r_customer", "NULL"),
    kept("r_requests = 1", "0"),
    kept(slot, "0"),
    // A call stamped at midnight sharp has no hour of its own.
    kept(`r_ts % ${MICROS_A_DAY} = 0`, "0"),
    kept(`if(r_requests = 1, ${bandOf(input, edges.thresholds)}, 0)`, "0"),
    kept("isNull(r_reasoning)", "0"),
    kept("isNull(r_billed)", "0"),
    kept("isNull(r_succeeded)", "0"),
    // A record without a token costs nothing at any price, also where there is none.
    kept(`${input} + r_out + ifNull(r_reasoning, 0) = 0`, "0"),
    ...edges.unrated.map((bucket) => kept(`ifNull(${bucket}, 0) = 0`, "0")),
  ];
  const sum = (name: string) => `toString(sum(toInt128(${name})))`;
  return `${prelude}SELECT g_fault, ${[0, 1, 2, 3, 4, 5].map((i) => `g_${i}`).join(", ")},
    toString(count()), toString(min(r_ts)), toString(max(r_ts)), ${sum("r_requests")},
    ${RECORD_BUCKETS.map(sum).join(", ")}, ${sum("r_billed")},
    toString(max(r_in + r_read + r_write5m + r_write1h)),
    ${sum("r_attempts")}, ${sum("r_retries")}, ${sum("r_succeeded")}
    FROM (SELECT *, ${keys.map((key, i) => `${key} AS g_${i}`).join(", ")}
      FROM (SELECT *, ${verdict} AS g_fault FROM (${records})))
    GROUP BY g_fault, ${keys.map((_, i) => `g_${i}`).join(", ")}`;
}

/** SQL of what prices are asked for: provider, model, tier and day since 1970. */
export function priceQuestionQuery(plan: TablePlan): string {
  return `SELECT r_provider, r_model, r_tier, toString(intDiv(r_ts, ${MICROS_A_DAY}))
    FROM (${plan.records}) WHERE r_fault = 0 GROUP BY 1, 2, 3, 4`;
}

function bandOf(input: string, thresholds: readonly number[]): string {
  if (thresholds.length === 0) return "0";
  return thresholds.map((threshold) => `(${input} > ${threshold})`).join(" + ");
}

function verdicts(
  plan: TablePlan,
  parts: PlanParts,
): { verdict: string; records: string; prelude: string } {
  const { copies, aggregates } = plan;
  const isCopy = copies !== null && parts.copies ? ["r_copy > 1", String(copies.fault)] : [];
  const isFaulty = ["r_fault > 0", "r_fault"];
  const first = copies?.replaced === true ? [...isCopy, ...isFaulty] : [...isFaulty, ...isCopy];
  const climbs = aggregates !== null && parts.aggregates;
  const cases = climbs ? [...first, aggregates.test, String(aggregates.fault)] : first;
  return {
    verdict: `toUInt16(multiIf(${cases.join(", ")}, 0))`,
    records: copies !== null && parts.copies ? ranked(plan.records, copies) : plan.records,
    prelude: climbs ? `WITH RECURSIVE ${aggregates.cte} ` : "",
  };
}

// Only what occurs twice is sorted: a window over all records would sort the whole table.
function ranked(records: string, { hash, key, rank, repeated }: Copies): string {
  return `SELECT *, toUInt64(1) AS r_copy FROM (${records}) WHERE ${hash} NOT IN (${repeated})
    UNION ALL
    SELECT *, if(isNull(${key}), 1, row_number() OVER (PARTITION BY ${key} ORDER BY ${rank})) AS r_copy
    FROM (${records}) WHERE ${hash} IN (${repeated})`;
}
