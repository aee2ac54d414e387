import { netWorthSign } from "../graph/double-entry.ts";
import type { Graph } from "../graph/graph.ts";
import { byId } from "../graph/order.ts";
import type { Account, Flow, Leg } from "../language/parts.ts";
import { type BlockRequest, blockSize } from "../kernel/block.ts";
import { readDraw } from "../kernel/interpret.ts";

/** A row of a table: one number per column, and their sum, which should be zero. */
export interface GodleyRow {
  readonly name: string;
  readonly values: readonly number[];
}

/**
 * The books of all institutions in one month of one draw. Columns are the institutions, and last
 * `nobody`, the other side of what nobody owes: machines, and money that was there at the start.
 */
export interface Godley {
  readonly month: number;
  readonly draw: number;
  readonly columns: readonly string[];
  /**
   * The transaction matrix: what each flow earned (+) and cost (−) whom, then what each party put
   * (−) into each instrument or drew (+) from it. Every row and every column sums to zero.
   */
  readonly transactions: readonly GodleyRow[];
  /**
   * The balance sheets: assets (+), liabilities and paid-in equity (−) by instrument, then net
   * worth with its sign turned. Every row and every column sums to zero.
   */
  readonly balances: readonly GodleyRow[];
}

/** Which month of which draw to look at. */
export interface GodleyRequest extends Omit<BlockRequest, "firstDraw" | "months"> {
  readonly draw: number;
  /** Month index from 0; balances stand at its end. */
  readonly month: number;
}

/**
 * The Godley table of a graph: transaction matrix and balance sheets (Godley and Lavoie, Monetary
 * Economics, chapter 2). It runs the one draw in the interpreter, so it needs no series.
 *
 * @example
 * const { columns, transactions, balances } = godley(graph, { seed: 1, draw: 0, month: 11 });
 */
export function godley(graph: Graph, request: GodleyRequest): Godley {
  const { draw, month, ...rest } = request;
  const at = draw % blockSize;
  const read = (months: number) => readDraw(graph, { ...rest, firstDraw: draw - at, months }, at);
  const [before, now] = [read(month), read(month + 1)];
  const columns = [...graph.institutions.map(({ id }) => id), nobody];
  const instruments = [...new Set(graph.accounts.map((account) => account.instrument))].toSorted();
  const table = (entries: readonly (readonly [column: string, amount: number])[]): number[] => {
    const values = columns.map(() => 0);
    for (const [column, amount] of entries) values[columns.indexOf(column)]! += amount;
    return values;
  };
  const { clock } = graph;
  if (clock.stepsPerSample !== 1) {
    throw new RangeError("A Godley table needs one step a month: flows are those of a step.");
  }
  const held = (instrument: string, value: (account: Account) => number): number[] => {
    const owners = graph.accounts.filter((account) => account.instrument === instrument);
    const entries = owners.map(
      (account) => [account.institution.id, netWorthSign(account) * value(account)] as const,
    );
    return closed(table(entries));
  };
  const flows = byId(graph.flows).filter((flow) => flow.legs.some(isIncome));
  const worth = columns.map((column) =>
    graph.accounts
      .filter((account) => account.institution.id === column)
      .reduce((sum, account) => sum + netWorthSign(account) * now(account), 0),
  );
  return {
    month,
    draw,
    columns,
    transactions: [
      ...flows.map((flow) => ({
        name: flow.id,
        values: closed(table(incomes(flow, now(flow) * clock.step))),
      })),
      ...instruments.map((instrument) => ({
        name: `change in ${instrument}`,
        values: held(instrument, (account) => before(account) - now(account)),
      })),
    ],
    balances: [
      ...instruments.map((instrument) => ({ name: instrument, values: held(instrument, now) })),
      { name: "net worth, turned", values: closed(worth.map((value) => -value)) },
    ],
  };
}

const nobody = "nobody";

const isIncome = (leg: Leg): boolean => leg.kind === "income";

function incomes(flow: Flow, amount: number): (readonly [string, number])[] {
  return flow.legs.flatMap((leg) =>
    leg.kind === "income" ? [[leg.institution.id, leg.sign * amount] as const] : [],
  );
}

/** Puts what a row does not balance into the last column. */
function closed(values: readonly number[]): number[] {
  const sum = values.slice(0, -1).reduce((total, value) => total + value, 0);
  return [...values.slice(0, -1), sum === 0 ? 0 : -sum];
}
