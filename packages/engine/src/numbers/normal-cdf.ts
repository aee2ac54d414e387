import { exp } from "./elementary.ts";

const oneOverRootPi = 0.5641895835477563;

/** Adding and subtracting 1.5 × 2^52 rounds to a whole number, ties to even. */
const toWhole = 6755399441055744;

/**
 * Standard normal distribution function: the share of a standard normal that lies below x. Relative
 * error below 1.1e-15 for x from -37.5, where the result is about 5e-308, and absolute error below
 * 1e-322 for lower x. Infinities give 0 and 1, and NaN gives NaN.
 *
 * Method: the rational approximations to erf and erfc of Cody, "Rational Chebyshev approximations
 * for the error function", Mathematics of Computation 23 (1969), at |x| / √2; but their factor
 * e^(-x²/2) is taken from x itself, split so that its square loses no digits.
 */
export function normalCdf(x: number): number {
  const size = x < 0 ? -x : x;
  const y = size * Math.SQRT1_2;
  if (y <= 0.46875) return 0.5 + x * Math.SQRT1_2 * (0.5 * erfOverArgument(y * y));
  // Beyond, e^(-x²/2) is 0; NaN passes through.
  if (size > 40) return x < 0 ? 0 : 1;
  const ratio = y <= 4 ? nearRatio(y) : farRatio(y);
  const sixteenths = (size * 16 + toWhole - toWhole) * 0.0625;
  const left = (size - sixteenths) * (size + sixteenths);
  const tail = exp(-0.5 * sixteenths * sixteenths) * (exp(-0.5 * left) * (0.5 * ratio));
  return x < 0 ? tail : 1 - tail;
}

/** erf(y) / y for y² = z, y up to 0.46875. */
function erfOverArgument(z: number): number {
  return (
    (3209.3775891384694 +
      z *
        (377.485237685302 +
          z * (113.86415415105016 + z * (3.1611237438705655 + z * 0.18577770618460315)))) /
    (2844.236833439171 +
      z * (1282.6165260773723 + z * (244.02463793444417 + z * (23.601290952344122 + z))))
  );
}

/** e^(y²) erfc(y) for y from 0.46875 to 4. */
function nearRatio(y: number): number {
  return (
    octic(
      y,
      1230.3393547979972,
      2051.0783778260716,
      1712.0476126340707,
      881.952221241769,
      298.6351381974001,
      66.11919063714163,
      8.883149794388377,
      0.5641884969886701,
      2.1531153547440383e-8,
    ) /
    octic(
      y,
      1230.3393548037495,
      3439.3676741437216,
      4362.619090143247,
      3290.7992357334597,
      1621.3895745666903,
      537.1811018620099,
      117.6939508913125,
      15.744926110709835,
      1,
    )
  );
}

/** e^(y²) erfc(y) for y from 4. */
function farRatio(y: number): number {
  const z = 1 / (y * y);
  const above =
    6.587491615298378e-4 +
    z *
      (0.016083785148742275 +
        z *
          (0.12578172611122926 +
            z * (0.36034489994980445 + z * (0.30532663496123236 + z * 0.016315387137302097))));
  const below =
    0.0023352049762686918 +
    z *
      (0.06051834131244132 +
        z * (0.5279051029514285 + z * (1.8729528499234604 + z * (2.568520192289822 + z))));
  return (oneOverRootPi - z * (above / below)) / y;
}

/** a + b y + c y² + … + i y⁸, by Horner's rule. */
function octic(
  y: number,
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number,
  i: number,
): number {
  return a + y * (b + y * (c + y * (d + y * (e + y * (f + y * (g + y * (h + y * i)))))));
}
