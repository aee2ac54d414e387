import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { assessUsage, importUsage, parseMapping } from "@faultline/exposure";
import { openDuckDb } from "./index.ts";
import { tempFile } from "./testing/temp-file.ts";

const db = await openDuckDb();
afterAll(() => db.close());

const mapped = (times: readonly string[], ...lines: readonly string[]) => ({
  file: tempFile(
    "times.csv",
    `t,n\n${times.map((time, index) => `${time},${index + 1}\n`).join("")}`,
  ),
  mapping: parseMapping(
    ["ts: {column: t}", "in_uncached: {column: n}", ...lines].join("\n"),
    "map",
  ),
});

/** The instants in UTC that the times of a file are read as, and why others were left out. */
async function instants(times: readonly string[], ...lines: readonly string[]) {
  const { rejects, accounting } = await importUsage(db, [mapped(times, ...lines)]);
  expect(accounting.kept + accounting.rejected).toBe(times.length);
  const rows = await db.all(
    "SELECT strftime(ts, '%Y-%m-%dT%H:%M:%SZ') AS ts FROM usage ORDER BY in_uncached",
  );
  return { read: rows.map(({ ts }) => ts), refused: rejects.map(({ reason }) => reason) };
}

const paris = "timezone: Europe/Paris";
const skip = "a local time that the clocks of its zone skip";

describe("the hour that clocks skip", () => {
  test.each([[], ['dateFormat: "%Y-%m-%d %H:%M:%S"']])("is refused, with %j", async (...more) => {
    const times = ["2024-03-31 01:59:59", "2024-03-31 02:00:00", "2024-03-31 02:30:00"];
    const after = "2024-03-31 03:00:00";
    expect(await instants([...times, after], paris, ...more)).toEqual({
      read: ["2024-03-31T00:59:59Z", "2024-03-31T01:00:00Z"],
      refused: [skip, skip],
    });
  });

  test("is no fault of a time that tells its offset", async () => {
    const { read } = await instants(["2024-03-31 02:30:00+01:00", "2024-03-31T02:30:00Z"], paris);
    expect(read).toEqual(["2024-03-31T01:30:00Z", "2024-03-31T02:30:00Z"]);
  });

  test("takes a day that begins with it from where the day begins", async () => {
    const days = ["2024-04-26", "2024-04-26 00:00:00", "2024-04-26 00:30:00"];
    expect(await instants(days, "timezone: Africa/Cairo")).toEqual({
      read: ["2024-04-25T22:00:00Z", "2024-04-25T22:00:00Z"],
      refused: [skip],
    });
  });
});

test("the hour that clocks repeat is its second, in winter time", async () => {
  const times = ["2024-10-27 01:59:59", "2024-10-27 02:30:00", "2024-10-27 03:00:00"];
  expect(await instants(times, paris)).toEqual({
    read: ["2024-10-26T23:59:59Z", "2024-10-27T01:30:00Z", "2024-10-27T02:00:00Z"],
    refused: [],
  });
});

test("offsets may mix in one file, also with times of the mapping's zone", async () => {
  const times = ["2024-07-01T12:00:00+09:00", "2024-07-01 12:00:00-0330", "2024-07-01 12:00:00"];
  expect(await instants([...times, "2024-07-01T12:00:00Z"], paris)).toEqual({
    read: [
      "2024-07-01T03:00:00Z",
      "2024-07-01T15:30:00Z",
      "2024-07-01T10:00:00Z",
      "2024-07-01T12:00:00Z",
    ],
    refused: [],
  });
});

test("a month ends in UTC, where a local one does not", async () => {
  const source = mapped(["2024-10-01 01:00:00", "2024-10-01 02:00:00"], paris);
  const { profile } = await assessUsage(db, { sources: [source] });
  expect(profile.rows.map(({ month, inUncached }) => [month, inUncached])).toEqual([
    ["2024-09", 1],
    ["2024-10", 2],
  ]);
});

test("any local time but a skipped one is the instant that shows it on a clock there", async () => {
  const zones = ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...zones),
      fc.array(
        fc.integer({ min: Date.UTC(2024, 0, 1) / 60_000, max: Date.UTC(2025, 0, 1) / 60_000 }),
        {
          minLength: 1,
          maxLength: 20,
        },
      ),
      async (zone, minutes) => {
        const clock = new Intl.DateTimeFormat("sv-SE", {
          timeZone: zone,
          dateStyle: "short",
          timeStyle: "medium",
        });
        const shown = minutes.map((minute) => clock.format(minute * 60_000));
        const { read, refused } = await instants(shown, `timezone: ${zone}`);
        expect(refused).toEqual([]);
        expect(read.map((instant) => clock.format(new Date(String(instant))))).toEqual(shown);
      },
    ),
    { numRuns: 30 },
  );
});
