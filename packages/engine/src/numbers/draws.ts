import { philox } from "./philox.ts";

/** The 64-bit hash of a name, as two unsigned 32-bit words. */
export interface NameHash {
  readonly lo: number;
  readonly hi: number;
}

/** The month of a number that is drawn once per run, such as a parameter. */
export const once = -1;

const wordSpan = 4294967296;
const lastWord = 4294967295;
const lastSeed = 9007199254740991;
const step = 1 / 9007199254740992; // 2^-53

const words = new Uint32Array(4);

/**
 * FNV-1a, 64 bits (Fowler, Noll and Vo), over the UTF-8 bytes of `name`. A lone surrogate is
 * hashed as U+FFFD, which is how it would be written to a file.
 */
export function hashName(name: string): NameHash {
  let lo = 0x84222325;
  let hi = 0xcbf29ce4;
  const add = (byte: number): void => {
    const mixed = (lo ^ byte) >>> 0;
    // The prime is 2^40 + 0x1b3; a word times 0x1b3 stays below 2^41, so a double holds it exactly.
    const product = mixed * 0x1b3;
    hi = (hi * 0x1b3 + Math.floor(product / wordSpan) + ((mixed << 8) >>> 0)) % wordSpan;
    lo = product % wordSpan;
  };
  for (const character of name) {
    let code = character.codePointAt(0)!;
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) {
      add(code);
    } else if (code < 0x800) {
      add(0xc0 | (code >> 6));
      add(0x80 | (code & 0x3f));
    } else {
      if (code < 0x10000) {
        add(0xe0 | (code >> 12));
      } else {
        add(0xf0 | (code >> 18));
        add(0x80 | ((code >> 12) & 0x3f));
      }
      add(0x80 | ((code >> 6) & 0x3f));
      add(0x80 | (code & 0x3f));
    }
  }
  return { lo, hi };
}

/**
 * The uniform number that belongs to (seed, draw, month, name), strictly between 0 and 1.
 *
 * It depends on nothing else, so any draw can be made alone, in any order, on any thread, and
 * adding a name to a model changes no other name's numbers. It is a multiple of 2^-53, except that
 * 2^-54 stands in for 0.
 *
 * Counter words of Philox4x32-10: draw, month, hash.lo, hash.hi; key words: seed modulo 2^32,
 * then the rest of seed. The number is the top 27 bits of the first word followed by the top
 * 26 bits of the second.
 *
 * @param seed integer from 0 to 2^53 - 1
 * @param draw integer from 0 to 2^32 - 1
 * @param month integer from 0 to 2^32 - 2, or `once`, whose word is 0xffffffff
 */
export function uniform(seed: number, draw: number, month: number, hash: NameHash): number {
  checkCoordinates(seed, draw, draw, month);
  return uniformAt(seed, Math.floor(seed / wordSpan), draw, month, hash.lo, hash.hi);
}

/**
 * Writes to `out[offset + i]` the `uniform` of draw `firstDraw + i`, for i from 0 to `count - 1`.
 */
export function fillUniform(
  out: Float64Array,
  offset: number,
  count: number,
  seed: number,
  firstDraw: number,
  month: number,
  hash: NameHash,
): void {
  checkCoordinates(seed, firstDraw, firstDraw + count - 1, month);
  if (!(offset >= 0 && count >= 0 && offset + count <= out.length)) {
    throw new RangeError(
      `The array has ${out.length} places, which cannot hold ${count} draws from place ${offset}.`,
    );
  }
  const seedHigh = Math.floor(seed / wordSpan);
  const { lo, hi } = hash;
  for (let index = 0; index < count; index += 1) {
    out[offset + index] = uniformAt(seed, seedHigh, firstDraw + index, month, lo, hi);
  }
}

function uniformAt(
  seedLow: number,
  seedHigh: number,
  draw: number,
  month: number,
  lo: number,
  hi: number,
): number {
  philox(draw, month, lo, hi, seedLow, seedHigh, words);
  const bits = (words[0]! >>> 5) * 67108864 + (words[1]! >>> 6); // 67108864 is 2^26
  return (bits === 0 ? 0.5 : bits) * step;
}

function checkCoordinates(seed: number, first: number, last: number, month: number): void {
  if (!(seed >= 0 && seed <= lastSeed && Math.floor(seed) === seed)) {
    throw new RangeError(`The seed must be an integer from 0 to 2^53 - 1, but it is ${seed}.`);
  }
  if (!(first >= 0 && last <= lastWord && Math.floor(first) === first)) {
    throw new RangeError(
      `A draw must be an integer from 0 to 2^32 - 1, but it is ${last > lastWord ? last : first}.`,
    );
  }
  if (!(month >= once && month < lastWord && Math.floor(month) === month)) {
    throw new RangeError(
      `A month must be an integer from 0 to 2^32 - 2, or -1 for once per run, but it is ${month}.`,
    );
  }
}
