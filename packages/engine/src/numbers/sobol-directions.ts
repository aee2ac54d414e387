/**
 * The initial direction numbers m1, m2, … of dimensions 1 to 255, as many for each as its polynomial
 * has degrees. From the table new-joe-kuo-6 of Joe and Kuo, "Constructing Sobol sequences with
 * better two-dimensional projections", SIAM Journal on Scientific Computing 30 (2008).
 *
 * Number i is odd and below 2^i, so it is the i - 1 bits before its last that are written here, one
 * number after another, six bits to a digit of base 64: a third of what a list of them takes.
 */
const initialNumbers =
  "wE7JQkTsoACuX2HgelTbgcxTsxKfe2fP5jxHHF/QGNTJHWLfHqzR7ETRPAkDpkumY5TawN8t0iEtRJXAZsPeuN5iodoT" +
  "+Zj1v/X2Eqlm+S7WMI/RaC3OPgTwSUHMpKjp3oQsuUuSdH68+xpCvw4A3Vyx3CEkcW/91FLVqFlyF63faINghEFEywVX" +
  "Fhz2fyKqH2i2qjsOdqvNlAd/36aYjcDZ995St52xigdl01cALWvvkk6o3E9ClBqAKC9Y4PvbglQZQKd5hv/nQX7Fp+SC" +
  "fX7snb0vMgrGurfqEBhtFYeHOQYhKdaM6vA7X/4xjvtKswiAXPiUUXBwyeKZdIzhVvfGUPouGTpyxdvkeiVYtGxK+ZYX" +
  "nFyhjxvBPM01gOAEJJF7O9Tg3izLaoOvSUS8NdWjUzsoYqBvCd/nELzUwm5FLZdLS3D5jdQf3ekolnTZX0kHqTOQkuLe" +
  "5Wim//Q3nGg6/jZKzkuHwtT39JhEIJcMp6GUn6kj/xyrPinGmCX+CpHSMBOfxOBfG3Uh+qHqXbLp7k8SwFwi27n1+g6p" +
  "MJGcamBt98jgmqif59Wtonw3IZ3DYQ6Nos1vEpGVnacRu2taEQLlxfIYyXHTYvc1uydUqlTKpyUX3kh45xoCzi9ZKeyw" +
  "dNoZNWVPz0FZu4X0hQPwcsys56mDODeXcxJIDuhW4gZqn9p27SzH+Vgxgvlhk1HxIk3H4e0WC9/cX0HiRbgL4wCz82Iy" +
  "bZfGaWfuImac2QlqACNiIC3ezm9xjQarXhYlSj7rK18mrv9Cewzgf5zeCevO3n0WFRJJzLriB3p4/oUyQfJLpewTb8sp" +
  "MIDNsUWzZ747DXxKvyk/1+rqps9LY/VsntYyMAJdZU0mvTbI+d9cFXKn6Kiee89F/Mu2gzCOxzLPfuOHpwITq9FddQ7e" +
  "IxrmjbksmpcllQZDyYtZkAeh1r3Ym16ICbtY2aOboR1xdsIM7ynhG6XuC2LFbM8AQHYxyHYGvOFhWg45yt7a6/HBf0Xe" +
  "/vAxNsGiLwIcEZxRD0bYuZj3YccYa2bOrCbFG4RLafe91jrU83Su1rvD2LrNpcKMba/ITUgFtV3cJWPknS/lbsAEN61c" +
  "H4FyE3Q3A0on3MiZuKex0WyCfbT78YCK43aYuYsstWHRkUwuUZaM1jagBTO7yRRO/3HuDCFO4wHVyrxr/U79/QRSMe8E" +
  "sbPxBdy7Ebx4r/fISxDA9jKxkqSyX55lSiC5E/7ZslkVA1j/ltWXcGHZw8wqaCl8YmtLQy5KjpcWCgwCkbYaJT8Js2tx" +
  "WYuu6o2lD+AWfEVSVqU+ojIMUKLYoKryEOOKoTKM6xJ7rO2RVOZ/KZZ83u2N5YKr5RmixnfStSzBDqPOF2GGyLAwvF5d" +
  "0FRvQGILmtQZX0zlqNjcEjbxRU2CND2PTW8gMB5/Gk9YyO1Vq2gI0aRCSBy+2K9yUev1MRi7U2tpPCr/ZSQi1JG8mjth" +
  "ot376wxPZL2aw0wvKvO91Ra799H7WgkE/hlpi87+BAW/flfE58zTE59uSwur+c34lKb5vQhWriSJ1Yz9+tomWAslW2C6" +
  "Qy6l0iaASHxk36m7MMGQ5su/pj+rO+Iz9OrfP5vsr3CpSn7BR531bqZTTJSIeoMhEUEAIFUiFoyYgrevIv9mJVJ9MTG0" +
  "BZSgMKU3s+eO2uOufxxpIJFEXhkn9ZILykSGvKeBSuadn8z3IHl3/3GhqWD4zASrmzSbv/czwaGZLgh57QsnpROpCQjs" +
  "fAmmdT1PwSM6psVd64UhahGGves";

