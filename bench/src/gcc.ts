import { execFile, execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Graph, type Program, blockSize } from "@faultline/engine";
import { type Variant, emitTwin, endRows } from "./c-twin.ts";
import { type Ensemble, drawValues } from "./drawing.ts";

/** How the twin is compiled: as IEEE 754 has it, or as fast as the compiler can. */
export type Mathematics = "ieee" | "fast";

/** Compiler options by mathematics, as figures quote them. */
export const compilerOptions: Readonly<Record<Mathematics, string>> = {
  ieee: "-O3 -march=native -ffp-contract=off",
  fast: "-O3 -march=native -ffast-math",
};

const compiler = "gcc";

/** Whether a C compiler is at hand. */
export function hasGcc(): boolean {
  return spawnSync(compiler, ["--version"], { stdio: "ignore" }).status === 0;
}

/** What a twin computed, draws varying fastest, and how long its passes took. */
export interface TwinResult {
  readonly nanoseconds: number;
  /** By series: months by draws. */
  readonly series: ReadonlyMap<string, Float64Array>;
  /** Month an event tripped in, -1 where it did not, by draw. */
  readonly eventMonths: ReadonlyMap<string, Float64Array>;
  readonly residual: Float64Array;
}

/** A compiled twin of one model. */
export interface Twin {
  readonly variant: Variant;
  /** Times `passes` passes over an ensemble's months; the ensemble is that of the input file. */
  readonly time: (months: number, passes: number) => number;
  /** One pass, with its outputs. */
  readonly run: (months: number) => TwinResult;
}

/** Writes a twin's inputs: draws, months and seed, then parameters and noises. */
export function writeInputs(path: string, graph: Graph, ensemble: Ensemble): void {
  const { parameters, noises } = drawValues(graph, ensemble);
  const header = Float64Array.of(ensemble.blocks * blockSize, ensemble.months, ensemble.seed);
  const parts = [header, ...parameters, ...noises];
  writeFileSync(path, Buffer.concat(parts.map((part) => new Uint8Array(part.buffer))));
}

/** Compiles a model's twin with gcc; `name` tells its files apart in the directory. */
export async function compileTwin(
  directory: string,
  inputs: string,
  model: { readonly name: string; readonly program: Program; readonly draws: number },
  variant: Variant,
  mathematics: Mathematics,
): Promise<Twin> {
  const stem = join(directory, `${model.name}-${variant}-${mathematics}`);
  const [source, binary, outputs] = [`${stem}.c`, stem, `${stem}.out`];
  writeFileSync(source, emitTwin(model.program, variant));
  const options = compilerOptions[mathematics].split(" ");
  await promisify(execFile)(compiler, [...options, "-o", binary, source, "-lm"]);
  const time = (months: number, passes: number): number =>
    Number(execFileSync(binary, [inputs, outputs, String(months), String(passes)]));
  return {
    variant,
    time,
    run: (months) => {
      const nanoseconds = time(months, 1);
      return { nanoseconds, ...readOutputs(outputs, model.program, model.draws, months) };
    },
  };
}

function readOutputs(
  path: string,
  program: Program,
  draws: number,
  months: number,
): Omit<TwinResult, "nanoseconds"> {
  const bytes = readFileSync(path);
  const values = new Float64Array(Uint8Array.from(bytes).buffer);
  let at = 0;
  const take = (count: number): Float64Array => values.subarray(at, (at += count));
  const series = new Map([...program.series.keys()].map((id) => [id, take(draws * months)]));
  const { events, overdrawn } = endRows(program);
  const eventMonths = new Map(events.map((id) => [id, take(draws)]));
  for (const _ of overdrawn) take(draws);
  return { series, eventMonths, residual: take(draws) };
}
