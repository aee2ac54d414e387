/** The month, `YYYY-MM`, so many months after another. */
export function monthAfter(from: string, months: number): string {
  const [year = 0, month = 1] = from.split("-").map(Number);
  const index = year * 12 + month - 1 + months;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
}
