import type { BlockResult } from "../kernel/block.ts";

type Columns = Readonly<Record<string, Float64Array | Int32Array>>;

/** Where two blocks differ in any bit but a NaN's payload, in words; undefined when nowhere. */
export function differenceOf(a: BlockResult, b: BlockResult): string | undefined {
  return (
    differenceOfColumns(a.series, b.series) ??
    differenceOfColumns(a.eventMonths, b.eventMonths) ??
    differenceOfColumns(a.parameters, b.parameters) ??
    differenceOfColumns({ residual: a.residual }, { residual: b.residual })
  );
}

/** Where two sets of columns differ, as {@link differenceOf} says it. */
export function differenceOfColumns(a: Columns, b: Columns): string | undefined {
  const names = Object.keys(a);
  if (names.join() !== Object.keys(b).join()) return `${names.join()} ≠ ${Object.keys(b).join()}`;
  for (const name of names) {
    const [left, right] = [a[name]!, b[name]!];
    if (left.length !== right.length) return `${name}: ${left.length} ≠ ${right.length} values`;
    for (let i = 0; i < left.length; i += 1) {
      if (!Object.is(left[i], right[i])) return `${name}[${i}]: ${left[i]} ≠ ${right[i]}`;
    }
  }
  return undefined;
}
