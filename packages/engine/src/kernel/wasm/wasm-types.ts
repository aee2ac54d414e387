/** The few types of the WebAssembly JavaScript interface that the kernel needs. */
interface WebAssemblyInterface {
  readonly Module: new (bytes: Uint8Array) => WasmModule;
  readonly Instance: new (
    module: WasmModule,
    imports: Readonly<Record<string, object>>,
  ) => WasmInstance;
  readonly validate: (bytes: Uint8Array) => boolean;
}

/** A module that was checked and compiled; nothing can be read from it here. */
type WasmModule = object;

/** A module with a memory of its own. */
interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}

/** A module's memory. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

/** The WebAssembly interface of Node and browsers, if there; the engine has neither's types. */
export const webAssembly = (
  globalThis as unknown as { readonly WebAssembly?: WebAssemblyInterface }
).WebAssembly;
