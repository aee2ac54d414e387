import { log } from "./elementary.ts";

/**
 * Inverse of the standard normal distribution function: the z below which a share `u` of a
 * standard normal lies. Relative error about 1e-15 for u from 1e-300 to 1 - 2^-53; u = 0 and
 * u = 1 give -Infinity and Infinity, and anything outside [0, 1] gives NaN.
 *
 * Wichura, "Algorithm AS 241: The percentage points of the normal distribution", Applied
 * Statistics 37 (1988), routine PPND16: one rational function of degree 7 for the middle and two
 * for the tails.
 */
export function normalQuantile(u: number): number {
  const q = u - 0.5;
  if (q >= -0.425 && q <= 0.425) return q * middle(0.180625 - q * q);
  const tail = q < 0 ? u : 1 - u;
  if (!(tail > 0)) return tail === 0 ? (q < 0 ? -Infinity : Infinity) : NaN;
  const distance = Math.sqrt(-log(tail));
  const z = distance <= 5 ? near(distance - 1.6) : far(distance - 5);
  return q < 0 ? -z : z;
}

/** z / q for u from 0.075 to 0.925. */
function middle(r: number): number {
  return (
    septic(
      r,
      3.3871328727963665,
      133.14166789178438,
      1971.5909503065513,
      13731.69376550946,
      45921.95393154987,
      67265.7709270087,
      33430.57558358813,
      2509.0809287301227,
    ) /
    septic(
      r,
      1,
      42.31333070160091,
      687.1870074920579,
      5394.196021424751,
      21213.794301586597,
      39307.89580009271,
      28729.085735721943,
      5226.495278852854,
    )
  );
}

/** |z| for tails from e^-25 to 0.075. */
function near(r: number): number {
  return (
    septic(
      r,
      1.4234371107496835,
      4.630337846156546,
      5.769497221460691,
      3.6478483247632045,
      1.2704582524523684,
      0.2417807251774506,
      0.022723844989269184,
      0.0007745450142783414,
    ) /
    septic(
      r,
      1,
      2.053191626637759,
      1.6763848301838038,
      0.6897673349851,
      0.14810397642748008,
      0.015198666563616457,
      0.0005475938084995345,
      1.0507500716444169e-9,
    )
  );
}

/** |z| for tails below e^-25. */
function far(r: number): number {
  return (
    septic(
      r,
      6.657904643501103,
      5.463784911164114,
      1.7848265399172913,
      0.29656057182850487,
      0.026532189526576124,
      0.0012426609473880784,
      2.7115555687434876e-5,
      2.0103343992922881e-7,
    ) /
    septic(
      r,
      1,
      0.599832206555888,
      0.1369298809227358,
      0.014875361290850615,
      0.0007868691311456133,
      1.8463183175100548e-5,
      1.421511758316446e-7,
      2.0442631033899397e-15,
    )
  );
}

/** a + b r + c r² + … + h r⁷, by Horner's rule. */
function septic(
  r: number,
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number,
): number {
  return a + r * (b + r * (c + r * (d + r * (e + r * (f + r * (g + r * h))))));
}
