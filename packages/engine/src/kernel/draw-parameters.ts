import type { Graph } from "../graph/graph.ts";
import type { Parameter } from "../language/parts.ts";
import { correlate } from "../numbers/copula.ts";
import { type Distribution, quantileOf } from "../numbers/distributions.ts";
import { fillUniform, hashName, once } from "../numbers/draws.ts";
import { latinHypercubePoint } from "../numbers/latin-hypercube.ts";
import { shiftPosition } from "../numbers/shift-position.ts";
import { sobolDimensions } from "../numbers/sobol-directions.ts";
import { sobolPoint } from "../numbers/sobol.ts";
import { type BlockRequest, blockSize, columnsOf } from "./block.ts";

/**
 * Draws a block's parameters: each from its setting or its distribution, from uniform numbers that
 * the request's sampling spreads and the graph's copulas make dependent. A parameter that is set to
 * a number, or given as a column, leaves the others of its copula as they were.
 */
export function drawParameters(graph: Graph, request: BlockRequest): Record<string, Float64Array> {
  const varying = graph.parameters.filter(({ distribution }) => distribution.kind !== "constant");
  const uniforms = new Map<Parameter, Float64Array>();
  for (const parameter of graph.parameters) {
    if (typeof settingOf(parameter, request) === "number") continue;
    uniforms.set(parameter, spread(parameter, varying, request));
  }
  for (const { parameters, factor } of graph.copulas) {
    const columns = parameters.map((p) => uniforms.get(p) ?? spread(p, varying, request));
    const rows = new Float64Array(blockSize * columns.length);
    columns.forEach((column, j) =>
      column.forEach((value, i) => {
        rows[i * columns.length + j] = value;
      }),
    );
    const dependent = correlate(rows, factor);
    parameters.forEach((parameter, j) => {
      const column = columns[j]!.map((_, i) => dependent[i * columns.length + j]!);
      if (uniforms.has(parameter)) uniforms.set(parameter, column);
    });
  }
  const ids = graph.parameters.map(({ id }) => id);
  const drawn = columnsOf(ids, new Float64Array(ids.length * blockSize));
  for (const parameter of graph.parameters) {
    const { id } = parameter;
    const setting = settingOf(parameter, request);
    const column = drawn[id]!;
    const given = request.columns?.[id];
    if (given !== undefined) column.set(given);
    else if (typeof setting === "number") column.fill(setting);
    else {
      const draw = quantileOf(setting);
      const shares = uniforms.get(parameter)!;
      const by = request.shifts?.[id] ?? 0;
      for (let i = 0; i < blockSize; i += 1) column[i] = draw(shiftPosition(shares[i]!, by));
    }
  }
  return drawn;
}

function settingOf(parameter: Parameter, request: BlockRequest): number | Distribution {
  const setting = request.settings?.[parameter.id] ?? parameter.distribution;
  return typeof setting !== "number" && setting.kind === "constant" ? setting.value : setting;
}

/** Uniform numbers of a parameter for the block's draws. */
function spread(
  parameter: Parameter,
  varying: readonly Parameter[],
  request: BlockRequest,
): Float64Array {
  const { seed, firstDraw, draws, sampling = "random" } = request;
  const column = new Float64Array(blockSize);
  // A parameter that only a setting makes vary has no place among the dimensions.
  const dimension = varying.indexOf(parameter);
  if (sampling === "random" || dimension < 0) {
    fillUniform(column, 0, blockSize, seed, firstDraw, once, hashName(parameter.id));
    return column;
  }
  if (sampling === "sobol") {
    if (varying.length > sobolDimensions) {
      throw new RangeError(
        `Sobol' sampling spreads ${sobolDimensions} parameters at most, not ${varying.length}; ` +
          "use latin or random.",
      );
    }
    return column.map((_, i) => sobolPoint(firstDraw + i, dimension, seed));
  }
  if (draws === undefined) {
    throw new RangeError("Latin sampling needs to know the draws of the whole ensemble.");
  }
  return column.map((_, i) =>
    // Lanes beyond the last draw are thrown away; any point will do for them.
    latinHypercubePoint(Math.min(firstDraw + i, draws - 1), dimension, draws, seed),
  );
}
