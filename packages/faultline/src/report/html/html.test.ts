import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Html, escapeText, html } from "./html.ts";
import { insolvencyChart } from "./survival-chart.ts";

describe("markup", () => {
  test("takes text as text, wherever it stands", () => {
    const label = `<img src=x onerror="alert('1')">&`;
    expect(html`<p title="${label}">${label}</p>`.text).toBe(
      `<p title="${escapeText(label)}">${escapeText(label)}</p>`,
    );
    expect(escapeText(label)).not.toMatch(/[<>"']/);
  });

  test("takes markup, lists and numbers as they are", () => {
    const { text } = html`<p>${[1, 2].map((n) => html`<b>${n}</b>`)}${new Html("<i>x</i>")}</p>`;
    expect(text.replaceAll(/\s/g, "")).toBe("<p><b>1</b><b>2</b><i>x</i></p>");
  });

  test("of any text holds no sign that means something", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(html`${text}`.text).not.toMatch(/[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/);
      }),
    );
  });
});

describe("the curve of insolvency", () => {
  const coordinates = (svg: string): readonly number[] =>
    [...svg.matchAll(/points="([^"]*)"/g)].flatMap(([, points]) =>
      points!.split(/[ ,]/).map(Number),
    );

  test("stays within its frame, whatever the shares", () => {
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: 1,
      maxLength: 120,
    });
    fc.assert(
      fc.property(shares, fc.integer({ min: 1, max: 5000 }), (values, draws) => {
        for (const at of coordinates(insolvencyChart(values, draws).text)) {
          expect(at).toBeGreaterThanOrEqual(0);
          expect(at).toBeLessThanOrEqual(680);
        }
      }),
    );
  });

  test("says what it shows to those who do not see it", () => {
    const { text } = insolvencyChart([0, 0.1, 0.25], 100);
    expect(text).toContain('role="img" aria-label="Out of cash in 25% of futures by month 3"');
  });
});
