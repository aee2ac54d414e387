/**
 * Text for a terminal: widths, cutting, padding and wrapping. Written by hand because Node keeps
 * its own width function to itself, and what we need of one is these few lines.
 */

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

// Scripts that terminals draw two columns wide, and emoji that they draw as pictures.
const wide =
  /^(?:\p{Emoji_Presentation}|.\uFE0F|[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}])/u;
const empty = /^[\p{Mark}\p{Default_Ignorable_Code_Point}]+$/u;

/* oxlint-disable no-control-regex -- finding control characters is their purpose. */
const escapes =
  /(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]|\u001B\][^\u0007\u001B]*(?:\u0007|\u001B\\)?/g;
// Controls would drive the terminal, bidirectional marks reorder the line, the rest hide in it.
const unsafe =
  /[\u0000-\u001F\u007F-\u009F\u2028\u2029\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+/g;
// Our own colour, the only escape sequences that reach these functions.
const colour = /\u001B\[[0-9;]*m/g;
/* oxlint-enable no-control-regex */

/**
 * Text from data, safe to print within a line: no escape sequence, control or bidirectional
 * character is left.
 */
export function sanitise(text: string): string {
  return text.replaceAll(escapes, "").replaceAll(unsafe, " ");
}

/** Columns that a text takes; our own colours take none. */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text.replaceAll(colour, ""))) {
    if (!empty.test(segment)) width += wide.test(segment) ? 2 : 1;
  }
  return width;
}

/** Cuts a text without colours to so many columns, ending it with `…` when something is lost. */
export function cut(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let kept = "";
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += widthOf(segment);
    if (width > columns - 1) break;
    kept += segment;
  }
  return columns < 1 ? "" : `${kept.trimEnd()}…`;
}

/** Fills a text with blanks to so many columns; a longer text is left as it is. */
export function pad(text: string, columns: number, align: "left" | "right" = "left"): string {
  const blanks = " ".repeat(Math.max(0, columns - widthOf(text)));
  return align === "left" ? text + blanks : blanks + text;
}

/** How a paragraph is set. */
export interface WrapOptions {
  /** Columns of the whole line, indent included. */
  readonly columns: number;
  /** Starts the first line. */
  readonly first?: string;
  /** Starts every other line; by default as many blanks as `first` is wide. */
  readonly rest?: string;
}

/** Breaks a paragraph at its blanks; a word wider than the line is broken inside. */
export function wrap(text: string, options: WrapOptions): string[] {
  const { columns, first = "" } = options;
  const rest = options.rest ?? " ".repeat(widthOf(first));
  const lines: string[] = [];
  let line = first;
  let started = false;
  const close = (): void => {
    lines.push(line.trimEnd());
    line = rest;
    started = false;
  };
  const words = text.split(/\s+/).filter((word) => word !== "");
  for (const word of words.flatMap((word) => broken(word, columns - widthOf(rest)))) {
    if (started && widthOf(line) + 1 + widthOf(word) > columns) close();
    line += started ? ` ${word}` : word;
    started = true;
  }
  if (started || lines.length === 0) close();
  return lines;
}

function broken(word: string, columns: number): string[] {
  const room = Math.max(2, columns);
  if (widthOf(word) <= room) return [word];
  const pieces = [""];
  for (const { segment } of graphemes.segment(word)) {
    const last = pieces.length - 1;
    if (widthOf(pieces[last]! + segment) > room) pieces.push(segment);
    else pieces[last] += segment;
  }
  return pieces;
}
