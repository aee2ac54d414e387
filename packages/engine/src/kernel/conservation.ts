import { isClaim, netWorthSign } from "../graph/double-entry.ts";
import type { Account } from "../language/parts.ts";
import { type Lowered, num, row, two } from "./lowered.ts";
import type { Workbench } from "./workbench.ts";

/** The three moments at which conservation is looked at. */
export interface Conservation {
  /** Before the first step: what each party is worth. */
  readonly open: () => void;
  /** In each step, once flows are known: what each party earned. */
  readonly accumulate: () => void;
  /** At the end of each step: the worst residual so far. */
  readonly check: () => void;
}

/**
 * The checks of conservation: each institution's net worth against an income statement kept
 * apart from its balances, and each instrument's claims against its debts. The residual is the
 * difference over the largest sum of the balances' sizes so far (what a firm rounds off while it
 * is large stays with it after its default), at least one unit of the currency.
 */
export function conservation(bench: Workbench, worst: number): Conservation {
  const { graph } = bench;
  const groups = [
    ...graph.institutions.map((institution) => ({
      id: institution.id,
      accounts: graph.accounts.filter((a) => a.institution === institution),
      income: bench.row(),
      opening: bench.row(),
      peak: bench.row(),
    })),
    ...[...new Set(graph.accounts.map((a) => a.instrument))]
      .toSorted()
      .filter(isClaim)
      .map((instrument) => ({
        id: instrument,
        accounts: graph.accounts.filter((a) => a.instrument === instrument),
        income: undefined,
        opening: bench.row(),
        peak: bench.row(),
      })),
  ].filter(({ accounts }) => accounts.length > 0);
  const worth = (accounts: readonly Account[]): Lowered =>
    accounts
      .map((account) => ({ value: bench.balance(account), sign: netWorthSign(account) }))
      .reduce<Lowered>((sum, { value, sign }) => two(sign > 0 ? "+" : "-", sum, value), num(0));
  return {
    open: () => {
      for (const { id, accounts, income, opening, peak } of groups) {
        bench.put(opening, worth(accounts), id);
        bench.put(peak, num(1), id);
        if (income !== undefined) bench.put(income, num(0), id);
      }
    },
    accumulate: () => {
      for (const { id, income } of groups) {
        if (income !== undefined) bench.put(income, incomeOf(bench, id, row(income)), id);
      }
    },
    check: () => {
      for (const { id, accounts, income, opening, peak } of groups) {
        const change = two("-", worth(accounts), row(opening));
        const gap = income === undefined ? change : two("-", change, row(income));
        const size = accounts
          .map((account): Lowered => ({ op: "abs", a: bench.balance(account) }))
          .reduce((a, b) => two("+", a, b));
        bench.put(peak, two("max", row(peak), size), id);
        const residual = two("/", { op: "abs", a: gap }, row(peak));
        // Written so that a residual that is not a number wins, stays, and is seen.
        const isLost = two("!=", row(worst), row(worst));
        const kept: Lowered = {
          op: "if",
          c: two("or", two("<=", residual, row(worst)), isLost),
          a: row(worst),
          b: residual,
        };
        bench.put(worst, kept, id);
      }
    },
  };
}

function incomeOf(bench: Workbench, institution: string, before: Lowered): Lowered {
  let sum = before;
  for (const flow of bench.graph.flows) {
    for (const leg of flow.legs) {
      if (leg.kind !== "income" || leg.institution.id !== institution) continue;
      const amount = bench.within(bench.graph.clock.step, bench.amount(flow));
      sum = two(leg.sign > 0 ? "+" : "-", sum, amount);
    }
  }
  return sum;
}
