/**
 * A unit of measure as base units with integer or fractional exponents, such as
 * `USD/month` = { USD: 1, month: -1 }. The empty record is dimensionless.
 */
export type Unit = Readonly<Record<string, number>>;

/** The unit of ratios, shares and literals. */
export const dimensionless: Unit = {};

/**
 * Reads a unit written as products and quotients of names: `1`, `USD`, `USD/month`,
 * `GPU*hour/month`, `hour^2`. Everything after a `/` up to the next `/` or `*` divides.
 * Throws when the text is not of that form.
 *
 * @example
 * parseUnit("GPU*hour/month"); // → { GPU: 1, hour: 1, month: -1 }
 */
export function parseUnit(text: string): Unit {
  const powers: Record<string, number> = {};
  const pattern = /\s*([*/]?)\s*([A-Za-z][A-Za-z_]*|1)(?:\^(-?\d+(?:\.\d+)?))?\s*/y;
  do {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    // Operators stand between names: before each but the first.
    const isFirst = at === 0;
    if (match === null || isFirst !== (match[1] === "")) {
      throw new Error(`"${text}" is not a unit: write names joined by * and /, such as USD/month.`);
    }
    const [, operator, name, power] = match;
    if (name === undefined || name === "1") continue;
    const signed = (operator === "/" ? -1 : 1) * Number(power ?? 1);
    powers[name] = powerOf(powers, name) + signed;
  } while (pattern.lastIndex < text.length);
  return clean(powers);
}

/** The unit a part is declared in, dimensionless unless told; a fault names the part. */
export function unitOfPart(id: string, text: string | undefined): Unit {
  if (text === undefined) return dimensionless;
  try {
    return parseUnit(text);
  } catch (error) {
    throw new Error(`"${id}": ${(error as Error).message}`, { cause: error });
  }
}

/** Product of two units. */
export function multiplyUnits(a: Unit, b: Unit): Unit {
  return combine(a, b, 1);
}

/** Quotient of two units. */
export function divideUnits(a: Unit, b: Unit): Unit {
  return combine(a, b, -1);
}

/** A unit per month, as the change of a stock has. */
export function perMonth(unit: Unit): Unit {
  return divideUnits(unit, { month: 1 });
}

/** A unit raised to a number. */
export function raiseUnit(a: Unit, exponent: number): Unit {
  return clean(Object.fromEntries(Object.entries(a).map(([name, p]) => [name, p * exponent])));
}

/** Whether two units are the same, name by name. */
export function sameUnit(a: Unit, b: Unit): boolean {
  return Object.keys(divideUnits(a, b)).length === 0;
}

/** Writes a unit the way {@link parseUnit} reads it; dimensionless is `1`. */
export function formatUnit(unit: Unit): string {
  const entries = Object.entries(unit).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const over = entries.filter(([, power]) => power > 0).map(write);
  const under = entries.filter(([, power]) => power < 0).map(write);
  return [over.join("*") || "1", ...under].join("/");
}

function write([name, power]: [string, number]): string {
  return Math.abs(power) === 1 ? name : `${name}^${Math.abs(power)}`;
}

function combine(a: Unit, b: Unit, sign: 1 | -1): Unit {
  const powers: Record<string, number> = { ...a };
  for (const [name, power] of Object.entries(b))
    powers[name] = powerOf(powers, name) + sign * power;
  return clean(powers);
}

/** The exponent of a base unit, which may be called like something that every object inherits. */
function powerOf(unit: Unit, name: string): number {
  return Object.hasOwn(unit, name) ? unit[name]! : 0;
}

function clean(powers: Record<string, number>): Unit {
  return Object.fromEntries(Object.entries(powers).filter(([, power]) => power !== 0));
}
