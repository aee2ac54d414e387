import { gzipSync } from "node:zlib";
import type { Random } from "./random.ts";

/** Changes some bytes; which, the draws tell. */
export type Damage = (bytes: Uint8Array, random: Random) => Uint8Array;

const NUMBERS = [
  "-1",
  "-0",
  "0",
  "0.5",
  "3.0",
  "1e3",
  "1E400",
  "1e-400",
  "NaN",
  "Infinity",
  "-Infinity",
  "null",
  "00012",
  "1_000",
  "1,000",
  "0x10",
  "+5",
  "1.",
  ".5",
  "5.000000000000000000001",
  "12345678901",
  "999999999999",
  "1000000000000",
  "9007199254740993",
  "18446744073709551616",
  "99999999999999999999999999999999999999",
  "1".repeat(400),
  '"7"',
  '""',
  "true",
  "[]",
  "{}",
  "٣",
];

const TEXTS = [
  "",
  " ",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "'; DROP TABLE usage; --",
  '"',
  '""',
  "'",
  "\\",
  "\\u0000",
  "\u0000",
  "\u2028",
  "\u2029",
  "\u0085",
  "\u00a0",
  "\ufeff",
  "\u202e",
  "é",
  "e\u0301",
  "😀",
  "\\ud800",
  "=1+1",
  "<script>",
  "%s%n",
  "null",
  "undefined",
  "../x",
  "2024-02-30",
  "0000-00-00T00:00:00Z",
  "9999-12-31T23:59:60Z",
  "+275760-09-13",
  "1e1000",
  "\t",
  "\b",
  "a\nb",
  "a\r\nb",
  "a\rb",
  ";",
  "|",
  ",",
  "{",
  "}",
  "[",
  "]",
  ":",
  "USD",
  "EUR",
  "-",
  "$1",
];

/** Characters of a label that no tool would write, but an attacker might. */
const HUGE = 1_000_000;

/** How deep a value is put into lists: past what a recursive reader bears. */
const DEEP = 20_000;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

const onText =
  (change: (text: string, random: Random) => string): Damage =>
  (bytes, random) =>
    encoder.encode(change(decoder.decode(bytes), random));

const splice = (bytes: Uint8Array, at: number, cut: number, insert: Uint8Array): Uint8Array => {
  const changed = new Uint8Array(bytes.length - cut + insert.length);
  changed.set(bytes.subarray(0, at));
  changed.set(insert, at);
  changed.set(bytes.subarray(at + cut), at + insert.length);
  return changed;
};

const range = (length: number, random: Random): readonly [at: number, size: number] => {
  const at = random.below(length + 1);
  return [at, random.below(Math.min(length - at, 200) + 1)];
};

/** Replaces one match of a pattern by what `by` makes of it; leaves a text without any as it is. */
function replaceOne(
  text: string,
  pattern: RegExp,
  random: Random,
  by: (match: string) => string,
): string {
  const matches = [...text.matchAll(pattern)];
  if (matches.length === 0) return text;
  const match = random.pick(matches);
  const found = match[0];
  return text.slice(0, match.index) + by(found) + text.slice(match.index + found.length);
}

const onLines = (change: (lines: string[], random: Random) => void): Damage =>
  onText((text, random) => {
    const lines = text.split("\n");
    change(lines, random);
    return lines.join("\n");
  });

/** Damage inside one record: it adds no line end, so the records beside it are as they were. */
export const INNER: Readonly<Record<string, Damage>> = {
  "bit flipped": (bytes, random) => {
    if (bytes.length === 0) return bytes;
    const changed = Uint8Array.from(bytes);
    const at = random.below(bytes.length);
    changed[at] = changed[at]! ^ (1 << random.below(8));
    return changed;
  },
  "byte put in": (bytes, random) => {
    const byte = random.chance(0.5)
      ? random.below(256)
      : random.pick([...Buffer.from('\0",;{}[]:\\ \t-')]);
    return splice(bytes, random.below(bytes.length + 1), 0, Uint8Array.of(byte));
  },
  "piece cut": (bytes, random) => splice(bytes, ...range(bytes.length, random), new Uint8Array()),
  "piece doubled": (bytes, random) => {
    const [at, size] = range(bytes.length, random);
    return splice(bytes, at, 0, bytes.slice(at, at + size));
  },
  "number changed": onText((text, random) =>
    replaceOne(text, /-?\d+(\.\d+)?/g, random, () => random.pick(NUMBERS)),
  ),
  "text put in": onText((text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + random.pick(TEXTS) + text.slice(at);
  }),
  "value changed": onText((text, random) =>
    replaceOne(text, /"[^"]*"|[^,\n]+/g, random, () => {
      const value = random.chance(0.5) ? random.pick(TEXTS) : random.pick(NUMBERS);
      return random.chance(0.5) ? JSON.stringify(value) : value;
    }),
  ),
  "key changed": onText((text, random) =>
    replaceOne(text, /"\w+"\s*:/g, random, () => `${JSON.stringify(random.pick(TEXTS))}:`),
  ),
  "key doubled": onText((text, random) =>
    replaceOne(text, /"\w+"\s*:\s*("[^"]*"|[\d.]+)/g, random, (found) => {
      const [key = ""] = found.split(":", 1);
      return `${found},${key}:${random.pick(NUMBERS)}`;
    }),
  ),
  "object opened with a prototype": onText((text, random) =>
    replaceOne(text, /\{(?=")/g, random, () => {
      const key = random.pick(["__proto__", "constructor", "prototype"]);
      return `{"${key}":{"input_tokens":5,"model":"x"},`;
    }),
  ),
  "value put into lists": onText((text, random) =>
    replaceOne(text, /(?<=: ?)("[^"]*"|[\d.]+)/g, random, (found) => {
      const depth = random.chance(0.2) ? DEEP : random.below(5) + 1;
      return random.chance(0.5)
        ? "[".repeat(depth) + found + "]".repeat(depth)
        : '{"a":'.repeat(depth) + found + "}".repeat(depth);
    }),
  ),
  "label that never ends": onText((text, random) =>
    replaceOne(text, /[A-Za-z]{3,}/g, random, () =>
      random.pick(["a", "é", "1", " ", "["]).repeat(random.chance(0.1) ? HUGE : HUGE / 1000),
    ),
  ),
};

