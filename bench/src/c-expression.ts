import type { Assignment, Lowered } from "@faultline/engine";

/** Where a variant of the twin keeps its rows, and how it spells the tables it shares. */
export interface Places {
  /** The C expression of a row's value for the draw at hand, and the cell `c` when it has cells. */
  readonly row: (row: number, perCell: boolean) => string;
  /** The C expression of the value in cell `k` of a row with cells. */
  readonly cell: (row: number) => string;
  /** The name of a table of a trait's values. */
  readonly trait: (values: readonly number[]) => string;
}

/** The statements of assignments in order, for one draw, and the cell `c` where they have cells. */
export function emitStatements(assignments: readonly Assignment[], places: Places): string[] {
  const writer = new Writer(places);
  for (const assignment of assignments) writer.assign(assignment);
  return writer.lines;
}

/** Operations that are calls of the C library. */
type LibraryCall = "exp" | "log" | "pow" | "sin" | "cos" | "tan" | "atan";

const libraryCalls: ReadonlySet<string> = new Set([
  "exp",
  "log",
  "pow",
  "sin",
  "cos",
  "tan",
  "atan",
]);

function isLibraryCall(op: Lowered["op"]): op is LibraryCall {
  return libraryCalls.has(op);
}

/** Whether a value calls the C library, which keeps its loop from being vectorised. */
export function callsLibrary(node: Lowered): boolean {
  if (isLibraryCall(node.op)) return true;
  return childrenOf(node).some(callsLibrary);
}

/** Calls of each function of the C library that assignments make for one draw, in every cell. */
export function countCalls(assignments: readonly Assignment[]): Record<LibraryCall, number> {
  const counts = { exp: 0, log: 0, pow: 0, sin: 0, cos: 0, tan: 0, atan: 0 };
  const visit = (node: Lowered, cells: number): void => {
    if (isLibraryCall(node.op)) counts[node.op] += cells;
    for (const child of childrenOf(node)) visit(child, cells);
  };
  for (const { value, cells } of assignments) visit(value, cells ?? 1);
  return counts;
}

/** Nodes of a value, a loop over cells counted as four: the engine's own measure of a chunk. */
export function countNodes(node: Lowered): number {
  if (node.op === "total") return 4;
  return childrenOf(node).reduce((sum, argument) => sum + countNodes(argument), 1);
}

/** A number as a C literal of type double. */
export function cNumber(value: number): string {
  if (Number.isNaN(value)) return "((double)NAN)";
  if (!Number.isFinite(value)) return value > 0 ? "((double)INFINITY)" : "(-(double)INFINITY)";
  const text = Object.is(value, -0) ? "-0.0" : String(value);
  const typed = /[.e]/.test(text) ? text : `${text}.0`;
  return typed.startsWith("-") ? `(${typed})` : typed;
}

/** The direct arguments of a lowered value, in order. */
export function childrenOf(node: Lowered): readonly Lowered[] {
  switch (node.op) {
    case "number":
    case "time":
    case "row":
    case "trait":
    case "total":
      return [];
    case "if":
      return [node.c, node.a, node.b];
    default:
      return "b" in node ? [node.a, node.b] : [node.a];
  }
}

class Writer {
  readonly lines: string[] = [];
  readonly #names = new Map<number, string>();
  readonly #places: Places;
  #fresh = 0;

  constructor(places: Places) {
    this.#places = places;
  }

  assign({ row, cells, value }: Assignment): void {
    const name = this.#define(this.#value(value));
    this.#names.set(row, name);
    this.lines.push(`${this.#places.row(row, cells !== undefined)} = ${name};`);
  }

  #name(): string {
    this.#fresh += 1;
    return `v${this.#fresh}`;
  }

  #define(code: string): string {
    const name = this.#name();
    this.lines.push(`const double ${name} = ${code};`);
    return name;
  }

  #named(code: string): string {
    return /^v\d+$/.test(code) ? code : this.#define(code);
  }

  #value(node: Lowered): string {
    switch (node.op) {
      case "number":
        return cNumber(node.value);
      case "time":
        return "t";
      case "row":
        return this.#read(node.row, node.perCell);
      case "trait":
        return `${this.#places.trait(node.values)}[c]`;
      case "total": {
        const name = this.#name();
        const cell = this.#places.cell(node.row);
        this.lines.push(
          `double ${name} = 0.0;`,
          `for (int k = 0; k < ${node.cells}; k++) ${name} += ${cell};`,
        );
        return name;
      }
      case "if":
        return `(${this.#truth(node.c)} ? ${this.#branch(node.a)} : ${this.#branch(node.b)})`;
      case "neg":
        return `(-${this.#value(node.a)})`;
      case "exp":
      case "log":
      case "sin":
      case "cos":
      case "tan":
      case "atan":
      case "sqrt":
      case "floor":
        return `${node.op}(${this.#value(node.a)})`;
      case "abs":
        return `fabs(${this.#value(node.a)})`;
      case "pow":
        return `pow(${this.#value(node.a)}, ${this.#value(node.b)})`;
      case "+":
      case "-":
      case "*":
      case "/":
        return `(${this.#value(node.a)} ${node.op} ${this.#value(node.b)})`;
      case "min": {
        const [a, b] = [this.#named(this.#value(node.a)), this.#named(this.#value(node.b))];
        return `(${b} < ${a} ? ${b} : ${a})`;
      }
      case "max": {
        const [a, b] = [this.#named(this.#value(node.a)), this.#named(this.#value(node.b))];
        return `(${a} < ${b} ? ${b} : ${a})`;
      }
      default:
        return `(${this.#truth(node)} ? 1.0 : 0.0)`;
    }
  }

  #read(row: number, perCell: boolean): string {
    let name = this.#names.get(row);
    if (name === undefined) {
      name = this.#define(this.#places.row(row, perCell));
      this.#names.set(row, name);
    }
    return name;
  }

  // A branch computed beforehand lets the compiler select instead of jump; a library call is dear
  // enough to be left inside its branch, where the kernel has it too.
  #branch(node: Lowered): string {
    const code = this.#value(node);
    return callsLibrary(node) ? code : this.#named(code);
  }

  #truth(node: Lowered): string {
    switch (node.op) {
      case "<":
      case "<=":
      case ">":
      case ">=":
      case "==":
      case "!=":
        return `(${this.#value(node.a)} ${node.op} ${this.#value(node.b)})`;
      // Not && and ||: nothing here has a side effect, and a jump would hinder the compiler.
      case "and":
        return `(${this.#truth(node.a)} & ${this.#truth(node.b)})`;
      case "or":
        return `(${this.#truth(node.a)} | ${this.#truth(node.b)})`;
      case "not":
        return `(!${this.#truth(node.a)})`;
      default:
        return `(${this.#value(node)} != 0.0)`;
    }
  }
}