const base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Reads the initial numbers one after another; each must be asked for in its turn. */
function initialNumbersReader(): (place: number) => number {
  let [bits, count, next] = [0, 0, 0];
  return (place) => {
    for (; count < place - 1; count += 6) {
      bits = (bits << 6) | base64.indexOf(initialNumbers[next]!);
      next += 1;
    }
    count -= place - 1;
    const number = ((bits >>> count) << 1) | 1;
    bits &= (1 << count) - 1;
    return number;
  };
}

/** How many dimensions the Sobol' sequence has here. */
export const sobolDimensions = 256;

/**
 * The primitive polynomials over the integers modulo 2 in ascending order, one bit to a coefficient,
 * the constant term last: 11 is x³ + x + 1. Dimension d uses number d - 1, dimension 0 none.
 */
export function primitivePolynomials(count: number): readonly number[] {
  const found: number[] = [];
  for (let polynomial = 3; found.length < count; polynomial += 2) {
    const top = 1 << (31 - Math.clz32(polynomial));
    // It is primitive if the powers of x run through all remainders but 0 before they repeat.
    let [power, order] = [1, 0];
    do {
      power <<= 1;
      if (power >= top) power ^= polynomial;
      order += 1;
    } while (power !== 1 && order < top);
    if (order === top - 1) found.push(polynomial);
  }
  return found;
}

let directions: Int32Array | undefined;

/**
 * The direction numbers of every dimension as 32-bit binary fractions: entry 32 d + j is that of
 * bit j of the index in dimension d. Dimension 0 is the sequence of van der Corput. The others
 * follow the recurrence of Sobol' in the form of Bratley and Fox, "Algorithm 659: Implementing
 * Sobol's quasirandom sequence generator", ACM Transactions on Mathematical Software 14 (1988).
 */
export function sobolDirections(): Int32Array {
  directions ??= makeDirections();
  return directions;
}

function makeDirections(): Int32Array {
  const made = new Int32Array(32 * sobolDimensions);
  for (let j = 0; j < 32; j += 1) made[j] = 1 << (31 - j);
  const polynomials = primitivePolynomials(sobolDimensions - 1);
  const read = initialNumbersReader();
  for (let dimension = 1; dimension < sobolDimensions; dimension += 1) {
    const polynomial = polynomials[dimension - 1]!;
    const degree = 31 - Math.clz32(polynomial);
    const first = 32 * dimension;
    for (let j = 0; j < degree; j += 1) {
      made[first + j] = read(j + 1) << (31 - j);
    }
    for (let j = degree; j < 32; j += 1) {
      const earliest = made[first + j - degree]!;
      let direction = earliest ^ (earliest >>> degree);
      for (let back = 1; back < degree; back += 1) {
        if (((polynomial >>> (degree - back)) & 1) === 1) {
          direction ^= made[first + j - back]!;
        }
      }
      made[first + j] = direction;
    }
  }
  return made;
}
