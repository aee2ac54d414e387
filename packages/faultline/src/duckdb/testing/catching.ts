import { InputError } from "@faultline/exposure";

/** Runs something that must fail as bad input, and returns the one line a user would read. */
export async function inputErrorOf(action: () => unknown): Promise<string> {
  try {
    await action();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error("expected an InputError, but nothing was thrown");
}
