/*
 * What is found out from an ensemble, or from any matrix of inputs and the outcomes that somebody
 * computed of them. An entry of its own, as it needs no model; made into docs like `../index.ts`.
 */

// # Which parameters matter
// Sensitivity of an outcome to what it is computed from. From `@faultline/engine/analysis`.
export { type VarianceShares, varianceShares, varianceSplitter } from "./variance-share.ts";
export {
  type FirstOrderEstimator,
  type SobolIndex,
  type SobolIndices,
  type SobolIndicesOptions,
  sobolDesign,
  sobolIndices,
} from "./sobol-indices.ts";
export {
  type MorrisEffect,
  type MorrisOptions,
  type MorrisRequest,
  morrisDesign,
  morrisEffects,
} from "./morris.ts";
export { type Amount, type Attribution, shapley } from "./explain.ts";
export type { CauseRow, PairRow } from "./explain.ts";
export type { BootstrapOptions } from "./bootstrap.ts";
export { type Matrix, matrixOf, rowOf } from "./matrix.ts";

// # When and where something happens
// Probabilities with their sampling error, the region of parameters in which an event happens, and
// the least shock that brings it about. From `@faultline/engine/analysis`.
export type { Estimate } from "./estimate.ts";
export { type PairedDifference, type Survival, pairedDifference, survival } from "./survival.ts";
export { type PrimOptions, type PrimStep, prim, scenarioOf } from "./prim.ts";
export type { Box, BoxContents, Limit } from "./prim-box.ts";
export {
  type ReverseStress,
  type ReverseStressRequest,
  type Shock,
  reverseStress,
  reverseStressSearch,
} from "./reverse-stress.ts";

// # Learning from what was observed
// Weights draws by how well they fit, and says when too few of them do. From
// `@faultline/engine/analysis`.
export {
  type Compared,
  type Conditioned,
  type Observation,
  compareMeans,
  compareQuantiles,
  condition,
  logLikelihoods,
  weightedQuantile,
} from "./conditioning.ts";
