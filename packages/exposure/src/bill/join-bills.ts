import { FORMATS } from "../importers/formats/registry.ts";
import type { UsageDatabase } from "../port.ts";
import { literal, readCount } from "../sql.ts";

/** Tokens of one export whose cost another export of the same bill tells. */
export interface JoinedBill {
  /** Formats of the two exports. */
  readonly tokens: string;
  readonly cost: string;
  /** Days that both cover. */
  readonly days: number;
  /** Records of tokens on these days: their cost is in the cost export, and their estimate in none. */
  readonly records: number;
}

/**
 * Joins a bill that comes in two exports, one with tokens and one with cost: on the days that the
 * cost export covers, the tokens are marked as billed apart, so that no cost counts twice.
 */
export async function joinBills(db: UsageDatabase): Promise<JoinedBill[]> {
  const rows = await db.all("SELECT DISTINCT source FROM usage");
  const present = FORMATS.filter(({ name }) => rows.some((row) => row["source"] === name));
  const joined: JoinedBill[] = [];
  for (const tokens of present.filter(({ bill, carries }) => bill && carries === "tokens")) {
    const cost = present.find(({ bill, carries }) => bill === tokens.bill && carries === "cost");
    if (cost === undefined) continue;
    const onBilledDay = `source = ${literal(tokens.name)} AND CAST(ts AS DATE) IN
      (SELECT CAST(ts AS DATE) FROM usage WHERE source = ${literal(cost.name)})`;
    const [counts] = await db.all(`SELECT count(*) AS records,
      count(DISTINCT CAST(ts AS DATE)) AS days FROM usage WHERE ${onBilledDay}`);
    const records = readCount(counts?.["records"]);
    if (records === 0) continue;
    await db.run(`UPDATE usage_row SET billed_apart = true WHERE ${onBilledDay}`);
    const days = readCount(counts?.["days"]);
    joined.push({ tokens: tokens.name, cost: cost.name, days, records });
  }
  return joined;
}
