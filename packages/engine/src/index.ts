export { type Equation, type Term, eq, quantity, trait } from "./language/equation.ts";
export { type LookupOptions, lookup } from "./language/lookup.ts";
export { type DelayOptions, delay, pulse, ramp, smooth, step } from "./language/dynamics.ts";
export { type Claim, windUp } from "./language/insolvency.ts";
export { simultaneous, type Unknown } from "./language/simultaneous.ts";
export { Model, down, earn, spend, up } from "./language/model.ts";
export type { FlowOptions, ParameterOptions } from "./language/model.ts";
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
  Population,
  Series,
  Slot,
  SourceReference,
  Stock,
  Variable,
} from "./language/parts.ts";
export { formatUnit, parseUnit } from "./language/unit.ts";
export { formatExpression } from "./language/expression.ts";
export { type BuildOptions, type Clock, type Graph, type Method, build } from "./graph/graph.ts";
export { equationOf } from "./graph/kinds.ts";
export { ModelError } from "./graph/model-error.ts";
export {
  type BlockRequest,
  type BlockResult,
  type Kernel,
  type Sampling,
  type Settings,
  blockSize,
} from "./kernel/block.ts";
export { compile } from "./kernel/compile.ts";
export { interpret } from "./kernel/interpret.ts";
export { type Godley, type GodleyRequest, type GodleyRow, godley } from "./books/godley.ts";
/** For tools that translate a model into another language; the kernels are made from it too. */
export { type Assignment, type Lowered, type Program, lower } from "./kernel/program.ts";
export { blocksOf, keptDraws, maxDraws } from "./ensemble/blocks.ts";
export { collect } from "./ensemble/collect.ts";
export { probabilityBy } from "./ensemble/events.ts";
export { run } from "./ensemble/run.ts";
export type { EventSummary, Run, RunRequest, SeriesSummary } from "./ensemble/run-types.ts";
export { type Collector, collector } from "./ensemble/stream.ts";
export {
  type Distribution,
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
export { exp, log, pow } from "./numbers/elementary.ts";
export { quantileOfSorted, summarise } from "./numbers/quantiles.ts";
export { type VarianceShares, varianceShares } from "./analysis/variance-share.ts";
export { type Matrix, matrixOf, rowOf } from "./analysis/matrix.ts";
export type { Estimate } from "./analysis/estimate.ts";
export { sobolDesign, sobolIndices } from "./analysis/sobol-indices.ts";
export { morrisDesign, morrisEffects } from "./analysis/morris.ts";
export { prim, scenarioOf } from "./analysis/prim.ts";
export { reverseStress, reverseStressSearch } from "./analysis/reverse-stress.ts";
export {
  compareMeans,
  compareQuantiles,
  condition,
  logLikelihoods,
  weightedQuantile,
} from "./analysis/conditioning.ts";
export { shapley } from "./analysis/explain.ts";
export { pairedDifference, survival } from "./analysis/survival.ts";
export { sobolPoints } from "./numbers/sobol.ts";
export { latinHypercube } from "./numbers/latin-hypercube.ts";
export { atan, cos, sin, tan } from "./numbers/trigonometry.ts";
