import * as fc from "fast-check";
import { expect, test } from "vitest";
import { breakEven, grossProfitAt, isUnderWaterAt } from "./break-even.ts";

const parts = {
  revenue: 100,
  otherCogs: 10,
  fixedAi: 5,
  tokenPricedAi: 17,
  hasUncostedTokens: false,
};

test("the multiple by hand", () => {
  expect(breakEven(parts)).toEqual({ kind: "multiple", value: 5 });
});

test("the cases without a multiple are told apart", () => {
  expect(breakEven({ ...parts, revenue: 30 })).toEqual({ kind: "underwater", value: 15 / 17 });
  expect(breakEven({ ...parts, tokenPricedAi: 0 })).toEqual({ kind: "noLimit" });
  expect(breakEven({ ...parts, tokenPricedAi: 0, hasUncostedTokens: true })).toEqual({
    kind: "unknown",
  });
  expect(breakEven({ ...parts, revenue: null })).toEqual({ kind: "unknown" });
});

test("exactly at cost is not yet under water", () => {
  const even = breakEven({ ...parts, revenue: 32 });
  expect(even).toEqual({ kind: "multiple", value: 1 });
  expect([isUnderWaterAt(even, 1), isUnderWaterAt(even, 1.001)]).toEqual([false, true]);
  expect(isUnderWaterAt({ kind: "unknown" }, 5)).toBeNull();
  expect(isUnderWaterAt({ kind: "noLimit" }, 1e9)).toBe(false);
});

const amount = fc.double({ min: 0.01, max: 1e9, noNaN: true });

test("applied again, the multiple leaves nothing, to a thousand-millionth of what comes in", () => {
  fc.assert(
    fc.property(amount, amount, amount, amount, (revenue, otherCogs, fixedAi, tokenPricedAi) => {
      const own = { revenue, otherCogs, fixedAi, tokenPricedAi, hasUncostedTokens: false };
      const even = breakEven(own);
      if (even.kind !== "multiple" && even.kind !== "underwater") throw new Error(even.kind);
      const scale = revenue + otherCogs + fixedAi;
      expect(Math.abs(grossProfitAt(own, even.value) ?? Number.NaN) / scale).toBeLessThan(1e-9);
    }),
  );
});

test("applied again, the multiple leaves nothing, to the nano-dollar, for books of a company's size", () => {
  const usd = fc.double({ min: 0.01, max: 1e5, noNaN: true });
  fc.assert(
    fc.property(usd, usd, usd, usd, (revenue, otherCogs, fixedAi, tokenPricedAi) => {
      const own = { revenue, otherCogs, fixedAi, tokenPricedAi, hasUncostedTokens: false };
      const even = breakEven(own);
      if (!("value" in even)) throw new Error(even.kind);
      expect(Math.abs(grossProfitAt(own, even.value) ?? Number.NaN)).toBeLessThan(1e-9);
    }),
  );
});

test("dearer tokens never raise the profit or the multiple", () => {
  fc.assert(
    fc.property(
      amount,
      amount,
      fc.double({ min: 1, max: 100, noNaN: true }),
      (revenue, tokenPricedAi, factor) => {
        const own = { revenue, otherCogs: 0, fixedAi: 0, tokenPricedAi, hasUncostedTokens: false };
        expect(grossProfitAt(own, factor) ?? 0).toBeLessThanOrEqual(grossProfitAt(own, 1) ?? 0);
        const before = breakEven(own);
        const after = breakEven({ ...own, tokenPricedAi: tokenPricedAi * factor });
        if (!("value" in before) || !("value" in after)) throw new Error("no value");
        expect(after.value).toBeLessThanOrEqual(before.value);
      },
    ),
  );
});
