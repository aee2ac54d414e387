import { cut, pad, sanitise, widthOf, wrap } from "./text.ts";

/** A column of a table. */
export interface Column {
  readonly title?: string;
  /** Default `left`. */
  readonly align?: "left" | "right";
  /** The one column that gives way when the table is wider than the output; default the first. */
  readonly shrinks?: boolean;
  /** Breaks a cell that is too wide into lines instead of cutting it. */
  readonly wraps?: boolean;
  /** May be left out where the table is too wide even so: the highest goes first. */
  readonly spare?: number;
}

/** A cell: its text, and what colours it once it is cut and padded. */
export type Cell = string | { readonly text: string; readonly paint: (text: string) => string };

/** How a table is set. */
export interface TableOptions {
  /** Columns of the whole table. */
  readonly columns: number;
  /** Blanks between columns, default 2. */
  readonly gap?: number;
  /** Colours the titles. */
  readonly title?: (line: string) => string;
}

/** Fewest columns that a cell is cut to. */
const narrowest = 8;

/** Characters of a cell that are looked at: to measure a megabyte of a name takes half a minute. */
const longestCell = 5000;

/**
 * Lines of a table, titles first if any column has one. Cells are made safe for a line here, so
 * they may come straight from data.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  options: TableOptions,
): string[] {
  const gap = options.gap ?? 2;
  const safe = rows.map((row) =>
    columns.map((_, i) => sanitise(textOf(row[i]).slice(0, longestCell)).trimEnd()),
  );
  const titles = columns.map((column) => column.title ?? "");
  const widths = columns.map((_, i) =>
    Math.max(...[titles, ...safe].map((row) => widthOf(row[i]!))),
  );
  const total = widths.reduce((sum, width) => sum + width, gap * (columns.length - 1));
  const marked = columns.findIndex((column) => column.shrinks === true);
  const shrinks = marked < 0 ? 0 : marked;
  if (total > options.columns && columns.length > 0) {
    const room = widths[shrinks]! - (total - options.columns);
    const spare = room < narrowest ? mostSpare(columns) : -1;
    if (spare >= 0) {
      const less = <T>(cells: readonly T[]): T[] => cells.filter((_, i) => i !== spare);
      return table(less(columns), rows.map(less), options);
    }
    widths[shrinks] = Math.max(narrowest, room);
  }
  const line = (cells: readonly string[], painted: readonly Cell[] = []): string =>
    columns
      .map((column, i) => {
        const text = pad(cut(cells[i]!, widths[i]!), widths[i]!, column.align);
        const cell = painted[i];
        return typeof cell === "object" ? cell.paint(text) : text;
      })
      .join(" ".repeat(gap))
      .trimEnd();
  const lines = (cells: readonly string[], painted: readonly Cell[] = []): string[] => {
    const parts = cells.map((cell, i) =>
      columns[i]!.wraps === true ? wrap(cell, { columns: widths[i]! }) : [cell],
    );
    const height = Math.max(...parts.map((part) => part.length));
    return Array.from({ length: height }, (_, row) =>
      line(
        parts.map((part) => part[row] ?? ""),
        painted,
      ),
    );
  };
  const body = safe.flatMap((row, i) => lines(row, rows[i]));
  if (titles.every((title) => title === "")) return body;
  const head = line(titles);
  return [options.title === undefined ? head : options.title(head), ...body];
}

/** The column that is left out first; −1 when all must stay. */
function mostSpare(columns: readonly Column[]): number {
  const spare = columns.map((column) => column.spare ?? 0);
  const most = Math.max(...spare);
  return most > 0 ? spare.indexOf(most) : -1;
}

function textOf(cell: Cell | undefined): string {
  return typeof cell === "object" ? cell.text : (cell ?? "");
}
