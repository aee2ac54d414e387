/** What follows an instruction's code: an index, a number, the type of a block, or a place. */
export type Immediate = "index" | "number" | "block" | "memory";

/** An instruction of WebAssembly. */
export interface Instruction {
  readonly name: string;
  /** Its code; vector instructions have a prefix and a number. */
  readonly bytes: readonly number[];
  readonly immediate: Immediate | undefined;
}

function plain(name: string, code: number, immediate?: Immediate): Instruction {
  return { name, bytes: [code], immediate };
}

function vector(name: string, code: number, immediate?: Immediate): Instruction {
  return { name, bytes: code < 0x80 ? [0xfd, code] : [0xfd, code, 1], immediate };
}

/** The instructions that the kernel uses, by the names of the WebAssembly specification. */
export const wasm = {
  loop: plain("loop", 0x03, "block"),
  if: plain("if", 0x04, "block"),
  end: plain("end", 0x0b),
  branchIf: plain("br_if", 0x0d, "index"),
  call: plain("call", 0x10, "index"),
  localGet: plain("local.get", 0x20, "index"),
  localSet: plain("local.set", 0x21, "index"),
  localTee: plain("local.tee", 0x22, "index"),
  i32Const: plain("i32.const", 0x41, "number"),
  i32Eqz: plain("i32.eqz", 0x45),
  i32Eq: plain("i32.eq", 0x46),
  i32LtU: plain("i32.lt_u", 0x49),
  i32Add: plain("i32.add", 0x6a),
  load: vector("v128.load", 0x00, "memory"),
  loadSplat: vector("v128.load64_splat", 0x0a, "memory"),
  store: vector("v128.store", 0x0b, "memory"),
  splat: vector("f64x2.splat", 0x14),
  extractLane: vector("f64x2.extract_lane", 0x21, "index"),
  replaceLane: vector("f64x2.replace_lane", 0x22, "index"),
  eq: vector("f64x2.eq", 0x47),
  ne: vector("f64x2.ne", 0x48),
  lt: vector("f64x2.lt", 0x49),
  gt: vector("f64x2.gt", 0x4a),
  le: vector("f64x2.le", 0x4b),
  ge: vector("f64x2.ge", 0x4c),
  not: vector("v128.not", 0x4d),
  and: vector("v128.and", 0x4e),
  andNot: vector("v128.andnot", 0x4f),
  or: vector("v128.or", 0x50),
  xor: vector("v128.xor", 0x51),
  select: vector("v128.bitselect", 0x52),
  floor: vector("f64x2.floor", 0x75),
  bitmask: vector("i64x2.bitmask", 0xc4),
  shiftLeft: vector("i64x2.shl", 0xcb),
  shiftRight: vector("i64x2.shr_u", 0xcd),
  addBits: vector("i64x2.add", 0xce),
  subBits: vector("i64x2.sub", 0xd1),
  abs: vector("f64x2.abs", 0xec),
  neg: vector("f64x2.neg", 0xed),
  sqrt: vector("f64x2.sqrt", 0xef),
  add: vector("f64x2.add", 0xf0),
  sub: vector("f64x2.sub", 0xf1),
  mul: vector("f64x2.mul", 0xf2),
  div: vector("f64x2.div", 0xf3),
  pmin: vector("f64x2.pmin", 0xf6),
  pmax: vector("f64x2.pmax", 0xf7),
} as const satisfies Readonly<Record<string, Instruction>>;
