import { gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import {
  assessUsage,
  type Company,
  importUsage,
  totalUsage,
  type UsageSource,
} from "@faultline/exposure";
import { openDuckDb } from "./index.ts";
import { type Call, someCalls, sourceOf, WRITERS } from "./testing/calls.ts";
import { usageTotals } from "./testing/fixture.ts";

const db = await openDuckDb();
afterAll(() => db.close());

const company: Company = { revenue: { features: { Chat: 1000 }, customers: { Acme: 500 } } };
const told = async (sources: readonly UsageSource[]) => {
  const { profile, exposure, pricing } = await assessUsage(db, { sources, company });
  return JSON.stringify({ profile, exposure, pricing });
};

const shuffled = (calls: readonly Call[], keys: readonly number[]): Call[] =>
  calls
    .map((one, index) => ({ one, key: keys[index % keys.length]! * 97 + ((index * 31) % 89) }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ one }) => one);

describe.each(Object.entries(WRITERS))("%s", (_, writer) => {
  test("order, files and compression change nothing in what is told", async () => {
    await fc.assert(
      fc.asyncProperty(
        someCalls,
        fc.array(fc.nat(100), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 11 }),
        async (calls, keys, cut) => {
          const whole = await told([sourceOf(writer, calls)]);
          expect(await told([sourceOf(writer, shuffled(calls, keys))])).toBe(whole);
          expect(await told([sourceOf(writer, calls, gzipSync)])).toBe(whole);
          const parts = [calls.slice(0, cut), calls.slice(cut)].filter((part) => part.length > 0);
          const pack = (part: readonly Call[], index: number) =>
            sourceOf(writer, part, index === 0 ? gzipSync : undefined);
          expect(await told(parts.map(pack))).toBe(whole);
        },
      ),
      { numRuns: 12 },
    );
  });

  test("tokens and money come out as they went in", async () => {
    await fc.assert(
      fc.asyncProperty(someCalls, async (calls) => {
        const sum = (pick: (one: Call) => number) => calls.reduce((all, one) => all + pick(one), 0);
        const { profile } = await assessUsage(db, { sources: [sourceOf(writer, calls)] });
        const cost = writer.tellsCost ? sum((one) => one.costNanos) : null;
        expect(await usageTotals(db)).toEqual({
          in_uncached: sum((one) => one.input - one.cached),
          cache_read: sum((one) => one.cached),
          cache_write_5m: 0,
          cache_write_1h: 0,
          out_visible: sum((one) => one.output - one.reasoning),
          out_reasoning: sum((one) => one.reasoning),
          requests: calls.length,
          billed_cost: cost === null ? null : cost / 1e9,
        });
        expect(totalUsage(profile).tokens).toBe(sum((one) => one.input + one.output));
      }),
      { numRuns: 25 },
    );
  });

  test("the same file again, or part of it, changes nothing but the count of repeats", async () => {
    await fc.assert(
      fc.asyncProperty(someCalls, fc.nat(11), async (calls, from) => {
        const once = await importUsage(db, [sourceOf(writer, calls)]);
        const totals = await usageTotals(db);
        const again = calls.slice(from % calls.length);
        const twice = await importUsage(db, [
          sourceOf(writer, calls),
          sourceOf(writer, again),
          sourceOf(writer, calls, gzipSync),
        ]);
        expect(await usageTotals(db)).toEqual(totals);
        expect(twice.accounting.kept).toBe(once.accounting.kept);
        expect(twice.accounting.rejected).toBe(again.length + calls.length);
        expect(twice.rejectCounts.every(({ kind }) => kind === "duplicate")).toBe(true);
      }),
      { numRuns: 12 },
    );
  });
});

test("names that the company file gives stay; all others are the same pseudonym each time", async () => {
  const name = fc.stringMatching(/^[A-Z][a-z]{5,9}$/);
  await fc.assert(
    fc.asyncProperty(someCalls, name, name, async (calls, feature, customer) => {
      const renamed = calls.map((one, index) =>
        index === 0 ? { ...one, feature: `f${feature}`, customer: `c${customer}` } : one,
      );
      const labels = async (more: readonly Call[], keepLabels: boolean) => {
        const sources = [sourceOf(WRITERS["a mapped CSV"]!, more)];
        const { profile } = await assessUsage(db, { sources, company, keepLabels });
        const of = (pick: "feature" | "customer") => new Set(profile.rows.map((row) => row[pick]));
        return { features: of("feature"), customers: of("customer") };
      };
      const all = [...renamed, { ...renamed[0]!, id: "x", feature: "Chat", customer: "Acme" }];
      const { features, customers } = await labels(all, false);
      expect([features.has("Chat"), customers.has("Acme")]).toEqual([true, true]);
      for (const shown of features) expect(shown).toMatch(/^(Chat|feature-[0-9a-f]{4,})$/);
      for (const shown of customers) expect(shown).toMatch(/^(Acme|customer-[0-9a-f]{4,})$/);
      expect(await labels(all.toReversed(), false)).toEqual({ features, customers });
      const kept = await labels(all, true);
      expect(kept.features).toEqual(new Set(all.map((one) => one.feature)));
      expect(kept.customers).toEqual(new Set(all.map((one) => one.customer)));
    }),
    { numRuns: 12 },
  );
});
