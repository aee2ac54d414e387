import * as fc from "fast-check";
import { expect, test } from "vitest";
import { allocate, type Name, shareOut } from "./allocation.ts";

const cells = [
  { feature: "A", customer: "x", cost: 30 },
  { feature: "B", customer: "x", cost: 10 },
  { feature: "B", customer: "y", cost: 5 },
];

test("a customer's revenue goes to features by share of that customer's token cost", () => {
  const revenue = new Map<Name, number>([
    ["x", 100],
    ["y", 7],
  ]);
  expect(allocate(revenue, cells, "customer")).toEqual(
    new Map([
      ["A", 75],
      ["B", 32],
    ]),
  );
});

test("revenue of a customer without usage belongs to no feature", () => {
  expect(allocate(new Map<Name, number>([["z", 9]]), cells, "customer")).toEqual(
    new Map([[null, 9]]),
  );
});

test("a total is shared by cost, or unattributed when nothing costs", () => {
  expect(
    shareOut(
      10,
      new Map<Name, number>([
        ["A", 3],
        ["B", 1],
      ]),
    ),
  ).toEqual(
    new Map([
      ["A", 7.5],
      ["B", 2.5],
    ]),
  );
  expect(shareOut(10, new Map<Name, number>([["A", 0]]))).toEqual(new Map([[null, 10]]));
});

const sum = (map: ReadonlyMap<Name, number>) => [...map.values()].reduce((a, b) => a + b, 0);

test("what is handed out is what there was", () => {
  const name = fc.constantFrom<Name>("a", "b", "c", null);
  const cost = fc.double({ min: 0, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(fc.record({ feature: name, customer: name, cost }), { maxLength: 12 }),
      fc.dictionary(fc.constantFrom("a", "b", "c", "d"), cost),
      (cells, amounts) => {
        const given = new Map<Name, number>(Object.entries(amounts));
        expect(sum(allocate(given, cells, "customer"))).toBeCloseTo(sum(given), 5);
      },
    ),
  );
});
