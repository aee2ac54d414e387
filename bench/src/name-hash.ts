/** FNV-1a of a name in UTF-8, 64 bits, as two unsigned words: the key of its random numbers. */
export function hashWords(name: string): { readonly lo: number; readonly hi: number } {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(name)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return { lo: Number(hash & 0xffffffffn), hi: Number(hash >> 32n) };
}
