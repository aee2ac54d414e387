import type { Account, Flow, Leg } from "../language/parts.ts";
import { formatUnit, perMonth, sameUnit } from "../language/unit.ts";
import { ModelError } from "./model-error.ts";

/**
 * Checks that a flow's legs cancel: within each institution the change of assets less liabilities
 * less paid-in equity equals what it earns less what it spends, and within each instrument claims
 * equal debts. Instruments that begin with `real` have no counterparty.
 */
export function checkFlow(flow: Flow): void {
  const balances = flow.legs.filter((leg) => leg.kind === "balance");
  if (balances.length === 0) throw new ModelError(flow.id, `${place(flow)} moves no balance.`);
  for (const { account } of balances) {
    if (!sameUnit(flow.unit, perMonth(account.unit))) {
      throw new ModelError(
        flow.id,
        `${place(flow)} is in ${formatUnit(flow.unit)} but moves "${account.id}", which is in ` +
          `${formatUnit(account.unit)} and so changes by ${formatUnit(perMonth(account.unit))}.`,
      );
    }
    if (account.over !== undefined && flow.over !== account.over) {
      throw new ModelError(
        flow.id,
        `${place(flow)} moves "${account.id}", which has one balance per cell of ` +
          `"${account.over.id}"; declare the flow over that population.`,
      );
    }
  }
  requireZero(flow, totals(flow, institutionOf, institutionSign), "the books of");
  requireZero(flow, totals(flow, instrumentOf, instrumentSign), "claims in the instrument");
}

/** Sign of an account's balance in net worth. */
export function netWorthSign(account: Account): 1 | -1 {
  return account.side === "asset" ? 1 : -1;
}

/** Whether an instrument is a claim on somebody, so that both sides must move together. */
export function isClaim(instrument: string): boolean {
  return !instrument.startsWith("real");
}

const institutionOf = (leg: Leg): string =>
  leg.kind === "income" ? leg.institution.id : leg.account.institution.id;
const institutionSign = (leg: Leg): number =>
  leg.kind === "income" ? -leg.sign : leg.sign * netWorthSign(leg.account);
const instrumentOf = (leg: Leg): string | undefined =>
  leg.kind === "balance" && isClaim(leg.account.instrument) ? leg.account.instrument : undefined;
const instrumentSign = (leg: Leg): number =>
  leg.kind === "balance" ? leg.sign * netWorthSign(leg.account) : 0;

function totals(
  flow: Flow,
  key: (leg: Leg) => string | undefined,
  sign: (leg: Leg) => number,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const leg of flow.legs) {
    const group = key(leg);
    if (group !== undefined) sums.set(group, (sums.get(group) ?? 0) + sign(leg));
  }
  return sums;
}

function requireZero(flow: Flow, sums: ReadonlyMap<string, number>, what: string): void {
  for (const [group, sum] of sums) {
    if (sum !== 0) {
      const direction = sum > 0 ? "gain" : "lose";
      throw new ModelError(
        flow.id,
        `${place(flow)} does not cancel: ${what} "${group}" ${direction} ${Math.abs(sum)} of it ` +
          "without a counterpart; add the missing leg to `books`.",
      );
    }
  }
}

function place(flow: Flow): string {
  return `Flow "${flow.id}" (${flow.file})`;
}
