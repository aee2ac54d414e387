import { eq } from "./equation.ts";
import { down, earn, spend } from "./legs.ts";
import type { Model } from "./model.ts";
import type { Account, Event } from "./parts.ts";

/** What somebody is owed by a firm that defaults. */
export interface Claim {
  readonly id: string;
  /** The firm's debt. */
  readonly debt: Account;
  /** The same, as the creditor's asset. */
  readonly asset: Account;
  /** Where the creditor is paid. */
  readonly payTo: Account;
  /** Claims of rank 1 are paid before those of rank 2; within a rank in proportion. Default 1. */
  readonly rank?: number;
}

/**
 * Winds a firm up from the month after its default on: its cash pays its claims by rank, in
 * proportion within a rank, and what a claim does not recover is written off on both sides. One firm
 * after another, so no simultaneous clearing is needed.
 *
 * @param cash the firm's cash; its overdraft must be `ration`, which is what shares it out
 * @example
 * windUp(m, defaulted, cash, [{ id: "bank", debt, asset: loans, payTo: bankCash }]);
 */
export function windUp(m: Model, defaulted: Event, cash: Account, claims: readonly Claim[]): void {
  if (cash.overdraft !== "ration") {
    throw new Error(`To wind up, "${cash.id}" needs the overdraft "ration", which shares it out.`);
  }
  for (const { id, debt, asset, payTo, rank = 1 } of claims) {
    const owed = eq`${defaulted} * ${debt} / dt`;
    const recovered = m.flow(`${id}.recovered`, {
      from: cash,
      to: payTo,
      rate: owed,
      rank,
      books: [down(debt), down(asset)],
      doc: "Paid to a creditor out of a failed firm's cash",
    });
    m.flow(`${id}.writtenOff`, {
      rate: eq`${owed} - ${recovered}`,
      books: [down(debt), down(asset), earn(debt.institution), spend(asset.institution)],
      doc: "What a creditor does not recover",
    });
  }
}
