/**
 * Milliseconds since 1970 of an ISO date or instant, or null when it is none. Without an offset it
 * is UTC: `Date.parse` would take the zone of the machine, and the result would depend on the host.
 */
export function parseInstant(text: string): number | null {
  const match = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/.exec(text);
  if (match === null) return null;
  const zoned = match[1] !== undefined && match[4] === undefined ? `${text}Z` : text;
  const millis = Date.parse(zoned);
  return Number.isNaN(millis) ? null : millis;
}

/** An ISO date or instant as the text of a SQL TIMESTAMP in UTC. */
export function sqlInstant(text: string): string {
  const millis = parseInstant(text);
  if (millis === null) throw new TypeError(`not an instant: ${text}`);
  return new Date(millis).toISOString().replace("T", " ").replace("Z", "");
}
