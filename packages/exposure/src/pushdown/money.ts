/**
 * SQL for the billionths of a dollar that a text tells, rounded half away from zero; NULL where it is
 * no number or past 10^9 dollars. Never through a float.
 */
export function nanosOf(value: string): string {
  const usd = `round(toDecimal128OrNull(${value}, 18), 9)`;
  return `if(abs(${usd}) < 1000000000, toInt64(${usd} * 1000000000), NULL)`;
}
