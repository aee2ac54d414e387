import { isPlausible, text } from "./clickhouse.ts";
import type { Copies, TablePlan } from "./table-plan.ts";

/** What the price list asks to be kept apart, because it prices it differently. */
export interface PriceEdges {
  /** Input counts past which a call has another price. */
  readonly thresholds: readonly number[];
  /** Buckets that some model has no rate for: with tokens in one of them a call has no price. */
  readonly unrated: readonly RecordBucket[];
  /** Models, as the table names them, whose price depends on the hour. */
  readonly hourly: readonly string[];
  /** Days since 1970 on which a month starts or some price changes, in order. */
  readonly breaks: readonly number[];
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
  "by_day",
  "day",
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
  "magnitude",
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
 * In the same pass come rows `by_day`, whose sums are of a model and a day: by those, tables and
 * files that hold the same calls are found.
 */
export function sumQuery(plan: TablePlan, parts: PlanParts, edges: PriceEdges): string {
  const { verdict, records, prelude } = verdicts(plan, parts);
  const kept = (sql: string, none: string) => `if(g_fault = 0, ${sql}, ${none})`;
  const input = "r_in + r_read + r_write5m + r_write1h";
  const hourly =
    edges.hourly.length === 0 ? "false" : `r_model IN (${edges.hourly.map(text).join(", ")})`;
  const day = `intDiv(r_ts, ${MICROS_A_DAY})`;
  const tokens = `${input} + r_out + ifNull(r_reasoning, 0)`;
  const keys = [
    kept("r_provider", "''"),
    kept("r_model", "''"),
    kept("r_tier", "''"),
    kept("r_feature", "NULL"),
    kept("r_customer", "NULL"),
    kept("r_requests = 1", "0"),
    kept(steps(day, ">=", edges.breaks), "0"),
    kept(`if(${hourly}, intDiv(r_ts % ${MICROS_A_DAY}, ${HALF_HOUR}), 0)`, "0"),
    // A call stamped at midnight sharp has no hour of its own.
    kept(`r_ts % ${MICROS_A_DAY} = 0`, "0"),
    kept(`if(r_requests = 1, ${steps(`(${input})`, ">", edges.thresholds)}, 0)`, "0"),
    kept("isNull(r_reasoning)", "0"),
    kept("isNull(r_billed)", "0"),
    kept("isNull(r_succeeded)", "0"),
    // A record without a token costs nothing at any price, also where there is none.
    kept(`${tokens} = 0`, "0"),
    ...edges.unrated.map((bucket) => kept(`ifNull(${bucket}, 0) = 0`, "0")),
  ];
  const sum = (name: string) => `toString(sum(${name}))`;
  const names = keys.map((_, i) => `g_${i}`);
  // A sum of whole numbers may run over without a word; this one, of floats, tells when.
  const magnitude = `sum(toFloat64(${tokens}) + toFloat64(r_requests) + toFloat64(ifNull(r_attempts, 0)))`;
  return `${prelude}SELECT toString(1 - grouping(g_day)), toString(g_day), g_fault, ${[0, 1, 2, 3, 4, 5].map((i) => `g_${i}`).join(", ")},
    toString(count()), toString(min(r_ts)), toString(max(r_ts)),
    toString(${magnitude}), ${sum("r_requests")},
    ${RECORD_BUCKETS.map(sum).join(", ")}, ${sum("toInt128(r_billed)")},
    toString(max(r_in + r_read + r_write5m + r_write1h)),
    ${sum("r_attempts")}, ${sum("r_retries")}, ${sum("toInt128(r_succeeded)")}
    FROM (SELECT *, ${kept(day, "0")} AS g_day, ${keys.map((key, i) => `${key} AS g_${i}`).join(", ")}
      FROM (SELECT *, ${verdict} AS g_fault FROM (${records})))
    GROUP BY GROUPING SETS ((g_fault, ${names.join(", ")}), (g_fault, g_1, g_day))`;
}

/**
 * SQL of what prices are asked for: provider, model, tier and day since 1970. Faulty records are
 * among them: to tell them apart would mean to read all of every record, and does no harm.
 */
export function priceQuestionQuery(plan: TablePlan): string {
  return `SELECT r_provider, r_model, r_tier, toString(intDiv(r_ts, ${MICROS_A_DAY}))
    FROM (${plan.records}) WHERE ${isPlausible("r_ts")} GROUP BY 1, 2, 3, 4`;
}

/** How many of the limits a value has reached or passed. */
function steps(value: string, sign: ">" | ">=", limits: readonly number[]): string {
  if (limits.length === 0) return "0";
  return limits.map((limit) => `(${value} ${sign} ${limit})`).join(" + ");
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
