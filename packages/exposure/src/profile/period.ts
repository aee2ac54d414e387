import type { UsageDatabase } from "../port.ts";
import type { ProfilePeriod } from "./profile.ts";

const DAY = 86_400_000;

/** Fewest days of usage that stand for a month without being told how. */
export const MIN_DAYS_FOR_A_MONTH = 28;

/** Average days of a month. */
export const DAYS_PER_MONTH = 30.4375;

/** Measures the time that the `usage` table covers, widened to what its mappings declare. */
export async function measurePeriod(
  db: UsageDatabase,
  declared: { readonly start: string; readonly end: string } | null,
): Promise<ProfilePeriod> {
  const [row] = await db.all(
    `SELECT CAST(epoch_ms(min(ts)) AS DOUBLE) AS first,
      CAST(epoch_ms(max(coalesce(last_ts, ts))) AS DOUBLE) AS last FROM usage`,
  );
  return periodOf(Number(row?.["first"]), Number(row?.["last"]), declared);
}

/** The period from the first to the last instant of usage, milliseconds since 1970. */
export function periodOf(
  first: number,
  last: number,
  declared: { readonly start: string; readonly end: string } | null,
): ProfilePeriod {
  const start = declared === null ? first : Math.min(first, Date.parse(declared.start));
  const end = declared === null ? last : Math.max(last, Date.parse(declared.end));
  // A declared end is exclusive: a millisecond earlier is the last instant inside.
  const lastInside = declared !== null && end > last ? end - 1 : last;
  const elapsed = (lastInside - start) / DAY;
  const calendarDays = Math.floor(lastInside / DAY) - Math.floor(start / DAY) + 1;
  return {
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
    days: elapsed > 0 && elapsed < 0.999 ? elapsed : calendarDays,
    wholeMonths: wholeMonths(start, lastInside),
  };
}

function wholeMonths(first: number, last: number): number | null {
  const from = new Date(first);
  const next = new Date(Math.floor(last / DAY) * DAY + DAY);
  if (from.getUTCDate() !== 1 || next.getUTCDate() !== 1) return null;
  return monthIndex(next) - monthIndex(from);
}

function monthIndex(date: Date): number {
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
