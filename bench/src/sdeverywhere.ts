import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Unavailable } from "./figure.ts";
import type { Rival } from "./rivals.ts";
import { timeOf } from "./rounds.ts";
import { runnerSource, sdeHeader, timerSource } from "./sdeverywhere-c.ts";
import { sirDays, sirInputs, sirMdl, sirSeries } from "./sir.ts";
import { instantiate } from "./web-assembly.ts";

/** A program that runs the epidemic once for each pair of inputs. */
export interface SirRival {
  /** How the program came to be, in a phrase. */
  readonly label: string;
  /** Nanoseconds of one pass over all runs. */
  readonly time: (passes: number) => Promise<number>;
  /** What each run publishes, series by series. */
  readonly values: () => readonly Float64Array[];
}

/** The inputs of each run: infectivity and duration. */
export type SirRuns = readonly (readonly number[])[];

interface Compiler {
  readonly resetState: () => void;
  readonly parseModel: (text: string, kind: "vensim", folder: string) => unknown;
  readonly generateCode: (model: unknown, options: object) => string;
}

interface Input {
  readonly set: (value: number) => void;
}

interface Outputs {
  readonly getSeriesForVar: (id: string) => { readonly points: readonly { readonly y: number }[] };
}

interface Runtime {
  readonly createInputValue: (id: string, value: number) => Input;
  readonly createSynchronousModelRunner: (model: unknown) => {
    readonly createOutputs: () => Outputs;
    readonly runModelSync: (inputs: readonly Input[], outputs: Outputs) => Outputs;
  };
}

/** The epidemic as SDEverywhere compiles it. */
export interface Generated {
  readonly js: string;
  readonly c: string;
  readonly runtime: Runtime;
}

const variable = (name: string): string => `_${name.replaceAll(" ", "_")}`;
const [inputIds, outputIds] = [sirInputs.map(variable), sirSeries.map(variable)];

/** Compiles the epidemic with SDEverywhere, to JavaScript and to C. */
export async function generateSir(rival: Rival, directory: string): Promise<Generated> {
  const compiler = (await rival.load("@sdeverywhere/compile/src/index.js")) as Compiler;
  const runtime = (await rival.load("@sdeverywhere/runtime/dist/index.js")) as Runtime;
  const spec = {
    name: "sir",
    inputVarNames: sirInputs,
    outputVarNames: sirSeries,
    inputVars: inputIds,
    outputVars: outputIds,
  };
  const generate = (operation: string): string => {
    // Its compiler keeps the last model in its modules.
    compiler.resetState();
    return compiler.generateCode(compiler.parseModel(sirMdl, "vensim", directory), {
      spec,
      operations: [operation],
      extData: new Map(),
      directData: new Map(),
      modelDirname: directory,
    });
  };
  return { js: generate("generateJS"), c: generate("generateC"), runtime };
}

/** The generated JavaScript, run by SDEverywhere's runtime. */
export async function javascriptSir(
  directory: string,
  { js, runtime }: Generated,
  runs: SirRuns,
): Promise<SirRival> {
  const path = join(directory, "sir.mjs");
  writeFileSync(path, js);
  const { default: load } = (await import(pathToFileURL(path).href)) as {
    readonly default: () => Promise<unknown>;
  };
  return runBy(runtime, await load(), runs, "generated JavaScript, run by its runtime");
}

const exported =
  "_malloc,_free,_getInitialTime,_getFinalTime,_getSaveper,_setLookup,_runModelWithBuffers";

/** The generated C as WebAssembly, run by SDEverywhere's runtime. */
export async function wasmSir(
  directory: string,
  { c, runtime }: Generated,
  runs: SirRuns,
): Promise<SirRival> {
  writeC(directory, c);
  const emcc = compiled(
    directory,
    "emcc",
    `-O3 --no-entry -sMALLOC=emmalloc -sEXPORTED_FUNCTIONS=${exported} sir.c runner.c -o sir.wasm`,
  );
  // All it imports is for messages of calls that are not made.
  const exports = instantiate(readFileSync(join(directory, "sir.wasm")));
  const call = (name: string) => exports[name] as (...args: readonly number[]) => number;
  if ("_initialize" in exports) call("_initialize")();
  const { buffer } = exports.memory;
  const model = {
    kind: "wasm",
    outputVarIds: outputIds,
    cwrap: call,
    _malloc: call("malloc"),
    _free: call("free"),
    HEAP32: new Int32Array(buffer),
    HEAPF64: new Float64Array(buffer),
  };
  return runBy(runtime, model, runs, `generated C by ${emcc} -O3, our run loop, its runtime`);
}

/** The generated C as a program of its own, which times itself. */
export function nativeSir(directory: string, c: string, runs: SirRuns): SirRival {
  writeC(directory, c);
  const gcc = compiled(directory, "gcc", "-O3 -march=native -o sir sir.c runner.c timer.c -lm");
  const [inputs, outputs] = [join(directory, "inputs"), join(directory, "outputs")];
  writeFileSync(inputs, new Uint8Array(Float64Array.from(runs.flat()).buffer));
  const pass = (passes: number): number =>
    Number(
      execFileSync(join(directory, "sir"), [inputs, outputs, String(runs.length), String(passes)]),
    ) / passes;
  return {
    label: `generated C by ${gcc} -O3 -march=native, our run loop`,
    time: async (passes) => pass(passes),
    values: () => {
      pass(1);
      const all = new Float64Array(Uint8Array.from(readFileSync(outputs)).buffer);
      const size = outputIds.length * sirDays;
      return runs.map((_, run) => all.slice(run * size, (run + 1) * size));
    },
  };
}

function runBy(runtime: Runtime, model: unknown, runs: SirRuns, label: string): SirRival {
  const runner = runtime.createSynchronousModelRunner(model);
  const outputs = runner.createOutputs();
  const inputs = inputIds.map((id) => runtime.createInputValue(id, 0));
  const once = (values: readonly number[]): void => {
    inputs.forEach((input, k) => input.set(values[k]!));
    runner.runModelSync(inputs, outputs);
  };
  return {
    label,
    time: async (passes) =>
      (await timeOf(() => {
        for (let pass = 0; pass < passes; pass += 1) runs.forEach(once);
      })) / passes,
    values: () =>
      runs.map((values) => {
        once(values);
        const series = outputIds.map((id) => outputs.getSeriesForVar(id).points);
        return Float64Array.from(series.flatMap((points) => points.map(({ y }) => y)));
      }),
  };
}

function writeC(directory: string, c: string): void {
  const files = {
    "sir.c": c,
    "sde.h": sdeHeader,
    "runner.c": runnerSource,
    "timer.c": timerSource,
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, file), text);
}

/** The compilers of generated C, and Debian's packages of them. */
const compilers = { emcc: "emscripten", gcc: "gcc" } as const;

/** Compiles in a directory, and says with what; throws {@link Unavailable} without the compiler. */
function compiled(cwd: string, compiler: keyof typeof compilers, options: string): string {
  let version: string;
  try {
    version = execFileSync(compiler, ["--version"], { encoding: "utf8" });
  } catch {
    throw new Unavailable(
      `${compiler} is missing, which is to compile its C; Debian's package is ${compilers[compiler]}`,
    );
  }
  execFileSync(compiler, options.split(" "), { cwd, stdio: ["ignore", "ignore", "pipe"] });
  const number = /\d+\.\d+\.\d+/.exec(version.split("\n")[0]!)?.[0] ?? "of unknown version";
  return `${compiler} ${number}`;
}
