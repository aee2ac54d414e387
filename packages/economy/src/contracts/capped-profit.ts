import { type Equation, eq, quantity } from "@faultline/engine";

/** Whom a month's profit goes to, as shares of it; what is left stays with the lab's foundation. */
export interface ProfitShares {
  readonly microsoft: Equation;
  readonly others: Equation;
}

const usd = (amount: number): Equation => quantity(amount, "USD");

/** What Microsoft put in and gets back first, and the caps of both groups, USD. */
const caps = { recouped: 13e9, microsoft: 92e9, others: 150e9 } as const;

/**
 * The waterfall of OpenAI's profit as reported in 2023 (essay P20 to P24): three quarters to
 * Microsoft until it has its money back, a quarter to the other holders; then 49% to each until
 * either has reached its cap; after that all to the foundation. There is no claim on anything but
 * profit, so a loss is owed to nobody.
 *
 * @param toMicrosoft What Microsoft has received so far, USD.
 * @param toOthers The same of the other holders.
 */
export function profitShares(toMicrosoft: Equation, toOthers: Equation): ProfitShares {
  const isFirst = eq`${toMicrosoft} < ${usd(caps.recouped)}`;
  return {
    microsoft: eq`if(${isFirst}, 0.75, if(${toMicrosoft} < ${usd(caps.microsoft)}, 0.49, 0))`,
    others: eq`if(${isFirst}, 0.25, if(${toOthers} < ${usd(caps.others)}, 0.49, 0))`,
  };
}
