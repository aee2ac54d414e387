import { type Column, counted, type Finding, scalar } from "./columns.ts";

/** How the times of a column are written. */
type Notation =
  | { readonly kind: "iso"; readonly zoned: "all" | "some" | "none" }
  | { readonly kind: "format"; readonly format: string; readonly zoned: "none" }
  | { readonly kind: "day or month first"; readonly formats: readonly [string, string] }
  | { readonly kind: "since 1970"; readonly unit: "s" | "ms" }
  | { readonly kind: "since 1970, too fine"; readonly unit: string }
  | { readonly kind: "since a start" };

/** Day that stands in for the unknown start of a trace, far from any change of month. */
const STAND_IN = "2025-01-15T00:00:00Z";

const ISO =
  /^\d{4}-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?)?)?( ?(Z|UTC|[+-]\d\d(:?\d\d)?))?$/;
const DATE =
  /^(\d{1,4})([/.-])(\d{1,2})\2(\d{4}|\d{1,2})(?:([ T])(\d{1,2}):(\d\d)(:\d\d)?( ?[AaPp][Mm])?)?$/;

/** Proposes the column of the time, how it is written and in which zone, or asks. */
export function timeFindings(columns: readonly Column[]): readonly Finding[] {
  const found = columns
    .map((column) => ({ column, notation: notationOf(column), rank: rankOf(column) }))
    .filter((one) => one.notation !== null && (one.rank > 0 || one.notation.kind === "iso"))
    .filter(({ notation, rank }) => notation?.kind !== "since a start" || rank > 1)
    .toSorted((a, b) => b.rank - a.rank);
  const [best, ...others] = found;
  if (best === undefined || best.notation === null) return [noTime()];
  const also = others.map(({ column }) => column.quoted).join(", ");
  const rest = also === "" ? "" : `; ${also} would be another time`;
  return findingsFor(best.column, best.notation, rest);
}

/** How far a name speaks for the time of a call: its start before its end, and 0 for none. */
function rankOf(column: Column): number {
  const isLength = ["duration", "latency", "elapsed", "first", "per", "token", "tokens", "seconds"];
  if (column.has(...isLength)) return 0;
  if (!column.has("timestamp", "time", "date", "datetime", "ts", "day", "at", "created", "month")) {
    return column.has("start", "started") ? 2 : 0;
  }
  if (column.has("end", "ended", "finished", "completed", "completion", "updated", "expires")) {
    return 1;
  }
  return column.has("start", "started", "created", "timestamp") ? 3 : 2;
}

function notationOf(column: Column): Notation | null {
  const { told } = column;
  if (told.length === 0) return null;
  if (told.every((value) => ISO.test(value) && isDate(value.slice(0, 10)))) {
    const zoned = told.filter((value) => ISO.exec(value)?.[5] !== undefined).length;
    return { kind: "iso", zoned: zoned === 0 ? "none" : zoned === told.length ? "all" : "some" };
  }
  if (told.every((value) => /^20\d{6}$/.test(value) && isDate(dashed(value)))) {
    return { kind: "format", format: "%Y%m%d", zoned: "none" };
  }
  const numbers = column.numbers();
  return numbers === null ? dateNotation(told) : numberNotation(numbers);
}

function isDate(text: string): boolean {
  return !Number.isNaN(Date.parse(text));
}

