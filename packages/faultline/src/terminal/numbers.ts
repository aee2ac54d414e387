/** Numbers for people. Written without `Intl`, whose output changes with the ICU a Node carries. */

/** A number with `,` between thousands, so many digits after the point, and a true minus sign. */
export function decimal(value: number, digits = 0): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "?" : value > 0 ? "∞" : "−∞";
  const fixed = Math.abs(value).toFixed(digits);
  if (fixed.includes("e")) return fixed;
  const [whole = "", part] = fixed.split(".");
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
  const text = part === undefined ? grouped : `${grouped}.${part}`;
  // A negative number that rounds to zero is zero.
  return value < 0 && /[1-9]/.test(fixed) ? `−${text}` : text;
}

/** A number to about three figures: `0.044`, `4.38`, `43.8`, `438`, `4,375`. */
export function figures(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || size >= 99.95) return decimal(value);
  if (size >= 9.995) return decimal(value, 1);
  if (size >= 0.0995) return decimal(value, 2);
  return size >= 0.001 ? decimal(value, 3) : value.toExponential(0).replace("-", "−");
}

/** A share as a percentage: `14%`, `0.4%`, `<0.1%`. */
export function percent(share: number): string {
  const size = Math.abs(share);
  if (size > 0 && size < 0.0005) return share > 0 ? "<0.1%" : ">−0.1%";
  return `${decimal(share * 100, size > 0 && size < 0.00995 ? 1 : 0)}%`;
}

/** A probability as so many in a hundred: `22`; `<1` and `>99` where rounding would say never or always. */
export function ofHundred(probability: number): string {
  if (probability > 0 && probability < 0.005) return "<1";
  if (probability < 1 && probability >= 0.995) return ">99";
  return decimal(probability * 100);
}

/** The same without zeros that say nothing: `8`, not `8.00`. */
export function shortFigures(value: number): string {
  const text = figures(value);
  return text.includes(".") && !text.includes("e") ? text.replace(/\.?0+$/, "") : text;
}

/** An amount of dollars, its scale in words: `$8.50`, `$41,200`, `$1.23 m`, `$15.2 bn`. */
export function dollars(value: number): string {
  const sign = value < 0 ? "−" : "";
  const size = Math.abs(value);
  if (size >= 999.5e9) return `${sign}$${shortFigures(size / 1e12)} tn`;
  if (size >= 999.5e6) return `${sign}$${shortFigures(size / 1e9)} bn`;
  if (size >= 999_500) return `${sign}$${shortFigures(size / 1e6)} m`;
  // Cents, unless there are none, or less than a cent.
  if (size >= 99.995 || Number.isInteger(size)) return `${sign}$${decimal(size)}`;
  return `${sign}$${size >= 0.095 ? decimal(size, 2) : shortFigures(size)}`;
}

/** A range: `1.1 – 4.6`. */
export function range(low: string, high: string): string {
  return low === high ? low : `${low} – ${high}`;
}

/** A residual or another number whose order of magnitude is what counts: `3e-13`. */
export function magnitude(value: number): string {
  return value === 0 ? "0" : value.toExponential(0);
}

/** A bar of eighths of a block for a share from 0 to 1: `▏` for nothing, `████` for all. */
export function bar(share: number, columns: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * columns * 8);
  const tail = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]!;
  return eighths === 0 ? "▏" : "█".repeat(Math.floor(eighths / 8)) + tail;
}

/** A count with its noun: `1 future`, `2,000 futures`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${decimal(n)} ${n === 1 ? one : many}`;
}
