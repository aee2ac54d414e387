import { normalCdf } from "./normal-cdf.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { sin } from "./trigonometry.ts";

/** What is left of a variance of 1 must be above this for a matrix to count as positive definite. */
const leastPivot = 1e-12;

/** The least and greatest uniform number that a draw can be: 2^-54 and 1 - 2^-53. */
const leastUniform = 5.551115123125783e-17;
const greatestUniform = 0.9999999999999999;

/**
 * The correlation of two standard normals whose ranks have the correlation `rank` (Spearman's), in
 * [-1, 1]: 2 sin(π rank / 6). Pearson, "On further methods of determining correlation" (1907).
 */
export function normalCorrelation(rank: number): number {
  return 2 * sin((Math.PI * rank) / 6);
}

/**
 * The lower-triangular Cholesky factor, row by row and with its zeros, of the correlations of
 * standard normals whose rank correlations (Spearman's) are `ranks`. For `correlate`.
 *
 * Throws a RangeError that names the quantities if `ranks` is not symmetric with ones on the
 * diagonal and every other entry strictly between -1 and 1, or if no Gaussian copula has these rank
 * correlations. A few matrices of valid rank correlations are in that last class, since going from
 * ranks to normals can cost a nearly singular matrix its positive definiteness.
 *
 * @param ranks n × n rank correlations, row by row
 * @param names the n quantities, for messages
 */
export function copulaFactor(ranks: Float64Array, names: readonly string[]): Float64Array {
  const size = names.length;
  checkRanks(ranks, names);
  const factor = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let left = row === column ? 1 : normalCorrelation(ranks[row * size + column]!);
      for (let inner = 0; inner < column; inner += 1) {
        left -= factor[row * size + inner]! * factor[column * size + inner]!;
      }
      if (row === column) {
        if (!(left > leastPivot)) throw notPositiveDefinite(ranks, names, row);
        factor[row * size + row] = Math.sqrt(left);
      } else {
        factor[row * size + column] = left / factor[column * size + column]!;
      }
    }
  }
  return factor;
}

/**
 * Independent uniform numbers made dependent by a Gaussian copula: each row of n becomes a row of n
 * uniform numbers with the rank correlations that `factor` was made from. A number that depends on
 * none before it in its row keeps its bits; any other result is in [2^-54, 1 - 2^-53]. Rows have
 * nothing to do with each other, so blocks of draws can be made apart.
 *
 * Gaussian copula: Nelsen, "An introduction to copulas" (2006); for drawing inputs with given rank
 * correlations, Li and Hammond, "Generation of pseudorandom numbers with specified univariate
 * distributions and correlation coefficients" (1975).
 *
 * @param uniforms rows of n numbers strictly between 0 and 1, one after the other
 * @param factor n × n, from `copulaFactor`
 */
export function correlate(uniforms: Float64Array, factor: Float64Array): Float64Array {
  const size = Math.sqrt(factor.length);
  if (!(size >= 1 && Math.floor(size) === size)) {
    throw new RangeError(`A factor has n × n entries, but this one has ${factor.length}.`);
  }
  if (uniforms.length % size !== 0) {
    throw new RangeError(
      `The uniform numbers must come in rows of ${size}, but there are ${uniforms.length} of them.`,
    );
  }
  const alone = rowsAlone(factor, size);
  const normals = new Float64Array(size);
  const correlated = new Float64Array(uniforms.length);
  for (let start = 0; start < uniforms.length; start += size) {
    for (let column = 0; column < size; column += 1) {
      const u = uniforms[start + column]!;
      if (!(u > 0 && u < 1)) {
        throw new RangeError(
          `A uniform number to correlate must lie strictly between 0 and 1, but number ${column} ` +
            `of row ${start / size} is ${u}.`,
        );
      }
      normals[column] = normalQuantile(u);
      correlated[start + column] = u;
    }
    for (let row = 0; row < size; row += 1) {
      if (alone[row] === 1) continue;
      let normal = 0;
      for (let column = 0; column <= row; column += 1) {
        normal += factor[row * size + column]! * normals[column]!;
      }
      const u = normalCdf(normal);
      correlated[start + row] =
        u < leastUniform ? leastUniform : u > greatestUniform ? greatestUniform : u;
    }
  }
  return correlated;
}

/** 1 for each row of the factor that has nothing but zeros before its diagonal. */
function rowsAlone(factor: Float64Array, size: number): Uint8Array {
  const alone = new Uint8Array(size).fill(1);
  for (let row = 1; row < size; row += 1) {
    for (let column = 0; column < row; column += 1) {
      if (factor[row * size + column] !== 0) alone[row] = 0;
    }
  }
  return alone;
}

function checkRanks(ranks: Float64Array, names: readonly string[]): void {
  const size = names.length;
  if (size < 1 || ranks.length !== size * size) {
    throw new RangeError(
      `The rank correlations of ${size} quantities are ${size * size} numbers, ` +
        `but there are ${ranks.length}.`,
    );
  }
  for (let row = 0; row < size; row += 1) {
    const own = ranks[row * size + row]!;
    if (own !== 1) {
      throw new RangeError(
        `The rank correlation of ${names[row]!} with itself must be 1, but it is ${own}.`,
      );
    }
    for (let column = 0; column < row; column += 1) {
      const pair = `${names[column]!} and ${names[row]!}`;
      const rank = ranks[row * size + column]!;
      const mirrored = ranks[column * size + row]!;
      if (rank !== mirrored) {
        throw new RangeError(
          `The rank correlation of ${pair} is given twice, as ${mirrored} and as ${rank}.`,
        );
      }
      if (!(rank > -1 && rank < 1)) {
        throw new RangeError(
          `The rank correlation of ${pair} must lie strictly between -1 and 1, but it is ${rank}.`,
        );
      }
    }
  }
}

/** The error for a leading minor, of the first `row + 1` quantities, that is not above zero. */
function notPositiveDefinite(
  ranks: Float64Array,
  names: readonly string[],
  row: number,
): RangeError {
  const size = names.length;
  let strongest = 0;
  for (let column = 1; column < row; column += 1) {
    const stronger = Math.abs(ranks[row * size + column]!);
    if (stronger > Math.abs(ranks[row * size + strongest]!)) strongest = column;
  }
  const rank = ranks[row * size + strongest]!;
  return new RangeError(
    `The rank correlations of ${names.slice(0, row + 1).join(", ")} cannot all hold at once: ` +
      `the matrix is not positive definite, as its leading minor of size ${row + 1} is not above ` +
      `zero. The first ${row} are possible together; the last, ${names[row]!}, is not. Its ` +
      `strongest correlation is ${rank}, with ${names[strongest]!}.`,
  );
}
