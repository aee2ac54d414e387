import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Expression, childrenOf } from "../language/expression.ts";
import type { Part } from "../language/parts.ts";
import { Choices } from "../testing/choices.ts";
import { messageOf } from "../testing/evaluate.ts";
import { randomModel } from "../testing/random-model.ts";
import { build } from "./graph.ts";
import { fitsUnit } from "./units.ts";

const squid = { squid: 1 };

/** Where the parts of a model keep equations. */
const roles = ["equation", "initial", "change", "base"] as const;

interface Place {
  readonly part: Part;
  readonly role: (typeof roles)[number];
  readonly equation: Expression;
}

function placesIn(parts: Iterable<Part>): readonly Place[] {
  return [...parts].flatMap((part) =>
    roles.flatMap((role) => {
      const equation = (part as Partial<Record<typeof role, Expression>>)[role];
      return equation === undefined ? [] : [{ part, role, equation }];
    }),
  );
}

/** A literal 0, or a product with one, which no unit is wrong for. */
const fitsAny = (node: Expression): boolean => {
  try {
    return fitsUnit(node, squid);
  } catch {
    return false;
  }
};

const comparisons: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "==", "!="]);

/** Whether an operator gives the same unit whatever that of one operand, for want of another. */
function hides(node: Expression, child: Expression): boolean {
  const others = childrenOf(node).filter((one) => one !== child);
  if (node.op === "pow") return others[0]?.op === "number" && others[0].value === 0;
  const isBlind = comparisons.has(node.op) || node.op === "*" || node.op === "/";
  return isBlind && others.some(fitsAny);
}

/** How many nodes an equation has, counted wherever they stand. */
const size = (node: Expression): number =>
  childrenOf(node).reduce((sum, child) => sum + size(child), 1);

/** The same equation with node number `at` in squids; and whether that can be seen at all. */
function spoil(
  node: Expression,
  at: number,
): { readonly spoilt: Expression; readonly isHidden: boolean } {
  if (at === 0) {
    const one: Expression = { op: "number", value: 1, unit: squid };
    return { spoilt: { op: "*", a: node, b: one }, isHidden: fitsAny(node) };
  }
  let left = at - 1;
  for (const key of ["c", "a", "b"] as const) {
    const child = (node as Partial<Record<typeof key, Expression>>)[key];
    if (child === undefined) continue;
    if (left < size(child)) {
      const { spoilt, isHidden } = spoil(child, left);
      return {
        spoilt: { ...node, [key]: spoilt } as Expression,
        isHidden: isHidden || hides(node, child),
      };
    }
    left -= size(child);
  }
  throw new RangeError(`An equation of ${size(node)} nodes has no node ${at}.`);
}

test("a unit error anywhere in a random model is found, and the part it is in is named", () => {
  let found = 0;
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const choices = new Choices(seed);
      const model = randomModel(seed);
      // Most equations are a name alone; errors hide in the others.
      const places = placesIn(model.parts.values()).filter(({ equation }) => size(equation) > 1);
      const { part, role, equation } = choices.pick(places);
      const { spoilt, isHidden } = spoil(equation, choices.whole(0, size(equation) - 1));
      Object.defineProperty(part, role, { value: spoilt });
      if (isHidden) return;
      found += 1;
      const message = messageOf(() => build(model));
      expect(message).toContain(`"${part.id}"`);
      expect(message).toContain("squid");
    }),
    { numRuns: 3000, seed: 8 },
  );
  expect(found).toBeGreaterThanOrEqual(1000);
});
