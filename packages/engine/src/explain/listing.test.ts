import { expect, test } from "vitest";
import { Code } from "../kernel/wasm/code.ts";
import { wasm } from "../kernel/wasm/instructions.ts";
import { listing } from "./listing.ts";

test("reads every kind of instruction back as it was written", () => {
  const code = new Code(["f64"], ["v128"]);
  const local = code.local("i32");
  const numbers = [0, 63, 64, -1, -64, -65, 127, 128, 8191, 8192, -8193, 2147483647, -2147483648];
  for (const number of numbers) code.whole(number);
  code.set(local);
  code.get(local);
  code.open(wasm.loop);
  code.memory(wasm.load, 0);
  code.memory(wasm.loadSplat, 300);
  code.memory(wasm.store, 4294967288);
  code.index(wasm.call, 129);
  code.index(wasm.extractLane, 1);
  code.emit(wasm.add);
  code.emit(wasm.bitmask);
  code.index(wasm.branchIf, 0);
  code.emit(wasm.end);
  expect(listing(code).map(({ instruction, immediate }) => [instruction.name, immediate])).toEqual([
    ...numbers.map((number) => ["i32.const", number]),
    ["local.tee", local],
    ["loop", undefined],
    ["v128.load", 0],
    ["v128.load64_splat", 300],
    ["v128.store", 4294967288],
    ["call", 129],
    ["f64x2.extract_lane", 1],
    ["f64x2.add", undefined],
    ["i64x2.bitmask", undefined],
    ["br_if", 0],
    ["end", undefined],
  ]);
});

test("tells all instructions apart", () => {
  for (const instruction of Object.values(wasm)) {
    const code = new Code([], []);
    code.emit(instruction);
    if (instruction.immediate === undefined) {
      expect(listing(code)).toEqual([{ at: 0, instruction, immediate: undefined }]);
    }
  }
});
