import { InputError, quoteValue } from "../input-error.ts";
import { nearestName } from "../nearest.ts";
import type { UsageDatabase, UsageFile } from "../port.ts";
import { literal } from "../sql.ts";
import { compressionOf, dropReaderRejects, STORE_REJECTS, unreadRecords } from "./csv-rows.ts";
import { parseJson } from "./json-values.ts";
import { isObject } from "./otlp-attributes.ts";
import type { TextRows } from "./text-rows.ts";

const LINE_BYTES = 8_000_000;
const SAMPLE_LINES = 1000;
const MAX_PATH = 200;
/** Letters by which a name may miss a key and still be taken for it. */
const MISSPELT = 2;

/**
 * The records of a file of JSON lines, every value as text: what is nested is named by the keys on
 * the way, joined by dots. The database reads lines as CSV of one column, since its JSON reader
 * tells nothing of the lines it cannot read; and they are counted here.
 *
 * @param columns the names that are wanted, as lines need not have the same keys
 */
export async function jsonRows(
  db: UsageDatabase,
  file: UsageFile,
  columns: readonly string[],
): Promise<TextRows> {
  const lines = await countLines(file, new Names(columns));
  const close = () => dropReaderRejects(db);
  await close();
  const cells = columns.map(
    (_, index) => `coalesce(texts[${2 * index + 1}], texts[${2 * index + 2}]) AS c${index}`,
  );
  const paths = columns.flatMap((name) => [pointer([name]), pointer(name.split("."))]);
  const texts = `CASE WHEN json_valid(line)
    THEN json_extract_string(line, [${paths.map(literal).join(", ")}]) END`;
  return {
    columns,
    // No delimiter, quote or escape: a control character cannot stand in JSON as it is.
    relation: `(SELECT ${cells.join(", ")}, line FROM (SELECT line, ${texts} AS texts
      FROM (SELECT * FROM read_csv(${literal(file.sqlPath)}, columns={'line': 'VARCHAR'},
        ${compressionOf(file)}, auto_detect=false, header=false, delim=chr(1), quote='', escape='',
        max_line_size=${LINE_BYTES}, ${STORE_REJECTS}))
      WHERE trim(line, chr(32) || chr(9) || chr(13)) <> ''))`,
    broken: {
      // A case, since the type of what is no JSON is an error, and AND may ask for it first.
      sql: "CASE WHEN json_valid(line) THEN json_type(line) <> 'OBJECT' ELSE true END",
      reason: "a line that is not a JSON object",
    },
    count: async () => ({ physical: lines.all, blank: lines.blank, spansLines: true }),
    place: "line",
    unread: () => unreadRecords(db, 1, false),
    locate: async ({ stored, unread }) => {
      const found = new Map<number, number>();
      let row = 0;
      let line = 0;
      for await (const text of file.lines()) {
        line++;
        if (unread.has(line) || text.trim() === "") continue;
        if (stored.has(row)) found.set(row, line);
        row++;
      }
      return { stored: found, unread: new Map([...unread].map((number) => [number, number])) };
    },
    unreadable: "cannot be read as JSON lines",
    close,
  };
}

// A JSON pointer, RFC 6901.
function pointer(keys: readonly string[]): string {
  return keys.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

async function countLines(file: UsageFile, names: Names): Promise<{ all: number; blank: number }> {
  let all = 0;
  let blank = 0;
  for await (const line of file.lines()) {
    all++;
    if (line.trim() === "") blank++;
    else if (all - blank <= SAMPLE_LINES) {
      const json = parseJson(line);
      if (isObject(json)) names.see(json);
      else if (all - blank === 1) throw notLines(`${file.name}:${all}`);
    }
  }
  names.require(file.name);
  return { all, blank };
}

function notLines(where: string): InputError {
  return new InputError(
    where,
    "no JSON object on the first line; a mapping reads one record a line",
    "write one object a line, as `jq -c '.[]'` does",
  );
}

// A key may be missing where it would be nothing; one that is there under another name is not.
class Names {
  readonly #wanted: readonly string[];
  readonly #seen = new Set<string>();

  constructor(wanted: readonly string[]) {
    this.#wanted = wanted;
  }

  see(record: Readonly<Record<string, unknown>>, path = ""): void {
    for (const [key, value] of Object.entries(record)) {
      this.#seen.add(path + key);
      if (isObject(value) && path.length < MAX_PATH) this.see(value, `${path}${key}.`);
    }
  }

  require(file: string): void {
    const others = [...this.#seen].filter((name) => !this.#wanted.includes(name));
    for (const name of this.#wanted) {
      const nearest = this.#seen.has(name) ? null : nearestName(name, others, MISSPELT);
      if (nearest === null) continue;
      throw new InputError(
        file,
        `no line has ${quoteValue(name)}, which the mapping names`,
        `did you mean ${quoteValue(nearest)}?`,
      );
    }
  }
}
