const wordSpan = 4294967296;
const lastSeed = 9007199254740991;

/** The key of a Philox4x32 generator, as two unsigned 32-bit words. */
export interface PhiloxKey {
  readonly low: number;
  readonly high: number;
}

/** The key that belongs to `seed`, an integer from 0 to 2^53 - 1: its lower 32 bits and the rest. */
export function philoxKey(seed: number): PhiloxKey {
  if (!(seed >= 0 && seed <= lastSeed && Math.floor(seed) === seed)) {
    throw new RangeError(`The seed must be an integer from 0 to 2^53 - 1, but it is ${seed}.`);
  }
  return { low: seed % wordSpan, high: Math.floor(seed / wordSpan) };
}
