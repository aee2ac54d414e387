import type { Io } from "../io.ts";

/** An {@link Io} that keeps what is written to it. */
export interface MemoryIo extends Io {
  readonly out: () => string;
  readonly err: () => string;
}

/** An output of 100 columns without colour, unless told otherwise. */
export function memoryIo(options: Partial<Io> = {}): MemoryIo {
  const written = { out: "", err: "" };
  return {
    stdout: { write: (text) => (written.out += text) },
    stderr: { write: (text) => (written.err += text) },
    isTty: false,
    showsProgress: false,
    columns: 100,
    color: false,
    env: {},
    cwd: "/",
    ...options,
    out: () => written.out,
    err: () => written.err,
  };
}
