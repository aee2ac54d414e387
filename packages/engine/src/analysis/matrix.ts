/** Rows of numbers, such as the points at which a model is to be evaluated. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** Row after row: the number in row r and column c is `values[r * columns + c]`. */
  readonly values: Float64Array;
}

/**
 * A matrix over `values`, which it does not copy, or of zeros. Throws a RangeError for sizes that
 * are no whole numbers above zero and for values that do not fill the rows.
 */
export function matrixOf(rows: number, columns: number, values?: Float64Array): Matrix {
  requireSize("rows", rows);
  requireSize("columns", columns);
  if (values !== undefined && values.length !== rows * columns) {
    throw new RangeError(
      `A matrix of ${rows} rows and ${columns} columns needs ${rows * columns} values, ` +
        `not ${values.length}.`,
    );
  }
  return { rows, columns, values: values ?? new Float64Array(rows * columns) };
}

/** One row, as a view: writing to it writes to the matrix. Throws a RangeError outside of it. */
export function rowOf(matrix: Matrix, row: number): Float64Array {
  if (!Number.isInteger(row) || row < 0 || row >= matrix.rows) {
    throw new RangeError(`There is no row ${row} in a matrix of ${matrix.rows} rows.`);
  }
  return matrix.values.subarray(row * matrix.columns, (row + 1) * matrix.columns);
}

/** Throws a RangeError that names the first value of a matrix that is not a finite number. */
export function requireFiniteMatrix(matrix: Matrix): void {
  const at = matrix.values.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return;
  throw new RangeError(
    `The value in row ${Math.floor(at / matrix.columns)}, column ${at % matrix.columns} ` +
      `must be finite, but it is ${matrix.values[at]}.`,
  );
}

/** Throws a RangeError unless there is one finite outcome for each row of a matrix. */
export function requireOutcomes(matrix: Matrix, outcomes: Float64Array): void {
  if (outcomes.length !== matrix.rows) {
    throw new RangeError(
      `The matrix has ${matrix.rows} rows, but there are ${outcomes.length} outcomes.`,
    );
  }
  const row = outcomes.findIndex((outcome) => !Number.isFinite(outcome));
  if (row >= 0) {
    throw new RangeError(`The outcome of row ${row} must be finite, but it is ${outcomes[row]}.`);
  }
}

/** Throws a RangeError unless each row is marked 0 or 1: whether something happened in it. */
export function requireFlags(matrix: Matrix, flags: ArrayLike<number>): void {
  if (flags.length !== matrix.rows) {
    throw new RangeError(
      `The matrix has ${matrix.rows} rows, but ${flags.length} of them are marked 0 or 1.`,
    );
  }
  for (let row = 0; row < matrix.rows; row += 1) {
    if (flags[row] !== 0 && flags[row] !== 1) {
      throw new RangeError(`Row ${row} must be marked 0 or 1, but it is marked ${flags[row]}.`);
    }
  }
}

function requireSize(what: string, size: number): void {
  if (Number.isInteger(size) && size >= 1) return;
  throw new RangeError(`The ${what} of a matrix must be a whole number above 0, not ${size}.`);
}
