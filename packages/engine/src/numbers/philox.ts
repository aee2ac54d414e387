/** Multipliers and key increments of Philox4x32. */
const multiplier0 = 0xd2511f53;
const multiplier1 = 0xcd9e8d57;
const weyl0 = 0x9e3779b9;
const weyl1 = 0xbb67ae85;

/**
 * Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random
 * numbers: as easy as 1, 2, 3" (2011). Writes to `out[0..3]` four 32-bit words that are a
 * bijection of the counter (c0, c1, c2, c3) under the key (k0, k1). Operands are taken modulo
 * 2^32, so signed and unsigned forms of a word are the same word. Allocates nothing.
 */
export function philox(
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  out: Uint32Array,
): void {
  let w0 = c0 | 0;
  let w1 = c1 | 0;
  let w2 = c2 | 0;
  let w3 = c3 | 0;
  let key0 = k0 | 0;
  let key1 = k1 | 0;
  for (let round = 0; round < 10; round += 1) {
    const high0 = highProduct(multiplier0, w0);
    const low0 = Math.imul(multiplier0, w0);
    const high1 = highProduct(multiplier1, w2);
    const low1 = Math.imul(multiplier1, w2);
    w0 = high1 ^ w1 ^ key0;
    w1 = low1;
    w2 = high0 ^ w3 ^ key1;
    w3 = low0;
    key0 = (key0 + weyl0) | 0;
    key1 = (key1 + weyl1) | 0;
  }
  out[0] = w0;
  out[1] = w1;
  out[2] = w2;
  out[3] = w3;
}

/**
 * The upper 32 bits of the 64-bit product of two unsigned 32-bit words, as a signed word. Built
 * from 16-bit halves, because a double holds 64-bit products only to 53 bits.
 */
function highProduct(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  // No partial sum can pass 2^32: (2^16 - 1)² + 2 (2^16 - 1) = 2^32 - 1.
  const middle = Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16);
  const cross = Math.imul(aLow, bHigh) + (middle & 0xffff);
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (cross >>> 16)) | 0;
}
