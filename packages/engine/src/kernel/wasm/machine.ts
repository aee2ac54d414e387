import type { Program } from "../program.ts";
import type { Machine } from "../run-block.ts";
import { Code } from "./code.ts";
import { imported } from "./functions.ts";
import { wasm } from "./instructions.ts";
import { ModuleWriter, importedFrom } from "./module.ts";
import { codeOf } from "./program-code.ts";
import { type WasmMemory, webAssembly } from "./wasm-types.ts";

/**
 * Compiles a program to WebAssembly that computes two draws at once. Its bits are those of every
 * other kernel. Gives nothing where WebAssembly or its vectors are missing.
 */
export function wasmMachine(program: Program): Machine | undefined {
  if (!hasVectors()) return undefined;
  const { bytes, lanes, rows } = codeOf(program);
  const { exports } = new webAssembly!.Instance(new webAssembly!.Module(bytes), {
    [importedFrom]: imported,
  });
  const memory = exports["memory"] as WasmMemory;
  return {
    lanes,
    state: new Float64Array(memory.buffer, 0, rows * lanes),
    open: exports["open"] as Machine["open"],
    step: exports["step"] as Machine["step"],
  };
}

let vectors: boolean | undefined;

/** Whether a module with a vector instruction would be taken here. */
function hasVectors(): boolean {
  vectors ??= webAssembly !== undefined && webAssembly.validate(probe());
  return vectors;
}

function probe(): Uint8Array {
  const module = new ModuleWriter();
  const code = new Code(["f64"], ["v128"]);
  code.get(0);
  code.emit(wasm.splat);
  module.add(code);
  return module.finish(0, []);
}
