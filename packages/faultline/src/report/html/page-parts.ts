import { type Content, Html, html } from "./html.ts";
import { pageStyle } from "./page-style.ts";

/** A column of a table in the page. */
export interface Column {
  readonly title: string;
  readonly kind?: "right" | "long";
}

/** A whole page around its content; its policy forbids scripts and the network. */
export function pageOf(title: string, content: Html): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'"
        />
        <title>${title}</title>
        <style>
          ${new Html(pageStyle)}
        </style>
      </head>
      <body>
        <main>${content}</main>
      </body>
    </html> `;
  return page.text;
}

/** How the result is made again: its command line, and what made it. */
export function again(command: string, madeBy: string): Html {
  return section(
    "How to make this again",
    html`<pre><code>${command}</code></pre>
      <p class="soft">${madeBy}. The same inputs give the same bytes on any machine.</p>`,
  );
}

/** A part of the page under its heading. */
export function section(title: string, content: Content): Html {
  return html`<section>
    <h2>${title}</h2>
    ${content}
  </section> `;
}

/** Sentences, a paragraph each. */
export function list(lines: readonly string[]): Html {
  return html`${lines.map((line) => html`<p>${line}</p> `)}`;
}

/** A table that scrolls sideways where the screen is too narrow for it. */
export function tableOf(columns: readonly Column[], rows: readonly (readonly Content[])[]): Html {
  const attribute = ({ kind }: Column): Html =>
    kind === undefined ? html`` : html` class="${kind}"`;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${columns.map((column) => html`<th${attribute(column)}>${column.title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell, i) => html`<td${attribute(columns[i]!)}>${cell}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}
