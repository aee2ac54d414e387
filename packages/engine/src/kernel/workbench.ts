import type { Graph } from "../graph/graph.ts";
import { equationOf } from "../graph/kinds.ts";
import { type Expression, isBinary } from "../language/expression.ts";
import type { Account, Flow, Part, Population } from "../language/parts.ts";
import { type Assignment, type Lowered, num, row, two } from "./lowered.ts";

/** What an expression is lowered for: one value, or one per cell. */
type Owner = Pick<Part, "id" | "over">;

/** Where a graph is lowered: rows are allotted to its parts, and assignments are put in order. */
export class Workbench {
  readonly graph: Graph;
  /** Added to the time of the step while a later stage of it is lowered. */
  later = 0;
  /** Rows allotted so far. */
  rows = 0;
  private readonly rowOf = new Map<Part, number>();
  private list: Assignment[] = [];

  constructor(graph: Graph) {
    this.graph = graph;
  }

  /** Allots a row, or one per cell. */
  row(cells = 1): number {
    const index = this.rows;
    this.rows += cells;
    return index;
  }

  /** Allots rows to parts that have none, and gives all of theirs by id. */
  allot(parts: readonly Part[]): ReadonlyMap<string, number> {
    for (const part of parts) {
      if (!this.rowOf.has(part)) this.rowOf.set(part, this.row(part.over?.cells));
    }
    return new Map(parts.map((part) => [part.id, this.rowOf.get(part)!]));
  }

  /** Takes the assignments put so far. */
  take(): readonly Assignment[] {
    const taken = this.list;
    this.list = [];
    return taken;
  }

  /** Puts an assignment behind the others. */
  put(index: number, value: Lowered, part: string, over?: Population): void {
    this.list.push({ row: index, cells: over?.cells, value, part });
  }

  /** Puts the assignment of a part from its equation. */
  assign(part: Part, equation: Expression): void {
    this.put(this.rowOf.get(part)!, this.lower(equation, part), part.id, part.over);
  }

  /** Lowers an expression; what it needs first is put. */
  lower(node: Expression, owner: Owner): Lowered {
    switch (node.op) {
      case "number":
        return node;
      case "time":
        return this.later === 0 ? node : two("+", node, num(this.later));
      case "dt":
        return num(this.graph.clock.step);
      case "ref":
        return this.read(node.part);
      case "trait":
        return { op: "trait", values: traitValues(node.population, node.name) };
      case "sum":
        return this.total(node.a, owner);
      case "if":
        return {
          op: "if",
          c: this.lower(node.c, owner),
          a: this.lower(node.a, owner),
          b: this.lower(node.b, owner),
        };
      default:
        return isBinary(node)
          ? two(node.op, this.lower(node.a, owner), this.lower(node.b, owner))
          : { op: node.op, a: this.lower(node.a, owner) };
    }
  }

  /** A part's row. */
  read(part: Part): Lowered {
    return row(this.rowOf.get(part)!, part.over !== undefined);
  }

  /** Cells are added from the first to the last, so that every kernel rounds alike. */
  private total(cells: Expression, owner: Owner): Lowered {
    const over = populationOf(cells)!;
    let at = cells.op === "ref" ? this.rowOf.get(cells.part)! : undefined;
    if (at === undefined) {
      at = this.row(over.cells);
      this.put(at, this.lower(cells, { id: owner.id, over }), owner.id, over);
    }
    const total: Lowered = { op: "total", row: at, cells: over.cells };
    if (owner.over === undefined) return total;
    // A loop over cells may still be writing the cells that a total within it would add up.
    const once = this.row();
    this.put(once, total, owner.id);
    return row(once);
  }

  /** Puts the computed parts of a step. */
  compute(): void {
    for (const part of this.graph.month) this.assign(part, equationOf(part));
  }

  /** What an amount per unit of time comes to in so much time. */
  within(time: number, amount: Lowered): Lowered {
    return time === 1 ? amount : two("*", amount, num(time));
  }

  /** A balance after the step's flows, from what it was. */
  moved(account: Account, from: Lowered, time: number): Lowered {
    let balance = from;
    for (const flow of this.graph.flows) {
      for (const leg of flow.legs) {
        if (leg.kind !== "balance" || leg.account !== account) continue;
        const amount = account.over === undefined ? this.amount(flow) : this.read(flow);
        balance = two(leg.sign > 0 ? "+" : "-", balance, this.within(time, amount));
      }
    }
    return balance;
  }

  /** A flow's amount over all its cells. */
  amount(flow: Flow): Lowered {
    const cells = flow.over?.cells;
    return cells === undefined ? this.read(flow) : this.totalOf(flow, cells);
  }

  /** A balance over all its cells. */
  balance(account: Account): Lowered {
    const cells = account.over?.cells;
    return cells === undefined ? this.read(account) : this.totalOf(account, cells);
  }

  /** Sets a part's own row to a value. */
  set(part: Part, value: Lowered): void {
    this.put(this.rowOf.get(part)!, value, part.id, part.over);
  }

  private totalOf(part: Part, cells: number): Lowered {
    return { op: "total", row: this.rowOf.get(part)!, cells };
  }
}

function traitValues(population: Part, name: string): readonly number[] {
  return population.kind === "population" ? (population.traits[name] ?? []) : [];
}

function populationOf(node: Expression): Population | undefined {
  if (node.op === "ref") return node.part.over;
  if (node.op === "trait")
    return node.population.kind === "population" ? node.population : undefined;
  if (node.op === "number" || node.op === "time" || node.op === "dt" || node.op === "sum") {
    return undefined;
  }
  if (node.op === "if") return populationOf(node.c) ?? populationOf(node.a) ?? populationOf(node.b);
  return isBinary(node) ? (populationOf(node.a) ?? populationOf(node.b)) : populationOf(node.a);
}
