/** Markup that is safe to put into a page. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What a page may be put together from; text is escaped, markup is not. */
export type Content = Html | string | number | readonly Content[];

/**
 * Markup from a template. Whatever is put in as text is escaped, so that a label out of somebody's
 * data is never markup. A dozen lines: a template library brings a runtime for pages that change.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Html {
  const inside = values.map((value, i) => markup(value) + parts[i + 1]!);
  return new Html(parts[0]! + inside.join(""));
}

function markup(content: Content): string {
  if (content instanceof Html) return content.text;
  if (typeof content === "string") return escapeText(content);
  if (typeof content === "number") return String(content);
  return content.map(markup).join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it stands in markup and in quoted attributes. */
export function escapeText(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => entities[sign]!);
}