/** Damage of a whole file. */
export const OUTER: Readonly<Record<string, Damage>> = {
  "line dropped": onLines((lines, random) => lines.splice(random.below(lines.length), 1)),
  "line doubled": onLines((lines, random) => {
    const at = random.below(lines.length);
    lines.splice(random.below(lines.length), 0, lines[at]!);
  }),
  "lines swapped": onLines((lines, random) => {
    const [a, b] = [random.below(lines.length), random.below(lines.length)];
    [lines[a], lines[b]] = [lines[b]!, lines[a]!];
  }),
  "lines joined": onLines((lines, random) => {
    const at = random.below(lines.length);
    lines.splice(at, 2, lines.slice(at, at + 2).join(""));
  }),
  "line put in": onLines((lines, random) =>
    lines.splice(
      random.below(lines.length + 1),
      0,
      random.pick([...TEXTS, "{}", "[]", "{", '{"a":1}']),
    ),
  ),
  "lines repeated many times": onLines((lines, random) => {
    const line = random.pick(lines);
    const most = Math.min(3000, HUGE / (line.length + 1));
    lines.push(...Array.from({ length: random.below(most) }, () => line));
  }),
  "column doubled, dropped or moved": onText((text, random) => {
    const rows = text.split("\n").map((line) => line.split(","));
    const width = rows[0]?.length ?? 0;
    const [from, to, how] = [random.below(width), random.below(width), random.below(3)];
    for (const row of rows) {
      const cell = row[from];
      if (cell === undefined) continue;
      if (how > 0) row.splice(from, 1);
      if (how < 2) row.splice(to, 0, cell);
    }
    return rows.map((row) => row.join(",")).join("\n");
  }),
  "line ends mixed": onText((text, random) =>
    text.replaceAll("\n", () => random.pick(["\n", "\r\n", "\r", "\n\n", "\n"])),
  ),
  "line ends of Windows": onText((text) => text.replaceAll("\n", "\r\n")),
  "line end cut": onText((text) => text.replace(/\n$/, "")),
  "byte order mark": onText((text, random) => random.pick(["\ufeff", "\ufeff\ufeff"]) + text),
  "other encoding": (bytes, random) => {
    const text = decoder.decode(bytes);
    if (random.chance(0.5)) return Buffer.from(text, "latin1");
    return Buffer.from(`\ufeff${text}`, "utf16le");
  },
  "breaks off": (bytes, random) => bytes.slice(0, random.below(bytes.length)),
  "other delimiter": onText((text, random) =>
    text.replaceAll(",", random.pick([";", "\t", "|", ", ", ",,"])),
  ),
  "put into a list": onText((text, random) =>
    random.pick([`[${text}]`, `{"data":[${text}]}`, `[[${text}]]`]),
  ),
  zipped: (bytes) => gzipSync(bytes),
  "zipped and damaged": (bytes, random) => {
    const zipped = Uint8Array.from(gzipSync(bytes));
    if (random.chance(0.5)) return zipped.slice(0, random.below(zipped.length));
    zipped[random.below(zipped.length)] = random.below(256);
    return zipped;
  },
  "zipped twice over": (bytes) => Buffer.concat([gzipSync(bytes), gzipSync(bytes)]),
};

const inner = Object.values(INNER);
const outer = Object.values(OUTER);

/** One record, damaged, still on one line. */
export function damageRecord(bytes: Uint8Array, random: Random): Uint8Array {
  let changed = bytes;
  for (let left = 1 + random.below(2); left > 0; left--)
    changed = random.pick(inner)(changed, random);
  return changed;
}

/** A file, damaged in up to four ways. */
export function damageFile(bytes: Uint8Array, random: Random): Uint8Array {
  let changed = bytes;
  for (let left = 1 + random.below(4); left > 0; left--) {
    changed = random.pick(random.chance(0.65) ? inner : outer)(changed, random);
    // Many copies of a long label would measure memory, and nothing else.
    if (changed.length > 4 * HUGE) break;
  }
  return changed;
}
