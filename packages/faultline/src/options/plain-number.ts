import { InputError, quoteValue } from "@faultline/exposure";

/** A number as programs write it; throws {@link InputError} for any other text. */
export function plainNumber(where: string, text: string): number {
  const value = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(value)) return value;
  throw new InputError(
    where,
    `${quoteValue(text)} is not a number`,
    "write a plain number, such as 0.6 or 2e9, without separators, % or a currency sign",
  );
}
