/** A fault in how a model was written, found when it is built or run. */
export class ModelError extends Error {
  override readonly name = "ModelError";
  /** The part at fault. */
  readonly part: string;

  constructor(part: string, message: string) {
    super(message);
    this.part = part;
  }
}
