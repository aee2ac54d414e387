import { statSync } from "node:fs";
import { join } from "node:path";
import { importUsage, parseMapping } from "@faultline/exposure";
import { loadDuckDb } from "./faultline.ts";
import { type Figure, figureOf, median, round } from "./figure.ts";
import { alternate, timeOf } from "./rounds.ts";
import { withScratch } from "./scratch.ts";
import { usageMapping, writeUsageCsv } from "./usage-csv.ts";

const rowsByDefault = 2_000_000;

/** Rows of the file, from the environment or the default; throws for what is not a number. */
function rowsWanted(text = process.env["FAULTLINE_BENCH_ROWS"]): number {
  if (text === undefined || text === "") return rowsByDefault;
  const rows = Number(text);
  if (Number.isInteger(rows) && rows > 0) return rows;
  throw new Error(`FAULTLINE_BENCH_ROWS is "${text}"; give a whole number of rows, at least 1.`);
}

/**
 * Times our import of a mapped CSV file, with all its checks, against DuckDB reading the same file
 * into a table with its types guessed and nothing checked. Each import has a fresh database with
 * our default settings, opened before the clock starts.
 */
export async function importCsvFigure(name: string): Promise<Figure> {
  const rows = rowsWanted();
  return withScratch(async (directory) => {
    const path = join(directory, "usage.csv");
    writeUsageCsv(path, rows);
    const contestants = { ours: () => importOurs(path, rows), bare: () => importBare(path, rows) };
    await contestants.bare();
    await contestants.ours();
    const times = await alternate(contestants, { rounds: 7, seconds: 90 });
    return figureOf(
      {
        name,
        against: "DuckDB's read_csv into a table, same file and settings",
        goal: 1.5,
        detail: {
          work: `${rows} rows of 10 columns, ${Math.round(statSync(path).size / 1e6)} MB`,
          "seconds, ours": seconds(times.ours),
          "seconds, DuckDB alone": seconds(times.bare),
        },
      },
      times.ours,
      times.bare,
    );
  });
}

function seconds(nanoseconds: readonly number[]): number {
  return round(median(nanoseconds) / 1e9);
}

async function importOurs(path: string, rows: number): Promise<number> {
  const { openDuckDb, openUsageFile } = await loadDuckDb();
  const db = await openDuckDb();
  try {
    const mapping = parseMapping(usageMapping, "mapping");
    const source = { file: openUsageFile(path), mapping, format: "csv" } as const;
    let kept = 0;
    const time = await timeOf(async () => {
      kept = (await importUsage(db, [source])).accounting.kept;
    });
    requireRows("Our import", kept, rows);
    return time;
  } finally {
    await db.close();
  }
}

async function importBare(path: string, rows: number): Promise<number> {
  const { openDuckDb } = await loadDuckDb();
  const db = await openDuckDb();
  try {
    const literal = `'${path.replaceAll("'", "''")}'`;
    const time = await timeOf(() =>
      db.run(`CREATE TABLE bare AS SELECT * FROM read_csv(${literal})`),
    );
    const [count] = await db.all("SELECT count(*) AS n FROM bare");
    requireRows("DuckDB", Number(count?.["n"]), rows);
    return time;
  } finally {
    await db.close();
  }
}

function requireRows(who: string, found: number, rows: number): void {
  if (found !== rows) throw new Error(`${who} kept ${found} of ${rows} rows.`);
}
