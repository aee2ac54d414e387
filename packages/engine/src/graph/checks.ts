import { type Expression, childrenOf, partsReadBy } from "../language/expression.ts";
import type { Lag, Part, Population } from "../language/parts.ts";
import { type Unit, dimensionless, formatUnit, perMonth, sameUnit } from "../language/unit.ts";
import { checkFlow } from "./double-entry.ts";
import { isCarried, isComputed } from "./kinds.ts";
import { ModelError } from "./model-error.ts";
import { fitsUnit, unitOf } from "./units.ts";

/** One equation of a part with the unit it must have. */
interface Expected {
  readonly role: string;
  readonly equation: Expression;
  readonly unit: Unit;
}

/** Runs every check that looks at parts one by one; see `build`. */
export function checkParts(parts: ReadonlyMap<string, Part>): void {
  for (const part of parts.values()) {
    checkSource(part);
    checkOrigin(part, parts);
    for (const expected of equationsOf(part)) checkEquation(part, expected, parts);
    if (part.kind === "flow") checkFlow(part);
    if (part.kind === "lag") checkLag(part, parts);
  }
  checkOverdrafts(parts);
}

/** What a part stands on, besides what its equations read, must be of the same model. */
function checkOrigin(part: Part, parts: ReadonlyMap<string, Part>): void {
  const base: Part[] = part.over === undefined ? [] : [part.over];
  if (part.kind === "account") base.push(part.institution);
  if (part.kind === "flow") {
    base.push(...part.legs.map((leg) => (leg.kind === "balance" ? leg.account : leg.institution)));
  }
  for (const one of base) {
    if (parts.get(one.id) !== one) {
      throw new ModelError(
        part.id,
        `"${part.id}" (${part.file}): "${one.id}" belongs to another model.`,
      );
    }
  }
}

function equationsOf(part: Part): readonly Expected[] {
  const unit = part.unit;
  switch (part.kind) {
    case "variable":
    case "flow":
    case "series":
      return [{ role: "equation", equation: part.equation, unit }];
    case "event":
      return [{ role: part.trigger, equation: part.equation, unit: dimensionless }];
    case "account":
    case "lag":
      return [{ role: "initial value", equation: part.initial, unit }];
    case "stock":
      return [
        { role: "initial value", equation: part.initial, unit },
        { role: "change", equation: part.change, unit: perMonth(unit) },
      ];
    case "slot":
      return [
        { role: "base", equation: part.base, unit },
        ...part.terms.map((term) => ({
          role: `term "${term.id}" (${term.file})`,
          equation: term.equation,
          unit: part.combine === "product" ? dimensionless : unit,
        })),
      ];
    default:
      return [];
  }
}

function checkEquation(part: Part, expected: Expected, parts: ReadonlyMap<string, Part>): void {
  const place = `"${part.id}" (${part.file}), ${expected.role}`;
  for (const read of partsReadBy(expected.equation)) {
    if (read.kind === "institution" || read.kind === "population" || read.kind === "series") {
      throw new ModelError(part.id, `${place}: "${read.id}" (${read.kind}) has no value to read.`);
    }
    if (parts.get(read.id) !== read) {
      throw new ModelError(part.id, `${place}: "${read.id}" belongs to another model.`);
    }
  }
  let fits: boolean;
  try {
    fits = fitsUnit(expected.equation, expected.unit);
  } catch (error) {
    throw new ModelError(part.id, `${place}: ${(error as Error).message}.`);
  }
  if (!fits) {
    const found = formatUnit(unitOf(expected.equation));
    throw new ModelError(
      part.id,
      `${place}: declared in ${formatUnit(expected.unit)} but the equation gives ${found}.`,
    );
  }
  const shape = shapeOf(expected.equation, place, part);
  if (shape !== undefined && shape !== part.over) {
    throw new ModelError(
      part.id,
      `${place}: the equation has one value per cell of "${shape.id}"; add them with sum(...) or ` +
        "declare the part over that population.",
    );
  }
}

/** The population an expression has one value per cell of, if any. */
function shapeOf(node: Expression, place: string, part: Part): Population | undefined {
  if (node.op === "ref") return node.part.over;
  if (node.op === "trait")
    return node.population.kind === "population" ? node.population : undefined;
  const shapes = childrenOf(node).map((child) => shapeOf(child, place, part));
  const found = shapes.filter((shape) => shape !== undefined);
  if (new Set(found).size > 1) {
    throw new ModelError(part.id, `${place}: mixes cells of different populations.`);
  }
  if (node.op !== "sum") return found[0];
  if (found.length === 0) throw new ModelError(part.id, `${place}: sum(...) needs cells to add.`);
  return undefined;
}

function checkLag(lag: Lag, parts: ReadonlyMap<string, Part>): void {
  const of = lag.source();
  const place = `Lag "${lag.id}" (${lag.file})`;
  if (parts.get(of.id) !== of || !(isComputed(of) || isCarried(of))) {
    throw new ModelError(lag.id, `${place} cannot keep "${of.id}": it has no value of its own.`);
  }
  if (!sameUnit(lag.unit, of.unit) || lag.over !== of.over) {
    throw new ModelError(
      lag.id,
      `${place} is declared in ${formatUnit(lag.unit)} but keeps "${of.id}", which is in ` +
        `${formatUnit(of.unit)}${of.over === lag.over ? "" : ", one value per cell"}.`,
    );
  }
}

function checkSource(part: Part): void {
  if (part.kind !== "parameter") return;
  if (part.facts.length === 0 && (part.assumption ?? "").trim() === "") {
    throw new ModelError(
      part.id,
      `Parameter "${part.id}" (${part.file}) has no source: name the facts it rests on, or say ` +
        "why it is assumed.",
    );
  }
}

function checkOverdrafts(parts: ReadonlyMap<string, Part>): void {
  for (const part of parts.values()) {
    if (part.kind !== "flow") continue;
    for (const leg of part.legs) {
      if (leg.kind !== "balance" || leg.sign > 0 || leg.account.side !== "asset") continue;
      if (leg.account.overdraft === undefined) {
        throw new ModelError(
          part.id,
          `Flow "${part.id}" (${part.file}) can overdraw "${leg.account.id}", which does not say ` +
            'what happens then: give the account an overdraft of "owed", "never" or "ration".',
        );
      }
    }
  }
}

const purposes: ReadonlySet<Part["kind"]> = new Set([
  "series",
  "event",
  "flow",
  "account",
  "institution",
  "population",
]);

/**
 * The parts that a series, an event, a flow or an account depends on, which is what a model is for.
 * Institutions and populations count as used.
 */
export function usedParts(parts: ReadonlyMap<string, Part>): ReadonlySet<Part> {
  const used = new Set<Part>();
  const visit = (part: Part): void => {
    if (used.has(part)) return;
    used.add(part);
    for (const read of readsOf(part)) visit(read);
  };
  for (const part of parts.values()) if (purposes.has(part.kind)) visit(part);
  return used;
}

/** Throws for the first part that nothing uses. */
export function checkUse(parts: ReadonlyMap<string, Part>): void {
  const used = usedParts(parts);
  for (const part of parts.values()) {
    if (used.has(part)) continue;
    throw new ModelError(
      part.id,
      `"${part.id}" (${part.file}) is used by nothing: no series, event or flow depends on it.`,
    );
  }
}

function readsOf(part: Part): readonly Part[] {
  const read = equationsOf(part).flatMap(({ equation }) => partsReadBy(equation));
  return part.kind === "lag" ? [...read, part.source()] : read;
}
