const scratch = new Float64Array(1);
const halves = new Uint32Array(scratch.buffer);

/** A digest of 64 bits over doubles, bit by bit; every NaN counts as the same. */
export class Digest {
  #a = 0x811c9dc5;
  #b = 0x9e3779b9;

  /** Adds numbers, in order. */
  add(values) {
    for (const value of values) {
      scratch[0] = Number.isNaN(value) ? 0 : value;
      this.#word(halves[0]);
      this.#word(Number.isNaN(value) ? 0x7ff80000 : halves[1]);
    }
    return this;
  }

  /** Adds columns of numbers with their names, in the order of the names. */
  addColumns(columns) {
    for (const name of Object.keys(columns).toSorted()) {
      this.add(Array.from(name, (character) => character.codePointAt(0)));
      this.add(columns[name]);
    }
    return this;
  }

  /** 16 hexadecimal digits. */
  hex() {
    return [this.#a, this.#b].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }

  // FNV-1a's step, and beside it MurmurHash3's over both words.
  #word(word) {
    this.#a = Math.imul(this.#a ^ word, 0x01000193);
    this.#a ^= this.#a >>> 15;
    const mixed = Math.imul(this.#b ^ word ^ ((this.#a << 13) | (this.#a >>> 19)), 0x85ebca6b);
    this.#b = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  }
}
