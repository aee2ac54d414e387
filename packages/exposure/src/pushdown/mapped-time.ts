import { InputError } from "../input-error.ts";
import type { FieldSource, Mapping } from "../importers/mapping.ts";
import { isPlausible, micros, text } from "./clickhouse.ts";
import { type MappedField, type MappedTable, nativeMicros, rawOf } from "./mapped-fields.ts";

/** The record's instant, `v_ts`, in microseconds since 1970. */
export function timeField(mapped: MappedTable, mapping: Mapping): MappedField {
  if (mapping.ts === undefined) return fixedTime(mapping);
  const source = mapping.ts as FieldSource;
  const native = nativeMicros(mapped, source);
  if (native !== null) requireNoFormat(mapped, mapping, source);
  const code = (reason: string) =>
    String(mapped.faults.add("corrupt", reason, source.column ?? null));
  const zoned = native === null && mapping.timezone !== undefined;
  return {
    name: "ts",
    raw: native ?? rawOf(mapped, source),
    value: native === null ? parsed(mapped, mapping) : "x_ts",
    faults: [
      "isNull(x_ts)",
      code("an empty timestamp"),
      ...(zoned
        ? [`isNull(${parsed(mapped, { ...mapping, timezone: undefined })})`]
        : ["isNull(v_ts)"]),
      code("not a timestamp"),
      ...(zoned ? ["isNull(v_ts)", code("a local time that the clocks of its zone skip")] : []),
      `NOT ${isPlausible("v_ts")}`,
      code("a timestamp outside the years 2000 to 2100"),
    ],
  };
}

function fixedTime({ period }: Mapping): MappedField {
  if (period === undefined) {
    throw new InputError(
      "the mapping",
      "neither ts nor period says when the usage was",
      "map ts to a column, or give period: {start, end}",
    );
  }
  return { name: "ts", raw: "NULL", value: `toInt64(${micros(period.start)})`, faults: [] };
}

function requireNoFormat({ table }: MappedTable, mapping: Mapping, source: FieldSource): void {
  const told = (["epoch", "unit", "dateFormat", "timezone"] as const).find(
    (key) => mapping[key] !== undefined,
  );
  if (told === undefined) return;
  throw new InputError(
    table.name,
    `column "${source.column}" holds dates or times, which the mapping's ${told} cannot change`,
    `drop ${told} from the mapping`,
  );
}

function parsed(mapped: MappedTable, mapping: Mapping): string {
  if (mapping.epoch !== undefined || mapping.unit !== undefined) {
    const perUnit = (mapping.unit ?? "s") === "ms" ? 1000 : 1_000_000;
    const epoch = micros(mapping.epoch ?? "1970-01-01");
    return `if(ifNull(match(x_ts, '^[0-9]{1,14}([.][0-9]+)?$'), false),
      toInt64(${epoch}) + toInt64(round(toDecimal128OrNull(x_ts, 9) * ${perUnit})), NULL)`;
  }
  if (mapping.dateFormat !== undefined) {
    const { pattern, order } = formatPattern(mapped, mapping.dateFormat);
    return fromParts(pattern, order, mapping.timezone);
  }
  return fromParts(ISO, ISO_PARTS, mapping.timezone);
}

type Part = "year" | "month" | "day" | "hour" | "minute" | "second" | "fraction" | "offset";

const ISO =
  "^([0-9]{4})-([0-9]{2})(?:-([0-9]{2})(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.]([0-9]{1,9}))?)?)?(?: ?(Z|UTC|[+-][0-9]{2}(?::?[0-9]{2})?))?)?$";
const ISO_PARTS: readonly Part[] = [
  "year",
  "month",
  "day",
  "hour",
  "minute",
  "second",
  "fraction",
  "offset",
];

