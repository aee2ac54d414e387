import type { Assignment, Program } from "@faultline/engine";
import { type Places, callsLibrary, cNumber, countNodes, emitStatements } from "./c-expression.ts";
import { harness } from "./c-harness.ts";
import { hashWords } from "./name-hash.ts";

/**
 * Order of a twin's loops. `draws-inside`: for each month, for each chunk of equations, for each
 * draw, as our kernel; `draws-outside`: for each draw, for each month, with the rows in locals.
 */
export type Variant = "draws-inside" | "draws-outside";

/** Both orders, of which the faster is the rival. */
export const variants: readonly Variant[] = ["draws-inside", "draws-outside"];

/** Draws that a loop of `draws-inside` covers; of 16, 32, 64, 128 and 256 the fastest in C. */
const lanes = 16;

/** Nodes in one function of `draws-inside`; the engine's kernel has the same. */
const nodesPerChunk = 160;

/** What a twin writes at the end of each draw, in this order. */
export interface EndRows {
  readonly events: readonly string[];
  readonly overdrawn: readonly string[];
}

/** The names behind the end-of-draw columns; a last one holds the worst residual. */
export function endRows(program: Program): EndRows {
  return { events: [...program.eventMonths.keys()], overdrawn: [...program.overdrawn.keys()] };
}

/** Writes a lowered model as a C program of its own, which times itself; see {@link harness}. */
export function emitTwin(program: Program, variant: Variant): string {
  const inside = variant === "draws-inside";
  const traits = new Map<readonly number[], string>();
  const trait = (values: readonly number[]): string => {
    const known = traits.get(values) ?? `T${traits.size}`;
    traits.set(values, known);
    return known;
  };
  const simulate = inside ? emitInside(program, trait) : emitOutside(program, trait);
  const tables = [...traits].map(
    ([values, name]) =>
      `static const double ${name}[${values.length}] = {${values.map(cNumber).join(", ")}};`,
  );
  const ends = endRows(program);
  return [
    `#define PARAMETERS ${program.parameters.size}`,
    `#define NOISES ${program.noises.size}`,
    `#define HAZARDS ${program.hazards.size}`,
    `#define SERIES ${program.series.size}`,
    `#define ENDS ${ends.events.length + ends.overdrawn.length + 1}`,
    `#define DRAWS_INSIDE ${inside ? 1 : 0}`,
    harness.head,
    `static const uint32_t hazard_hashes[HAZARDS + 1][2] = {${hazardHashes(program)}};`,
    ...tables,
    simulate,
    harness.main,
  ].join("\n");
}

function hazardHashes(program: Program): string {
  const words = [...program.hazards.keys()].map((id) => {
    const { lo, hi } = hashWords(id);
    return `{${lo}u, ${hi}u}`;
  });
  return [...words, "{0u, 0u}"].join(", ");
}

type TraitTable = Places["trait"];

const signature =
  "static __attribute__((noinline)) void simulate(const long draws, const long months,\n" +
  "  const double *restrict params, const double *restrict noises,\n" +
  "  const double *restrict hazards, double *restrict series, double *restrict ends)";

