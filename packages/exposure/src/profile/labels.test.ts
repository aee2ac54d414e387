import * as fc from "fast-check";
import { expect, test } from "vitest";
import { namedLabels, showLabels } from "./labels.ts";

test("named labels stay, others become their hash", () => {
  const labels = [
    { raw: "Chat", hash: "aaaa0000ff" },
    { raw: "Secret project", hash: "3f2a0000ff" },
  ];
  expect([...showLabels("feature", labels, new Set(["Chat"]), false)]).toEqual([
    ["Chat", "Chat"],
    ["Secret project", "feature-3f2a"],
  ]);
  expect(showLabels("feature", labels, new Set(), true).get("Secret project")).toBe(
    "Secret project",
  );
});

test("labels whose hashes begin alike are shown with more of it", () => {
  const labels = [
    { raw: "a", hash: "3f2a1111ff" },
    { raw: "b", hash: "3f2a2222ff" },
  ];
  expect([...showLabels("customer", labels, new Set(), false).values()]).toEqual([
    "customer-3f2a1111",
    "customer-3f2a2222",
  ]);
});

test("a model that the data does not name is said to be none", () => {
  const labels = [{ raw: "", hash: "e3b0c442" }];
  expect(showLabels("model", labels, new Set(), false).get("")).toBe("(no model)");
  expect(showLabels("model", labels, new Set(), true).get("")).toBe("(no model)");
});

test("distinct labels are always shown distinct, even when a name looks like a pseudonym", () => {
  const digit = fc.constantFrom("0", "1");
  const hash = fc.array(digit, { minLength: 16, maxLength: 16 }).map((digits) => digits.join(""));
  fc.assert(
    fc.property(fc.uniqueArray(hash, { maxLength: 40 }), (hashes) => {
      const labels = hashes.map((one, index) => ({ raw: `label ${index}`, hash: one }));
      const named = new Set(["customer-0000", "customer-0101"]);
      const all = [...labels, { raw: "customer-0000", hash: "ffffffffffffffff" }];
      const shown = [...showLabels("customer", all, named, false).values()];
      expect(new Set(shown).size).toBe(all.length);
    }),
  );
});

test("the names a company file gives are those of its revenue, costs, shares and prices", () => {
  const named = namedLabels({
    revenue: { features: { A: 1 }, customers: { C: 1 } },
    fixedAi: { features: { B: 1 } },
    reasoningShare: { features: { D: 0.1 }, models: { m: 0.1 } },
    prices: { p: { input: 1, output: 1 } },
  });
  expect([...named.feature].toSorted()).toEqual(["A", "B", "D"]);
  expect([...named.customer]).toEqual(["C"]);
  expect([...named.model].toSorted()).toEqual(["m", "p"]);
});
