import type { Settings } from "@faultline/engine";
import type { HedgeSet } from "@faultline/exposure";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bestSetOf } from "./best-set.ts";

const setOf = (cost: number, i: number): HedgeSet => ({
  hedges: [],
  cost,
  settings: { which: i },
});

test("the set with the least risk is found, of equals the cheapest, and no more is run than needed", async () => {
  const risks = fc.array(fc.constantFrom(0, 0.1, 0.2, 0.5), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(risks, async (risk) => {
      const sets = risk.map((_risk, i) => setOf(i * 100, i));
      const asked: number[] = [];
      const found = await bestSetOf(sets, (moved: Settings) => {
        const which = moved["which"] as number;
        asked.push(which);
        return Promise.resolve(risk[which]!);
      });
      const least = risk.findIndex((one) => one === Math.min(...risk));
      expect(found).toEqual({ set: sets[least], compared: sets.length });
      expect(asked.length).toBe(risk.includes(0) ? risk.indexOf(0) + 1 : risk.length);
    }),
  );
});

test("without a set there is none", async () => {
  expect(await bestSetOf([], () => Promise.resolve(0))).toBeUndefined();
});
