import { philox } from "./philox.ts";
import type { PhiloxKey } from "./philox-key.ts";

/** Fourth counter word, which keeps these draws apart from others under the same key: "Owen". */
const purpose = 0x4f77656e;

/** Binary digits that one call of Philox can scramble: a tree of 2^7 - 1 random bits fits in 128. */
const digitsPerCall = 7;

const step = 1 / 9007199254740992; // 2^-53

const words = new Uint32Array(4);

/**
 * Nested uniform scrambling, in base 2, of the binary fraction `fraction` / 2^32: each of its 32
 * digits is flipped or not by a random bit that depends on the dimension and on all digits before
 * it. Of Owen, "Randomly permuted (t,m,s)-nets and (t,s)-sequences" (1995). A net stays a net with
 * the same parameters, and each point alone is uniform.
 *
 * The result lies strictly between 0 and 1 and is a multiple of 2^-53, except that 2^-54 stands in
 * for 0. Its 21 digits past the 32nd are random bits that depend on the whole fraction.
 *
 * The random bits are Philox4x32-10's. Counter words: the digits before, as a whole number; their
 * number over 7; the dimension; 0x4f77656e. Bit n of the 128, from the lowest bit of the first
 * word, belongs to node n of a binary tree: node 1 is the first digit, and nodes 2 n and 2 n + 1
 * are the digits after a 0 and a 1, before scrambling, at node n. The last 21 digits are the top
 * bits of the first word at (fraction, 5, dimension, 0x4f77656e).
 *
 * @param fraction integer from 0 to 2^32 - 1
 * @param dimension integer from 0 to 2^32 - 1
 */
export function owenScramble(fraction: number, dimension: number, key: PhiloxKey): number {
  let scrambled = 0;
  for (let call = 0; call < 5; call += 1) {
    const before = digitsPerCall * call;
    const prefix = call === 0 ? 0 : fraction >>> (32 - before);
    philox(prefix, call, dimension, purpose, key.low, key.high, words);
    const after = Math.min(before + digitsPerCall, 32);
    let node = 1;
    for (let place = before; place < after; place += 1) {
      const digit = (fraction >>> (31 - place)) & 1;
      const flip = (words[node >>> 5]! >>> (node & 31)) & 1;
      scrambled = (scrambled << 1) | (digit ^ flip);
      node = (node << 1) | digit;
    }
  }
  philox(fraction, 5, dimension, purpose, key.low, key.high, words);
  const bits = (scrambled >>> 0) * 2097152 + (words[0]! >>> 11); // 2097152 is 2^21
  return (bits === 0 ? 0.5 : bits) * step;
}
