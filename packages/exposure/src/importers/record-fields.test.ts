import * as fc from "fast-check";
import { expect, test } from "vitest";
import { FaultyRecord, RecordFields } from "./record-fields.ts";

const nanos = (text: unknown, digits = 0) => new RecordFields({ cost: text }).nanos("cost", digits);

test.each([
  ["123.78912", 2, 1_237_891_200n],
  ["12345678", 9, 12_345_678n],
  [0.06, 0, 60_000_000n],
  ["1.2e-7", 0, 120n],
  ["5E2", 0, 500_000_000_000n],
  [".5", 0, 500_000_000n],
  ["-1.5", 0, -1_500_000_000n],
  ["0.0000000005", 0, 1n],
  ["0.00000000049", 0, 0n],
  [" ", 0, null],
  [null, 0, null],
])("money %j with %d digits below the dollar", (text, digits, expected) => {
  expect(nanos(text, digits)).toBe(expected);
});

test.each(["NaN", "Infinity", "1,234", "$1", "1e", ".", "0x10", "1000000000", "--1"])(
  "%j is no money",
  (text) => {
    expect(() => nanos(text)).toThrow(FaultyRecord);
  },
);

test("cents come back to the billionth", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10_000_000_000_000n }), (amount) => {
      const digits = amount.toString().padStart(8, "0");
      expect(nanos(`${digits.slice(0, -7)}.${digits.slice(-7)}`, 2)).toBe(amount);
    }),
  );
});

test.each([
  ["3.0", 3],
  [7, 7],
  ["", null],
])("the count %j", (text, expected) => {
  expect(new RecordFields({ n: text }).optionalCount("n")).toBe(expected);
});

test.each(["-1", "3.7", "1_000", "1e3", "NaN", "1000000000000", "many"])(
  "%j is no count",
  (text) => {
    expect(() => new RecordFields({ n: text }).count("n")).toThrow(FaultyRecord);
  },
);

test.each([
  "2025-09-01T10:00:00Z",
  "2025-09-01 10:00:00",
  "2025-09-01 10:00:00 UTC",
  "2025-09-01 12:00:00+02",
  "2025-09-01T12:00:00+02:00",
  "1756720800",
  1_756_720_800,
])("the instant %j", (text) => {
  expect(new RecordFields({ ts: text }).startMicros("ts")).toBe(1_756_720_800_000_000n);
});

test.each(["soon", "9/1/25", "1999-12-31", "2100-01-01", ""])("%j is no instant", (text) => {
  expect(() => new RecordFields({ ts: text }).startMicros("ts")).toThrow(FaultyRecord);
});
