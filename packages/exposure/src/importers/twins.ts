import type { UsageFile } from "../port.ts";

const HEAD_BYTES = 4096;

/**
 * Files by their bytes. Two are compared whole only when they start alike, since reading a large
 * file for its fingerprint takes as long as a good part of importing it.
 */
export class Twins<T> {
  readonly #byHead = new Map<string, Known<T>[]>();
  readonly #heads = new Map<UsageFile, string>();

  /** What was added with the same bytes; the first, if several were. */
  async find(file: UsageFile): Promise<T | undefined> {
    const alike = this.#byHead.get(await this.#headOf(file)) ?? [];
    if (alike.length === 0) return undefined;
    const fingerprint = await file.fingerprint();
    for (const known of alike) {
      known.fingerprint ??= await known.file.fingerprint();
      if (known.fingerprint === fingerprint) return known.value;
    }
    return undefined;
  }

  /** Remembers a file. */
  async add(file: UsageFile, value: T): Promise<void> {
    const head = await this.#headOf(file);
    const entry = { file, value, fingerprint: null };
    this.#byHead.set(head, [...(this.#byHead.get(head) ?? []), entry]);
  }

  async #headOf(file: UsageFile): Promise<string> {
    const head = this.#heads.get(file) ?? (await readHead(file));
    this.#heads.set(file, head);
    return head;
  }
}

interface Known<T> {
  readonly file: UsageFile;
  readonly value: T;
  fingerprint: string | null;
}

async function readHead(file: UsageFile): Promise<string> {
  let head = "";
  for await (const chunk of file.bytes()) {
    head += String.fromCharCode(...chunk.subarray(0, HEAD_BYTES - head.length));
    if (head.length >= HEAD_BYTES) break;
  }
  return head;
}
