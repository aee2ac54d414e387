import { type Model, type Parameter, type Variable, eq } from "@faultline/engine";

/** How a list moves. */
export interface PriceListTerms {
  /** Months that a list stands, on average. */
  readonly standing: Parameter;
  /** List of a new model over that of the last. */
  readonly step: Variable;
}

/**
 * A price list over that of the start: it binds until a new model comes out, in a month of chance of
 * its own, and then takes a step. The first month's is the start's.
 */
export function priceList(m: Model, id: string, { standing, step }: PriceListTerms): Variable {
  const chance = m.noise(`${id}.newModel`, { doc: "Whether a new model comes out this month" });
  // A standard normal draw as its place between 0 and 1, within 0.0002 (Page 1977).
  const place = eq`1 / (1 + exp(0 - 1.5976 * ${chance} - 0.070566 * ${chance} * ${chance} * ${chance}))`;
  const before = m.lag(`${id}.listBefore`, () => list, { initial: eq`1` });
  const list = m.variable(
    `${id}.list`,
    eq`${before} * if(time > 0 * month and ${place} * ${standing} < 1 * month, ${step}, 1)`,
    { doc: "List price over the start: it stands until a new model comes out" },
  );
  return list;
}
