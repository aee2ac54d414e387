import type { Run } from "@faultline/engine";
import type { Vendor } from "../prices/vendor.ts";
import type { CompanyBooks } from "./company-books.ts";
import { type Spread, spreadOf } from "./spread.ts";
import { you } from "./levers.ts";

/** Where a company's credits end, and what happens to its cash then. */
export interface CreditCliff {
  readonly vendor: Vendor;
  readonly balance: number;
  /** Month they expire in, from 0; null when that lies beyond the run. */
  readonly expires: number | null;
  /** Months that they last, over futures; at most until they expire or the run ends. */
  readonly lasts: Spread;
  /** What is lost at expiry, USD, over futures; null when that lies beyond the run. */
  readonly lost: Spread | null;
  /** What they pay in the last month they pay in full, USD: the cash that is needed from then on. */
  readonly cliff: Spread;
}

/** Less than this is rounding, not money. */
const halfACent = 0.005;

/** The end of each of a company's credits, by the futures of a run. */
export function creditCliffs(books: CompanyBooks, run: Run): readonly CreditCliff[] {
  return books.credits
    .map((credit, index) => ({ ...credit, index }))
    .filter(({ balance }) => balance > 0)
    .map(({ vendor, balance, expiresIn, index }) => {
      const until = Math.min(run.months, Math.ceil(expiresIn));
      const paid = Array.from({ length: until }, (_, month) =>
        run.column(you.creditUsed(index), month),
      );
      const draws = Array.from({ length: run.draws }, (_, draw) => {
        const months = paid.map((column) => column[draw]!);
        const used = months.reduce((sum, one) => sum + one, 0);
        return {
          lasts: months.filter((one) => one > 0).length,
          left: balance - used,
          most: Math.max(0, ...months),
        };
      });
      const spread = (pick: (draw: (typeof draws)[number]) => number): Spread =>
        spreadOf(Float64Array.from(draws, pick));
      const isWithin = expiresIn < run.months;
      return {
        vendor,
        balance,
        expires: isWithin ? Math.ceil(expiresIn) : null,
        lasts: spread(({ lasts }) => lasts),
        lost: isWithin ? spread(({ left }) => (left < halfACent ? 0 : left)) : null,
        cliff: spread(({ most }) => most),
      };
    });
}
