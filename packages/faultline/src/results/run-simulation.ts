import { type CompanyBooks, InputError } from "@faultline/exposure";
import type { Ensemble, EnsemblePool, EnsembleSpec, OnProgress } from "../ensemble/pool.ts";
import type { EnsembleOptions } from "../options/ensemble-options.ts";
import { type FrozenEnsemble, type SimulateResult, simulateResult } from "./simulate-result.ts";

/** The mechanism that moves confidence. */
const confidenceId = "M3";

/** A simulation's result, and the ensemble it was made from. */
export interface Simulation {
  readonly result: SimulateResult;
  readonly ensemble: Ensemble;
}

/** The ensemble that options ask for, with a company inside if there is one. */
export function specOf(options: EnsembleOptions, company?: CompanyBooks): EnsembleSpec {
  const { without, from, ownFacts, settings, months, draws, seed } = options;
  return {
    without,
    from,
    ownFacts,
    settings,
    months,
    draws,
    seed,
    ...(company !== undefined && { company }),
  };
}

/**
 * Runs what options ask for, and beside it the same with confidence frozen, which tells how much of
 * the outcome is the model's belief in contagion.
 */
export async function runSimulation(
  pool: EnsemblePool,
  options: EnsembleOptions,
  onProgress?: OnProgress,
  company?: CompanyBooks,
): Promise<Simulation> {
  const spec = specOf(options, company);
  const isFrozen = options.without.includes(confidenceId);
  const parts = isFrozen ? 1 : 2;
  const shares = [0, 0];
  const report = (part: number) => (share: number) => {
    shares[part] = share;
    onProgress?.((shares[0]! + shares[1]!) / parts);
  };
  const [ensemble, frozen] = await Promise.all([
    runChecked(pool, spec, options, report(0)),
    isFrozen ? undefined : runFrozen(pool, spec, options, report(1)),
  ]);
  return { result: simulateResult(options, ensemble, frozen), ensemble };
}

async function runFrozen(
  pool: EnsemblePool,
  spec: EnsembleSpec,
  options: EnsembleOptions,
  onProgress: OnProgress,
): Promise<FrozenEnsemble> {
  const without = [...spec.without, confidenceId];
  const left = new Set(pool.model({ ...spec, without }).graph.parameters.map(({ id }) => id));
  const ids = Object.keys(spec.settings);
  const settings = Object.fromEntries(Object.entries(spec.settings).filter(([id]) => left.has(id)));
  // Only its events are told.
  const held: EnsembleSpec = { ...spec, without, settings, keep: [] };
  const ensemble = await runChecked(pool, held, options, onProgress);
  return { ensemble, ignored: ids.filter((id) => !left.has(id)) };
}

/**
 * Runs an ensemble. A model that breaks down on numbers somebody set is their input, not our bug:
 * then it throws an {@link InputError} that names them.
 */
export async function runChecked(
  pool: EnsemblePool,
  spec: EnsembleSpec,
  options: Pick<EnsembleOptions, "set" | "scenario">,
  onProgress?: OnProgress,
): Promise<Ensemble> {
  try {
    return await pool.run(spec, onProgress);
  } catch (error) {
    const set = Object.entries(options.set).map(
      ([key, value]) => `--set ${key}=${JSON.stringify(value)}`,
    );
    const byHand = [
      ...set,
      ...(options.scenario.file === undefined ? [] : [options.scenario.file]),
    ];
    if (byHand.length === 0 || !isBreakdown(error)) throw error;
    throw new InputError(
      byHand.join(", "),
      `the model breaks down: ${error.message.replace(/\.$/, "")}`,
      "choose a value that the parameter can have",
    );
  }
}

// The engine's two ways to say that a run went out of bounds.
function isBreakdown(error: unknown): error is Error {
  return (
    error instanceof Error && (error.name === "ModelError" || error.message.startsWith('Series "'))
  );
}
