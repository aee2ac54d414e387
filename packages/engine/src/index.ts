/*
 * The public names but for those of `analysis/`, `explain/` and `xmile/`, topic by topic, in the order in which a modeller meets them. The comment above
 * a topic is its heading and introduction in docs/engine/reference.md, which is made from this file
 * by tools/engine-reference.mjs.
 */

// # Writing a model
// A `Model` collects parts; `eq` writes what they are as algebra. Money sits in accounts of
// institutions and moves by flows alone.
export { Model } from "./language/model.ts";
export type { ModelOptions, ParameterBasis } from "./language/collection.ts";
export { type Equation, type Term, eq, quantity, trait } from "./language/equation.ts";
export { down, earn, spend, up } from "./language/legs.ts";
export type {
  AccountOptions,
  FlowOptions,
  ParameterOptions,
  PartOptions,
  PopulationOptions,
  StockOptions,
} from "./language/part-options.ts";

// # Ready-made pieces
// Functions that add several parts at once, or write a long equation for you.
export { simultaneous, type Unknown } from "./language/simultaneous.ts";
export { type LookupOptions, lookup } from "./language/lookup.ts";
export { type DelayOptions, delay, pulse, ramp, smooth, step } from "./language/dynamics.ts";
export { type Claim, windUp } from "./language/insolvency.ts";

// # Parts
// What the methods of `Model` return and what a built graph holds: data, for tools that read models.
export type {
  Account,
  Event,
  Flow,
  Institution,
  Lag,
  Leg,
  Noise,
  Overdraft,
  Parameter,
  Part,
  PartBase,
  Population,
  Series,
  Slot,
  SlotTerm,
  SourceReference,
  Stock,
  Variable,
} from "./language/parts.ts";
export type { Correlations } from "./language/correlations.ts";
export {
  type BinaryOperator,
  type Expression,
  type UnaryOperator,
  formatExpression,
} from "./language/expression.ts";
export { type Unit, formatUnit, parseUnit } from "./language/unit.ts";

// # Checking and ordering
// `build` checks a model and puts it in running order. It is the place where faults are found.
export { type BuildOptions, type Clock, type Graph, type Method, build } from "./graph/graph.ts";
export { type Carried, type Computed, equationOf } from "./graph/kinds.ts";
export { ModelError } from "./graph/model-error.ts";

// # Kernels
// A kernel runs a block of 256 draws. `compile` makes the fast one and `interpret` the plain one
// that it is tested against; they give the same bits.
export { compile } from "./kernel/compile.ts";
export { interpret } from "./kernel/interpret.ts";
export {
  type BlockRequest,
  type BlockResult,
  type Columns,
  type Kernel,
  type Sampling,
  type Settings,
  type Shifts,
  blockSize,
} from "./kernel/block.ts";
/** For tools that translate a model into another language; the kernels are made from it too. */
export { type Assignment, type Lowered, type Program, lower } from "./kernel/program.ts";

// # Ensembles
// `run` does all in one go. To spread blocks over threads, run those of `blocksOf` anywhere and hand
// the results to a `collector`, in whatever order they come.
export { run } from "./ensemble/run.ts";
export type {
  EventSummary,
  Run,
  RunRequest,
  SeriesStatistics,
  SeriesSummary,
} from "./ensemble/run-types.ts";
export { probabilityBy } from "./ensemble/events.ts";
export { blockRequestOf, blocksOf, keptDraws, maxDraws } from "./ensemble/blocks.ts";
export { type Collector, type Summarise, collect, collector } from "./ensemble/collector.ts";
export { summariseSeries } from "./ensemble/summarise-series.ts";

// # The books
// Who paid whom and who owes what, in one month of one draw.
export { type Godley, type GodleyRequest, type GodleyRow, godley } from "./books/godley.ts";

// # Distributions
// What a parameter is drawn from.
export {
  type Distribution,
  type DistributionOf,
  bounds,
  constant,
  describeDistribution,
  discrete,
  logUniform,
  lognormal,
  normal,
  quantile,
  range90,
  triangular,
  uniform,
} from "./numbers/distributions.ts";

// # Quantiles, points and functions
// Functions of our own where a platform's differ in the last bit by version.
export { type Summary, quantileOfSorted, summarise } from "./numbers/quantiles.ts";
export { type SobolOptions, sobolPoints } from "./numbers/sobol.ts";
export { latinHypercube } from "./numbers/latin-hypercube.ts";
export { exp, log, pow } from "./numbers/elementary.ts";
export { atan, cos, sin, tan } from "./numbers/trigonometry.ts";
