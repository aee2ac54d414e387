import { percent } from "../../terminal/numbers.ts";
import { type Html, html } from "./html.ts";

const width = 680;
const height = 260;
const margin = { left: 44, right: 12, top: 12, bottom: 34 } as const;

/**
 * The share of futures in which cash is gone, by month, with the band that sampling leaves (95%).
 * Two straight scales and a path: drawn by hand, as a chart library would be most of the page.
 *
 * @param shares by month, 0 to 1
 */
export function insolvencyChart(shares: readonly number[], draws: number): Html {
  const months = shares.length;
  const top = niceTop(Math.max(...shares));
  const x = (month: number): number =>
    margin.left + ((width - margin.left - margin.right) * month) / months;
  const y = (share: number): number =>
    height - margin.bottom - ((height - margin.top - margin.bottom) * share) / top;
  const error = (p: number): number => 1.96 * Math.sqrt((p * (1 - p)) / draws);
  const line = (of: (p: number) => number): string[] =>
    shares.map((p, i) => `${x(i + 1).toFixed(1)},${y(of(p)).toFixed(1)}`);
  const upper = line((p) => Math.min(top, p + error(p)));
  const lower = line((p) => Math.max(0, p - error(p)));
  const start = `${x(0).toFixed(1)},${y(0).toFixed(1)}`;
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((part) => part * top);
  const step = months > 24 ? 12 : months > 12 ? 6 : 3;
  const marks = Array.from({ length: Math.floor(months / step) + 1 }, (_, i) => i * step);
  const last = shares.at(-1) ?? 0;
  const title = `Out of cash in ${percent(last)} of futures by month ${months}`;
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">
    <title>${title}</title>
    ${ticks.map(
      (share) =>
        html`<line
            class="grid"
            x1="${margin.left}"
            x2="${width - margin.right}"
            y1="${y(share).toFixed(1)}"
            y2="${y(share).toFixed(1)}"
          /><text x="${margin.left - 6}" y="${(y(share) + 4).toFixed(1)}" text-anchor="end"
            >${percent(share)}</text
          >`,
    )}
    ${marks.map(
      (month) =>
        html`<text x="${x(month).toFixed(1)}" y="${height - 14}" text-anchor="middle"
          >${month}</text
        >`,
    )}
    <text x="${width - margin.right}" y="${height - 1}" text-anchor="end">month</text>
    <polygon class="band" points="${[start, ...upper, ...lower.toReversed()].join(" ")}" />
    <polyline class="curve" points="${[start, ...line((p) => p)].join(" ")}" />
  </svg>`;
}

/** The least of some round shares that the curve stays below. */
function niceTop(most: number): number {
  return [0.04, 0.1, 0.2, 0.4, 0.6, 0.8].find((top) => most * 1.1 <= top) ?? 1;
}
