import { z } from "zod";
import { fraction, money, vendor } from "./fields.ts";

const positive = z.number().positive().finite();

/** One value, or low, likeliest and high where the company knows a range. */
const guess = (value: z.ZodNumber) =>
  z.union([
    value,
    z
      .tuple([value, value, value])
      .refine(([low, likeliest, high]) => low <= likeliest && likeliest <= high, {
        error: "expected one value, or [low, likeliest, high] in this order",
      }),
  ]);

/** What an action costs once, USD, and the months until it works. */
const action = z.strictObject({
  cost: guess(money).optional(),
  months: guess(z.number().min(0).max(60)).optional(),
});

const prepay = action.extend({
  /** With whom; the vendor with the largest bill unless told. */
  vendor: vendor.optional(),
  /** USD paid ahead. */
  amount: money.optional(),
  /** Months after which what is left is lost. */
  expiresAfter: positive.max(600).optional(),
});

const secondVendor = action.extend({
  /** What it costs to keep, USD a month. */
  monthly: guess(money).optional(),
  /** Share of the lost work that it saves when a vendor fails. */
  covers: guess(fraction).optional(),
});

const selfHost = action.extend({
  /** What it costs to run beyond the machines, USD a month. */
  monthly: guess(money).optional(),
  /** Machines that serve one copy of the model together. */
  gpus: positive.max(4096).optional(),
  /** Copies of the model; as many as the peak needs unless told. */
  copies: positive.int().max(100_000).optional(),
  /** USD for an hour of one machine at the start; the economy's rent of an H100 unless told. */
  gpuHour: positive.optional(),
  /** Tokens a second that one copy reads and writes. */
  inputPerSecond: guess(positive).optional(),
  outputPerSecond: guess(positive).optional(),
  /** Load of the busiest hour over that of the average. */
  peak: guess(z.number().min(1).max(1000)).optional(),
});

/** What a company knows of what it could do; the rest is assumed. */
export const hedges = z.strictObject({
  /** What may be spent on all of them together, USD. */
  budget: money.optional(),
  switch: action.optional(),
  capReasoning: action.optional(),
  cutOpex: action.optional(),
  prepay: prepay.optional(),
  secondVendor: secondVendor.optional(),
  selfHost: selfHost.optional(),
});

/** Hedges as the company file tells them. */
export type ToldHedges = z.infer<typeof hedges>;

const below: Readonly<Record<string, readonly string[]>> = {
  prepay: Object.keys(prepay.shape),
  secondVendor: Object.keys(secondVendor.shape),
  selfHost: Object.keys(selfHost.shape),
};

/** Keys of all hedges, or of the one that is named, for the nearest right one to a slip. */
export function hedgeKeys(name: string | undefined): readonly string[] {
  if (name === undefined) return Object.keys(hedges.shape);
  return below[name] ?? Object.keys(action.shape);
}
