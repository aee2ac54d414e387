import { describe, expect, test } from "vitest";
import { exp, log, pow } from "../../numbers/elementary.ts";
import { atan, cos, sin, tan } from "../../numbers/trigonometry.ts";
import { Choices } from "../../testing/choices.ts";
import { programOf, runOn } from "../../testing/programs.ts";
import type { Lowered } from "../program.ts";
import { wasmMachine } from "./machine.ts";

const count = 131072;
const a: Lowered = { op: "row", row: 0, perCell: false };
const b: Lowered = { op: "row", row: 1, perCell: false };

const bits = new Uint32Array(2);
const double = new Float64Array(bits.buffer);

/** Numbers of any bits, of ordinary size, whole, near 1, and where functions change their ways. */
function inputs(seed: number): Float64Array {
  const choices = new Choices(seed);
  const word = (): number => choices.whole(0, 4294967295);
  const turns = [
    () => {
      bits.set([word(), word()]);
      return double[0]!;
    },
    () => (choices.share() - 0.5) * 1600,
    () => choices.whole(-40, 40) / 2,
    () => 1 + (choices.share() - 0.5) * 2 ** -choices.whole(0, 52),
    () => (choices.share() - 0.5) * 2 ** choices.whole(-60, 60),
    () => choices.whole(-2000000, 2000000) * (Math.PI / 2),
    () => choices.pick(turningPoints) * (1 + choices.whole(-2, 2) * Number.EPSILON),
  ];
  return Float64Array.from({ length: count }, () => choices.pick(turns)());
}

const turningPoints = (
  "0 -0 1 -1 0.5 2 NaN Infinity -Infinity 1.4142135623730951 0.7071067811865476 5e-324 -5e-324 " +
  "2.2250738585072014e-308 2.225073858507201e-308 1.7976931348623157e308 709.782712893384 710 " +
  "-708.4 -745.1332191019411 -746 708 1e20 -1e20 9007199254740992 1152921504606846976 " +
  "3.141592653589793 1.5707963267948966 0.7853981633974483 1647099 1647100 " +
  "7.450580596923828e-9 0.3125"
)
  .split(" ")
  .map(Number);

const unary = { exp, log, sin, cos, tan, atan };

describe.each(Object.entries(unary))("%s of WebAssembly", (name, truth) => {
  const of = (argument: Lowered): Lowered => ({ op: name as keyof typeof unary, a: argument });
  // Alone it takes one vector, with another call beside it two.
  test.each([
    ["alone", programOf({ one: of(a) })],
    ["by twos", programOf({ one: of(a), two: of(b) })],
  ])("has the bits of TypeScript, %s", (_, program) => {
    const columns = [inputs(1), inputs(2)];
    const found = runOn(wasmMachine(program)!, program, columns);
    for (const [index, column] of Object.values(found).entries()) {
      const wrong = column.findIndex((y, i) => !Object.is(y, truth(columns[index]![i]!)));
      const x = columns[index]![wrong];
      expect(wrong, `${name}(${x}) is ${column[wrong]}, not ${truth(x ?? NaN)}`).toBe(-1);
    }
  });
});

describe("pow of WebAssembly", () => {
  const program = programOf({
    one: { op: "pow", a, b },
    two: { op: "pow", a: b, b: a },
  });
  const [x, y] = [inputs(3), inputs(4)];
  const first = programOf({ one: { op: "pow", a, b } });

  test.each([
    ["alone", first],
    ["by twos", program],
  ])("has the bits of TypeScript, %s", (_, program) => {
    // Of any base the exponents that give results in range, too.
    const fitting = y.map((power, i) => (i % 3 === 0 ? (power * 700) / log(x[i]!) / 1600 : power));
    const found = runOn(wasmMachine(program)!, program, [x, fitting]);
    const wrong = x.findIndex((base, i) => {
      const same = Object.is(found["one"]![i], pow(base, fitting[i]!));
      const two = found["two"] === undefined || Object.is(found["two"][i], pow(fitting[i]!, base));
      return !(same && two);
    });
    expect(wrong, `pow(${x[wrong]}, ${fitting[wrong]}) differs`).toBe(-1);
  });
});
