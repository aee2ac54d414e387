import { Model, build, compile, eq, quantity } from "@faultline/engine";
import { expect, test } from "vitest";
import { profitShares } from "./capped-profit.ts";

/** The shares of a profit when each group has received so many billion dollars. */
function sharesAt(toMicrosoft: number, toOthers: number): readonly [number, number] {
  const m = new Model();
  const [one, other] = [toMicrosoft, toOthers].map((bn) => quantity(bn * 1e9, "USD"));
  const { microsoft, others } = profitShares(one!, other!);
  m.series("microsoft", eq`${microsoft}`);
  m.series("others", eq`${others}`);
  const { series } = compile(build(m))({ seed: 1, firstDraw: 0, months: 1 });
  return [series["microsoft"]![0]!, series["others"]![0]!];
}

test.each([
  ["three quarters go to Microsoft until it has its 13 billion back", 0, 0, 0.75, 0.25],
  ["to the last dollar of it", 12.9, 4.3, 0.75, 0.25],
  ["then 49% go to each", 13, 4.4, 0.49, 0.49],
  ["Microsoft's part ends at its cap of 92 billion", 92, 90, 0, 0.49],
  ["the others' at theirs of 150", 60, 150, 0.49, 0],
  ["and all is the foundation's when both are reached", 92, 150, 0, 0],
])("%s", (_, toMicrosoft, toOthers, microsoft, others) => {
  expect(sharesAt(toMicrosoft, toOthers)).toEqual([microsoft, others]);
});
