import { z } from "zod";
import { InputError } from "../input-error.ts";

const money = z.number().finite().nonnegative();
const byName = z.record(z.string().min(1), money);
const column = z.string().min(1);

/** Revenue as a company file gives it: lists of amounts, or a billing export and its columns. */
export const revenueSchema = z.strictObject({
  features: byName.optional(),
  customers: byName.optional(),
  /** All of it, where the lists do not hold all; the rest belongs to no feature or customer. */
  total: money.optional(),
  /** A billing export beside the company file, in place of the lists. */
  csv: z.string().min(1).optional(),
  amount: column.optional(),
  customer: column.optional(),
  feature: column.optional(),
  date: column.optional(),
  /** Format of the dates when they are not ISO: `%m/%d/%Y` or the like. */
  dateFormat: z
    .string()
    .refine((text) => ["%Y", "%m", "%d"].every((part) => text.split(part).length === 2), {
      error: "expected %Y, %m and %d once each, such as %m/%d/%Y",
    })
    .optional(),
  /** What amounts are counted in; dollars, or the currency's main unit, by default. */
  unit: z.enum(["dollars", "cents"]).optional(),
  /** Column of the currency's code; dollars without one. */
  currency: column.optional(),
  /** Column of what was given back of an amount, which is taken off it. */
  refunded: column.optional(),
  /** Rows that count: those whose column holds this text, or one of these. */
  where: z.record(column, z.union([z.string(), z.array(z.string()).min(1)])).optional(),
  delimiter: z.enum([",", ";", "\t", "|"]).optional(),
});

/** Revenue in lists: USD a month by name. */
export type Revenue = Pick<z.infer<typeof revenueSchema>, "features" | "customers" | "total">;

/** A billing export and how to read it. */
export type BillingSpec = Omit<z.infer<typeof revenueSchema>, keyof Revenue | "csv" | "amount"> & {
  readonly csv: string;
  readonly amount: string;
};

/** What of a company's revenue is told by a billing export; null when lists tell it. */
export function billingOf(revenue: z.infer<typeof revenueSchema> | undefined): BillingSpec | null {
  const { csv, amount } = revenue ?? {};
  return csv === undefined || amount === undefined ? null : { ...revenue, csv, amount };
}

/** Throws `InputError` for revenue that is told twice, in part, or not at all. */
export function requireRevenue(
  revenue: z.infer<typeof revenueSchema> | undefined,
  name: string,
): void {
  if (revenue === undefined) return;
  const where = `${name} at revenue`;
  const { features, customers, total, csv, ...columns } = revenue;
  const isListed = features !== undefined || customers !== undefined || total !== undefined;
  if (csv === undefined) {
    const [stray] = Object.keys(columns);
    if (stray !== undefined) {
      throw new InputError(
        `${where}.${stray}`,
        "it says how to read a csv, and none is given",
        "give csv: FILE",
      );
    }
    if (features === undefined && customers === undefined) {
      const fix = "give USD a month by feature or by customer, or a billing export as csv";
      throw new InputError(where, "neither features nor customers are given", fix);
    }
    for (const [key, list] of Object.entries({ features, customers })) {
      const sum = Object.values(list ?? {}).reduce((all, amount) => all + amount, 0);
      if (total === undefined || sum <= total * (1 + 1e-9)) continue;
      throw new InputError(
        `${where}.total`,
        `${total} is less than its ${key} together, ${sum}`,
        "give all of it",
      );
    }
    return;
  }
  if (isListed) {
    throw new InputError(where, "it gives both lists and a csv", "keep one of them");
  }
  if (columns.amount === undefined) {
    throw new InputError(where, "no column of amounts is named", "give amount: COLUMN");
  }
  if (columns.customer === undefined && columns.feature === undefined) {
    const fix = "give customer: COLUMN, feature: COLUMN or both";
    throw new InputError(where, "neither a column of customers nor one of features is named", fix);
  }
  if (columns.currency !== undefined && columns.date === undefined) {
    const fix = "give date: COLUMN, by which the exchange rate is chosen";
    throw new InputError(where, "currency is given without date", fix);
  }
}
