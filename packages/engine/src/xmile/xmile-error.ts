/** A file that cannot be read: one sentence that names the file, the line and the element. */
export class XmileError extends Error {
  override readonly name = "XmileError";
  /** Line of the file, from 1. */
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/** Throws an {@link XmileError} about the place it was made for. */
export type Fail = (problem: string) => never;

/** Makes what reports problems of one place: `model.xmile:12, flow "births": problem.` */
export function failAt(file: string, line: number, what?: string): Fail {
  return (problem) => {
    const place = what === undefined ? `${file}:${line}` : `${file}:${line}, ${what}`;
    throw new XmileError(`${place}: ${problem}.`, line);
  };
}
