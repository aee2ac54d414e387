/**
 * The candidate a misspelt `name` most likely meant, or null when none is within `tolerance` letters.
 * Written by hand because it is twenty lines and the one library for it is another dependency to vet.
 */
export function nearestName(
  name: string,
  candidates: readonly string[],
  tolerance?: number,
): string | null {
  const wanted = normalise(name);
  let best: string | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, normalise(candidate));
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return bestDistance <= (tolerance ?? Math.max(2, Math.floor(wanted.length / 2))) ? best : null;
}

/** The words that follow an unknown name in an error: a suggestion, or the list of what exists. */
export function suggestName(name: string, candidates: readonly string[]): string {
  const nearest = nearestName(name, candidates);
  if (nearest !== null) return `did you mean "${nearest}"?`;
  return `use one of: ${candidates.join(", ")}`;
}

function normalise(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, "");
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
