import { z } from "zod";
import { fraction, money, month, vendor } from "./fields.ts";

const kinds = ["seats", "committed", "priceLock"] as const;

/**
 * A contract with a vendor that keeps its price until it renews: a plan by the seat, capacity that
 * is reserved, or a token price that is locked for a share of the vendor's tokens.
 */
const contract = z.strictObject({
  /** What reports call it. */
  name: z.string().min(1).optional(),
  vendor,
  kind: z.enum(kinds),
  /** Of seats and capacity: what it costs, USD a month; or `seats` times `price` each. */
  monthly: money.optional(),
  seats: money.optional(),
  price: money.optional(),
  /** Of a locked price: the share of the vendor's tokens that it covers, all unless told. */
  share: fraction.optional(),
  /** Month in which the price stands no longer. */
  renews: month,
  /** Months for which it is then signed again, of seats and capacity; a year unless told. */
  term: z.number().int().positive().max(600).optional(),
  /** Features that it serves, all unless told. */
  features: z.array(z.string().min(1)).nonempty().optional(),
});

/** Contracts of a company, each with what its kind needs and nothing that means nothing to it. */
export const contracts = z.array(
  contract.superRefine((told, context) => {
    const fault = faultOf(told);
    if (fault !== null) context.addIssue({ code: "custom", ...fault });
  }),
);

/** Keys of a contract, for the nearest right one to a slip. */
export const contractKeys: readonly string[] = Object.keys(contract.shape);

/** A contract as the company file tells it. */
export type Contract = z.infer<typeof contract>;

interface Fault {
  readonly path: (keyof Contract)[];
  readonly message: string;
}

function faultOf(told: Contract): Fault | null {
  if (told.kind === "priceLock") {
    const extra = (["monthly", "seats", "price", "term"] as const).find((key) => key in told);
    if (extra === undefined) return null;
    return {
      path: [extra],
      message: `a priceLock has no ${extra}: its tokens are in the usage; it takes a share`,
    };
  }
  if (told.share !== undefined) {
    return { path: ["share"], message: `only a priceLock has a share; ${told.kind} cost monthly` };
  }
  const bySeat = told.seats !== undefined && told.price !== undefined;
  const isHalf = (told.seats === undefined) !== (told.price === undefined);
  if (isHalf || bySeat === (told.monthly !== undefined)) {
    return {
      path: ["kind"],
      message: `${told.kind} need either monthly, USD a month, or seats and a price for each`,
    };
  }
  return null;
}

/** What a contract costs until it renews, USD a month; nothing of its own for a locked price. */
export function monthlyCost({ monthly, seats = 0, price = 0 }: Contract): number {
  return monthly ?? seats * price;
}
