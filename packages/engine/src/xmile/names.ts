const escapes: Readonly<Record<string, string>> = { n: " ", '"': '"', "\\": "\\" };

/**
 * The one spelling of an identifier by which it is compared and by which its series is published:
 * small letters, and one underscore for each run of spaces, line breaks and underscores. So `Birth
 * Rate`, `birth_rate`, `"birth rate"` and `birth\nrate` are all `birth_rate`.
 */
export function canonicalName(name: string): string {
  return words(name).join("_").toLowerCase();
}

/** An identifier as a reader sees it: `birth_rate` is shown as `birth rate`. */
export function displayName(name: string): string {
  return words(name).join(" ");
}

function words(name: string): readonly string[] {
  const trimmed = name.trim();
  const bare = /^"(.*)"$/s.exec(trimmed)?.[1] ?? trimmed;
  const plain = bare.replaceAll(/\\([n"\\])/g, (_, escape: string) => escapes[escape]!);
  return plain.split(/[ \t\r\n\u00a0_]+/).filter((word) => word !== "");
}
