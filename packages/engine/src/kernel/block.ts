import type { Graph } from "../graph/graph.ts";
import { ModelError } from "../graph/model-error.ts";
import type { Distribution } from "../numbers/distributions.ts";

/** Draws in a block, the unit in which an ensemble is cut up and put together again. */
export const blockSize = 256;

/** Values that replace a parameter's distribution, by parameter id. */
export type Settings = Readonly<Record<string, number | Distribution>>;

/** Values of parameters draw by draw, by parameter id; they win over settings. */
export type Columns = Readonly<Record<string, Float64Array>>;

/**
 * By how much parameters are shifted, by id, in standard deviations of their normal score: 1 takes
 * a median to its 84th percentile and every other draw along. A number that is set stays.
 */
export type Shifts = Readonly<Record<string, number>>;

/** What a block needs besides the model. */
export interface BlockRequest {
  /** Integer from 0 to 2^53 − 1; with the draw, month and name it decides every random number. */
  readonly seed: number;
  /** Index of the block's first draw; a multiple of {@link blockSize}. */
  readonly firstDraw: number;
  readonly months: number;
  readonly settings?: Settings;
  /** Values of parameters by id, one for each draw of the block, instead of what would be drawn. */
  readonly columns?: Columns;
  readonly shifts?: Shifts;
  /** Draws of the whole ensemble; what happens in the block's draws beyond them is not reported. */
  readonly draws?: number;
  /** How parameters are spread over the draws; at random unless told. */
  readonly sampling?: Sampling;
}

/**
 * How an ensemble spreads its parameters. `random`: independently, keyed by name, so that a further
 * parameter leaves the others' values alone. `sobol`: by a Sobol' sequence with Owen's scrambling,
 * which covers the space more evenly; draws are best a power of two. `latin`: each parameter once in
 * each of as many equal shares as there are draws.
 */
export type Sampling = "random" | "sobol" | "latin";

/** What a kernel makes of a block: row-major, months by {@link blockSize} draws. */
export interface BlockResult {
  readonly firstDraw: number;
  readonly months: number;
  readonly series: Readonly<Record<string, Float64Array>>;
  /** Month index in which each event tripped, -1 where it did not, by draw. */
  readonly eventMonths: Readonly<Record<string, Int32Array>>;
  /** Values drawn, by parameter id. */
  readonly parameters: Readonly<Record<string, Float64Array>>;
  /** Largest residual of any institution or instrument in any month, by draw. */
  readonly residual: Float64Array;
}

/** Runs a block of draws. Every kernel of a graph gives the same bits. */
export type Kernel = (request: BlockRequest) => BlockResult;

/**
 * Throws for a setting, column or shift of a parameter the model does not have, and for a column
 * that is not one number for each draw of a block.
 */
export function checkSettings(graph: Graph, request: Partial<BlockRequest>): void {
  const { settings = {}, columns = {}, shifts = {} } = request;
  for (const id of [settings, columns, shifts].flatMap((some) => Object.keys(some))) {
    if (!graph.parameters.some((parameter) => parameter.id === id)) {
      throw new ModelError(id, `There is no parameter "${id}" to set.`);
    }
  }
  for (const [id, { length }] of Object.entries(columns)) {
    if (length === blockSize) continue;
    throw new ModelError(id, `A column of a block has ${blockSize} values, not ${length}.`);
  }
}

/** Throws when an account that must not be overdrawn was: names account, draw, month and flows. */
export function checkOverdrawn(
  graph: Graph,
  id: string,
  months: (draw: number) => number,
  { firstDraw, draws = Infinity }: BlockRequest,
): void {
  const last = Math.min(blockSize, draws - firstDraw);
  for (let draw = 0; draw < last; draw += 1) {
    const month = months(draw);
    if (month < 0) continue;
    const payers = graph.flows
      .filter((flow) =>
        flow.legs.some((leg) => leg.kind === "balance" && leg.account.id === id && leg.sign < 0),
      )
      .map((flow) => flow.id);
    const cause =
      payers.length > 0
        ? `it is paid from by ${payers.join(", ")}`
        : "no flow is paid from it, so what it opened with or was paid is below 0";
    throw new ModelError(
      id,
      `Account "${id}" is overdrawn in draw ${firstDraw + draw}, month ${month}; ${cause}.`,
    );
  }
}

/**
 * Cuts an array into columns of one length, one for each name. Columns of one array move to another
 * thread as one.
 */
export function columnsOf<T extends Float64Array | Int32Array>(
  names: readonly string[],
  all: T,
): Record<string, T> {
  const size = all.length / names.length;
  return Object.fromEntries(
    names.map((name, i) => [name, all.subarray(i * size, (i + 1) * size) as T]),
  );
}
