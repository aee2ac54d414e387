import { z } from "zod";
import type { JoinedBill } from "../bill/join-bills.ts";
import { type ReconciledLine, REASONS } from "../bill/reconciliation.ts";
import type { Company } from "../company/company.ts";
import type { Conversion } from "../currency/convert-currencies.ts";
import type { ImportedFile } from "../importers/import-usage.ts";
import { parseJson } from "../importers/json-values.ts";
import type { Overlap } from "../importers/overlap.ts";
import { InputError } from "../input-error.ts";
import { ownPriceSchema } from "../prices/prices-file.ts";
import { VENDORS } from "../prices/vendor.ts";
import type { Profile, ProfileRow } from "./profile.ts";

const count = z.number().int().nonnegative();
const amount = z.number().finite();
const text = z.string();
const counted = z.strictObject({ physical: count, kept: count, rejected: count, blank: count });
const rate = z.number().finite().nullable();
const rates = z.strictObject({
  inUncached: rate,
  cacheRead: rate,
  cacheWrite5m: rate,
  cacheWrite1h: rate,
  outVisible: rate,
  outReasoning: rate,
});
const usedPrice = z.strictObject({
  provider: text,
  model: text,
  rates,
  source: text,
  observedAt: text.nullable(),
  effectiveFrom: text.nullable(),
  effectiveUntil: text.nullable(),
  notes: z.array(text),
});
const outcome = z.strictObject({
  requests: count,
  attempts: count,
  retries: count,
  succeeded: amount,
  costUsd: amount.nullable(),
  uncostedTokens: count,
});
const rowFields = {
  month: z.string().regex(/^\d{4}-\d\d$/),
  provider: text,
  vendor: z.enum(VENDORS),
  model: text,
  feature: text.nullable(),
  customer: text.nullable(),
  requests: count,
  inUncached: count,
  cacheRead: count,
  cacheWrite5m: count,
  cacheWrite1h: count,
  cacheTold: z.boolean(),
  outVisible: count,
  outReasoning: count.nullable(),
  outUnsplit: count,
  billedUsd: amount.nullable(),
  estimatedUsd: amount.nullable(),
  costUsd: amount.nullable(),
  reasoningUsd: amount.nullable(),
  unsplitUsd: amount,
  unpricedTokens: count,
  uncostedTokens: count,
  outcome: outcome.nullable(),
} as const satisfies Record<keyof ProfileRow, z.ZodType>;

type Several = [z.ZodType, ...z.ZodType[]];

const rowColumns = Object.keys(rowFields) as (keyof ProfileRow)[];
const rowValues = z.tuple(Object.values<z.ZodType>(rowFields) as Several);
const unpricedModel = z.strictObject({
  provider: text,
  model: text,
  tier: text,
  requests: count,
  tokens: count,
  uncosted: count,
});
const reconciledLine = z.strictObject({
  provider: text.nullable(),
  model: text.nullable(),
  estimatedUsd: amount,
  billedUsd: amount,
  dueUsd: amount,
  differenceUsd: amount,
  reasons: z.array(z.strictObject({ reason: z.enum(REASONS), usd: amount })),
});

/** A profile's file: its rows are lists in the order of `columns`, since names would be most of it. */
const profileFileSchema = z.strictObject({
  kind: z.literal("faultline-profile"),
  version: z.literal(1, { error: "it is of another version of faultline" }),
  period: z.strictObject({
    start: z.iso.datetime(),
    end: z.iso.datetime(),
    days: z.number().positive(),
    wholeMonths: count.nullable(),
  }),
  /** Files that it sums up, by their names. */
  files: z.array(z.strictObject({ name: text, format: text, accounting: counted })),
  accounting: counted,
  rejects: z.array(
    z.strictObject({
      kind: z.enum(["corrupt", "duplicate", "aggregate", "foreign"]),
      reason: text,
      count,
    }),
  ),
  prices: z.array(usedPrice),
  /** Prices that the company file set when it was made, by model. */
  ownPrices: z.record(text, ownPriceSchema),
  unpriced: z.array(unpricedModel),
  overlaps: z.array(
    z.strictObject({
      files: z.tuple([text, text]),
      cells: count,
      tokens: amount,
      share: z.number().min(0).max(1),
    }),
  ),
  conversions: z.array(
    z.strictObject({
      currency: text,
      rate: text,
      date: text,
      records: count,
      original: text,
      usd: text,
    }),
  ),
  joinedBills: z.array(z.strictObject({ tokens: text, cost: text, days: count, records: count })),
  /** The whole bill against the list prices; models apart would be named as the bill names them. */
  reconciled: reconciledLine.nullable(),
  columns: z.tuple(rowColumns.map((name) => z.literal(name)) as unknown as Several),
  rows: z.array(rowValues),
});

/** A profile, and what else a report tells of the import behind it. */
export interface SavedProfile {
  readonly profile: Profile;
  /** Files that it sums up. */
  readonly files: readonly ImportedFile[];
  readonly overlaps: readonly Overlap[];
  readonly conversions: readonly Conversion[];
  readonly joinedBills: readonly JoinedBill[];
  /** The whole bill against the list prices; models apart would be named as the bill has them. */
  readonly reconciled: ReconciledLine | null;
  /** Prices of the company file that it was priced with. */
  readonly ownPrices: NonNullable<Company["prices"]>;
}

/** What every profile file begins with. */
export const PROFILE_FILE_START = '{"kind":"faultline-profile"';

/** The text of a profile file. */
export function profileFileText({ profile, ...rest }: SavedProfile): string {
  const { rows, ...more } = profile;
  const values = rows.map((row) => rowColumns.map((name) => row[name]));
  const file = { kind: "faultline-profile", ...more, ...rest, columns: rowColumns, rows: values };
  return `${JSON.stringify(file)}\n`;
}

/** Reads a profile file. Throws `InputError` with the place of the first fault. */
export function parseProfileFile(text: string, name: string): SavedProfile {
  const json = parseJson(text);
  if (json === undefined) {
    throw new InputError(name, "a profile that breaks off or is not valid JSON", REMAKE);
  }
  const parsed = profileFileSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.map(String).join(".") ?? "";
    const message = issue?.message ?? "not a profile";
    throw new InputError(
      place === "" ? name : `${name} at ${place}`,
      message.slice(0, 1).toLowerCase() + message.slice(1),
      REMAKE,
    );
  }
  const {
    kind: _kind,
    columns: _columns,
    rows,
    version,
    period,
    accounting,
    rejects,
    prices,
    unpriced,
    ...rest
  } = parsed.data;
  const named = rows.map(
    (values) => Object.fromEntries(rowColumns.map((key, at) => [key, values[at]])) as unknown,
  ) as ProfileRow[];
  return {
    ...rest,
    profile: { version, period, accounting, rejects, prices, unpriced, rows: named },
  };
}

const REMAKE = "make it again with `faultline profile`";
