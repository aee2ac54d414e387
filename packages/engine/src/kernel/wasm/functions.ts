import { atan, cos, sin, tan } from "../../numbers/trigonometry.ts";
import { Code } from "./code.ts";
import type { Constants } from "./constants.ts";
import { writeExp, writeLog, writePow } from "./elementary.ts";
import { wasm } from "./instructions.ts";
import type { ModuleWriter } from "./module.ts";
import { VectorFunction } from "./vector-function.ts";

interface Definition {
  readonly parameters: number;
  readonly write: (f: VectorFunction) => void;
}

/** Operators that are written as functions of the module. */
const written = {
  exp: { parameters: 1, write: writeExp },
  log: { parameters: 1, write: writeLog },
  pow: { parameters: 2, write: writePow },
} as const satisfies Readonly<Record<string, Definition>>;

/** Operators that JavaScript computes number by number; models hardly use them. */
export const imported = { sin, cos, tan, atan } as const;

/** Name of an operator that is a function. */
export type FunctionName = keyof typeof written | keyof typeof imported;

function isImported(name: FunctionName): name is keyof typeof imported {
  return Object.hasOwn(imported, name);
}

/** The functions that a module has so far; one is written when it is first asked for. */
export class FunctionLibrary {
  private readonly module: ModuleWriter;
  private readonly constants: Constants;
  private readonly base: number;
  private readonly indices = new Map<string, number>();

  constructor(module: ModuleWriter, constants: Constants, base: number) {
    this.module = module;
    this.constants = constants;
    this.base = base;
    for (const name of Object.keys(imported)) {
      this.indices.set(name, module.import(name, ["f64"], ["f64"]));
    }
  }

  /** The index to call a function by that takes one or two vectors for each operand. */
  indexOf(name: FunctionName, width: 1 | 2): number {
    const key = `${name} ${width}`;
    let index = this.indices.get(key);
    if (index === undefined) {
      index = this.module.add(this.codeOf(name, width));
      this.indices.set(key, index);
    }
    return index;
  }

  /** The name of a function by the index to call it by. */
  nameOf(index: number): string {
    return [...this.indices].find(([, known]) => known === index)?.[0] ?? `function ${index}`;
  }

  private codeOf(name: FunctionName, width: 1 | 2): Code {
    if (isImported(name)) return numberByNumber(this.indices.get(name)!, width);
    const { parameters, write } = written[name];
    const f = new VectorFunction(parameters, width, this.constants, this.base);
    write(f);
    return f.code;
  }
}

/** A function of vectors that calls one of numbers for each lane. */
function numberByNumber(index: number, width: 1 | 2): Code {
  const vectors = Array.from({ length: width }, () => "v128" as const);
  const code = new Code(vectors, vectors);
  const call = (vector: number, lane: number): void => {
    code.get(vector);
    code.index(wasm.extractLane, lane);
    code.index(wasm.call, index);
  };
  for (let vector = 0; vector < width; vector += 1) {
    call(vector, 0);
    code.emit(wasm.splat);
    call(vector, 1);
    code.index(wasm.replaceLane, 1);
  }
  return code;
}
