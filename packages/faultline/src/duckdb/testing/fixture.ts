import { fileURLToPath } from "node:url";
import { type ImportResult, importUsage, type UsageDatabase } from "@faultline/exposure";
import { openUsageFile } from "../usage-file.ts";

/** Path of an export written after a vendor's published list of fields. */
export function fixturePath(name: string): string {
  return fileURLToPath(new URL(`../../../../exposure/fixtures/${name}`, import.meta.url));
}

/** Imports fixtures without a mapping. */
export function importFixtures(
  db: UsageDatabase,
  ...names: readonly string[]
): Promise<ImportResult> {
  return importUsage(
    db,
    names.map((name) => ({ file: { ...openUsageFile(fixturePath(name)), name } })),
  );
}

/** Sums of the `usage` table: tokens by bucket, calls, and billed dollars. */
export async function usageTotals(db: UsageDatabase): Promise<Record<string, number | null>> {
  const buckets = ["in_uncached", "cache_read", "cache_write_5m", "cache_write_1h"];
  const sums = [...buckets, "out_visible", "out_reasoning", "requests", "billed_cost"];
  const [row = {}] = await db.all(
    `SELECT ${sums.map((name) => `CAST(sum(${name}) AS VARCHAR) AS ${name}`).join(", ")} FROM usage`,
  );
  return Object.fromEntries(
    sums.map((name) => [name, row[name] === null ? null : Number(row[name])]),
  );
}
