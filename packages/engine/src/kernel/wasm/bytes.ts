/** Bytes that grow at the end. */
export class ByteWriter {
  private bytes = new Uint8Array(1024);
  private end = 0;

  /** Bytes written so far. */
  get length(): number {
    return this.end;
  }

  /** What was written, as a view that the next write may change. */
  get view(): Uint8Array {
    return this.bytes.subarray(0, this.end);
  }

  /** Appends one byte. */
  byte(value: number): void {
    if (this.end === this.bytes.length) this.reserve(1);
    this.bytes[this.end] = value;
    this.end += 1;
  }

  /** Changes a byte written before. */
  change(at: number, value: number): void {
    this.bytes[at] = value;
  }

  /** Appends an unsigned number below 2^32 in the LEB128 form. */
  unsigned(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** Appends a signed 32-bit number in the LEB128 form. */
  signed(value: number): void {
    let rest = value;
    while (rest < -64 || rest > 63) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    this.byte(rest & 0x7f);
  }

  /** Appends bytes as they are. */
  all(content: Uint8Array | readonly number[]): void {
    if (this.end + content.length > this.bytes.length) this.reserve(content.length);
    this.bytes.set(content, this.end);
    this.end += content.length;
  }

  /** Appends bytes after their number. */
  sized(content: Uint8Array | readonly number[]): void {
    this.unsigned(content.length);
    this.all(content);
  }

  /** Appends an ASCII name after its length. */
  name(name: string): void {
    this.sized(Uint8Array.from(name, (letter) => letter.codePointAt(0)!));
  }

  private reserve(count: number): void {
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.end + count));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}
