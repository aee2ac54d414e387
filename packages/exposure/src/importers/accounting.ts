import { InputError } from "../input-error.ts";

/** What became of every record of a file: `kept + rejected + blank = physical`, always. */
export interface Accounting {
  /** Records that are physically there, counted independently of the reader. */
  readonly physical: number;
  readonly kept: number;
  readonly rejected: number;
  readonly blank: number;
}

/** The sum of several accountings. */
export function addAccounting(parts: readonly Accounting[]): Accounting {
  const sum = (pick: (part: Accounting) => number) =>
    parts.reduce((total, part) => total + pick(part), 0);
  return {
    physical: sum((part) => part.physical),
    kept: sum((part) => part.kept),
    rejected: sum((part) => part.rejected),
    blank: sum((part) => part.blank),
  };
}

/** Throws `InputError` when records were lost or invented on the way. */
export function requireBalanced(name: string, accounting: Accounting): void {
  const { physical, kept, rejected, blank } = accounting;
  if (kept + rejected + blank === physical) return;
  throw new InputError(
    name,
    `${physical} records are in the file but only ${kept} kept + ${rejected} rejected + ${blank} blank are accounted for`,
    "look for a stray quote or mixed line ends, or export the file again",
  );
}
