import * as fc from "fast-check";
import { expect, test } from "vitest";
import { philox } from "./philox.ts";

function words(counter: readonly number[], key: readonly number[]): string[] {
  const out = new Uint32Array(4);
  const [c0, c1, c2, c3] = counter;
  philox(c0!, c1!, c2!, c3!, key[0]!, key[1]!, out);
  return [...out].map((word) => word.toString(16).padStart(8, "0"));
}

const ones = 0xffffffff;

// The known-answer vectors published with the Random123 library (kat_vectors, philox4x32 10).
test.each([
  { counter: [0, 0, 0, 0], key: [0, 0], answer: "6627e8d5 e169c58d bc57ac4c 9b00dbd8" },
  {
    counter: [ones, ones, ones, ones],
    key: [ones, ones],
    answer: "408f276d 41c83b0e a20bc7c6 6d5451fd",
  },
  {
    counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    key: [0xa4093822, 0x299f31d0],
    answer: "d16cfe09 94fdcceb 5001e420 24126ea1",
  },
])("philox gives $answer for its published vector", ({ counter, key, answer }) => {
  expect(words(counter, key).join(" ")).toBe(answer);
});

test("philox agrees with a BigInt transcription of the published round function", () => {
  const word = fc.integer({ min: 0, max: ones });
  fc.assert(
    fc.property(fc.tuple(word, word, word, word), fc.tuple(word, word), (counter, key) => {
      let [a, b, c, d] = counter.map(BigInt) as [bigint, bigint, bigint, bigint];
      let [k0, k1] = key.map(BigInt) as [bigint, bigint];
      const mask = 0xffffffffn;
      for (let round = 0; round < 10; round += 1) {
        const p0 = 0xd2511f53n * a;
        const p1 = 0xcd9e8d57n * c;
        [a, b, c, d] = [(p1 >> 32n) ^ b ^ k0, p1 & mask, (p0 >> 32n) ^ d ^ k1, p0 & mask];
        k0 = (k0 + 0x9e3779b9n) & mask;
        k1 = (k1 + 0xbb67ae85n) & mask;
      }
      const expected = [a, b, c, d].map((value) => value.toString(16).padStart(8, "0"));
      expect(words(counter, key)).toEqual(expected);
    }),
    { numRuns: 500, seed: 1 },
  );
});

test("philox reads a signed word as the same bits", () => {
  expect(words([-1, -1, -1, -1], [-1, -1])).toEqual(words([ones, ones, ones, ones], [ones, ones]));
});