const DIRECTIVES: Readonly<Record<string, readonly [Part, string]>> = {
  Y: ["year", "([0-9]{4})"],
  m: ["month", "([0-9]{1,2})"],
  d: ["day", "([0-9]{1,2})"],
  H: ["hour", "([0-9]{1,2})"],
  M: ["minute", "([0-9]{1,2})"],
  S: ["second", "([0-9]{1,2})"],
  f: ["fraction", "([0-9]{1,6})"],
  z: ["offset", "([+-][0-9]{2}(?::?[0-9]{2})?)"],
};

// DuckDB reads strptime itself; here the directives that dates in exports have become a pattern.
function formatPattern(
  { table }: MappedTable,
  format: string,
): { pattern: string; order: readonly Part[] } {
  const order: Part[] = [];
  const pattern = format.replaceAll(/%-?(.)|[^%]/g, (match: string, letter?: string) => {
    if (letter === undefined) return match.replaceAll(/[^\w\s]/g, String.raw`\$&`);
    if (letter === "%") return "%";
    const directive = DIRECTIVES[letter];
    if (directive === undefined || order.includes(directive[0])) {
      throw new InputError(
        table.name,
        `the mapping's dateFormat has "${match}", which is not read in ClickHouse`,
        `use %${Object.keys(DIRECTIVES).join(", %")} once each, or map a DateTime column`,
      );
    }
    order.push(directive[0]);
    return directive[1];
  });
  return { pattern: `^${pattern}$`, order };
}

// A date is taken only if the calendar has it: ClickHouse would roll the 30th of February over.
function fromParts(pattern: string, order: readonly Part[], timezone: string | undefined): string {
  const groups = `extractGroups(ifNull(x_ts, ''), ${text(pattern)})`;
  const part = (name: Part) => `arrayElement(${groups}, ${order.indexOf(name) + 1})`;
  const number = (name: Part, absent: number) =>
    order.includes(name) ? `toUInt16OrZero(${part(name)})` : String(absent);
  const day = order.includes("day") ? `if(empty(${part("day")}), 1, ${number("day", 1)})` : "1";
  const date = `makeDate32(${number("year", 0)}, ${number("month", 1)}, ${day})`;
  const seconds = `${number("hour", 0)} * 3600 + ${number("minute", 0)} * 60 + ${number("second", 0)}`;
  const fraction = order.includes("fraction")
    ? `toInt64OrZero(substring(concat(${part("fraction")}, '000000'), 1, 6))`
    : "0";
  const naive = `(toInt64(toInt32(${date})) * 86400 + ${seconds})`;
  const zone =
    timezone === undefined || timezone === "UTC"
      ? naive
      : `intDiv(toUnixTimestamp64Milli(toDateTime64(toString(toDateTime64(${naive}, 0, 'UTC')), 3, ${text(timezone)})), 1000)`;
  // A local time that the clocks skip never was; only a midnight they skip still stands for its day.
  const exists =
    zone === naive
      ? "true"
      : `(toString(toDateTime64(${zone}, 0, ${text(timezone ?? "UTC")})) = toString(toDateTime64(${naive}, 0, 'UTC')) OR ${naive} % 86400 = 0)`;
  const shift = order.includes("offset") ? part("offset") : "''";
  const sign = `if(startsWith(${shift}, '-'), -1, 1)`;
  const offset = `${sign} * (toInt64OrZero(substring(${shift}, 2, 2)) * 3600
    + toInt64OrZero(substring(replaceOne(${shift}, ':', ''), 4, 2)) * 60)`;
  // An offset says where the instant is; without one the mapping's time zone does.
  const instant = `if(match(${shift}, '^[-+]'), ${naive} - ${offset}, if(empty(${shift}), if(${exists}, toNullable(${zone}), NULL), ${naive}))`;
  const isDate = `toMonth(${date}) = ${number("month", 1)} AND toDayOfMonth(${date}) = ${day}`;
  const isTime = `${number("hour", 0)} < 24 AND ${number("minute", 0)} < 60 AND ${number("second", 0)} < 60`;
  return `if(notEmpty(${groups}) AND ${isDate} AND ${isTime}, toNullable(${instant} * 1000000 + ${fraction}), NULL)`;
}
