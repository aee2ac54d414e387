import type { UsageDatabase } from "../port.ts";

/** Two files that seem to tell of the same calls, such as a gateway's log and the provider's bill. */
export interface Overlap {
  readonly files: readonly [string, string];
  /** Days and models on which both count the same tokens. */
  readonly cells: number;
  /** Those tokens, and their share of what the smaller file holds. */
  readonly tokens: number;
  readonly share: number;
}

/** How near two counts of the same calls come: sources cut days and round differently. */
const tolerance = 0.02;

/** Share of the smaller file that must agree, over at least so many days and models. */
const leastShare = 0.5;
const leastCells = 3;

/**
 * A model's name without the gateway's prefix and the snapshot's date: sources of one call name it
 * differently.
 */
const modelName =
  String.raw`regexp_replace(regexp_replace(lower(model_raw), '^.*/', ''), ` +
  String.raw`'[-@](20\d{6}|20\d{2}-\d{2}-\d{2}|latest)$', '')`;

/**
 * Finds pairs of files in the `usage` table that count the same tokens of the same models on the
 * same days, within 2%, for half or more of the smaller one. Three days and models must agree, or all
 * there are to the very token, so that chance is no overlap. Nothing is removed: which of the two to
 * leave out is the user's to say.
 *
 * @param names of the files, by their number
 */
export async function findOverlaps(
  db: UsageDatabase,
  names: readonly string[],
): Promise<readonly Overlap[]> {
  if (names.length < 2) return [];
  const rows = await db.all(`
    WITH records AS (
      SELECT file_no, CAST(ts AS DATE) AS day, model_raw,
        in_uncached + cache_read + cache_write_5m + cache_write_1h + out_visible
          + coalesce(out_reasoning, 0) AS tokens
      FROM usage WHERE file_no NOT IN (SELECT file_no FROM usage_day)
      UNION ALL
      SELECT file_no, DATE '1970-01-01' + CAST(day AS INTEGER), model_raw, tokens FROM usage_day
    ),
    cells AS (
      SELECT file_no, day, ${modelName} AS model, CAST(sum(tokens) AS DOUBLE) AS tokens
      FROM records GROUP BY ALL HAVING tokens > 0
    ),
    totals AS (
      SELECT file_no, sum(tokens) AS tokens, count(*) AS cells FROM cells GROUP BY file_no
    ),
    pairs AS (
      SELECT a.file_no AS a, b.file_no AS b, count(*) AS cells,
        sum(least(a.tokens, b.tokens)) AS tokens,
        count(*) FILTER (WHERE a.tokens = b.tokens) AS exact
      FROM cells a JOIN cells b
        ON a.day = b.day AND a.model = b.model AND a.file_no < b.file_no
          AND abs(a.tokens - b.tokens) <= ${tolerance} * greatest(a.tokens, b.tokens)
      GROUP BY 1, 2
    )
    SELECT pairs.a, pairs.b, pairs.cells, pairs.tokens,
      least(1, pairs.tokens / least(one.tokens, two.tokens)) AS share
    FROM pairs
      JOIN totals one ON one.file_no = pairs.a
      JOIN totals two ON two.file_no = pairs.b
    WHERE share >= ${leastShare}
      AND (pairs.cells >= ${leastCells} OR exact = least(one.cells, two.cells))
    ORDER BY 1, 2`);
  return rows.map((row) => ({
    files: [names[Number(row["a"])]!, names[Number(row["b"])]!],
    cells: Number(row["cells"]),
    tokens: Number(row["tokens"]),
    share: Number(row["share"]),
  }));
}
