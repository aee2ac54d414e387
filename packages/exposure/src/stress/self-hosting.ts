import { type Run, keptDraws } from "@faultline/engine";
import { type Vendor, VENDORS } from "../prices/vendor.ts";
import { switchedShare } from "./action-books.ts";
import type { CompanyBooks } from "./company-books.ts";
import { you } from "./levers.ts";
import { type TokenRate, busyCopies, hoursPerMonth } from "./machine-load.ts";
import { type Spread, spreadOf } from "./spread.ts";

/** From which utilisation on machines of one's own cost less than a vendor's tokens. */
export interface BreakEvenUtilisation {
  readonly vendor: Vendor;
  /** What the vendor's work costs now, USD per million tokens of the company's own mix. */
  readonly pricePerMtok: number;
  /**
   * Utilisation from which on machines cost less than the vendor's price now, and at its price in
   * the verdict's last month; above 1 they never do.
   */
  readonly today: Spread;
  readonly stressed: Spread;
}

/** Machines of one's own against the vendors' tokens. */
export interface SelfHosting {
  readonly gpus: number;
  readonly copies: number;
  /** USD for an hour of one machine at the start. */
  readonly gpuHour: Spread;
  /** What the company's work would use of machines reserved for its busiest hour, on average. */
  readonly utilisation: Spread;
  /** Month of the stressed price, counted from 1. */
  readonly month: number;
  readonly breakEven: readonly BreakEvenUtilisation[];
}

/** What machines cost and do. */
export interface MachineTerms {
  /** USD for an hour of one machine. */
  readonly gpuHour: number;
  readonly gpus: number;
  /** Tokens a second that they serve together when they are busy. */
  readonly tokensPerSecond: number;
  /** Share of the time in which they are busy, 0 to 1. */
  readonly utilisation: number;
}

/** USD per million tokens on machines of one's own. */
export function usdPerMtok({ gpuHour, gpus, tokensPerSecond, utilisation }: MachineTerms): number {
  return ((gpuHour * gpus) / (tokensPerSecond * 3600 * utilisation)) * 1e6;
}

/**
 * The utilisation at which machines of one's own cost what a vendor's tokens do. Labs' work takes
 * other numbers of tokens on an open model, as it does for the hedge that moves it.
 *
 * @param within months of the verdict
 */
export function selfHosting(books: CompanyBooks, run: Run, within: number): SelfHosting | null {
  const { selfHost } = books.actions;
  const { load, gpus, copies } = selfHost;
  const draws = Array.from({ length: run.draws }, (_, draw) => draw);
  const busyIn = VENDORS.filter((vendor) => load[vendor].input + load[vendor].output > 0);
  if (run.draws > keptDraws || busyIn.length === 0) return null;
  const drawn = (id: string): Float64Array => run.parameters[id]!;
  const [reads, writes] = [drawn("you.selfHost.input"), drawn("you.selfHost.output")];
  const [work, rent] = [drawn("you.switchWork"), drawn("market.h100AtStart")];
  const hourAt = (draw: number): number => selfHost.gpuHour ?? rent[draw]!;
  const speedAt = (draw: number): TokenRate => ({ input: reads[draw]!, output: writes[draw]! });
  const workOf = (vendor: Vendor, draw: number): number => (vendor === "other" ? 1 : work[draw]!);
  const spread = (of: (draw: number) => number): Spread => spreadOf(Float64Array.from(draws, of));
  const used = (draw: number): number =>
    VENDORS.reduce((sum, vendor) => {
      const part = vendor === "other" ? 1 : switchedShare * workOf(vendor, draw);
      return sum + part * busyCopies(load[vendor], speedAt(draw));
    }, 0) / copies;
  return {
    gpus,
    copies,
    gpuHour: spread(hourAt),
    utilisation: spread((draw) => Math.min(1, used(draw))),
    month: within,
    breakEven: busyIn.flatMap((vendor) => {
      const bill = books.features.reduce((sum, { tokens }) => sum + tokens[vendor], 0);
      if (bill === 0) return [];
      const tokens = load[vendor].input + load[vendor].output;
      const pricePerMtok = bill / ((tokens * 3600 * hoursPerMonth) / 1e6);
      const later = run.column(you.priceIndex(vendor), within - 1);
      const today = (draw: number): number => {
        const busy = busyCopies(load[vendor], speedAt(draw)) * workOf(vendor, draw);
        const terms = { gpuHour: hourAt(draw), gpus, tokensPerSecond: tokens / busy };
        return usdPerMtok({ ...terms, utilisation: 1 }) / pricePerMtok;
      };
      return [
        {
          vendor,
          pricePerMtok,
          today: spread(today),
          stressed: spread((draw) => today(draw) / later[draw]!),
        },
      ];
    }),
  };
}