function dashed(digits: string): string {
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

const YEAR_2000 = 946_684_800;
const YEAR_2100 = 4_102_444_800;

function numberNotation(numbers: readonly number[]): Notation | null {
  const areSince1970 = (perSecond: number) =>
    numbers.every((n) => n >= YEAR_2000 * perSecond && n < YEAR_2100 * perSecond);
  if (areSince1970(1)) return { kind: "since 1970", unit: "s" };
  if (areSince1970(1e3)) return { kind: "since 1970", unit: "ms" };
  if (areSince1970(1e6)) return { kind: "since 1970, too fine", unit: "microseconds" };
  if (areSince1970(1e9)) return { kind: "since 1970, too fine", unit: "nanoseconds" };
  const rises = numbers.every((n, index) => n >= 0 && n >= (numbers[index - 1] ?? 0));
  return rises && numbers.length > 1 ? { kind: "since a start" } : null;
}

function dateNotation(told: readonly string[]): Notation | null {
  const parts = told.map((value) => DATE.exec(value));
  const [first] = parts;
  if (first === null || first === undefined) return null;
  const shape = (match: RegExpExecArray | null) =>
    match === null
      ? null
      : [
          match[2],
          match[1]!.length === 4,
          match[4]!.length === 4,
          match[5],
          match[8] !== undefined,
          match[9]?.startsWith(" "),
        ].join();
  if (parts.some((match) => shape(match) !== shape(first))) return null;
  const sign = first[2]!;
  const clock = clockOf(first);
  const most = (part: number) => Math.max(...parts.map((match) => Number(match![part])));
  if (first[1]!.length === 4) {
    if (most(3) > 12 || most(4) > 31) return null;
    return { kind: "format", format: `%Y${sign}%m${sign}%d${clock}`, zoned: "none" };
  }
  const year = first[4]!.length === 4 ? "%Y" : "%y";
  const dayFirst = `%d${sign}%m${sign}${year}${clock}`;
  const monthFirst = `%m${sign}%d${sign}${year}${clock}`;
  if (most(1) > 31 || most(3) > 31 || (most(1) > 12 && most(3) > 12)) return null;
  if (most(1) > 12) return { kind: "format", format: dayFirst, zoned: "none" };
  if (most(3) > 12) return { kind: "format", format: monthFirst, zoned: "none" };
  return { kind: "day or month first", formats: [dayFirst, monthFirst] };
}

function clockOf(match: RegExpExecArray): string {
  if (match[5] === undefined) return "";
  const half = match[9];
  const hours = half === undefined ? "%H" : "%I";
  const seconds = match[8] === undefined ? "" : ":%S";
  const ending = half === undefined ? "" : half.startsWith(" ") ? " %p" : "%p";
  return `${match[5]}${hours}:%M${seconds}${ending}`;
}

function findingsFor(column: Column, notation: Notation, rest: string): readonly Finding[] {
  const ts = (because: string): Finding => ({
    field: "ts",
    yaml: `ts: ${column.source()}`,
    because: `${because}${rest}`,
  });
  const all = `in ${counted(column.told.length, "record")}`;
  switch (notation.kind) {
    case "iso": {
      const found = ts(`${zoneWords[notation.zoned]} ${all}`);
      return notation.zoned === "all" ? [found] : [found, zoneQuestion(column, notation.zoned)];
    }
    case "format":
      return [
        ts(`dates of one form ${all}`),
        {
          field: "dateFormat",
          yaml: `dateFormat: ${JSON.stringify(notation.format)}`,
          because: "the only order of day and month that fits all of them",
        },
        zoneQuestion(column, "none"),
      ];
    case "day or month first":
      return [
        {
          field: "dateFormat",
          question:
            `does ${column.quoted} begin with the day or with the month? ` +
            "No day past the 12th tells",
          answers: notation.formats.map((format) => ({
            if: format.startsWith("%d") ? "the day" : "the month",
            yaml: [`ts: ${column.source()}`, `dateFormat: ${JSON.stringify(format)}`],
          })),
        },
        zoneQuestion(column, "none"),
      ];
    case "since 1970": {
      const unit = notation.unit === "s" ? "seconds" : "milliseconds";
      return [
        ts(`numbers that count ${unit} since 1970, which makes years from 2000 to 2099 ${all}`),
        { field: "unit", yaml: `unit: ${notation.unit}`, because: "for the numbers of ts" },
      ];
    }
    case "since 1970, too fine":
      return [
        {
          field: "ts",
          question:
            `${column.quoted} counts ${notation.unit} since 1970, which a mapping cannot say; ` +
            "which column has seconds, milliseconds or a date",
          answers: [{ if: "there is one", yaml: ["ts: { column: NAME }"] }],
        },
      ];
    default:
      return sinceStart(column, ts);
  }
}

const zoneWords = {
  all: "instants with their offset from UTC",
  some: "instants, some of them without an offset from UTC",
  none: "dates or instants without an offset from UTC",
} as const;

function zoneQuestion(column: Column, zoned: "some" | "none"): Finding {
  const which =
    zoned === "some" ? "the instants without an offset" : `the times of ${column.quoted}`;
  return {
    field: "timezone",
    question: `are ${which} in UTC? Without a line here they are taken as UTC`,
    answers: [{ if: "no, local time, such as", yaml: ["timezone: Europe/Paris"] }],
  };
}

function sinceStart(column: Column, ts: (because: string) => Finding): readonly Finding[] {
  const unit = column.has("ms", "millis", "milliseconds")
    ? "ms"
    : column.has("s", "sec", "secs", "second")
      ? "s"
      : null;
  const epoch: Finding = {
    field: "epoch",
    yaml: `epoch: ${STAND_IN}`,
    because:
      "ASSUMPTION: the file does not tell when it starts; prices are of this day, " +
      "so put the real one",
  };
  if (unit !== null) {
    return [
      epoch,
      { field: "unit", yaml: `unit: ${unit}`, because: `the name of ${column.quoted} says so` },
      ts("numbers that never fall and are too small for a date: they count from the file's start"),
    ];
  }
  return [
    epoch,
    {
      field: "unit",
      question:
        `does ${column.quoted}, which counts from the file's start, ` +
        "count seconds or milliseconds",
      answers: (["s", "ms"] as const).map((unit) => ({
        if: unit === "s" ? "seconds" : "milliseconds",
        yaml: [`ts: ${column.source()}`, `unit: ${scalar(unit)}`],
      })),
    },
  ];
}

function noTime(): Finding {
  return {
    field: "period",
    question: "no column looks like a time; which time does the file cover",
    answers: [
      {
        if: "from a start to an exclusive end",
        yaml: ["period: { start: 2025-01-01, end: 2025-02-01 }"],
      },
      { if: "a column has it", yaml: ["ts: { column: NAME }"] },
    ],
  };
}
