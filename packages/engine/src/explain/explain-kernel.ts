import type { Graph } from "../graph/graph.ts";
import { equationOf } from "../graph/kinds.ts";
import { formatExpression } from "../language/expression.ts";
import type { Account, Part } from "../language/parts.ts";
import { type Program, lower } from "../kernel/program.ts";
import { wasm } from "../kernel/wasm/instructions.ts";
import { type Written, listing } from "./listing.ts";
import { type ProgramCode, codeOf } from "../kernel/wasm/program-code.ts";

/** Code for the same items, as text. */
interface Section {
  readonly parts: readonly string[];
  readonly text: string;
}

/**
 * The WebAssembly that {@link compile} makes of a graph, as text. Before the instructions of each
 * value stand the parts that it is computed for, with the file that declared them and their
 * equations. A value that several equations contain is computed once and shown with the first of
 * them; what never changes is computed in the opening.
 *
 * @param part Id of a part whose code alone is wanted; all by default.
 * @throws Error If there is no code for the part.
 *
 * @example
 * const shop = new Model();
 * const price = shop.parameter("price", uniform(1, 2), { assumption: "An example" });
 * shop.series("price in thousands", eq`${price} / 1000`);
 * explainKernel(build(shop), "price in thousands").includes("f64x2.div"); // → true
 */
export function explainKernel(graph: Graph, part?: string): string {
  const program = lower(graph);
  const code = codeOf(program);
  const names = rowNames(program);
  const sections = code.phases.flatMap(({ name, chunks }) =>
    chunks.flatMap((chunk, index): readonly Section[] => {
      const { marks } = chunk;
      const lines = listing(chunk.code);
      const upTo = (from: number, to = Infinity): string =>
        lines
          .filter(({ at }) => at >= from && at < to)
          .map((line, i, all) => `    ${format(line, all[i + 1], code, names)}`)
          .join("\n");
      const title = `;; ${name}, function ${index + 1} of ${chunks.length}`;
      return [
        { parts: [], text: `${title}\n${upTo(0, marks[0]?.at)}` },
        ...marks.map(({ at, items }, i) => {
          const rows = items.flatMap((item) => item.rows);
          const made = items.flatMap((item) => chunk.partsOf(item));
          const parts = [...new Set([...rows.flatMap((row) => names[row] ?? []), ...made])];
          const origins = parts.map((id) => originOf(graph, id, name === "open"));
          const heads = (items.length === 0 ? ["loop"] : origins).map((line) => `  ;; ${line}`);
          return { parts, text: [...heads, upTo(at, marks[i + 1]?.at)].join("\n") };
        }),
      ];
    }),
  );
  const wanted = sections.filter(({ parts }) => part === undefined || parts.includes(part));
  if (wanted.length === 0) throw new Error(`The kernel has no code for a part "${part}".`);
  return wanted.map(({ text }) => text).join("\n");
}

/** Whose values rows hold. */
function rowNames(program: Program): readonly (string | undefined)[] {
  const names: (string | undefined)[] = [];
  const { parameters, noises, hazards } = program;
  for (const [id, row] of [...parameters, ...noises, ...hazards]) names[row] = id;
  for (const { row, cells = 1, part } of [...program.opening, ...program.month]) {
    for (let cell = 0; cell < cells; cell += 1) names[row + cell] ??= part;
  }
  return names;
}

/** Where a part's equation comes from and how it reads. */
function originOf(graph: Graph, id: string, isOpening: boolean): string {
  const part = graph.parts.get(id) ?? graph.parts.get(`series ${id}`);
  if (part === undefined) return `${id}: what flows leave in the accounts, for the residual`;
  return `${id} (${part.file}): ${equationText(graph, part, isOpening)}`;
}

function equationText(graph: Graph, part: Part, isOpening: boolean): string {
  switch (part.kind) {
    case "variable":
    case "flow":
      return formatExpression(equationOf(part));
    case "slot": {
      const terms = part.terms.map(({ id, file }) => `${id} from ${file}`);
      const added = terms.length === 0 ? "" : ` with ${terms.join(", ")}`;
      return `${formatExpression(equationOf(part))}${added}`;
    }
    case "series":
    case "event":
      return formatExpression(part.equation);
    case "stock":
      return isOpening
        ? formatExpression(part.initial)
        : `${part.id} + dt * (${formatExpression(part.change)})`;
    case "lag":
      return isOpening ? formatExpression(part.initial) : `${part.source().id} a step ago`;
    case "account":
      return isOpening ? formatExpression(part.initial) : balanceText(graph, part);
    default:
      return part.doc;
  }
}

function balanceText({ flows }: Graph, account: Account): string {
  const moves = flows.flatMap(({ id, legs }) =>
    legs.flatMap((leg) =>
      leg.kind === "balance" && leg.account === account
        ? [`${leg.sign > 0 ? "+" : "-"} ${id}`]
        : [],
    ),
  );
  return [account.id, ...moves].join(" ");
}

/** An instruction as the text format writes it, with what its address stands for. */
function format(
  { instruction, immediate }: Written,
  next: Written | undefined,
  { lanes, base, constants, library }: ProgramCode,
  names: readonly (string | undefined)[],
): string {
  if (immediate === undefined) return instruction.name;
  const said = (text: string, comment: string): string =>
    `${instruction.name} ${text} ;; ${comment}`;
  if (instruction.immediate === "memory") {
    const row = immediate / (lanes * 8);
    const isRow = instruction !== wasm.loadSplat && Number.isInteger(row);
    return isRow
      ? said(`offset=${immediate}`, names[row] ?? `row ${row}`)
      : `${instruction.name} offset=${immediate}`;
  }
  if (instruction === wasm.call) return said(`${immediate}`, library.nameOf(immediate));
  if (instruction === wasm.i32Const && next?.instruction === wasm.loadSplat) {
    return said(`${immediate}`, `${constants.numbers[(immediate - base) / 8]}`);
  }
  return `${instruction.name} ${immediate}`;
}
