import { quoteValue } from "../../input-error.ts";
import { MAX_TOKENS_PER_RECORD } from "../../canonical.ts";
import type { SampleColumn } from "./sample-table.ts";

/** What a draft says of one field: a line that is used, or a question with lines to choose from. */
export type Finding =
  | { readonly field: string; readonly yaml: string; readonly because: string }
  | {
      readonly field: string;
      readonly question: string;
      /** Answers, each with the lines it stands for. */
      readonly answers: readonly { readonly if: string; readonly yaml: readonly string[] }[];
    };

/** A column with what its name and values tell. */
export class Column {
  readonly name: string;
  /** Its values in order of the records; null where it is empty. */
  readonly values: readonly (string | null)[];
  /** The values that are there. */
  readonly told: readonly string[];
  readonly #words: ReadonlySet<string>;

  constructor({ name, values }: SampleColumn) {
    this.name = name;
    this.values = values;
    this.told = values.filter((value) => value !== null);
    this.#words = new Set(wordsOf(name));
  }

  /** Whether its name holds one of these words, set apart by case, spaces or signs. */
  has(...words: readonly string[]): boolean {
    return words.some((word) => this.#words.has(word));
  }

  /** Whether these words, in this order, are its whole name. */
  isNamed(...names: readonly string[]): boolean {
    const own = wordsOf(this.name).join(" ");
    return names.includes(own);
  }

  /** Its values as token counts, with an empty one as 0; null when one of them is no count. */
  counts(): readonly number[] | null {
    const counts = this.values.map((value) => (value === null ? 0 : countOf(value)));
    return this.told.length > 0 && counts.every((count) => count !== null) ? counts : null;
  }

  /** Its values as numbers; null when one of them is none, or all are empty. */
  numbers(): readonly number[] | null {
    if (this.told.length === 0) return null;
    return this.told.every((value) => /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(value))
      ? this.told.map(Number)
      : null;
  }

  /** How many different values it has. */
  get distinct(): number {
    return new Set(this.told).size;
  }

  /** Its name for a sentence. */
  get quoted(): string {
    return quoteValue(this.name);
  }

  /** The reference to it in a mapping, with more keys when given. */
  source(more = ""): string {
    return `{ column: ${scalar(this.name)}${more} }`;
  }
}

/** A text as a YAML scalar, also inside braces. */
export function scalar(text: string): string {
  const isPlain =
    /^[A-Za-z_][\w.-]*$/.test(text) && !/^(null|true|false|yes|no|on|off)$/i.test(text);
  // JSON keeps these as they are, and a comment or a line of YAML would end there.
  return isPlain ? text : JSON.stringify(text).replaceAll(/[\u007F-\u009F\u2028\u2029]/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** A number of things, in words. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en-US")} ${n === 1 ? one : many}`;
}

function countOf(text: string): number | null {
  const count = /^\d{1,13}(\.0+)?$/.test(text) ? Number(text) : Number.NaN;
  return count <= MAX_TOKENS_PER_RECORD ? count : null;
}

function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
