import * as fc from "fast-check";
import { expect, test } from "vitest";
import { splitCounts } from "./inclusion-rules.ts";

const reported = {
  input: 1000,
  output: 300,
  cacheRead: 600,
  cacheWrite5m: 100,
  cacheWrite1h: 50,
  reasoning: 200,
};

test("totals that contain their parts are taken apart", () => {
  const rule = {
    inputContainsCacheReads: true,
    inputContainsCacheWrites: true,
    outputContainsReasoning: true,
  };
  expect(splitCounts(reported, rule)).toEqual({
    inUncached: 250,
    cacheRead: 600,
    cacheWrite5m: 100,
    cacheWrite1h: 50,
    outVisible: 100,
    outReasoning: 200,
  });
});

test("totals that do not contain their parts are left alone", () => {
  const rule = {
    inputContainsCacheReads: false,
    inputContainsCacheWrites: false,
    outputContainsReasoning: false,
  };
  expect(splitCounts(reported, rule)).toMatchObject({
    inUncached: 1000,
    outVisible: 300,
    outReasoning: 200,
  });
});

test("reasoning that is not reported stays null and takes nothing away", () => {
  const rule = {
    inputContainsCacheReads: true,
    inputContainsCacheWrites: true,
    outputContainsReasoning: true,
  };
  expect(splitCounts({ ...reported, reasoning: null }, rule)).toMatchObject({
    outVisible: 300,
    outReasoning: null,
  });
});

test("a part larger than its total is a reason, never a negative bucket", () => {
  const rule = {
    inputContainsCacheReads: true,
    inputContainsCacheWrites: true,
    outputContainsReasoning: true,
  };
  expect(splitCounts({ ...reported, cacheRead: 1001 }, rule)).toMatch(/cached count larger/);
  expect(splitCounts({ ...reported, reasoning: 301 }, rule)).toMatch(/reasoning count larger/);
});

test("the buckets hold exactly the tokens reported, under any rule", () => {
  const count = fc.nat(1_000_000);
  fc.assert(
    fc.property(
      fc.record({
        input: count,
        output: count,
        cacheRead: count,
        cacheWrite5m: count,
        cacheWrite1h: count,
        reasoning: fc.option(count),
      }),
      fc.record({
        inputContainsCacheReads: fc.boolean(),
        inputContainsCacheWrites: fc.boolean(),
        outputContainsReasoning: fc.boolean(),
      }),
      (counts, rule) => {
        const split = splitCounts(counts, rule);
        if (typeof split === "string") return;
        const total =
          split.inUncached +
          split.cacheRead +
          split.cacheWrite5m +
          split.cacheWrite1h +
          split.outVisible +
          (split.outReasoning ?? 0);
        const outside =
          (rule.inputContainsCacheReads ? 0 : counts.cacheRead) +
          (rule.inputContainsCacheWrites ? 0 : counts.cacheWrite5m + counts.cacheWrite1h) +
          (rule.outputContainsReasoning ? 0 : (counts.reasoning ?? 0));
        expect(total).toBe(counts.input + counts.output + outside);
        expect(Math.min(split.inUncached, split.outVisible)).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});
