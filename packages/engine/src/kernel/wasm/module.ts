import { ByteWriter } from "./bytes.ts";
import { type Code, type ValueType, valueTypes } from "./code.ts";
import { wasm } from "./instructions.ts";

const pageBytes = 65536;

/** Name of the object that imported functions are members of. */
export const importedFrom = "numbers";

/** A module while it is written: functions, one memory, and the numbers it starts with. */
export class ModuleWriter {
  private readonly types: string[] = [];
  private readonly functions: { readonly type: number; readonly code: Code }[] = [];
  private readonly imported: { readonly name: string; readonly type: number }[] = [];
  private readonly exported: { readonly name: string; readonly index: number }[] = [];

  /** Asks for a function from outside, before any is added; gives the index to call it by. */
  import(name: string, parameters: readonly ValueType[], results: readonly ValueType[]): number {
    return this.imported.push({ name, type: this.type(parameters, results) }) - 1;
  }

  /** Adds a function; gives the index to call it by. */
  add(code: Code): number {
    const type = this.type(code.parameters, code.results);
    return this.imported.length + this.functions.push({ type, code }) - 1;
  }

  /** Makes a function callable from outside. */
  export(name: string, index: number): void {
    this.exported.push({ name, index });
  }

  /** The module, with `numbers` in its memory from byte `at` on, and room for them. */
  finish(at: number, numbers: readonly number[]): Uint8Array {
    const out = new ByteWriter();
    out.all([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    section(out, 1, this.types.length, (to) => {
      for (const type of this.types) writeType(to, type);
    });
    section(out, 2, this.imported.length, (to) => {
      for (const { name, type } of this.imported) {
        to.name(importedFrom);
        to.name(name);
        to.byte(0);
        to.unsigned(type);
      }
    });
    section(out, 3, this.functions.length, (to) => {
      for (const { type } of this.functions) to.unsigned(type);
    });
    section(out, 5, 1, (to) => {
      to.byte(0);
      to.unsigned(Math.ceil((at + numbers.length * 8) / pageBytes));
    });
    section(out, 7, this.exported.length + 1, (to) => {
      to.name("memory");
      to.all([2, 0]);
      for (const { name, index } of this.exported) {
        to.name(name);
        to.byte(0);
        to.unsigned(index);
      }
    });
    section(out, 10, this.functions.length, (to) => {
      for (const { code } of this.functions) code.writeTo(to);
    });
    section(out, 11, 1, (to) => {
      to.byte(0);
      to.all(wasm.i32Const.bytes);
      to.signed(at);
      to.all(wasm.end.bytes);
      to.sized(new Uint8Array(littleEndian(numbers)));
    });
    return out.view;
  }

  private type(parameters: readonly ValueType[], results: readonly ValueType[]): number {
    const type = `${parameters.join(" ")}>${results.join(" ")}`;
    const known = this.types.indexOf(type);
    return known < 0 ? this.types.push(type) - 1 : known;
  }
}

function section(
  out: ByteWriter,
  id: number,
  count: number,
  write: (to: ByteWriter) => void,
): void {
  const content = new ByteWriter();
  content.unsigned(count);
  write(content);
  out.byte(id);
  out.sized(content.view);
}

function writeType(to: ByteWriter, type: string): void {
  to.byte(0x60);
  for (const list of type.split(">")) {
    const names = list === "" ? [] : list.split(" ");
    to.sized(names.map((name) => valueTypes[name as ValueType]));
  }
}

function littleEndian(numbers: readonly number[]): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(numbers.length * 8));
  numbers.forEach((number, i) => view.setFloat64(i * 8, number, true));
  return view.buffer;
}
