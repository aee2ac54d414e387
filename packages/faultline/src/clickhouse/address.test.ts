import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inputErrorOf } from "../duckdb/testing/catching.ts";
import { isTableAddress, parseTableAddress, requireApart } from "./address.ts";

test("an address has a host, a user, a database and a table, with defaults", () => {
  expect(parseTableAddress("clickhouse://ann@db.example:9000/otel/otel_traces")).toEqual({
    name: "clickhouse://db.example:9000/otel/otel_traces",
    server: "http://db.example:9000",
    user: "ann",
    database: "otel",
    table: "otel_traces",
    bounds: {},
    timeoutSeconds: 600,
  });
  expect(parseTableAddress("clickhouse://h/d/t")).toMatchObject({
    name: "clickhouse://h:8123/d/t",
    user: "default",
  });
});

test("clickhouses is TLS, on its own port", () => {
  expect(parseTableAddress("clickhouses://h/d/t").server).toBe("https://h:8443");
  expect(parseTableAddress("clickhouses://[::1]:443/d/t").server).toBe("https://[::1]:443");
});

test("names are decoded, bounds are kept and the time is a number", () => {
  const address = parseTableAddress(
    "clickhouse://a%40b@h/d/a%2Fb%20c?from=2026-01-01&to=2026-02-01T06:00:00%2B02:00&timeout=30",
  );
  expect(address).toMatchObject({
    name: "clickhouse://h:8123/d/a%2Fb%20c?from=2026-01-01&to=2026-02-01T06%3A00%3A00%2B02%3A00",
    user: "a@b",
    table: "a/b c",
    bounds: { from: "2026-01-01", to: "2026-02-01T06:00:00+02:00" },
    timeoutSeconds: 30,
  });
});

test("only such addresses are none of a file", () => {
  expect(["clickhouse://x", "ClickHouses://x", "clickhouse:x"].map(isTableAddress)).toEqual([
    true,
    true,
    true,
  ]);
  expect(["clickhouse.csv", "./clickhouse:", "https://x"].some(isTableAddress)).toBe(false);
});

describe("a faulty address is one line", () => {
  test.each([
    ["clickhouse:x", /cannot be read; write it like clickhouse:\/\/user@host:8123/],
    ["clickhouse://h", /names no database and table; write it like/],
    ["clickhouse://h/d", /names no database and table/],
    ["clickhouse://h/d/t/u", /names no database and table/],
    ["clickhouse://h/d/t?form=2026-01-01", /no option "form" of an address; did you mean "from"/],
    ["clickhouse://h/d/t?from=yesterday", /from is "yesterday", which is no date or instant/],
    ["clickhouse://h/d/t?from=2026-02-30T25:00", /no date or instant/],
    ["clickhouse://h/d/t?from=2026-02-01&to=2026-01-01", /ends before it starts/],
    ["clickhouse://h/d/t?timeout=1h", /timeout is "1h"; give whole seconds from 1 to 86400/],
  ])("%s", async (address, told) => {
    expect(await inputErrorOf(() => parseTableAddress(address))).toMatch(told);
  });

  test("and a password in it is refused without being repeated", async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[A-Za-z0-9%!$&'()*+,;=~_-]{6,20}$/), async (secret) => {
        const error = await inputErrorOf(() =>
          parseTableAddress(`clickhouse://ann:${encodeURIComponent(secret)}@h/d/t`),
        );
        expect(error).toMatch(/holds a password; leave it out, and set FAULTLINE_CLICKHOUSE_/);
        expect(error).not.toContain(secret);
        expect(error).not.toContain(encodeURIComponent(secret));
      }),
    );
  });
});

test("one table may be asked twice only about times apart", async () => {
  const apart = (...addresses: string[]) => requireApart(addresses.map(parseTableAddress));
  apart("clickhouse://h/d/t", "clickhouse://h/d/u", "clickhouse://i/d/t");
  apart("clickhouse://h/d/t?to=2026-01-01", "clickhouse://a@h:8123/d/t?from=2026-01-01");
  for (const [one, two] of [
    ["clickhouse://h/d/t", "clickhouse://a@h:8123/d/t"],
    ["clickhouse://h/d/t?from=2026-01-01&to=2026-02-01", "clickhouse://h/d/t?from=2026-01-31"],
  ] as const) {
    expect(await inputErrorOf(() => apart(one, two))).toMatch(
      /the same table is asked about the same time twice; name it once, or bound each/,
    );
  }
});
