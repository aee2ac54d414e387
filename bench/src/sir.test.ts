import { expect, test } from "vitest";
import { compile } from "@faultline/engine";
import { fromPublished, published, sirDays, sirGraph, sirInputs, valuesOf } from "./sir.ts";

test("our epidemic is the published one, to five digits", () => {
  const settings = Object.fromEntries(sirInputs.map((id, k) => [id, published.inputs[k]!]));
  const block = compile(sirGraph())({ seed: 1, firstDraw: 0, months: sirDays, settings });
  expect(fromPublished(valuesOf(block, 0))).toBeLessThan(5e-6);
});

test("another day's values are not the published ones", () => {
  const block = compile(sirGraph())({ seed: 1, firstDraw: 0, months: sirDays });
  expect(fromPublished(valuesOf(block, 0))).toBeGreaterThan(1e-3);
});