function emitInside(program: Program, trait: TraitTable): string {
  const places: Places = {
    row: (row, perCell) => `S[${row * lanes}${perCell ? " + o" : ""} + i]`,
    cell: (row) => `S[${row * lanes} + k * ${lanes} + i]`,
    trait,
  };
  const functions: string[] = [];
  const phase = (name: string, assignments: readonly Assignment[]): string =>
    chunk(assignments, true)
      .map((part, index) => {
        const draws = [
          "#pragma GCC ivdep",
          `for (int i = 0; i < ${lanes}; i++) {`,
          ...emitStatements(part, places),
          "}",
        ];
        const cells = part[0]!.cells;
        const body =
          cells === undefined
            ? draws
            : [
                `for (int c = 0; c < ${cells}; c++) {`,
                `const int o = c * ${lanes}; (void)o;`,
                ...draws,
                "}",
              ];
        functions.push(
          `static __attribute__((noinline)) void ${name}_${index}(double *restrict S, double t) {`,
          "(void)t;",
          ...body,
          "}",
        );
        return `${name}_${index}(S, t);`;
      })
      .join(" ");
  const opening = phase("opening", program.opening);
  const month = phase("month", program.month);
  const load = (rows: Iterable<number>, read: (k: number) => string): string[] =>
    [...rows].map(
      (row, k) => `for (int i = 0; i < ${lanes}; i++) S[${row * lanes} + i] = ${read(k)};`,
    );
  const ends = endRowNumbers(program);
  return [
    ...functions,
    `static double S[${program.rows * lanes}] __attribute__((aligned(64)));`,
    `${signature} {`,
    `for (long first = 0; first < draws; first += ${lanes}) {`,
    ...load(program.parameters.values(), (k) => `P(${k}, first + i)`),
    ...load(program.noises.values(), () => "0.0"),
    `{ const double t = 0.0; ${opening} }`,
    "for (long m = 0; m < months; m++) {",
    "const double t = (double)m;",
    ...load(program.noises.values(), (k) => `N(${k}, m, first + i)`),
    ...load(program.hazards.values(), (k) => `H(${k}, m, first + i)`),
    month,
    ...[...program.series.values()].map(
      (row, k) =>
        `for (int i = 0; i < ${lanes}; i++) OUT(${k}, m, first + i) = S[${row * lanes} + i];`,
    ),
    "}",
    ...ends.map(
      (row, k) =>
        `for (int i = 0; i < ${lanes}; i++) END(${k}, first + i) = S[${row * lanes} + i];`,
    ),
    "}",
    "}",
  ].join("\n");
}

function emitOutside(program: Program, trait: TraitTable): string {
  const cells = new Map<number, number>();
  for (const { row, cells: count } of [...program.opening, ...program.month]) {
    if (count !== undefined) cells.set(row, count);
  }
  const places: Places = {
    row: (row) => (cells.has(row) ? `r${row}[c]` : `r${row}`),
    cell: (row) => `r${row}[k]`,
    trait,
  };
  const phase = (assignments: readonly Assignment[]): string[] =>
    chunk(assignments, false).map((part) => {
      const count = part[0]!.cells;
      const open = count === undefined ? "{" : `for (int c = 0; c < ${count}; c++) {`;
      return `${open}\n${emitStatements(part, places).join("\n")}\n}`;
    });
  const used = new Set([
    ...[...program.opening, ...program.month].map(({ row }) => row),
    ...program.parameters.values(),
    ...program.noises.values(),
    ...program.hazards.values(),
  ]);
  const locals = [...used].map((row) => {
    const count = cells.get(row);
    return count === undefined ? `double r${row} = 0.0;` : `double r${row}[${count}] = {0.0};`;
  });
  return [
    `${signature} {`,
    "for (long d = 0; d < draws; d++) {",
    ...locals,
    ...[...program.parameters.values()].map((row, k) => `r${row} = P(${k}, d);`),
    "{ const double t = 0.0; (void)t;",
    ...phase(program.opening),
    "}",
    "for (long m = 0; m < months; m++) {",
    "const double t = (double)m; (void)t;",
    ...[...program.noises.values()].map((row, k) => `r${row} = N(${k}, m, d);`),
    ...[...program.hazards.values()].map((row, k) => `r${row} = H(${k}, m, d);`),
    ...phase(program.month),
    ...[...program.series.values()].map((row, k) => `OUT(${k}, m, d) = r${row};`),
    "}",
    ...endRowNumbers(program).map((row, k) => `END(${k}, d) = r${row};`),
    "}",
    "}",
  ].join("\n");
}

function endRowNumbers(program: Program): readonly number[] {
  return [...program.eventMonths.values(), ...program.overdrawn.values(), program.worstResidual];
}

/**
 * Cuts assignments into runs over the same cells and of limited size. With `libraryApart` those
 * that call the C library stand apart, so that the loops of all others can be vectorised.
 */
function chunk(
  assignments: readonly Assignment[],
  libraryApart: boolean,
): readonly (readonly Assignment[])[] {
  const chunks: Assignment[][] = [];
  let current: Assignment[] = [];
  let nodes = 0;
  let calls = false;
  for (const assignment of assignments) {
    const size = countNodes(assignment.value);
    const callsNow = libraryApart && callsLibrary(assignment.value);
    const breaks =
      current[0]?.cells !== assignment.cells || nodes + size > nodesPerChunk || calls !== callsNow;
    if (current.length > 0 && breaks) {
      chunks.push(current);
      current = [];
      nodes = 0;
    }
    calls = callsNow;
    current.push(assignment);
    nodes += size;
  }
  if (current.length > 0) chunks.push(current);
  return chunks;
}
