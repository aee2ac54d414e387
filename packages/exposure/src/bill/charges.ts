import type { Charge } from "../importers/formats/format.ts";
import type { CellValue, UsageDatabase } from "../port.ts";

/**
 * Creates the table `bill_charge`: lines of a bill that are no usage. They are in no cost, and only
 * the reconciliation reads them.
 */
export async function createChargeTable(db: UsageDatabase): Promise<void> {
  await db.run("DROP TABLE IF EXISTS bill_charge");
  await db.run(`CREATE TABLE bill_charge (
    file_no INTEGER NOT NULL, line BIGINT NOT NULL, source VARCHAR NOT NULL, id VARCHAR NOT NULL,
    ts_us BIGINT NOT NULL, provider VARCHAR NOT NULL, model_raw VARCHAR NOT NULL,
    kind VARCHAR NOT NULL, nanos BIGINT NOT NULL, currency VARCHAR NOT NULL)`);
}

/** A row of `bill_charge`; `content` tells the line from others. */
export function chargeRow(
  place: { readonly fileNo: number; readonly line: number; readonly source: string },
  charge: Charge,
  content: string,
): readonly CellValue[] {
  const { startMicros, provider, model, kind, nanos, currency } = charge;
  const { fileNo, line, source } = place;
  return [fileNo, line, source, content, startMicros, provider, model, kind, nanos, currency];
}

/**
 * Leaves each charge once, by the rule for records without an id: two equal lines of one file are
 * two, the same in a second file are the same again.
 */
export async function resolveCharges(db: UsageDatabase): Promise<void> {
  await db.run("DROP TABLE IF EXISTS charge_once");
  await db.run(`CREATE TABLE charge_once AS WITH counted AS (
      SELECT *, row_number() OVER (PARTITION BY file_no, source, id ORDER BY line) AS occurrence
      FROM bill_charge
    ), ranked AS (
      SELECT *, row_number() OVER (PARTITION BY source, id, occurrence ORDER BY file_no, line)
        AS copy FROM counted
    )
    SELECT file_no, make_timestamp(ts_us) AS ts, source, provider, model_raw, kind,
      CAST(nanos * CAST(0.000000001 AS DECIMAL(10,9)) AS DECIMAL(18,9)) AS amount, currency
    FROM ranked WHERE copy = 1`);
  await db.run("DROP TABLE bill_charge");
  await db.run("ALTER TABLE charge_once RENAME TO bill_charge");
}
