import type { Io } from "../io.ts";
import { paint } from "./paint.ts";
import { pad, sanitise, wrap } from "./text.ts";

/** What a listing is set for. */
type Page = Pick<Io, "columns" | "color">;

/** Columns of a field's name. */
const nameColumns = 12;

/** The heading of an entry: its id, and what it is called. */
export function heading(page: Page, id: string, title: string): string[] {
  const colours = paint(page.color);
  const first = `${colours.bold(sanitise(id))}  `;
  return wrap(sanitise(title), { columns: page.columns, first, rest: "  " });
}

/** A named field of an entry, its text wrapped and indented; nothing for an empty text. */
export function field(page: Page, name: string, text: string): string[] {
  if (text === "") return [];
  const first = `  ${paint(page.color).dim(pad(name, nameColumns))}`;
  const rest = " ".repeat(nameColumns + 2);
  return wrap(sanitise(text), { columns: page.columns, first, rest });
}

/** Entries with an empty line between them. */
export function blocks(entries: readonly (readonly string[])[]): string[] {
  return entries.flatMap((entry, i) => (i === 0 ? entry : ["", ...entry]));
}
